-- Connections to vendors' systems, and the vault that keeps what opens them.

create table if not exists integrations.connection (
    network_id     uuid        not null,
    id             uuid        not null,
    node_id        uuid        not null, -- the unit it serves
    vendor         text        not null,
    environment    text        not null check (environment in ('sandbox', 'live')),
    state          text        not null check (state in ('draft', 'authorising', 'active', 'paused', 'needs_reconnect', 'failing', 'removed')),
    name           text        not null,
    settings       jsonb       not null default '{}', -- what fills the placeholders of addresses; never secrets
    account_id     text,                              -- the account at the vendor
    owner_id       uuid,
    scopes         text[]      not null default '{}',
    trouble_kind   text,
    trouble_code   text,
    trouble_detail text,
    version        bigint      not null default 1,
    created_by     uuid        not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    primary key (network_id, id)
);
create index if not exists connection_by_id on integrations.connection (id); -- webhooks, whose address names no network
create index if not exists connection_callable on integrations.connection (id) where state in ('active', 'failing'); -- the scheduler's walk
create unique index if not exists connection_once on integrations.connection (network_id, vendor, environment, node_id, lower(name)) where state <> 'removed'; -- two who connect the same at once
call meta.protect('integrations.connection');
call meta.track('integrations.connection', 'connection');

-- A network's data keys, wrapped by a master key that is kept elsewhere. The newest version seals; older ones open until nothing is sealed with them.
create table if not exists integrations.network_key (
    network_id uuid        not null,
    version    int         not null,
    master_id  text        not null, -- names the master key; says nothing about it
    wrapped    bytea       not null,
    created_at timestamptz not null,
    retired_at timestamptz,          -- set when a newer version took over
    primary key (network_id, version)
);

-- Sealed secrets. Which network, connection and field they belong to is part of the seal: a row that was moved does not open.
create table if not exists integrations.secret (
    network_id    uuid        not null,
    connection_id uuid        not null,
    field         text        not null,
    key_version   int         not null,
    sealed        bytea       not null,
    updated_at    timestamptz not null,
    expires_at    timestamptz,          -- secrets that are good for a time only: the one before a rotation
    primary key (network_id, connection_id, field)
);
create index if not exists secret_by_key on integrations.secret (network_id, key_version); -- re-encryption

-- How fresh a connection's tokens are, and who renews them. What they are is in the vault.
create table if not exists integrations.credential (
    network_id         uuid        not null,
    connection_id      uuid        not null,
    generation         bigint      not null, -- counts renewals
    issued_at          timestamptz not null,
    expires_at         timestamptz,          -- null: not by time
    renew_at           timestamptz,          -- from then on it is renewed ahead of time
    refresh_expires_at timestamptz,
    refused_at         timestamptz,          -- the vendor no longer takes it; a person has to connect again
    lease_holder       text,
    lease_until        timestamptz,
    fence              bigint      not null default 0,
    attempt_generation bigint,               -- written before the vendor is asked to renew this generation, cleared when its answer is stored
    attempt_at         timestamptz,
    primary key (network_id, connection_id)
);
create index if not exists credential_due on integrations.credential (renew_at) where refused_at is null; -- renewal ahead of time

-- A person on the way to the vendor's consent page and back. Good once, for ten minutes, for that person.
create table if not exists integrations.authorisation (
    network_id    uuid        not null,
    state_hash    bytea       not null,
    connection_id uuid        not null,
    person_id     uuid        not null,
    redirect_uri  text        not null,
    key_version   int         not null,
    verifier      bytea       not null, -- PKCE, sealed
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    used_at       timestamptz,
    primary key (network_id, state_hash)
);
create index if not exists authorisation_by_state on integrations.authorisation (state_hash);

-- The vendor's places and the location each one is.
create table if not exists integrations.place (
    network_id    uuid        not null,
    connection_id uuid        not null,
    key           text        not null, -- the vendor's id of the place
    name          text        not null,
    detail        text,                 -- address or code, as the vendor shows it
    location_id   uuid,                 -- null: not linked, its records wait
    is_ignored    boolean     not null default false, -- a person said that it is none of ours
    seen_at       timestamptz not null,
    updated_at    timestamptz not null,
    primary key (network_id, connection_id, key)
);

call meta.protect('integrations.network_key');
call meta.protect('integrations.secret');
call meta.protect('integrations.credential');
call meta.protect('integrations.authorisation');
call meta.protect('integrations.place');
-- Requests have no business with these; the platform reads and writes them for the network it works for.
revoke all on integrations.network_key, integrations.secret, integrations.credential, integrations.authorisation from bookedbarber_app;
