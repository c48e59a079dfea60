-- Who is in now is asked for all locations of a network at once, every few seconds: a few days of shifts, without walking over all years of them.
create index if not exists shift_by_day on records.shift (network_id, business_day);
