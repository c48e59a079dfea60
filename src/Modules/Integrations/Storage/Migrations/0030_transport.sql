-- Budgets of calls that all nodes share. Not of a network: an app's budget is shared by the networks that use it.
create table if not exists integrations.budget (
    scope         text        not null, -- whom it holds for: a connection, an account at a vendor, our app at a vendor
    name          text        not null, -- which of the vendor's limits
    next_at       timestamptz not null, -- theoretical arrival time of the next call (GCRA)
    paced_ms      double precision,     -- between calls while the vendor reports that the budget runs low
    paced_until   timestamptz,
    blocked_until timestamptz,          -- the vendor said so
    updated_at    timestamptz not null,
    primary key (scope, name)
);
grant select, insert, update, delete on integrations.budget to bookedbarber_system;

-- Circuits that are open: calls to that host for that connection are not tried, but for one probe at a time.
create table if not exists integrations.circuit (
    network_id    uuid        not null,
    connection_id uuid        not null,
    host          text        not null,
    openings      int         not null, -- in a row; the pause grows with them
    opened_at     timestamptz not null,
    open_until    timestamptz not null,
    probe_until   timestamptz,          -- somebody tries until then
    primary key (network_id, connection_id, host)
);
call meta.protect('integrations.circuit');

-- Calls per connection, hour, class and outcome.
create table if not exists integrations.call_usage (
    network_id    uuid        not null,
    connection_id uuid        not null,
    hour          timestamptz not null,
    class         text        not null,
    outcome       text        not null, -- ok, or the kind of fault
    calls         bigint      not null,
    retries       bigint      not null,
    bytes         bigint      not null, -- of answers
    took_ms       bigint      not null, -- in sum
    primary key (network_id, connection_id, hour, class, outcome)
);
call meta.protect('integrations.call_usage');
