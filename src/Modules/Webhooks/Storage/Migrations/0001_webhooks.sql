create schema if not exists webhooks;
grant usage on schema webhooks to bookedbarber_app, bookedbarber_system;

-- A subscription: where events of a branch go. Secrets are stored encrypted.
create table if not exists webhooks.endpoint (
    network_id          uuid        not null,
    id                  uuid        not null,
    node_id             uuid        not null, -- events of this unit and of what lies below it
    url                 text        not null,
    description         text,
    types               text[]      not null, -- exact types, 'sale.*' or '*'
    fields              text        not null check (fields in ('ids', 'full')),
    scheme              text        not null check (scheme in ('v1', 'v1a')),
    secret              text        not null,
    public_key          text,
    previous_secret     text, -- signs as well until previous_until
    previous_public_key text,
    previous_until      timestamptz,
    state               text        not null default 'active' check (state in ('active', 'paused')),
    pause_reason        text        check (pause_reason in ('by_hand', 'gone', 'failing')),
    paused_at           timestamptz,
    version             bigint      not null default 1,
    created_at          timestamptz not null,
    changed_at          timestamptz not null,
    subscribed_at       timestamptz not null default clock_timestamp(), -- by the clock that dates the changes; earlier ones are none of its business
    primary key (network_id, id),
    check ((state = 'paused') = (pause_reason is not null))
);

-- Work waiting at an endpoint, and which node does it. Whoever makes deliveries locks this row first: so the numbers of an endpoint's
-- deliveries become visible in their order, and a node that lets go of the endpoint overlooks nothing.
create table if not exists webhooks.queue (
    network_id  uuid   not null,
    endpoint_id uuid   not null,
    last_seq    bigint not null default 0,
    due_at      timestamptz, -- null: nothing waits
    rest_until  timestamptz, -- an endpoint that fails again and again, or asked for it, is left alone until then
    leased_by   text,
    lease_until timestamptz,
    primary key (network_id, endpoint_id)
);
create index if not exists queue_due on webhooks.queue (due_at) where due_at is not null; -- claiming

-- How an endpoint has been doing; written with the outcomes of its deliveries by the node that holds it.
create table if not exists webhooks.health (
    network_id      uuid not null,
    endpoint_id     uuid not null,
    failures        int  not null default 0, -- in a row
    failing_since   timestamptz,
    last_success_at timestamptz,
    last_failure_at timestamptz,
    primary key (network_id, endpoint_id)
);

-- What was sent or is to be sent, byte for byte: once for all endpoints that it goes to.
create table if not exists webhooks.event (
    network_id   uuid        not null,
    id           uuid        not null,
    type         text        not null,
    entity_id    uuid        not null,
    occurred_at  timestamptz not null,
    payload      bytea       not null,
    full_payload bytea, -- for subscriptions with all fields; null where it would be the same
    primary key (network_id, id)
);

create table if not exists webhooks.delivery (
    network_id   uuid        not null,
    endpoint_id  uuid        not null,
    event_id     uuid        not null,
    seq          bigint      not null, -- order of sending at this endpoint
    entity_id    uuid        not null, -- deliveries of one entity wait for each other
    type         text        not null,
    state        text        not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
    attempts     int         not null default 0,
    repeats      int         not null default 0, -- how often it was put in line again by hand
    next_at      timestamptz not null,
    created_at   timestamptz not null,
    finished_at  timestamptz,
    last_at      timestamptz,
    last_status  int,
    last_ms      int,
    last_cause   text, -- null: accepted
    last_excerpt text,
    primary key (network_id, endpoint_id, event_id)
) with (fillfactor = 80);
create index if not exists delivery_order on webhooks.delivery (network_id, endpoint_id, seq); -- lists
create index if not exists delivery_due on webhooks.delivery (network_id, endpoint_id, next_at, seq) where state = 'pending'; -- what is to be sent next
create index if not exists delivery_line on webhooks.delivery (network_id, endpoint_id, entity_id, seq) where state = 'pending'; -- order per entity
create index if not exists delivery_dead on webhooks.delivery (network_id, endpoint_id, seq) where state = 'dead'; -- dead letters
create index if not exists delivery_age on webhooks.delivery (created_at); -- forgetting
create index if not exists event_age on webhooks.event (occurred_at); -- forgetting

-- Attempts that failed. What the last one met is in the delivery itself.
create table if not exists webhooks.attempt (
    network_id  uuid        not null,
    endpoint_id uuid        not null,
    event_id    uuid        not null,
    id          bigint      generated always as identity,
    at          timestamptz not null,
    status      int,
    ms          int         not null,
    cause       text        not null,
    excerpt     text,
    primary key (network_id, endpoint_id, event_id, id)
);
create index if not exists attempt_age on webhooks.attempt (at); -- forgetting

-- Attempts by hour, type and cause, with their latencies in buckets that grow by a quarter each.
create table if not exists webhooks.hour (
    network_id  uuid        not null,
    endpoint_id uuid        not null,
    hour        timestamptz not null,
    type        text        not null,
    cause       text        not null, -- '' for accepted
    attempts    bigint      not null,
    retries     bigint      not null, -- of them not the first of their delivery
    buckets     bigint[]    not null,
    primary key (network_id, endpoint_id, hour, type, cause)
);
create index if not exists hour_age on webhooks.hour (hour); -- forgetting

create or replace function webhooks.add_buckets(one bigint[], other bigint[]) returns bigint[]
    language sql immutable parallel safe
    return (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by n) from unnest(one, other) with ordinality as u (a, b, n));

-- What the owner of an endpoint has to know.
create table if not exists webhooks.notice (
    network_id  uuid        not null,
    id          uuid        not null,
    endpoint_id uuid        not null,
    node_id     uuid        not null,
    kind        text        not null check (kind in ('gone', 'failing')),
    url         text        not null,
    created_at  timestamptz not null,
    read_at     timestamptz,
    primary key (network_id, id)
);
create index if not exists notice_by_time on webhooks.notice (network_id, created_at desc);

-- A range of past changes that is being delivered again.
create table if not exists webhooks.replay (
    network_id  uuid        not null,
    id          uuid        not null,
    endpoint_id uuid        not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    types       text[]      not null, -- empty: all that the endpoint takes
    next_seq    bigint      not null, -- of the network's feed: what is looked at next
    last_seq    bigint      not null,
    expected    bigint      not null,
    queued      bigint      not null default 0,
    created_at  timestamptz not null,
    finished_at timestamptz,
    primary key (network_id, id)
);
create index if not exists replay_by_endpoint on webhooks.replay (network_id, endpoint_id, created_at desc);

-- Webhooks that were deleted and whose deliveries are still to be removed.
create table if not exists webhooks.remains (
    network_id  uuid        not null,
    endpoint_id uuid        not null,
    created_at  timestamptz not null,
    primary key (network_id, endpoint_id)
);

call meta.protect('webhooks.remains');
call meta.protect('webhooks.endpoint');
call meta.protect('webhooks.queue');
call meta.protect('webhooks.health');
call meta.protect('webhooks.event');
call meta.protect('webhooks.delivery');
call meta.protect('webhooks.attempt');
call meta.protect('webhooks.hour');
call meta.protect('webhooks.notice');
call meta.protect('webhooks.replay');
call meta.track('webhooks.endpoint', 'webhook', hidden => array['secret', 'previous_secret']);
