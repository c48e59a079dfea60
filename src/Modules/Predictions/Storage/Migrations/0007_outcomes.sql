-- Whether the client stayed away; null until it is known, and where the booking was cancelled or moved. A chance stands as it was last told before the booking began.
alter table predictions.no_show add column if not exists missed boolean;

-- What was told of some clients each month, and whether they stayed away; null until the days it was told for are over.
create table if not exists predictions.client_sample (
    network_id  uuid not null,
    month       date not null, -- in which it was told
    client_id   uuid not null,
    location_id uuid not null, -- of the last visit before
    as_of       date not null, -- last day that was known
    until       date not null, -- last day that it was told for
    model_id    uuid not null,
    p_no_visit  real not null,
    stayed_away boolean,
    primary key (network_id, month, client_id)
);
create index if not exists client_sample_until on predictions.client_sample (network_id, until); -- what is to be set against what came

-- Chances beside what came, summed by location, month and band of chances: a network of any size is judged from sums.
create table if not exists predictions.outcome (
    network_id  uuid             not null,
    kind        text             not null check (kind in ('no_show', 'clients')),
    location_id uuid             not null,
    month       date             not null, -- of the bookings; in which it was told of clients
    band        smallint         not null, -- 0 the lowest
    cases       int              not null,
    happened    int              not null,
    said        double precision not null, -- sum of the chances
    variance    double precision not null, -- sum of chance × (1 − chance)
    squares     double precision not null, -- sum of squared distances from what happened
    primary key (network_id, kind, location_id, month, band)
);
create index if not exists outcome_month on predictions.outcome (network_id, kind, month); -- the whole network's latest months

call meta.protect('predictions.client_sample');
call meta.protect('predictions.outcome');
