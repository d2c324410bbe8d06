-- source: shop
-- site: site_id
select * from visits
