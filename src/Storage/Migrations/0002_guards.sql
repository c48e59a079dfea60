-- The outbox is the one door by which a request writes into the feed: a session may put in changes of its own network only.
-- Row-level security is not forced here: the tracking triggers run as the tables' owner, for rows that the policies of their own
-- tables have let pass.
alter table feed.outbox enable row level security;
drop policy if exists tenant on feed.outbox;
drop policy if exists system on feed.outbox;
create policy tenant on feed.outbox for insert to bookedbarber_app with check (network_id = (select meta.network_id()));
create policy system on feed.outbox for all to bookedbarber_system using (true) with check (true);

-- The tracking functions write the outbox as their owner. Anybody may attach a function to a temporary table of their own unless the
-- right to execute it is taken away, and could then write changes in any network's name.
do $$
declare
    fn regprocedure;
begin
    for fn in select p.oid from pg_proc p where p.pronamespace = 'feed'::regnamespace and p.prosecdef loop
        execute format('revoke execute on function %s from public', fn);
    end loop;
end $$;

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
    -- Firing a trigger asks for no right to its function; attaching it to a table of one's own would.
    execute format('revoke execute on function feed.%I() from public', fn);
    execute format('drop trigger if exists feed_insert on %s', target);
    execute format('drop trigger if exists feed_update on %s', target);
    execute format('drop trigger if exists feed_delete on %s', target);
    execute format('create trigger feed_insert after insert on %s referencing new table as new_rows for each statement execute function feed.%I()', target, fn);
    execute format('create trigger feed_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function feed.%I()', target, fn);
    execute format('create trigger feed_delete after delete on %s referencing old table as old_rows for each statement execute function feed.%I()', target, fn);
end
$$;

-- Yearly partitions are made ahead of time: a table's last partition, which takes everything later, stays empty and so can be cut.
-- Called at every start. Where it cannot be done (rows with dates far ahead are in it already, or a long reader holds the table) the
-- table goes on as it is and the next start tries again.
create or replace procedure meta.extend_years(last_wanted int)
    language plpgsql as
$$
declare
    part record;
    filled boolean;
begin
    perform set_config('lock_timeout', '3s', true);
    for part in
        select p.oid::regclass as parent, c.oid::regclass as rest, substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \(''(\d{4})-01-01')::int as first_year
        from pg_class p
        join pg_inherits i on i.inhparent = p.oid
        join pg_class c on c.oid = i.inhrelid and c.relname = p.relname || '_after'
        where p.relkind = 'p' and pg_has_role(p.relowner, 'usage')
    loop
        if part.first_year is null or part.first_year > last_wanted then
            continue;
        end if;
        begin
            execute format('lock table %s in access exclusive mode', part.parent);
            execute format('select exists (select from %s)', part.rest) into filled;
            if filled then
                raise warning '% holds rows already; no years are cut from it', part.rest;
                continue;
            end if;
            execute format('alter table %s detach partition %s', part.parent, part.rest);
            execute format('drop table %s', part.rest);
            call meta.partition_by_year(part.parent, part.first_year, last_wanted);
        exception when others then
            raise warning '% gets no further years now: %', part.parent, sqlerrm;
        end;
    end loop;
end
$$;
