create schema if not exists records;
grant usage on schema records to bookedbarber_app, bookedbarber_system;

-- People and things of the shop. (source, source_key) says whether two records are the same; source names the import, connector or screen.
create table if not exists records.staff (
    network_id  uuid        not null,
    id          uuid        not null,
    location_id uuid        not null,
    source      text        not null,
    source_key  text        not null,
    name        text        not null,
    title       text,
    hired_on    date,
    left_on     date,
    is_active   boolean     not null default true,
    version     bigint      not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (network_id, id),
    unique (network_id, location_id, source, source_key)
);

create table if not exists records.service (
    network_id       uuid          not null,
    id               uuid          not null,
    location_id      uuid          not null,
    source           text          not null,
    source_key       text          not null,
    name             text          not null,
    category         text,
    price            numeric(19,4) check (price >= 0),
    cost             numeric(19,4) check (cost >= 0),
    duration_minutes int check (duration_minutes between 1 and 1440),
    is_active        boolean       not null default true,
    version          bigint        not null default 1,
    recorded_at      timestamptz   not null default clock_timestamp(),
    primary key (network_id, id),
    unique (network_id, location_id, source, source_key)
);

create table if not exists records.product (
    network_id  uuid          not null,
    id          uuid          not null,
    location_id uuid          not null,
    source      text          not null,
    source_key  text          not null,
    name        text          not null,
    category    text,
    brand       text,
    price       numeric(19,4) check (price >= 0),
    cost        numeric(19,4) check (cost >= 0),
    on_hand     numeric(19,4),
    is_active   boolean       not null default true,
    version     bigint        not null default 1,
    recorded_at timestamptz   not null default clock_timestamp(),
    primary key (network_id, id),
    unique (network_id, location_id, source, source_key)
);

create table if not exists records.client (
    network_id       uuid        not null,
    id               uuid        not null,
    home_location_id uuid        not null,
    source           text        not null,
    source_key       text        not null,
    name             text,
    name_key         text        collate "C" generated always as (lower(name)) stored,
    surname_key      text        collate "C" generated always as (lower(substring(name from '[^ ]+$'))) stored,
    email            text,
    phone            text,
    version          bigint      not null default 1,
    recorded_at      timestamptz not null default clock_timestamp(),
    primary key (network_id, id),
    unique (network_id, home_location_id, source, source_key)
);
-- Search by the beginning of the name or of its last word. Plain comparisons, since LIKE and full text search may not use an index under row-level security.
create index if not exists client_by_name on records.client (network_id, name_key);
create index if not exists client_by_surname on records.client (network_id, surname_key);

create table if not exists records.booking (
    network_id   uuid        not null,
    location_id  uuid        not null,
    business_day date        not null,
    id           uuid        not null,
    source       text        not null,
    source_key   text        not null,
    client_id    uuid,
    staff_id     uuid,
    service_id   uuid,
    service_name text,
    starts_at    timestamptz, -- null: only the day is known
    ends_at      timestamptz check (ends_at > starts_at),
    status       text        not null check (status in ('requested', 'confirmed', 'arrived', 'in_service', 'completed', 'cancelled', 'late_cancelled', 'no_show')),
    booked_at    timestamptz,
    cancelled_on date,
    version      bigint      not null default 1,
    recorded_at  timestamptz not null default clock_timestamp(),
    primary key (network_id, business_day, id)
) partition by range (business_day);
create index if not exists booking_day on records.booking (network_id, location_id, business_day); -- a location's day, facts
create index if not exists booking_client on records.booking (network_id, client_id, booked_at); -- rebooking

-- A sale with every amount apart. The parts sum to the total, or the row does not exist.
-- Amounts are positive; what lowers the total (discounts, refunds) is subtracted. net_sales follows DEF-01.
create table if not exists records.sale (
    network_id            uuid          not null,
    location_id           uuid          not null,
    business_day          date          not null,
    id                    uuid          not null,
    source                text          not null,
    source_key            text          not null,
    occurred_at           timestamptz,
    receipt               text,
    client_id             uuid,
    currency              text          not null,
    service_sales         numeric(19,4) not null check (service_sales >= 0),
    product_sales         numeric(19,4) not null check (product_sales >= 0),
    service_discounts     numeric(19,4) not null check (service_discounts between 0 and service_sales),
    product_discounts     numeric(19,4) not null check (product_discounts between 0 and product_sales),
    service_refunds       numeric(19,4) not null check (service_refunds >= 0),
    product_refunds       numeric(19,4) not null check (product_refunds >= 0),
    gift_card_sales       numeric(19,4) not null,
    membership_sales      numeric(19,4) not null,
    service_charges       numeric(19,4) not null,
    fees                  numeric(19,4) not null,
    tax                   numeric(19,4) not null,
    tips                  numeric(19,4) not null,
    gift_card_redemptions numeric(19,4) not null, -- part of the payments, not of the total
    total                 numeric(19,4) not null,
    net_service_sales     numeric(19,4) generated always as (service_sales - service_discounts - service_refunds) stored,
    net_sales             numeric(19,4) generated always as (service_sales + product_sales - service_discounts - product_discounts - service_refunds - product_refunds) stored,
    is_visit              boolean       not null, -- holds a completed service or product sale (DEF-02)
    staff_ids             uuid[]        not null,
    taxes                 jsonb         not null, -- [{"name": text, "amount": "0.00"}]
    tips_by_staff         jsonb         not null, -- [{"staffId": uuid or null, "amount": "0.00"}]
    payments              jsonb         not null, -- [{"method": text, "amount": "0.00"}]
    version               bigint        not null default 1,
    recorded_at           timestamptz   not null default clock_timestamp(),
    primary key (network_id, business_day, id),
    check (total = service_sales + product_sales - service_discounts - product_discounts - service_refunds - product_refunds
                   + gift_card_sales + membership_sales + service_charges + fees + tax + tips)
) partition by range (business_day);
create index if not exists sale_day on records.sale (network_id, location_id, business_day); -- a location's day, facts
create index if not exists sale_client on records.sale (network_id, client_id, business_day) where client_id is not null; -- retention, client history

