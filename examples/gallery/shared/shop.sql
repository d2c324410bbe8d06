-- Visitors and orders of each of the last `many` weeks.
create macro shop_weeks(many) as table
select week, sum(visitors) as visitors, sum(orders) as orders, sum(revenue) as revenue
from channels
where week >= :period_end - interval 7 day * many
group by week
order by week;
