-- source: files
-- site: site_id
-- Visitors of last week by day and hour.
select * from hours order by site_id, day_number, hour
