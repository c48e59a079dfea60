-- Manifests that a network added itself. A change is a new version; what was removed is kept for the trail.
create table if not exists integrations.own_connector (
    network_id      uuid        not null,
    id              uuid        not null,
    name            text        not null,
    version         int         not null,
    yaml            text        not null,
    created_by      uuid        not null,
    created_by_name text        not null,
    created_at      timestamptz not null,
    removed_at      timestamptz,
    primary key (network_id, id),
    unique (network_id, name, version)
);

-- A network's own changes of a stream's field map. The newest version is in force; an empty one gives the connector's own map back.
create table if not exists integrations.field_map (
    network_id      uuid        not null,
    id              uuid        not null,
    vendor          text        not null,
    stream          text        not null,
    version         int         not null,
    yaml            text        not null,
    note            text,
    created_by      uuid        not null,
    created_by_name text        not null,
    created_at      timestamptz not null,
    primary key (network_id, id),
    unique (network_id, vendor, stream, version)
);

-- Values that could not become part of a record, and properties that no map reads, with the record they belong to: the newest sight of each.
create table if not exists integrations.mapping_fault (
    network_id    uuid        not null,
    connection_id uuid        not null,
    stream        text        not null,
    kind          text        not null check (kind in ('rejected', 'unmapped')),
    field         text        not null, -- what is wrong: the fault's code, or the property's name
    record_key    text        not null, -- the vendor's key of the record it was seen in last
    code          text,
    detail        text        not null,
    map_version   int         not null,
    times         bigint      not null,
    first_at      timestamptz not null,
    last_at       timestamptz not null,
    primary key (network_id, connection_id, stream, kind, field, record_key)
);

call meta.protect('integrations.own_connector');
call meta.protect('integrations.field_map');
call meta.protect('integrations.mapping_fault');
call meta.track('integrations.own_connector', 'own_connector', hidden => array['yaml']);
call meta.track('integrations.field_map', 'field_map', hidden => array['yaml']);
