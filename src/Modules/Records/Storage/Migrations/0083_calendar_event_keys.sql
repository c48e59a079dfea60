-- The same event may stand in several calendars: its key is the calendar's and its own. Events that were taken by their own key alone get the calendar they were taken from.
set local role bookedbarber_system; -- row-level security is forced: an owner who is no superuser sees no row
-- Where the event was met under its whole key meanwhile, that record stays.
delete from records.calendar_event e
where e.source ~ '^google-calendar:[0-9a-f]{32}$' and e.calendar_key is not null and position('/' in e.source_key) = 0
  and exists (
      select from records.calendar_event n where n.network_id = e.network_id and n.node_id = e.node_id and n.source = e.source and n.source_key = e.calendar_key || '/' || e.source_key);
update records.calendar_event set source_key = calendar_key || '/' || source_key, version = version + 1
where source ~ '^google-calendar:[0-9a-f]{32}$' and calendar_key is not null and position('/' in source_key) = 0;
reset role;
