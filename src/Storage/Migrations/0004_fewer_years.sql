-- Years that hold nothing lie together. Every statement that cannot name its years beforehand is planned for each of a table's partitions, and over twenty
-- of them planning costs many times what answering does: years long ago and far ahead have none of their own until there is something in them.
-- Called at every start. Where it cannot be done (a long reader holds the table) the table goes on as it is and the next start tries again.
create or replace procedure meta.join_empty_years(first_wanted int, last_wanted int)
    language plpgsql as
$$
declare
    part record;
    year int;
    first_year int;
    last_year int;
    filled boolean;
begin
    perform set_config('lock_timeout', '3s', true);
    for part in
        select p.oid::regclass as parent, format('%I.%I', n.nspname, p.relname || '_before') as before, format('%I.%I', n.nspname, p.relname || '_after') as after,
               format('%I.', n.nspname) || p.relname || '_' as base, array_agg(right(c.relname, 4)::int order by c.relname) as years
        from pg_class p
        join pg_namespace n on n.oid = p.relnamespace
        join pg_inherits i on i.inhparent = p.oid
        join pg_class c on c.oid = i.inhrelid and c.relname ~ ('^' || p.relname || '_\d{4}$')
        where p.relkind = 'p' and pg_has_role(p.relowner, 'usage')
        group by p.oid, n.nspname, p.relname
    loop
        first_year := part.years[1];
        last_year := part.years[cardinality(part.years)];
        continue when to_regclass(part.before) is null or to_regclass(part.after) is null or (first_year >= first_wanted and last_year <= last_wanted);
        begin
            execute format('lock table %s in access exclusive mode', part.parent);
            foreach year in array part.years loop
                exit when year >= first_wanted or year = last_year;
                execute format('select exists (select from %s)', part.base || year) into filled;
                exit when filled;
                first_year := year + 1;
            end loop;
            if first_year > part.years[1] then
                execute format('alter table %s detach partition %s', part.parent, part.before);
                for year in part.years[1] .. first_year - 1 loop
                    execute format('drop table %s', part.base || year);
                end loop;
                execute format('alter table %s attach partition %s for values from (minvalue) to (%L)', part.parent, part.before, make_date(first_year, 1, 1));
            end if;
            while last_year > greatest(last_wanted, first_year) loop
                execute format('select exists (select from %s)', part.base || last_year) into filled;
                exit when filled;
                last_year := last_year - 1;
            end loop;
            if last_year < part.years[cardinality(part.years)] then
                execute format('alter table %s detach partition %s', part.parent, part.after);
                for year in last_year + 1 .. part.years[cardinality(part.years)] loop
                    execute format('drop table %s', part.base || year);
                end loop;
                execute format('alter table %s attach partition %s for values from (%L) to (maxvalue)', part.parent, part.after, make_date(last_year + 1, 1, 1));
            end if;
        exception when others then
            raise warning '% keeps its years now: %', part.parent, sqlerrm;
        end;
    end loop;
end
$$;
