-- Ground for all modules: who may read what (row-level security), and how a change reaches the feed.

create schema if not exists meta;
create schema if not exists feed;
create schema if not exists jobs;

grant usage on schema meta, feed, jobs to bookedbarber_app, bookedbarber_system;

-- The network of the current transaction. A missing setting is null, and null equals nothing: such a session sees no row.
create or replace function meta.network_id() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('app.network_id', true), '')::uuid;

-- Puts a tenant table under forced row-level security. bookedbarber_app is what requests run as; bookedbarber_system is what
-- the feed, the jobs and sign-in run as.
create or replace procedure meta.protect(target regclass)
    language plpgsql as
$$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('drop policy if exists tenant on %s', target);
    execute format('drop policy if exists system on %s', target);
    execute format('create policy tenant on %s for all to bookedbarber_app using (network_id = (select meta.network_id())) with check (network_id = (select meta.network_id()))', target);
    execute format('create policy system on %s for all to bookedbarber_system using (true) with check (true)', target);
    execute format('grant select, insert, update, delete on %s to bookedbarber_app, bookedbarber_system', target);
end
$$;

-- Creates the yearly partitions of a table that is partitioned by range of a date or timestamptz column.
create or replace procedure meta.partition_by_year(target regclass, first_year int, last_year int)
    language plpgsql as
$$
declare
    part text;
    space text;
    base text;
