create schema if not exists test;
grant usage on schema test to bookedbarber_app, bookedbarber_system;
create table if not exists test.note (
    network_id  uuid not null,
    id          uuid not null,
    location_id uuid not null,
    day         date not null,
    text        text not null,
    secret      text,
    primary key (network_id, id)
);
call meta.protect('test.note');
call meta.track('test.note', 'note', 'location_id', 'day', hidden => array['secret']);
create table if not exists test.effect (position bigint primary key);
grant select, insert on test.effect to bookedbarber_system;
