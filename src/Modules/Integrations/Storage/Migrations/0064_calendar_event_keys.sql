-- The same event may stand in several calendars, so that its key there is the calendar's and its own. Links that were made by the event's key alone get the calendar that they
-- were taken from; what was written there went to the calendar of the account.
set local role bookedbarber_system; -- row-level security is forced: an owner who is no superuser sees no row
create temp table event_link as
select l.network_id, l.connection_id, l.key, l.location_id, coalesce(l.base ->> 'calendarKey', case when l.is_pushed then c.account_id end) || '/' || l.key as whole_key
from integrations.record_link l join integrations.connection c on c.network_id = l.network_id and c.id = l.connection_id
where c.vendor = 'google-calendar' and l.stream = 'events' and position('/' in l.key) = 0 and coalesce(l.base ->> 'calendarKey', case when l.is_pushed then c.account_id end) is not null;

-- Where the event was met under its whole key meanwhile, that link stays.
delete from integrations.record_link l using event_link e
where l.network_id = e.network_id and l.connection_id = e.connection_id and l.stream = 'events' and l.key = e.key and l.location_id = e.location_id
  and exists (select from integrations.record_link n where n.network_id = e.network_id and n.connection_id = e.connection_id and n.stream = 'events' and n.key = e.whole_key and n.location_id = e.location_id);
update integrations.record_link l
set key = e.whole_key, record_key = case when l.record_key = e.key then e.whole_key else l.record_key end, base = case when l.base is null then null else jsonb_set(l.base, '{key}', to_jsonb(e.whole_key)) end
from event_link e
where l.network_id = e.network_id and l.connection_id = e.connection_id and l.stream = 'events' and l.key = e.key and l.location_id = e.location_id;
update integrations.field_conflict f set key = e.whole_key
from event_link e
where f.network_id = e.network_id and f.connection_id = e.connection_id and f.stream = 'events' and f.key = e.key and f.location_id = e.location_id
  and (f.state <> 'open' or not exists (
      select from integrations.field_conflict n
      where n.network_id = f.network_id and n.connection_id = f.connection_id and n.stream = 'events' and n.key = e.whole_key and n.location_id = f.location_id and n.field = f.field and n.state = 'open'));

-- What was put aside is met again under its whole key, and so is what stands in a second calendar: these streams are read from their beginning once.
create temp table event_stream as
select network_id, connection_id from event_link
union select h.network_id, h.connection_id from integrations.held_item h join integrations.connection c on c.network_id = h.network_id and c.id = h.connection_id
where c.vendor = 'google-calendar' and h.stream = 'events' and position('/' in h.key) = 0;
delete from integrations.held_item h using event_stream s where h.network_id = s.network_id and h.connection_id = s.connection_id and h.stream = 'events' and position('/' in h.key) = 0;
delete from integrations.mapping_fault f using event_stream s
where f.network_id = s.network_id and f.connection_id = s.connection_id and f.stream = 'events' and f.kind = 'rejected' and position('/' in f.record_key) = 0;
delete from integrations.sync_slice p using event_stream s where p.network_id = s.network_id and p.connection_id = s.connection_id and p.stream = 'events';
update integrations.stream_state t
set cursor = null, pass_kind = null, pass_from = null, pass_to = null, pass_started_at = null, state = case when t.state = 'off' then t.state else 'idle' end, next_at = now()
from event_stream s where t.network_id = s.network_id and t.connection_id = s.connection_id and t.stream = 'events';
drop table event_link;
drop table event_stream;
reset role;
