-- source: files
-- site: site_id
select site_id, ordered_at, customer, category, amount
from orders
where ordered_at < :period_end
order by site_id, ordered_at
