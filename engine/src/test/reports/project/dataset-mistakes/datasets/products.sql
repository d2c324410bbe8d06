-- source: shop
-- site: site_id
-- key: id
select * from prodcuts where week < :period_edn
