create schema if not exists network;
grant usage on schema network to bookedbarber_app, bookedbarber_system;

-- Networks. The tenant table itself: network_id is its own id, so that one policy serves every table.
create table if not exists network.network (
    network_id  uuid        primary key,
    slug        text        not null unique,
    name        text        not null,
    currency    text        not null,
    time_zone   text        not null,
    status      text        not null default 'active' check (status in ('active', 'archived')),
    version     bigint      not null default 1,
    created_at  timestamptz not null,
    archived_at timestamptz
);

-- The tree as it stands today. The root node has the network's id. path runs from the root to the node itself: readers of the feed see by it what a move touched.
-- Every change of a unit adds one to its version and no row is ever deleted: the sum of all versions tells whether a copy in memory is current.
-- (A move counts as a change of the unit moved; what lies below it only gets its new path.)
create table if not exists network.node (
    network_id  uuid        not null, -- the root's check and the way up to it stand in for a reference to network.network, which bulk inserts would pay for row by row
    id          uuid        not null,
    kind        text        not null check (kind in ('network', 'region', 'group', 'location')),
    parent_id   uuid,
    path        uuid[]      not null,
    slug        text        not null,
    code        text        not null,
    name        text        not null,
    currency    text        not null,
    time_zone   text        not null,
    status      text        not null check (status in ('active', 'candidate', 'signed', 'building', 'open', 'suspended', 'transferred', 'terminated', 'closed')),
    latitude    double precision check (latitude between -90 and 90),
    longitude   double precision check (longitude between -180 and 180),
    address     text,
    chairs      int check (chairs between 0 and 1000),
    opened_on   date,
    closed_on   date,
    version     bigint      not null default 1,
    created_at  timestamptz not null,
    archived_at timestamptz,
    primary key (network_id, id),
    unique (id),
    unique (network_id, slug),
    foreign key (network_id, parent_id) references network.node (network_id, id),
    check ((kind = 'network') = (parent_id is null)),
    check (kind <> 'network' or id = network_id),
    check (status <> 'closed' or closed_on is not null),
    check (closed_on >= opened_on)
);
create unique index if not exists node_code on network.node (network_id, kind, lower(code)); -- imports find units by code

-- Which unit lay directly below which when: one row per span of days, both ends included; the spans of a unit neither overlap nor leave a gap.
-- This is what a move writes. lineage is computed from it and from nothing else.
create table if not exists network.placement (
    network_id uuid not null,
    node_id    uuid not null,
    parent_id  uuid not null,
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (network_id, node_id, valid_from),
    check (valid_to >= valid_from),
    check (parent_id <> node_id)
);

-- Who belonged to whom when: one row per ancestor (the node itself included) and span of days, both ends included.
-- Roll-ups of a day use the rows of that day, so history stays with the unit that earned it when a location moves.
create table if not exists network.lineage (
    network_id  uuid not null,
    ancestor_id uuid not null,
    node_id     uuid not null,
    valid_from  date not null default '-infinity',
    valid_to    date not null default 'infinity',
    primary key (network_id, ancestor_id, node_id, valid_from),
    check (valid_to >= valid_from)
);
create index if not exists lineage_by_node on network.lineage (network_id, node_id); -- recomputing a unit's rows after a move

create table if not exists network.opening_hours (
    network_id  uuid not null,
    location_id uuid not null,
    weekday     int  not null check (weekday between 1 and 7),
    opens       time not null,
    closes      time not null,
    valid_from  date not null default '-infinity',
    valid_to    date not null default 'infinity',
    primary key (network_id, location_id, weekday, valid_from, opens),
    check (closes > opens),
    check (valid_to >= valid_from)
);

-- Idempotency keys of creations: the same key of the same person answers with the unit it made the first time.
create table if not exists network.creation_key (
    network_id  uuid        not null,
    person_id   uuid        not null,
    key         text        not null,
    fingerprint bytea       not null, -- of the request, so that a key used for something else is noticed
    unit_id     uuid        not null,
    created_at  timestamptz not null,
    primary key (network_id, person_id, key)
);

call meta.protect('network.network');
call meta.protect('network.node');
call meta.protect('network.placement');
call meta.protect('network.lineage');
call meta.protect('network.opening_hours');
call meta.protect('network.creation_key');
call meta.track('network.network', 'network', id_column => 'network_id');
call meta.track('network.node', 'node');
call meta.track('network.opening_hours', 'opening_hours', location_column => 'location_id', id_column => 'location_id');

-- Published for other modules: locations with what measures need of them, lineage, hours.
create or replace view network.v_location with (security_invoker = true) as
select network_id, id as location_id, code, currency, time_zone, chairs, opened_on, closed_on, status, archived_at is not null as is_archived
from network.node where kind = 'location';
create or replace view network.v_lineage with (security_invoker = true) as
select l.network_id, l.ancestor_id, n.kind as ancestor_kind, l.node_id as location_id, l.valid_from, l.valid_to
from network.lineage l
join network.node n on n.network_id = l.network_id and n.id = l.ancestor_id
join network.node c on c.network_id = l.network_id and c.id = l.node_id and c.kind = 'location';
create or replace view network.v_opening_hours with (security_invoker = true) as
select network_id, location_id, weekday, opens, closes, valid_from, valid_to from network.opening_hours;
grant select on network.v_location, network.v_lineage, network.v_opening_hours to bookedbarber_app, bookedbarber_system;
