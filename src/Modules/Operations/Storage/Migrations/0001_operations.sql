create schema if not exists operations;
grant usage on schema operations to bookedbarber_app, bookedbarber_system;

-- Which networks are demo networks, what they follow from, and how far their story has been written down.
create table if not exists operations.demo (
    network_id uuid        primary key,
    slug       text        not null unique,
    name       text        not null,
    locations  int         not null check (locations > 0),
    days       int         not null check (days > 0),
    seed       bigint      not null,
    end_day    date        not null,
    told_at    timestamptz not null, -- the moment the history was written for; what happens later is added by live life
    live_until timestamptz not null,
    is_live    boolean     not null,
    has_tree   boolean     not null default false
);

-- Parts of the history that are written: set in the transaction of the part itself, so a crash neither loses nor repeats one.
create table if not exists operations.demo_part (
    network_id uuid        not null,
    part       int         not null, -- 0: the last days, then further and further back
    shop       int         not null, -- number of the shop; 0: all shops
    loaded_at  timestamptz not null default clock_timestamp(),
    primary key (network_id, part, shop)
);

call meta.protect('operations.demo');
call meta.protect('operations.demo_part');
