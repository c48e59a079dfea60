-- What is to be expected of each client, as of the last run.
create table if not exists predictions.client_outlook (
    network_id      uuid          not null,
    client_id       uuid          not null,
    location_id     uuid          not null, -- of the last visit
    currency        text          not null,
    as_of           date          not null,
    run_id          uuid          not null,
    model_id        uuid          not null,
    basis           text          not null check (basis in ('own_rhythm', 'visit_model', 'share_of_all')),
    visits          int           not null,
    first_day       date          not null,
    last_day        date          not null,
    usual_gap       real, -- days; null with fewer than three visits
    is_lapsed       boolean       not null,
    p_alive         real          not null,
    p_no_visit      real          not null, -- in the next 90 days
    expected_visits real          not null, -- in the next 90 days
    value_to_date   numeric(19,4) not null,
    value_ahead     numeric(19,4), -- 36 months, discounted; null where too little is known
    value_at_risk   numeric(19,4) not null, -- what the next 90 days would bring, times the chance of no visit
    step            text          not null,
    reason          text          not null,
    primary key (network_id, client_id)
);
create index if not exists client_outlook_risk on predictions.client_outlook (network_id, location_id, p_no_visit desc); -- the list of clients at risk

-- How likely the clients of coming bookings are to stay away, as last told.
create table if not exists predictions.no_show (
    network_id   uuid not null,
    booking_id   uuid not null,
    location_id  uuid not null,
    business_day date not null,
    probability  real not null,
    reason       text not null,
    as_of        date not null,
    run_id       uuid not null,
    model_id     uuid not null,
    primary key (network_id, business_day, booking_id)
);
create index if not exists no_show_day on predictions.no_show (network_id, location_id, business_day); -- a shop's day

call meta.protect('predictions.client_outlook');
call meta.protect('predictions.no_show');
