-- A vendor's message as it came, stored before it was acknowledged. What it means is worked out afterwards, and may be again.
create table if not exists integrations.hook_message (
    network_id    uuid        not null,
    connection_id uuid        not null,
    id            uuid        not null,
    number        bigint      generated always as identity, -- in the order of arrival
    fingerprint   bytea       not null, -- of what tells this message from others: the vendor's ids of its events, else the body
    method        text        not null,
    url           text        not null,
    headers       jsonb       not null, -- without those that carry a secret
    body          bytea       not null,
    event_types   text[]      not null,
    state         text        not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
    attempts      int         not null default 0,
    run_at        timestamptz not null,
    claimed_until timestamptz,
    code          text, -- why it failed, or why nothing was to be done
    detail        text,
    events        int         not null default 0,
    records       int         not null default 0, -- records written because of it
    repeats       int         not null default 0, -- how often the vendor has sent it again
    replays       int         not null default 0, -- how often a person has had it worked out again
    received_at   timestamptz not null,
    processed_at  timestamptz,
    primary key (network_id, connection_id, id)
);
create unique index if not exists hook_message_once on integrations.hook_message (network_id, connection_id, fingerprint);
create index if not exists hook_message_waiting on integrations.hook_message (run_at) where state = 'waiting'; -- claiming
create index if not exists hook_message_list on integrations.hook_message (network_id, connection_id, number desc); -- lists, and the order of work
create index if not exists hook_message_age on integrations.hook_message (received_at); -- forgetting

-- What was turned away at the door, counted by minute: a flood of forgeries must not fill the disk.
create table if not exists integrations.hook_refusal (
    network_id    uuid        not null,
    connection_id uuid        not null,
    minute        timestamptz not null,
    code          text        not null,
    detail        text        not null,
    count         int         not null,
    primary key (network_id, connection_id, minute, code)
);

-- Our address at the vendor.
create table if not exists integrations.hook_subscription (
    network_id    uuid        not null,
    connection_id uuid        not null,
    vendor_key    text, -- the subscription's key at the vendor; null where the vendor gives none or a person registers by hand
    state         text        not null check (state in ('registered', 'by_hand', 'failed', 'removed')),
    challenge     text, -- what the vendor asked to be shown to a person
    code          text,
    detail        text,
    registered_at timestamptz,
    renew_at      timestamptz,
    primary key (network_id, connection_id)
);
create index if not exists hook_subscription_renewal on integrations.hook_subscription (renew_at) where renew_at is not null;

call meta.protect('integrations.hook_message');
call meta.protect('integrations.hook_refusal');
call meta.protect('integrations.hook_subscription');
