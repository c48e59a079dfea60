-- Where a stream of a connection stands.
create table if not exists integrations.stream_state (
    network_id      uuid        not null,
    connection_id   uuid        not null,
    stream          text        not null,
    cursor          text, -- everything that changed at the vendor up to here was taken; ISO instant, number or the vendor's token
    pass            bigint      not null default 0, -- number of the reading under way or of the last one
    pass_kind       text check (pass_kind in ('full', 'incremental', 'range')), -- null: none is under way
    pass_from       text,
    pass_to         text,
    pass_started_at timestamptz,
    whole_pass      bigint      not null default 0, -- number of the last complete reading
    looked_back_at  timestamptz, -- last reading that reached back as far as the manifest's lookback
    read_whole_at   timestamptz, -- last complete reading
    state           text        not null default 'idle' check (state in ('idle', 'running', 'waiting', 'failed', 'off')),
    failures        int         not null default 0,
    code            text,
    detail          text,
    next_at         timestamptz not null,
    started_at      timestamptz,
    succeeded_at    timestamptz,
    newest_at       timestamptz, -- newest vendor time of a record taken
    primary key (network_id, connection_id, stream)
);
create index if not exists stream_state_due on integrations.stream_state (next_at) where state in ('idle', 'waiting'); -- the schedule

-- A part of a reading that is read page after page by itself. Its position moves in the transaction of the page's records.
create table if not exists integrations.sync_slice (
    network_id    uuid   not null,
    connection_id uuid   not null,
    stream        text   not null,
    pass          bigint not null,
    number        int    not null,
    from_value    text,
    to_value      text,
    over_items    jsonb, -- items of another stream that this part is read for
    token         text,  -- where the next page begins: the vendor's token or address …
    place         bigint, -- … or its number or offset
    step          bigint not null default 0, -- counts commits: whoever finds another value has lost the slice to somebody else
    pages         int    not null default 0,
    items         bigint not null default 0,
    last_key      text, -- of the last item, for vendors that page by it
    newest        text,  -- newest cursor value seen
    is_done       boolean not null default false,
    primary key (network_id, connection_id, stream, pass, number)
);

