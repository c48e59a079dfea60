-- Published for predictions: what a node took on a day, one row per currency.
create or replace view measures.v_day with (security_invoker = true) as
select network_id, node_id, period as day, currency, net_sales, net_service_sales, visits, known_visits, new_clients, bookings, no_shows, completed_bookings, chair_minutes, chair_busy_minutes, scheduled_minutes, busy_minutes
from measures.cell where grain = 'd';

-- Published for predictions: what a network sets for the value of a client.
create or replace view measures.v_parameter with (security_invoker = true) as
select network_id, name, value from measures.parameter;

grant select on measures.v_day, measures.v_parameter to bookedbarber_app, bookedbarber_system;
