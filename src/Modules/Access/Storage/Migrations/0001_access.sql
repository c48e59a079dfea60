create schema if not exists access;
grant usage on schema access to bookedbarber_app, bookedbarber_system;

-- People who can sign in, over the whole platform: no tenant table, and out of reach for bookedbarber_app.
-- network_id is always the nil UUID, the audit trail's name for the platform itself, so that changes reach the feed like any other.
create table if not exists access.person (
    network_id          uuid        not null default '00000000-0000-0000-0000-000000000000' check (network_id = '00000000-0000-0000-0000-000000000000'),
    id                  uuid        primary key,
    email               text        not null,
    normalized_email    text        not null unique,
    name                text        not null,
    password_hash       text, -- null: invited, cannot sign in yet
    security_stamp      text        not null,
    concurrency_stamp   text        not null,
    access_failed_count int         not null default 0,
    lockout_enabled     boolean     not null default true,
    lockout_end         timestamptz,
    status              text        not null default 'active' check (status in ('active', 'disabled')),
    is_administrator    boolean     not null default false,
    last_sign_in_at     timestamptz,
    version             bigint      not null default 1,
    created_at          timestamptz not null
);
grant select, insert, update on access.person to bookedbarber_system;

-- Who holds which role at which node; it holds there and below.
create table if not exists access.role_grant (
    network_id uuid        not null,
    id         uuid        not null,
    person_id  uuid        not null references access.person,
    node_id    uuid        not null,
    role       text        not null check (role in ('executive', 'regional_manager', 'owner', 'location_manager', 'barber', 'client', 'partner_developer', 'support')),
    staff_id   uuid,
    created_at timestamptz not null,
    created_by uuid,
    primary key (network_id, id),
    unique (network_id, person_id, node_id, role)
);
create index if not exists role_grant_by_person on access.role_grant (person_id); -- a caller's grants over all networks

-- One sign-in: a browser's cookie, or a family of refresh tokens.
create table if not exists access.session (
    id           uuid        primary key,
    person_id    uuid        not null references access.person,
    kind         text        not null check (kind in ('cookie', 'token')),
    device       text,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null, -- the absolute end, whatever happens meanwhile
    ended_at     timestamptz,
    end_reason   text check (end_reason in ('signed_out', 'token_reused', 'ended_remotely', 'person_disabled', 'password_changed'))
);
create index if not exists session_by_person on access.session (person_id); -- device list, ending all of a person's
grant select, insert, update, delete on access.session to bookedbarber_system;

-- The tokens themselves are never stored.
create table if not exists access.refresh_token (
    hash        bytea       primary key,
    session_id  uuid        not null references access.session on delete cascade,
    issued_at   timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    replaced_by bytea
);
create index if not exists refresh_token_by_session on access.refresh_token (session_id); -- cascade
grant select, insert, update, delete on access.refresh_token to bookedbarber_system;

create table if not exists access.api_key (
    id           uuid        primary key,
    person_id    uuid        not null references access.person,
    name         text        not null,
    prefix       text        not null unique,
    hash         bytea       not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index if not exists api_key_by_person on access.api_key (person_id, created_at);
grant select, insert, update on access.api_key to bookedbarber_system;

-- The key ring that protects access tokens and cookies, shared by all nodes.
create table if not exists access.data_protection_key (
    id            bigint      generated always as identity primary key,
    friendly_name text        not null,
    xml           text        not null,
    created_at    timestamptz not null default clock_timestamp()
);
grant select, insert on access.data_protection_key to bookedbarber_system;

-- The audit trail: one chain per network (the nil UUID: the platform), each event carrying the hash of the one before.
create table if not exists access.audit_event (
    network_id    uuid        not null,
    sequence      bigint      not null,
    at            timestamptz not null,
    actor_id      uuid,
    actor_name    text,
    actor_kind    text        not null check (actor_kind in ('person', 'api_key', 'system')),
    action        text        not null,
    entity        text        not null,
    entity_ids    uuid[]      not null, -- at most 50 of them; row_count says how many there were
    row_count     int         not null,
    node_id       uuid, -- the unit concerned, where there is one: people who see a branch see the events of its units
    cause         text        not null,
    summary       text        not null,
    changes       jsonb,
    feed_position bigint      not null, -- the change it tells of
    previous_hash bytea       not null,
    hash          bytea       not null,
    primary key (network_id, sequence, at)
) partition by range (at);
create index if not exists audit_event_at on access.audit_event (network_id, at); -- lists by time
create index if not exists audit_event_actor on access.audit_event (network_id, actor_id, sequence); -- one person's doings
call meta.partition_by_year('access.audit_event', 2026, 2036);

-- Where each chain ends. Its row lock is what keeps the sequence dense when two nodes append at once.
create table if not exists access.audit_head (
    network_id uuid   primary key,
    sequence   bigint not null,
    hash       bytea  not null
);

call meta.protect('access.role_grant');
call meta.protect('access.audit_event');
call meta.protect('access.audit_head');
revoke insert, update, delete on access.audit_event from bookedbarber_app;
revoke update, delete on access.audit_event from bookedbarber_system;
revoke insert, update, delete on access.audit_head from bookedbarber_app;
revoke delete on access.audit_head from bookedbarber_system;

-- Rights keep our own roles from changing the trail; this keeps the owner from doing it by mistake.
create or replace function access.refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
end
$$;
drop trigger if exists append_only on access.audit_event;
create trigger append_only before update or delete on access.audit_event for each row execute function access.refuse_change();
do
$$
declare
    part regclass;
begin
    -- Statement triggers are not inherited by partitions.
    for part in select 'access.audit_event'::regclass union all select inhrelid::regclass from pg_inherits where inhparent = 'access.audit_event'::regclass loop
        execute format('drop trigger if exists no_truncate on %s', part);
        execute format('create trigger no_truncate before truncate on %s for each statement execute function access.refuse_change()', part);
    end loop;
end
$$;

call meta.track('access.person', 'person', hidden => array['network_id', 'email', 'normalized_email', 'password_hash', 'security_stamp', 'concurrency_stamp',
                                                           'access_failed_count', 'lockout_enabled', 'lockout_end', 'last_sign_in_at']);
call meta.track('access.role_grant', 'grant');
