-- source: files
-- site: site_id
select order_date, site_id, category, orders, revenue
from orders
order by site_id, order_date
