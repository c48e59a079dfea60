-- Up to so many shop-days every sale of a demo network is made; beyond them a shop's day is one total.
alter table operations.demo add column if not exists detailed_shop_days bigint not null default 200000 check (detailed_shop_days >= 0);
