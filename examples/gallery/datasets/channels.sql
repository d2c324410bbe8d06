-- source: files
-- site: site_id
-- One row for each week and channel.
select * from channels order by site_id, week, visitors desc
