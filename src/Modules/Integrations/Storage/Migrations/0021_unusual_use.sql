-- What was found unusual about the use of a connection's credentials: once an hour for each kind.
create table if not exists integrations.unusual_use (
    network_id    uuid        not null,
    connection_id uuid        not null,
    hour          timestamptz not null,
    kind          text        not null check (kind in ('sudden_volume', 'refresh_storm')),
    seen          bigint      not null,
    usual         bigint      not null,
    found_at      timestamptz not null,
    primary key (network_id, connection_id, hour, kind)
);
call meta.protect('integrations.unusual_use');
