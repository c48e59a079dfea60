-- Published for rosters: who is off when. Why is nobody's business there.
create or replace view records.v_time_off with (security_invoker = true) as
select o.network_id, f.id as staff_id, f.location_id, o.status, o.first_day, o.last_day
from records.time_off o
join records.staff f on f.network_id = o.network_id and f.source = o.source and f.source_key = o.staff_key;

grant select on records.v_time_off to bookedbarber_app, bookedbarber_system;
