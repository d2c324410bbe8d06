-- source: shop
-- site: site_id
select site_id, product_id, name, category, price
from products
