-- What deserves somebody's attention, with what shows it and what to do. One row per matter for as long as it lasts.
create table if not exists predictions.finding (
    network_id  uuid        not null,
    id          uuid        not null,
    key         text        not null, -- the matter: kind, unit and subject
    kind        text        not null,
    node_id     uuid        not null,
    since       date        not null, -- when what it is about began
    found_on    date        not null,
    seen_on     date        not null, -- last run that saw it
    closed_on   date,
    strength    real        not null, -- 0 to 1
    title       text        not null,
    sentence    text        not null,
    action      text        not null,
    measure     text        not null,
    size        real, -- change as a ratio
    size_low    real,
    size_high   real,
    effect      numeric(19,4), -- money a month
    currency    text,
    evidence    jsonb       not null,
    run_id      uuid        not null,
    primary key (network_id, id)
);
create unique index if not exists finding_open on predictions.finding (network_id, key) where closed_on is null; -- one row per matter
create index if not exists finding_newest on predictions.finding (network_id, found_on desc, strength desc) where closed_on is null; -- the list of insights

-- How far forecasts at work were from what came, unit by unit, as of a day.
create table if not exists predictions.live_error (
    network_id  uuid not null,
    node_id     uuid not null,
    as_of       date not null,
    model_id    uuid not null,
    made_on     date not null,
    days        int  not null, -- compared
    error       real not null, -- WAPE of days
    naive_error real not null,
    bias        real not null, -- forecast over actual, less 1
    inside      real, -- share of days inside the 90 % range
    primary key (network_id, node_id, as_of)
);

call meta.protect('predictions.finding');
call meta.protect('predictions.live_error');
call meta.track('predictions.finding', 'finding', day_column => 'seen_on');
