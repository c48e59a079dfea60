-- Published for outgoing events of subscriptions that ask for all fields: what the feed hides of a client.
create or replace view records.v_client_contact with (security_invoker = true) as
select network_id, id, name, email, phone from records.client;
grant select on records.v_client_contact to bookedbarber_app, bookedbarber_system;
