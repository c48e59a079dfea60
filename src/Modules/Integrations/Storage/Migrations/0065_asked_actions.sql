-- Actions that a person or a program asks for, with values of theirs in place of a record: then record is empty and record_id the row's own.
alter table integrations.push add column if not exists input text; -- JSON as it is given on: jsonb does not hold all of it
create unique index if not exists push_asked on integrations.push (network_id, connection_id, action, idempotency_key) where input is not null; -- asked twice, done once