begin
    select n.nspname, c.relname into space, base from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target;
    execute format('create table if not exists %I.%I partition of %s for values from (minvalue) to (%L)', space, base || '_before', target, make_date(first_year, 1, 1));
    for year in first_year .. last_year loop
        part := base || '_' || year;
        execute format('create table if not exists %I.%I partition of %s for values from (%L) to (%L)',
            space, part, target, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    end loop;
    execute format('create table if not exists %I.%I partition of %s for values from (%L) to (maxvalue)', space, base || '_after', target, make_date(last_year + 1, 1, 1));
end
$$;

-- What was written and not yet numbered. Every tracked write puts its change here in its own transaction.
create table if not exists feed.outbox (
    position    bigint generated always as identity primary key,
    network_id  uuid        not null,
    entity      text        not null,
    op          "char"      not null, -- c created, u changed, d deleted, a action (no row changed: a sign-in, an export)
    location_id uuid,
    first_day   date,
    last_day    date,
    ids         uuid[]      not null,
    row_count   int         not null,
    before      jsonb,
    after       jsonb,
    actor_id    uuid,
    actor_name  text,
    cause       text        not null,
    written_at  timestamptz not null
);
grant select, insert, update, delete on feed.outbox to bookedbarber_system;
grant insert on feed.outbox to bookedbarber_app;

-- The change feed: what the outbox held, in the order in which the sequencer saw it committed.
-- A change is numbered only when it is visible, so a late commit gets a late number and no reader can pass it by,
-- and a long transaction holds up nobody. position is dense over all networks, seq is dense within one.
create table if not exists feed.change (
    position     bigint      not null,
    network_id   uuid        not null,
    seq          bigint      not null,
    entity       text        not null,
    op           "char"      not null,
    location_id  uuid,
    first_day    date,
    last_day     date,
    ids          uuid[]      not null,
    row_count    int         not null,
    before       jsonb,
    after        jsonb,
    actor_id     uuid,
    actor_name   text,
    cause        text        not null,
    written_at   timestamptz not null,
    published_at timestamptz not null,
    primary key (position, published_at)
) partition by range (published_at);
create index if not exists change_by_network on feed.change (network_id, seq); -- a stream that resumes
call meta.partition_by_year('feed.change', 2026, 2036);
call meta.protect('feed.change');
revoke insert, update, delete on feed.change from bookedbarber_app;

create table if not exists feed.head (
    only_row boolean primary key default true check (only_row),
    position bigint  not null
);
insert into feed.head (position) values (0) on conflict do nothing;
grant select, update on feed.head to bookedbarber_system;

create table if not exists feed.network_head (
    network_id uuid   primary key,
    seq        bigint not null
);
call meta.protect('feed.network_head');
revoke insert, update, delete on feed.network_head from bookedbarber_app;

-- How far each durable consumer has come; moved in the transaction of the consumer's effect.
create table if not exists feed.consumer (
    name       text        primary key,
    position   bigint      not null,
    moved_at   timestamptz not null default clock_timestamp(),
    last_error text
);
grant select, insert, update on feed.consumer to bookedbarber_system;

-- Numbers up to batch outbox rows and moves them into the feed; returns the feed's head.
-- One caller at a time. Rows of one entity are in commit order because the second writer of a row waits for the first,
-- and so takes its outbox position after the first has committed.
create or replace function feed.publish(batch int) returns bigint
    language plpgsql as
$$
declare
    newest bigint;
    moved int;
begin
    perform pg_advisory_xact_lock(7233101);
    select position into newest from feed.head;
    with picked as materialized (
        select position from feed.outbox order by position limit batch
    ), taken as (
        delete from feed.outbox o using picked p where o.position = p.position returning o.*
    ), heads as (
        insert into feed.network_head as h (network_id, seq)
        select network_id, count(*) from taken group by network_id
        on conflict (network_id) do update set seq = h.seq + excluded.seq
        returning network_id, seq
    ), counted as (
        select t.*,
               row_number() over (order by t.position) as nth,
               h.seq - count(*) over (partition by t.network_id) + row_number() over (partition by t.network_id order by t.position) as network_seq
        from taken t join heads h using (network_id)
    ), stored as (
        insert into feed.change (position, network_id, seq, entity, op, location_id, first_day, last_day, ids, row_count, before, after,
                                 actor_id, actor_name, cause, written_at, published_at)
        select newest + nth, network_id, network_seq, entity, op, location_id, first_day, last_day, ids, row_count, before, after,
               actor_id, actor_name, cause, written_at, clock_timestamp()
        from counted
        returning 1
    )
    select count(*) into moved from stored;
    if moved > 0 then
        update feed.head set position = newest + moved;
        perform pg_notify('bookedbarber_feed', (newest + moved)::text);
    end if;
    return newest + moved;
end
$$;

-- Attaches the triggers that write a table's changes to the outbox: one outbox row per statement and location.
-- hidden: columns that never enter the feed (secrets, contact data).
-- Statements of more than 200 rows carry ids and days but not the rows' contents: readers fetch those by id.
create or replace procedure meta.track(target regclass, entity text, location_column text default null, day_column text default null,
                                       id_column text default 'id', hidden text[] default '{}')
    language plpgsql as
$$
declare
    fn text := replace(replace(target::text, '.', '_'), '"', '');
    loc text := coalesce('r.' || quote_ident(location_column), 'null::uuid');
    day_lo text := coalesce('min(r.' || quote_ident(day_column) || ')', 'null::date');
    day_hi text := coalesce('max(r.' || quote_ident(day_column) || ')', 'null::date');
    tail text := $tail$ nullif(current_setting('app.actor_id', true), '')::uuid, nullif(current_setting('app.actor_name', true), ''),
                 coalesce(nullif(current_setting('app.cause', true), ''), 'unknown'), clock_timestamp() $tail$;
    plain text;
begin
    plain := 'insert into feed.outbox (network_id, entity, op, location_id, first_day, last_day, ids, row_count, before, after, actor_id, actor_name, cause, written_at) ';
    execute format($f$
        create or replace function feed.%1$I() returns trigger language plpgsql security definer set search_path = pg_catalog, feed as
        $body$
        begin
            if tg_op = 'INSERT' then
                if (select count(*) from (select 1 from new_rows limit 201) probe) <= 200 then
                    %2$s select r.network_id, %3$L, 'c', %4$s, %5$s, %6$s, array_agg(r.%7$I), count(*), null, jsonb_agg(to_jsonb(r) - %9$L::text[]), %8$s
                    from new_rows r group by r.network_id, %4$s;
                else
                    %2$s select r.network_id, %3$L, 'c', %4$s, %5$s, %6$s, array_agg(r.%7$I), count(*), null, null, %8$s
                    from new_rows r group by r.network_id, %4$s;
                end if;
            elsif tg_op = 'DELETE' then
                %2$s select r.network_id, %3$L, 'd', %4$s, %5$s, %6$s, array_agg(r.%7$I), count(*),
                    case when count(*) <= 200 then jsonb_agg(to_jsonb(r) - %9$L::text[]) end, null, %8$s
                from old_rows r group by r.network_id, %4$s;
            else
                if (select count(*) from (select 1 from new_rows limit 201) probe) <= 200 then
                    %2$s select r.network_id, %3$L, 'u', %4$s, %10$s, %11$s, array_agg(r.%7$I), count(*), jsonb_agg(to_jsonb(o) - %9$L::text[]), jsonb_agg(to_jsonb(r) - %9$L::text[]), %8$s
                    from new_rows r join old_rows o on o.network_id = r.network_id and o.%7$I = r.%7$I
                    group by r.network_id, %4$s;
                else
                    %2$s select r.network_id, %3$L, 'u', %4$s, %10$s, %11$s, array_agg(r.%7$I), count(*), null, null, %8$s
                    from new_rows r join old_rows o on o.network_id = r.network_id and o.%7$I = r.%7$I
                    group by r.network_id, %4$s;
                end if;
            end if;
            return null;
        end
        $body$ $f$,
        fn, plain, entity, loc, day_lo, day_hi, id_column, tail, hidden,
        case when day_column is null then 'null::date' else format('least(min(r.%1$I), min(o.%1$I))', day_column) end,
        case when day_column is null then 'null::date' else format('greatest(max(r.%1$I), max(o.%1$I))', day_column) end);
    execute format('drop trigger if exists feed_insert on %s', target);
    execute format('drop trigger if exists feed_update on %s', target);
    execute format('drop trigger if exists feed_delete on %s', target);
    execute format('create trigger feed_insert after insert on %s referencing new table as new_rows for each statement execute function feed.%I()', target, fn);
    execute format('create trigger feed_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function feed.%I()', target, fn);
    execute format('create trigger feed_delete after delete on %s referencing old table as old_rows for each statement execute function feed.%I()', target, fn);
end
$$;

create table if not exists jobs.job (
    id               uuid        primary key,
    network_id       uuid, -- null: the platform's own work
    kind             text        not null,
    payload          jsonb       not null,
    state            text        not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    progress         jsonb,
    error            text,
    attempts         int         not null default 0,
    max_attempts     int         not null,
    run_at           timestamptz not null,
    lease_until      timestamptz,
    leased_by        text,
    cancel_requested boolean     not null default false,
    created_by       uuid,
    created_at       timestamptz not null,
    started_at       timestamptz,
    finished_at      timestamptz,
    unique_key       text
);
create index if not exists job_ready on jobs.job (run_at) where state = 'queued'; -- claiming
create index if not exists job_leases on jobs.job (lease_until) where state = 'running'; -- expired leases, fairness counts
create index if not exists job_by_network on jobs.job (network_id, kind, created_at desc); -- lists
create unique index if not exists job_unique on jobs.job (unique_key) where state in ('queued', 'running');
grant select, insert, update, delete on jobs.job to bookedbarber_system;
