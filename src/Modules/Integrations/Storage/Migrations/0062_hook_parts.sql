-- Subscriptions at vendors where each calendar, audience or the like is subscribed to by itself; integrations.hook_subscription says how they stand as a whole.
create table if not exists integrations.hook_part (
    network_id    uuid        not null,
    connection_id uuid        not null,
    part          text        not null, -- key of the item of the other stream
    item          jsonb       not null, -- the item itself: what ends the subscription may name it after it is gone
    hook_id       text        not null, -- ours
    vendor_key    text, -- the vendor's; null where it gives none
    registered_at timestamptz not null,
    renew_at      timestamptz,
    primary key (network_id, connection_id, part)
);

call meta.protect('integrations.hook_part');
