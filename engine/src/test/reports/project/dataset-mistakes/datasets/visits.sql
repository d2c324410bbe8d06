-- source: shp
-- site: site_id
select 1
