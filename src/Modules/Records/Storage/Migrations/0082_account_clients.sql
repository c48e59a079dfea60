-- A client of an account that several shops share is one, wherever it is met: its key names it over the network, and one of the shops is its home.
alter table records.client add column if not exists home_by text check (home_by in ('default', 'visit', 'told')); -- who says so; null: the key is the location's own

-- Clients that connections have brought until now stood once for every shop that met them. The named one of each key stays, and has the visits of the others.
set local role bookedbarber_system; -- row-level security is forced: an owner who is no superuser sees no row
create temp table twin as
select network_id, id, first_value(id) over (partition by network_id, source, source_key order by name is null, id) as kept
from records.client where source ~ '^[a-z0-9-]+:[0-9a-f]{32}$' and home_by is null;
update records.sale s set client_id = twin.kept from twin where twin.id <> twin.kept and s.network_id = twin.network_id and s.client_id = twin.id;
update records.booking b set client_id = twin.kept from twin where twin.id <> twin.kept and b.network_id = twin.network_id and b.client_id = twin.id;
delete from records.client c using twin where twin.id <> twin.kept and c.network_id = twin.network_id and c.id = twin.id;
update records.client c set home_by = 'visit' from twin where twin.id = twin.kept and c.network_id = twin.network_id and c.id = twin.id;
drop table twin;
reset role;

create unique index if not exists client_of_account on records.client (network_id, source, source_key) where home_by is not null; -- one client for each key of an account
create index if not exists staff_of_account on records.staff (network_id, source, source_key); -- who helps out at another shop of the account
