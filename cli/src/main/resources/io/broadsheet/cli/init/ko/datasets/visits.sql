-- source: files
-- site: site_id
select site_id, day, channel, visitors, saw_product, in_basket
from visits
where day < :period_end
order by site_id, day
