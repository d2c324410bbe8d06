-- source: files
-- site: site_id
-- One row for each product; w1 to w6 are what it sold in each of the last six weeks.
select * from products order by site_id, product
