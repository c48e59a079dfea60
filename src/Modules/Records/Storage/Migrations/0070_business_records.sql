-- Records that connected systems bring beside those of the chair. They belong to a node of the tree: a location, or the group, region or network they were made for.
-- business_day is the record's day in the node's zone; lists run along it. What a record names by key is a key at the same source and may come later.

drop table if exists pg_temp.business_row;
create temp table business_row (
    network_id   uuid        not null,
    id           uuid        not null,
    node_id      uuid        not null,
    source       text        not null,
    source_key   text        not null,
    business_day date,
    version      bigint      not null default 1,
    recorded_at  timestamptz not null default clock_timestamp()
);

create table if not exists records.invoice (
    like business_row including defaults,
    type              text          not null check (type in ('invoice', 'credit_note', 'bill', 'vendor_credit')),
    number            text,
    status            text          not null check (status in ('draft', 'open', 'partially_paid', 'paid', 'void', 'uncollectible')),
    issued_on         date          not null,
    due_on            date,
    counterparty_key  text,
    counterparty_name text,
    currency          text          not null,
    lines             jsonb         not null, -- [{"description", "itemKey", "accountKey", "taxCode", "quantity", "unitPrice", "amount", "tags"}]
    taxes             jsonb         not null, -- [{"name": text, "amount": "0.00"}]
    total             numeric(19,4) not null check (total >= 0),
    balance           numeric(19,4) not null check (balance between 0 and total),
    memo              text,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.invoice_payment (
    like business_row including defaults,
    invoice_key      text,
    paid_on          date          not null,
    method           text          not null check (method in ('card', 'bank', 'cash', 'check', 'other')),
    counterparty_key text,
    currency         text          not null,
    amount           numeric(19,4) not null check (amount <> 0),
    fee              numeric(19,4),
    reference        text,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);
create index if not exists invoice_payment_invoice on records.invoice_payment (network_id, source, invoice_key); -- the payments of an invoice

-- debits and credits are what its lines come to; they are equal, or the row does not exist
create table if not exists records.journal_entry (
    like business_row including defaults,
    number    text,
    status    text          not null check (status in ('draft', 'posted', 'void')),
    posted_on date          not null,
    memo      text,
    currency  text          not null,
    lines     jsonb         not null, -- [{"accountKey", "description", "debit", "credit", "tags"}]
    debits    numeric(19,4) not null,
    credits   numeric(19,4) not null,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key),
    check (debits = credits)
);

