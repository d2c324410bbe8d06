-- source: files
-- site: site_id
select site_id, day, visits, orders from visits where day < :period_end
