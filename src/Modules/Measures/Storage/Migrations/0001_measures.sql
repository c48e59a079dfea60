create schema if not exists measures;
grant usage on schema measures to bookedbarber_app, bookedbarber_system;

-- Additive facts of a node in a day ('d') or a calendar month ('m'; period is its first day), one row per currency.
-- A location's days are computed from the records, everything else is summed from them. Null means 0: most facts of most cells
-- are nothing, and ten million cells are half as large this way.
create table if not exists measures.cell (
    network_id             uuid   not null,
    node_id                uuid   not null,
    period                 date   not null,
    grain                  "char" not null check (grain in ('d', 'm')),
    transactions           bigint,
    visits                 bigint,
    known_visits           bigint,
    new_clients            bigint,
    bookings               bigint,
    completed_bookings     bigint,
    no_shows               bigint,
    late_cancellations     bigint,
    cancellations          bigint,
    busy_minutes           bigint,
    scheduled_minutes      bigint,
    blocked_minutes        bigint,
    chair_busy_minutes     bigint,
    chair_minutes          bigint,
    completed_visits       bigint,
    rebooked_visits        bigint,
    currency               text   not null,
    net_sales              numeric,
    net_service_sales      numeric,
    chair_service_sales    numeric, -- net service sales of days whose chair hours are known
    service_sales          numeric,
    product_sales          numeric,
    service_discounts      numeric,
    product_discounts      numeric,
    service_refunds        numeric,
    product_refunds        numeric,
    unsplit_net_sales      numeric,
    tax                    numeric,
    tips                   numeric,
    service_charges        numeric,
    fees                   numeric,
    gift_card_sales        numeric,
    gift_card_redemptions  numeric,
    membership_sales       numeric,
    primary key (network_id, grain, node_id, period, currency) -- one node over time; many nodes over the same months
) partition by range (period);
call meta.partition_by_year('measures.cell', 2013, 2034);

-- Every known client's first visit. It tells which other cell changes when a client's first visit does (somebody's new client is
-- no longer new), and which clients of a period are new.
create table if not exists measures.first_visit (
    network_id  uuid not null,
    client_id   uuid not null,
    location_id uuid not null,
    day         date not null,
    primary key (network_id, client_id)
);
create index if not exists first_visit_day on measures.first_visit (network_id, location_id, day); -- clients that were new in a span

-- Days of nodes whose sums above (months, ancestors) are behind: one row per node and month, merged until the next settling.
create table if not exists measures.pending (
    network_id uuid not null,
    node_id    uuid not null,
    month      date not null,
    first_day  date not null,
    last_day   date not null,
    primary key (network_id, node_id, month)
);

create table if not exists measures.target (
    network_id uuid        not null,
    id         uuid        not null,
    measure    text        not null,
    node_id    uuid        not null,
    from_day   date        not null,
    value      numeric     not null,
    set_at     timestamptz not null,
    primary key (network_id, id),
    unique (network_id, measure, node_id, from_day)
);

create table if not exists measures.parameter (
    network_id uuid    not null,
    id         uuid    not null,
    name       text    not null,
    value      numeric not null,
    primary key (network_id, id),
    unique (network_id, name)
);

call meta.protect('measures.cell');
call meta.protect('measures.first_visit');
call meta.protect('measures.pending');
call meta.protect('measures.target');
call meta.protect('measures.parameter');
call meta.track('measures.target', 'target');
call meta.track('measures.parameter', 'measure_parameter');
