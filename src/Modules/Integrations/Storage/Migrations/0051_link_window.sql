-- Links of streams without a time cursor have no moment to be compared by; they need no place in this index.
drop index if exists integrations.record_link_window;
create index if not exists record_link_window on integrations.record_link (network_id, connection_id, stream, vendor_at) where vendor_at is not null; -- comparison
