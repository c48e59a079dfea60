create schema if not exists integrations;
grant usage on schema integrations to bookedbarber_app, bookedbarber_system;

-- One run of an import: some files through one profile.
create table if not exists integrations.import (
    network_id      uuid        not null,
    id              uuid        not null,
    profile         text        not null,
    profile_yaml    text        not null, -- as it was when the import began; a resumed import goes on with the same
    files_key       text        not null, -- profile, place and contents of the files: finds an unfinished run of the same
    location_id     uuid,                 -- for profiles whose rows do not name one
    dry_run         boolean     not null,
    roots           uuid[]      not null, -- what the person who started it may write to
    state           text        not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    error           text,
    created_by      uuid        not null,
    created_by_name text        not null,
    created_at      timestamptz not null,
    started_at      timestamptz,
    finished_at     timestamptz,
    primary key (network_id, id)
);
create index if not exists import_unfinished on integrations.import (network_id, files_key) where state in ('queued', 'running', 'failed', 'cancelled'); -- resume

-- A file of an import, and how far it has come. Moved in the transaction of the records.
create table if not exists integrations.import_file (
    network_id   uuid   not null,
    import_id    uuid   not null,
    position     int    not null,
    name         text   not null,
    bytes        bigint not null,
    sha256       text   not null,
    batches_done int    not null default 0,
    is_done      boolean not null default false,
    rows_read    bigint not null default 0,
    bytes_read   bigint not null default 0,
    imported     bigint not null default 0,
    unchanged    bigint not null default 0,
    refused      bigint not null default 0,
    primary key (network_id, import_id, position)
);

create table if not exists integrations.import_refusal (
    network_id    uuid   not null,
    import_id     uuid   not null,
    number        bigint generated always as identity,
    file          int    not null,
    line          int    not null,
    column_number int,
    code          text   not null,
    detail        text   not null,
    row_text      text   not null,
    primary key (network_id, import_id, number)
);

-- Uploaded files in pieces, so that any node can run the import. Removed when the import is done, or after its retention.
create table if not exists integrations.import_piece (
    network_id uuid  not null,
    import_id  uuid  not null,
    file       int   not null,
    position   int   not null,
    data       bytea not null,
    primary key (network_id, import_id, file, position)
);
alter table integrations.import_piece alter column data set storage external; -- files are often packed already

-- What each kind of file tells about a booking that several kinds of file tell about. The booking is written from all of them together.
create table if not exists integrations.booking_view (
    network_id  uuid  not null,
    location_id uuid  not null,
    source      text  not null,
    key         text  not null,
    strength    int   not null,
    content     jsonb not null,
    primary key (network_id, location_id, source, key, strength)
);

call meta.protect('integrations.import');
call meta.protect('integrations.import_file');
call meta.protect('integrations.import_refusal');
call meta.protect('integrations.import_piece');
call meta.protect('integrations.booking_view');
call meta.track('integrations.import', 'import', hidden => array['profile_yaml']);
