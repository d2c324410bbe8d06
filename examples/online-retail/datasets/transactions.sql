-- source: files
-- site: site
-- params:
--   cancellations: { type: boolean, default: false }
--   duplicates: { type: boolean, default: false }
--   other_codes: { type: boolean, default: false }
--   unpriced: { type: boolean, default: false }
--   guests: { type: boolean, default: true }
--
-- The invoice lines that count as sales. Each rule leaves lines out; the parameter of that name keeps them (guests: false leaves them out).
-- Every line belongs to its country and to the site 'All countries'.
with
  raw as (
    -- A line without a description is as good as any; one code may carry several, so names are looked up by code in the reports.
    select InvoiceNo as invoice, upper(StockCode) as code, Description as description, Quantity as quantity, InvoiceDate as sold_at,
      UnitPrice as price, CustomerID as customer_id, Country as country
    from online_retail),
  cleaned as (
    select *
    from raw
    where sold_at < :period_end
      -- cancellations: an invoice that begins with C takes back an earlier one, with negative quantities, often weeks later. Counted as
      -- a sale it would make somebody who sends things back a returning customer.
      and (:cancellations or invoice not like 'C%')
      -- unpriced: a price of zero or less is a sample, a gift, a stock correction or a debt written off, but nothing that was bought.
      and (:unpriced or price > 0)
      -- other_codes: goods have five digits and perhaps letters, or begin with DCGS, or are PADS. All else is postage (POST, DOT, C2), fees
      -- (AMAZONFEE, BANK CHARGES, CRUK), discounts (D), samples (S), bad debt (B), entries by hand (M), vouchers (GIFT_0001_20).
      and (:other_codes or regexp_full_match(code, '[0-9]{5}[A-Z]*|DCGS.*|PADS'))
      -- guests: lines without a CustomerID are sales, but nobody's: they count in revenue, and cohorts can't see them.
      and (:guests or customer_id is not null)),
  counted as (
    -- duplicates: lines equal in every column, to the minute. There is no line number that would tell a second purchase from a line that was
    -- exported twice; a customer who wants two has quantity 2.
    select * from cleaned where :duplicates
    union all
    select distinct * from cleaned where not :duplicates)
select country as site, * exclude (country), cast(quantity * price as decimal(14, 3)) as amount from counted
union all
select 'All countries', * exclude (country), cast(quantity * price as decimal(14, 3)) from counted
