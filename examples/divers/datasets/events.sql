-- source: shop
-- site: site_id
-- All the history, not the period alone, because only all of it tells who came first when.
select site_id, visitor_id, occurred_at, kind, channel, order_id, amount
from events
where occurred_at < :period_end
