-- source: shop
-- site: siteid
select site_id, week, channel, visitors from visits
