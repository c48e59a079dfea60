-- Who is away is asked with who is in, for all locations of a network at once, every few seconds: the few days off that still run, without walking over all that ever were.
create index if not exists time_off_running on records.time_off (network_id, last_day);
