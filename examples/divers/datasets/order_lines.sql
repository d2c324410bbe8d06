-- source: shop
-- site: site_id
-- The amounts of one order_id add up to the amount of its row in events.
select site_id, order_id, ordered_at, product_id, quantity, amount
from order_lines
where ordered_at < :period_end
