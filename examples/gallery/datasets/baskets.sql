-- source: files
-- site: site_id
-- One row for each order of last week.
select * from baskets order by site_id, order_id
