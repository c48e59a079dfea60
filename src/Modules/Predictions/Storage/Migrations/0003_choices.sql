-- Visits wanted per weekday and hour, for all services together ('') and for each that is asked for often. Monday 00:00 is the first hour.
create table if not exists predictions.demand (
    network_id   uuid   not null,
    location_id  uuid   not null,
    service      text   not null,
    as_of        date   not null,
    run_id       uuid   not null,
    model_id     uuid   not null,
    weeks        int    not null, -- that it rests on
    mean         real[] not null,
    p05          real[] not null,
    p95          real[] not null,
    served       real[] not null, -- mean of what came
    hours        int[]  not null, -- such hours seen open
    full_hours   int[]  not null, -- of these so full that more may have been wanted
    primary key (network_id, location_id, service)
);

-- What a service's units do when its price moves, and the price that leaves most inside the owner's bounds.
create table if not exists predictions.price (
    network_id     uuid          not null,
    location_id    uuid          not null,
    service        text          not null,
    currency       text          not null,
    as_of          date          not null,
    run_id         uuid          not null,
    model_id       uuid          not null,
    weeks          int           not null,
    price          numeric(19,4) not null,
    unit_cost      numeric(19,4) not null,
    units_a_week   real          not null,
    elasticity     real          not null,
    deviation      real          not null,
    own_weight     real          not null,
    lowest         numeric(19,4) not null,
    highest        numeric(19,4) not null,
    proposed       numeric(19,4) not null,
    units_change   real          not null,
    profit_change  real          not null,
    profit_low     real          not null,
    profit_high    real          not null,
    primary key (network_id, location_id, service)
);

-- Bounds that an owner sets: no price outside of them is ever proposed.
create table if not exists predictions.price_bound (
    network_id  uuid          not null,
    id          uuid          not null,
    location_id uuid          not null,
    service     text          not null,
    lowest      numeric(19,4) not null check (lowest > 0),
    highest     numeric(19,4) not null check (highest >= lowest),
    set_at      timestamptz   not null,
    primary key (network_id, id),
    unique (network_id, location_id, service)
);

-- A trial of a price: some shops take the new price, the others of the test stay. Size and stop rule are fixed before it begins.
create table if not exists predictions.price_test (
    network_id   uuid          not null,
    id           uuid          not null,
    service      text          not null,
    new_price    numeric(19,4) not null check (new_price > 0),
    trying       uuid[]        not null,
    staying      uuid[]        not null,
    starts_on    date          not null,
    weeks        int           not null check (weeks between 2 and 52),
    smallest     real          not null, -- change of units that matters, as a share
    planned      int           not null, -- shop-weeks of each group
    alpha        real          not null,
    state        text          not null default 'running' check (state in ('running', 'stopped')),
    created_at   timestamptz   not null,
    stopped_at   timestamptz,
    primary key (network_id, id)
);

-- Places where a shop could open, with what is assumed of them.
create table if not exists predictions.site (
    network_id        uuid             not null,
    id                uuid             not null,
    region_id         uuid             not null,
    name              text             not null,
    latitude          double precision not null check (latitude between -90 and 90),
    longitude         double precision not null check (longitude between -180 and 180),
    chairs            int              not null check (chairs between 1 and 1000),
    investment        numeric(19,4)    not null check (investment > 0),
    running_cost      numeric(19,4)    not null check (running_cost >= 0),
    contribution_rate numeric(9,6)     not null check (contribution_rate between 0 and 1),
    first_year_share  numeric(9,6)     not null check (first_year_share > 0 and first_year_share <= 1),
    area_demand       numeric(19,4), -- spending a year around it; null: as around the network's shops nearby
    competitors       jsonb            not null default '[]', -- [{name, latitude, longitude, chairs}]
    version           bigint           not null default 1,
    created_at        timestamptz      not null,
    changed_at        timestamptz      not null,
    primary key (network_id, id)
);

call meta.protect('predictions.demand');
call meta.protect('predictions.price');
call meta.protect('predictions.price_bound');
call meta.protect('predictions.price_test');
call meta.protect('predictions.site');
call meta.track('predictions.price_bound', 'price_bound', 'location_id');
call meta.track('predictions.price_test', 'price_test');
call meta.track('predictions.site', 'site');