create table if not exists records.ledger_account (
    like business_row including defaults,
    code      text,
    name      text    not null,
    type      text    not null check (type in ('asset', 'liability', 'equity', 'revenue', 'expense')),
    subtype   text,
    tax_code  text,
    currency  text    not null,
    balance   numeric(19,4),
    is_active boolean not null,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.tax_code (
    like business_row including defaults,
    name      text    not null,
    rate      numeric(19,4) check (rate between 0 and 100),
    is_active boolean not null,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.payout (
    like business_row including defaults,
    status       text          not null check (status in ('pending', 'in_transit', 'paid', 'failed', 'cancelled')),
    currency     text          not null,
    amount       numeric(19,4) not null,
    fee          numeric(19,4),
    created_at   timestamptz   not null,
    arrives_on   date,
    destination  text,
    failure_code text,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.dispute (
    like business_row including defaults,
    status          text          not null check (status in ('needs_response', 'under_review', 'won', 'lost', 'closed')),
    reason          text,
    payment_key     text,
    currency        text          not null,
    amount          numeric(19,4) not null check (amount >= 0),
    opened_at       timestamptz   not null,
    evidence_due_at timestamptz,
    closed_at       timestamptz,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.lead (
    like business_row including defaults,
    name          text,
    email         text,
    phone         text,
    type          text        not null check (type in ('client', 'franchisee', 'partner', 'other')),
    status        text        not null check (status in ('new', 'working', 'qualified', 'converted', 'lost')),
    origin        text,
    campaign_key  text,
    company_key   text,
    owner_key     text,
    score         numeric(19,4),
    created_at    timestamptz not null,
    converted_at  timestamptz,
    converted_key text,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.company (
    like business_row including defaults,
    name      text    not null,
    type      text    not null check (type in ('owner', 'candidate', 'supplier', 'partner', 'other')),
    domain    text,
    phone     text,
    industry  text,
    city      text,
    country   text,
    owner_key text,
    is_active boolean not null,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.deal (
    like business_row including defaults,
    name        text        not null,
    pipeline    text,
    stage       text        not null,
    status      text        not null check (status in ('open', 'won', 'lost')),
    currency    text        not null,
    amount      numeric(19,4) check (amount >= 0),
    probability numeric(19,4) check (probability between 0 and 1),
    company_key text,
    lead_key    text,
    owner_key   text,
    created_at  timestamptz not null,
    stage_since timestamptz,
    closes_on   date,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.consent (
    like business_row including defaults,
    person_key  text,
    address     text,
    address_key text collate "C" generated always as (case when address like '%@%' then lower(address) else regexp_replace(address, '[^0-9+]', '', 'g') end) stored,
    channel     text        not null check (channel in ('email', 'sms', 'phone', 'push', 'post')),
    purpose     text        not null check (purpose in ('marketing', 'service', 'survey')),
    state       text        not null check (state in ('granted', 'withdrawn')),
    wording     text,
    origin      text,
    at          timestamptz not null,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key),
    check (person_key is not null or address is not null)
);
create index if not exists consent_address on records.consent (network_id, address_key, channel, purpose, at); -- may this address be written to?

create table if not exists records.campaign (
    like business_row including defaults,
    name      text not null,
    channel   text not null check (channel in ('email', 'sms', 'search', 'social', 'display', 'video', 'local', 'print', 'other')),
    status    text not null check (status in ('draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled')),
    subject   text,
    starts_on date,
    ends_on   date,
    currency  text not null,
    budget    numeric(19,4) check (budget >= 0),
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.campaign_result (
    like business_row including defaults,
    campaign_key     text not null,
    currency         text not null,
    cost             numeric(19,4) check (cost >= 0),
    impressions      int check (impressions >= 0),
    clicks           int check (clicks >= 0),
    sends            int check (sends >= 0),
    deliveries       int check (deliveries >= 0),
    opens            int check (opens >= 0),
    bounces          int check (bounces >= 0),
    unsubscribes     int check (unsubscribes >= 0),
    complaints       int check (complaints >= 0),
    conversions      numeric(19,4) check (conversions >= 0),
    conversion_value numeric(19,4) check (conversion_value >= 0),
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.review (
    like business_row including defaults,
    rating     numeric(19,4) check (rating between 1 and 5),
    text       text,
    author     text,
    written_at timestamptz not null,
    reply      text,
    replied_at timestamptz,
    url        text,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.location_profile (
    like business_row including defaults,
    name         text  not null,
    status       text  not null check (status in ('open', 'closed_temporarily', 'closed')),
    phone        text,
    website      text,
    street       text,
    city         text,
    region       text,
    postal_code  text,
    country      text,
    latitude     numeric check (latitude between -90 and 90),
    longitude    numeric check (longitude between -180 and 180),
    hours        jsonb not null, -- [{"weekday", "opens", "closes"}]
    special_days jsonb not null, -- [{"day", "opens", "closes"}]
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.listing_result (
    like business_row including defaults,
    search_views   int check (search_views >= 0),
    map_views      int check (map_views >= 0),
    website_clicks int check (website_clicks >= 0),
    calls          int check (calls >= 0),
    directions     int check (directions >= 0),
    bookings       int check (bookings >= 0),
    messages       int check (messages >= 0),
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.time_off (
    like business_row including defaults,
    staff_key text not null,
    type      text not null check (type in ('vacation', 'sick', 'personal', 'parental', 'unpaid', 'other')),
    status    text not null check (status in ('requested', 'approved', 'denied', 'cancelled')),
    first_day date not null,
    last_day  date not null check (last_day >= first_day),
    hours     numeric(19,4) check (hours >= 0),
    note      text,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);
create index if not exists time_off_staff on records.time_off (network_id, source, staff_key, last_day); -- who is away

create table if not exists records.employment_change (
    like business_row including defaults,
    staff_key    text not null,
    type         text not null check (type in ('hired', 'changed', 'moved', 'left', 'rehired')),
    effective_on date not null,
    title        text,
    department   text,
    place        text,
    manager_key  text,
    employment   text check (employment in ('full_time', 'part_time', 'contractor', 'temporary', 'apprentice', 'other')),
    note         text,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

create table if not exists records.calendar_event (
    like business_row including defaults,
    calendar_key text,
    staff_key    text,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null check (ends_at > starts_at),
    is_busy      boolean     not null,
    status       text        not null check (status in ('confirmed', 'tentative', 'cancelled')),
    booking_key  text,
    title        text,
    primary key (network_id, id),
    unique (network_id, node_id, source, source_key)
);

-- Messages come in the millions a year: partitioned, with their keys apart as those of sales are.
create table if not exists records.message (
    like business_row including defaults,
    channel      text        not null check (channel in ('sms', 'email', 'chat')),
    direction    text        not null check (direction in ('in', 'out')),
    status       text        not null check (status in ('queued', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'failed', 'complained', 'unsubscribed', 'received')),
    sender       text,
    recipient    text,
    client_key   text,
    campaign_key text,
    subject      text,
    body         text,
    at           timestamptz not null,
    status_at    timestamptz,
    failure_code text,
    primary key (network_id, business_day, id)
) partition by range (business_day);
create table if not exists records.message_key (
    network_id   uuid  not null,
    location_id  uuid  not null, -- the node
    source       text  not null,
    source_key   text  not null,
    id           uuid  not null,
    business_day date  not null,
    content_hash bytea not null,
    primary key (network_id, location_id, source, source_key)
);
create index if not exists message_key_id on records.message_key (network_id, id);

drop table pg_temp.business_row;

call meta.partition_by_year('records.message', 2020, 2034);
call meta.protect('records.message_key');

-- The same for each: row-level security, the feed without what is personal, and the order that lists run in.
do
$$
declare
    one record;
begin
    for one in select * from (values
        ('invoice', array['counterparty_name', 'memo']),
        ('invoice_payment', array['reference']),
        ('journal_entry', array['memo']),
        ('ledger_account', '{}'),
        ('tax_code', '{}'),
        ('payout', array['destination']),
        ('dispute', '{}'),
        ('lead', array['name', 'email', 'phone']),
        ('company', array['phone']),
        ('deal', '{}'),
        ('consent', array['address', 'address_key', 'wording']),
        ('campaign', '{}'),
        ('campaign_result', '{}'),
        ('message', array['sender', 'recipient', 'subject', 'body']),
        ('review', array['text', 'author', 'reply']),
        ('location_profile', '{}'),
        ('listing_result', '{}'),
        ('time_off', array['note', 'type']),
        ('employment_change', array['note']),
        ('calendar_event', array['title'])) as kind (name, hidden)
    loop
        execute format('call meta.protect(%L)', 'records.' || one.name);
        execute format('call meta.track(%L, %L, %L, %L, hidden => %L)', 'records.' || one.name, one.name, 'node_id', 'business_day', one.hidden);
        execute format('create index if not exists %I on records.%I (network_id, business_day desc nulls last, id desc)', one.name || '_day', one.name);
        execute format('create index if not exists %I on records.%I (network_id, node_id, business_day desc nulls last, id desc)', one.name || '_node', one.name);
    end loop;
end
$$;
