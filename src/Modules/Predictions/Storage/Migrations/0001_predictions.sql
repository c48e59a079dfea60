create schema if not exists predictions;
grant usage on schema predictions to bookedbarber_app, bookedbarber_system;

-- A version of a model: what it learnt from, how it did on days it had not seen, and who put it to work. Learnt ranges stand apart,
-- because lists do not need them.
create table if not exists predictions.model (
    network_id   uuid        not null,
    id           uuid        not null,
    kind         text        not null check (kind in ('revenue', 'clients', 'no_show', 'demand', 'price', 'sites')),
    version      int         not null,
    method       text        not null,
    settings     jsonb       not null,
    seed         bigint      not null,
    trained_at   timestamptz not null,
    window_from  date,
    window_to    date,
    counts       jsonb       not null,
    backtest     jsonb       not null,
    calibration  jsonb       not null,
    ranges       jsonb       not null,
    state        text        not null check (state in ('at_work', 'waiting', 'refused', 'retired')),
    decided_by   text        not null check (decided_by in ('rule', 'person')),
    decider_id   uuid,
    decider_name text,
    decided_at   timestamptz not null,
    reason       text        not null,
    primary key (network_id, id),
    unique (network_id, kind, version)
);
create unique index if not exists model_at_work on predictions.model (network_id, kind) where state = 'at_work'; -- one answers at a time

-- A run over a network: every part of it is finished and noted by itself, so that a run that was interrupted goes on with the next.
create table if not exists predictions.run (
    network_id  uuid        not null,
    id          uuid        not null,
    reason      text        not null check (reason in ('night', 'first', 'asked', 'more_history')),
    today       date        not null, -- the network's day; what came before it is known
    parts       text[]      not null,
    done        jsonb       not null default '{}', -- part → what came of it
    state       text        not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
    error       text,
    job_id      uuid,
    asked_by    uuid,
    created_at  timestamptz not null,
    started_at  timestamptz,
    finished_at timestamptz,
    primary key (network_id, id)
);
create index if not exists run_newest on predictions.run (network_id, created_at desc); -- lists, and whether one is due

-- What a node is expected to take, day by day and month by month, as it was said on a day. One row holds all days: ten thousand
-- shops and half a year are ten thousand rows. Trials are forecasts made afterwards with what was known then.
create table if not exists predictions.revenue (
    network_id   uuid             not null,
    node_id      uuid             not null,
    currency     text             not null,
    made_on      date             not null, -- first day that was forecast
    is_trial     boolean          not null,
    id           uuid             not null,
    run_id       uuid             not null,
    model_id     uuid             not null,
    known_from   date             not null,
    known_days   int              not null, -- days with sales that it rests on
    mean         double precision[] not null,
    p05          real[]           not null,
    p50          real[]           not null,
    p95          real[]           not null,
    naive        real[]           not null, -- what last year's same weekdays would have said
    months       date[]           not null, -- first days of the months that the forecast reaches, the first one in part
    month_p05    real[]           not null,
    month_p50    real[]           not null,
    month_p95    real[]           not null,
    total_p05    double precision not null,
    total_p50    double precision not null,
    total_p95    double precision not null,
    primary key (network_id, node_id, currency, is_trial, made_on)
);
create index if not exists revenue_by_id on predictions.revenue (network_id, id); -- following one prediction

call meta.protect('predictions.model');
call meta.protect('predictions.run');
call meta.protect('predictions.revenue');
call meta.track('predictions.model', 'prediction_model', hidden => array['ranges', 'backtest', 'calibration']);