create table if not exists records.sale_line (
    network_id   uuid          not null,
    business_day date          not null,
    sale_id      uuid          not null,
    position     int           not null,
    kind         text          not null check (kind in ('service', 'product', 'gift_card', 'membership', 'service_charge', 'fee')),
    name         text          not null,
    item_id      uuid,
    staff_id     uuid,
    quantity     numeric(19,4) not null check (quantity > 0),
    unit_price   numeric(19,4),
    amount       numeric(19,4) not null check (amount >= 0),
    discount     numeric(19,4) not null check (discount between 0 and amount),
    discounts    jsonb         not null, -- [{"type": text, "amount": "0.00"}]
    is_refund    boolean       not null,
    primary key (network_id, business_day, sale_id, position)
) partition by range (business_day);

-- Identity of sales and bookings at their source. Apart from the partitioned tables, because the same key must be found whatever the day
-- says now; content_hash tells "just the same" from "changed" without reading the record.
create table if not exists records.sale_key (
    network_id   uuid   not null,
    location_id  uuid   not null,
    source       text   not null,
    source_key   text   not null,
    id           uuid   not null,
    business_day date   not null,
    content_hash bytea  not null,
    primary key (network_id, location_id, source, source_key)
);
create index if not exists sale_key_id on records.sale_key (network_id, id); -- a sale by its id
create table if not exists records.booking_key (
    network_id   uuid   not null,
    location_id  uuid   not null,
    source       text   not null,
    source_key   text   not null,
    id           uuid   not null,
    business_day date   not null,
    content_hash bytea  not null,
    primary key (network_id, location_id, source, source_key)
);
create index if not exists booking_key_id on records.booking_key (network_id, id); -- a booking by its id

create table if not exists records.shift (
    network_id      uuid        not null,
    location_id     uuid        not null,
    business_day    date        not null,
    id              uuid        not null,
    staff_id        uuid        not null,
    source          text        not null,
    source_key      text        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null check (ends_at > starts_at),
    blocked_minutes int         not null default 0 check (blocked_minutes >= 0),
    version         bigint      not null default 1,
    recorded_at     timestamptz not null default clock_timestamp(),
    primary key (network_id, id),
    unique (network_id, location_id, source, source_key)
);
create index if not exists shift_day on records.shift (network_id, location_id, business_day); -- a location's day, facts

-- Totals of a day of a shop that has no single sales. Measures use it only on days without sales.
create table if not exists records.daily_close (
    network_id   uuid          not null,
    location_id  uuid          not null,
    business_day date          not null,
    source       text          not null,
    id           uuid          not null,
    currency     text          not null,
    net_sales    numeric(19,4),
    tax          numeric(19,4),
    tips         numeric(19,4),
    visits       int check (visits >= 0),
    transactions int check (transactions >= 0),
    version      bigint        not null default 1,
    recorded_at  timestamptz   not null default clock_timestamp(),
    primary key (network_id, location_id, business_day, source)
) partition by range (business_day);

call meta.partition_by_year('records.booking', 2013, 2034);
call meta.partition_by_year('records.sale', 2013, 2034);
call meta.partition_by_year('records.sale_line', 2013, 2034);
call meta.partition_by_year('records.daily_close', 2013, 2034);

call meta.protect('records.staff');
call meta.protect('records.service');
call meta.protect('records.product');
call meta.protect('records.client');
call meta.protect('records.booking');
call meta.protect('records.sale');
call meta.protect('records.sale_line');
call meta.protect('records.sale_key');
call meta.protect('records.booking_key');
call meta.protect('records.shift');
call meta.protect('records.daily_close');

call meta.track('records.staff', 'staff', 'location_id');
call meta.track('records.service', 'service', 'location_id');
call meta.track('records.product', 'product', 'location_id');
call meta.track('records.client', 'client', 'home_location_id', hidden => array['name', 'name_key', 'surname_key', 'email', 'phone']);
call meta.track('records.booking', 'booking', 'location_id', 'business_day');
call meta.track('records.sale', 'sale', 'location_id', 'business_day');
call meta.track('records.shift', 'shift', 'location_id', 'business_day');
call meta.track('records.daily_close', 'daily_close', 'location_id', 'business_day');
