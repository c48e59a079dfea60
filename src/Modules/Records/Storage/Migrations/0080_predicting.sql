-- Published for predictions: who booked what for when and how it ended, what was sold at which price, who works where and when.
create or replace view records.v_booking with (security_invoker = true) as
select network_id, id, location_id, business_day, client_id, staff_id, service_id, service_name, starts_at, ends_at, status, booked_at from records.booking;

-- Sale by sale, so that a span of days and shops is read by its index and its lines by their key, whatever the planner knows of either table.
create or replace view records.v_service_line with (security_invoker = true) as
select s.network_id, s.location_id, s.business_day, s.occurred_at, s.currency, l.item_id, l.name, l.staff_id, l.quantity, l.amount, l.discount
from records.sale s
cross join lateral (
    select x.item_id, x.name, x.staff_id, x.quantity, x.amount, x.discount from records.sale_line x
    where x.network_id = s.network_id and x.business_day = s.business_day and x.sale_id = s.id and x.kind = 'service' and not x.is_refund
    offset 0) l;

create or replace view records.v_service with (security_invoker = true) as
select network_id, id, location_id, name, category, price, cost, duration_minutes, is_active from records.service;

create or replace view records.v_staff with (security_invoker = true) as
select network_id, id, location_id, name, title, hired_on, left_on, is_active from records.staff;

create or replace view records.v_shift with (security_invoker = true) as
select network_id, id, location_id, business_day, staff_id, starts_at, ends_at, blocked_minutes from records.shift;

grant select on records.v_booking, records.v_service_line, records.v_service, records.v_staff, records.v_shift to bookedbarber_app, bookedbarber_system;
