-- Published for measures over clients: sales of known clients. Those with is_visit are visits (DEF-02); several of one client and day are one visit.
create or replace view records.v_client_sale with (security_invoker = true) as
select network_id, client_id, location_id, business_day, currency, net_sales, is_visit from records.sale where client_id is not null;

-- Published for measures: when bookings were made. A booking made right after a visit changes that visit's day (DEF-06).
create or replace view records.v_booking_time with (security_invoker = true) as
select network_id, location_id, business_day, booked_at from records.booking where client_id is not null and booked_at is not null;

grant select on records.v_client_sale, records.v_booking_time to bookedbarber_app, bookedbarber_system;
