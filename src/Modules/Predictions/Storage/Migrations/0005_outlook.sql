-- Ranges of the sums of the first 30 and 42 days; null in forecasts from before.
alter table predictions.revenue add column if not exists span_p05 real[];
alter table predictions.revenue add column if not exists span_p50 real[];
alter table predictions.revenue add column if not exists span_p95 real[];

-- Sums over the hours of the week, so that a region of thousands of shops is told without opening every hour.
alter table predictions.demand add column if not exists visits_a_week real;
alter table predictions.demand add column if not exists hidden_a_week real;
alter table predictions.demand add column if not exists hours_seen bigint;
alter table predictions.demand add column if not exists hours_full bigint;
update predictions.demand d
set visits_a_week = s.visits, hidden_a_week = s.hidden, hours_seen = s.seen, hours_full = s.was_full
from (
    select d.network_id, d.location_id, d.service, sum(h.mean) as visits, sum(case when h.seen > 0 then greatest(h.mean - h.served, 0) else 0 end) as hidden, sum(h.seen) as seen, sum(h.was_full) as was_full
    from predictions.demand d cross join lateral unnest(d.mean, d.served, d.hours, d.full_hours) h(mean, served, seen, was_full)
    where d.visits_a_week is null
    group by 1, 2, 3
) s
where d.network_id = s.network_id and d.location_id = s.location_id and d.service = s.service and d.visits_a_week is null;