-- History of what was read, and why.
create table if not exists integrations.sync_run (
    network_id    uuid        not null,
    id            uuid        not null, -- also the job's
    connection_id uuid        not null,
    stream        text        not null,
    reason        text        not null check (reason in ('schedule', 'first', 'asked', 'resync', 'repair', 'message')),
    from_at       timestamptz,
    to_at         timestamptz,
    state         text        not null check (state in ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')),
    pages         bigint      not null default 0,
    read          bigint      not null default 0,
    created       bigint      not null default 0,
    changed       bigint      not null default 0,
    unchanged     bigint      not null default 0,
    refused       bigint      not null default 0,
    held          bigint      not null default 0,
    removed       bigint      not null default 0,
    skipped       bigint      not null default 0,
    slices        int         not null default 0,
    slices_done   int         not null default 0,
    code          text,
    detail        text,
    asked_by      uuid,
    asked_by_name text,
    created_at    timestamptz not null,
    started_at    timestamptz,
    finished_at   timestamptz,
    primary key (network_id, id)
);
create index if not exists sync_run_of_connection on integrations.sync_run (network_id, connection_id, id desc); -- history
create index if not exists sync_run_of_stream on integrations.sync_run (network_id, connection_id, stream, id desc); -- the last run of a stream
create index if not exists sync_run_age on integrations.sync_run (finished_at) where finished_at is not null; -- forgetting

-- Which record of ours an item of the vendor is, and what we last took of it.
create table if not exists integrations.record_link (
    network_id     uuid        not null,
    connection_id  uuid        not null,
    stream         text        not null,
    key            text        not null,
    record         text        not null, -- type of record, as the mapping language names it
    record_key     text        not null, -- key under which it is stored; of a daily close the day
    record_id      uuid,
    location_id    uuid        not null,
    version        text, -- the vendor's
    content        bytea       not null, -- hash of the mapped record, before anybody's conflict rule
    base           jsonb,       -- what the vendor last said, for records that we may change, too
    vendor_at      timestamptz, -- the item's cursor value, for comparing windows
    mapping        int         not null,
    seen_pass      bigint      not null,
    cause          uuid        not null, -- run or message that brought the last change
    first_cause    uuid        not null,
    is_pushed      boolean     not null default false, -- we made the item there: the record's home is here
    changed_fields text[]      not null default '{}', -- fields that somebody changed here since
    changed_at     timestamptz, -- when somebody last did
    taken_at       timestamptz not null,
    removed_at     timestamptz,
    primary key (network_id, connection_id, stream, key)
);
create index if not exists record_link_record on integrations.record_link (network_id, record_id) where record_id is not null; -- trace, echoes, pushes
create index if not exists record_link_window on integrations.record_link (network_id, connection_id, stream, vendor_at); -- comparison

-- Items that could not become records yet: their place is not known here, or the map cannot read them. They are taken as soon as that is mended.
create table if not exists integrations.held_item (
    network_id    uuid        not null,
    connection_id uuid        not null,
    stream        text        not null,
    key           text        not null,
    reason        text        not null check (reason in ('place', 'map', 'record')),
    place_key     text,
    item          jsonb       not null,
    faults        jsonb       not null, -- [{"path", "code", "detail"}]
    version       text,
    mapping       int         not null,
    cause         uuid        not null,
    first_at      timestamptz not null,
    last_at       timestamptz not null,
    times         int         not null default 1,
    primary key (network_id, connection_id, stream, key)
);
create index if not exists held_item_place on integrations.held_item (network_id, connection_id, place_key) where reason = 'place';

-- Properties of items that no map reads, with a value for an example.
create table if not exists integrations.unmapped_field (
    network_id    uuid        not null,
    connection_id uuid        not null,
    stream        text        not null,
    field         text        not null,
    example       text        not null,
    key           text        not null, -- item of the example
    seen_at       timestamptz not null,
    primary key (network_id, connection_id, stream, field)
);

-- The network's own rules for who wins when both sides changed a field.
create table if not exists integrations.field_rule (
    network_id    uuid not null,
    connection_id uuid not null,
    record        text not null,
    field         text not null, -- * for all fields of the record
    rule          text not null check (rule in ('source_wins', 'ours_wins', 'newest_wins', 'ask')),
    primary key (network_id, connection_id, record, field)
);

-- Fields that both sides changed. The losing value is kept here.
create table if not exists integrations.field_conflict (
    network_id    uuid        not null,
    id            uuid        not null,
    connection_id uuid        not null,
    stream        text        not null,
    key           text        not null,
    record        text        not null,
    record_id     uuid,
    location_id   uuid        not null,
    field         text        not null,
    base          jsonb,
    ours          jsonb,
    theirs        jsonb,
    rule          text        not null,
    winner        text check (winner in ('ours', 'theirs')), -- null: nobody has said yet
    state         text        not null check (state in ('open', 'decided', 'resolved', 'undone')),
    cause         uuid        not null,
    created_at    timestamptz not null,
    decided_at    timestamptz,
    decided_by    uuid,
    decided_by_name text,
    primary key (network_id, id)
);
create index if not exists field_conflict_list on integrations.field_conflict (network_id, connection_id, state, id desc);
create unique index if not exists field_conflict_open on integrations.field_conflict (network_id, connection_id, stream, key, field) where state = 'open';

-- What is to be written to the vendor. One row for each record and action that waits: it is built from the record as it is when it is sent.
create table if not exists integrations.push (
    network_id      uuid        not null,
    id              uuid        not null,
    connection_id   uuid        not null,
    action          text        not null,
    record          text        not null,
    record_id       uuid        not null,
    location_id     uuid        not null,
    op              text        not null check (op in ('save', 'remove')),
    idempotency_key text        not null,
    state           text        not null default 'waiting' check (state in ('waiting', 'done', 'dead', 'dropped')),
    attempts        int         not null default 0,
    run_at          timestamptz not null,
    claimed_until   timestamptz,
    maybe_sent      boolean     not null default false, -- an attempt ended without an answer: look for the record before making it again
    vendor_key      text,
    code            text,
    detail          text,
    change_position bigint      not null,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    primary key (network_id, id)
);
create unique index if not exists push_waiting on integrations.push (network_id, connection_id, action, record_id) where state = 'waiting';
create index if not exists push_due on integrations.push (run_at) where state = 'waiting';
create index if not exists push_of_connection on integrations.push (network_id, connection_id, state, id desc);
create index if not exists push_of_record on integrations.push (network_id, record_id, id); -- trace

-- Which actions run by themselves when records change here.
create table if not exists integrations.push_rule (
    network_id    uuid    not null,
    connection_id uuid    not null,
    action        text    not null,
    is_on         boolean not null,
    primary key (network_id, connection_id, action)
);

create table if not exists integrations.comparison (
    network_id    uuid        not null,
    id            uuid        not null,
    connection_id uuid        not null,
    stream        text        not null,
    from_at       timestamptz,
    to_at         timestamptz,
    state         text        not null check (state in ('queued', 'running', 'same', 'different', 'repaired', 'failed')),
    ours          bigint, -- records
    theirs        bigint,
    ours_sum      numeric(24,4), -- of the record's amount, where it has one
    theirs_sum    numeric(24,4),
    ours_hash     bytea,
    theirs_hash   bytea,
    missing       bigint      not null default 0,
    extra         bigint      not null default 0,
    different     bigint      not null default 0,
    repaired      bigint      not null default 0,
    examples      jsonb       not null default '[]', -- [{"key", "what"}], the first 200
    code          text,
    detail        text,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    primary key (network_id, id)
);
create index if not exists comparison_list on integrations.comparison (network_id, connection_id, stream, id desc);

-- Changes in the feed that came from a run or a message, or that changed a linked record here: from a record to its changes without reading the feed.
create table if not exists integrations.traced_change (
    network_id  uuid        not null,
    cause       uuid        not null, -- run or message; for changes made here the record
    location_id uuid        not null,
    entity      text        not null,
    position    bigint      not null,
    primary key (network_id, cause, location_id, entity, position)
);
create index if not exists traced_change_age on integrations.traced_change (position); -- forgetting

-- Health of a connection by the hour, with its parts.
create table if not exists integrations.health_sample (
    network_id    uuid        not null,
    connection_id uuid        not null,
    hour          timestamptz not null,
    score         int         not null check (score between 0 and 100),
    parts         jsonb       not null,
    primary key (network_id, connection_id, hour)
);

call meta.protect('integrations.stream_state');
call meta.protect('integrations.sync_slice');
call meta.protect('integrations.sync_run');
call meta.protect('integrations.record_link');
call meta.protect('integrations.held_item');
call meta.protect('integrations.unmapped_field');
call meta.protect('integrations.field_rule');
call meta.protect('integrations.field_conflict');
call meta.protect('integrations.push');
call meta.protect('integrations.push_rule');
call meta.protect('integrations.comparison');
call meta.protect('integrations.traced_change');
call meta.protect('integrations.health_sample');
