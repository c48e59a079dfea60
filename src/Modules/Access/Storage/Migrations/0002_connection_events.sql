-- What happened to connections' credentials, for the module that reports on them. Actions are rare beside changes of records.
create index if not exists audit_event_connection on access.audit_event (network_id, at) where entity = 'connection';
create or replace view access.v_connection_event with (security_invoker = true) as
    select network_id, at, actor_name, actor_kind, action, entity_ids[1] as connection_id
    from access.audit_event where entity = 'connection' and cardinality(entity_ids) = 1;
grant select on access.v_connection_event to bookedbarber_app, bookedbarber_system;
