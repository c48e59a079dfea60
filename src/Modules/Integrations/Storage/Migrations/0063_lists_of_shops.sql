-- An item of a list is a record at every shop that has it: then each has a link of its own.
alter table integrations.record_link drop constraint if exists record_link_pkey;
alter table integrations.record_link add primary key (network_id, connection_id, stream, key, location_id);

-- Both sides may have changed the same field of one item's records at several shops.
drop index if exists integrations.field_conflict_open;
create unique index if not exists field_conflict_open on integrations.field_conflict (network_id, connection_id, stream, key, location_id, field) where state = 'open';

-- The location that was chosen for clients and staff who name no place; without a row it is the first that is matched.
create table if not exists integrations.place_default (
    network_id    uuid        not null,
    connection_id uuid        not null,
    location_id   uuid        not null,
    updated_at    timestamptz not null,
    primary key (network_id, connection_id)
);
call meta.protect('integrations.place_default');
