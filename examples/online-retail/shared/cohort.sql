-- Cohorts of customers and who bought again. People are put into the week (month) of their first purchase; of each of the last cohorts, how
-- many bought again 1, 2, 3, ... weeks (months) later?
--
--     weekly_retention(12)      the last twelve whole weeks before :period_end
--     monthly_retention(13)     the last thirteen months before :period_end
--
-- One row per cohort and offset: cohort (its first day), size (people in it, on every row), week or month (1, 2, ...), people, rate. The youngest cohort
-- is one row without offset, people and rate. First purchases are searched in all the history; lines without a customer don't count.
--
-- One pass over the lines: a person's life is a first age and the bits of one integer (bit 0 is the last whole week or month before :period_end, bit 1
-- the one before, ...). What comes after that works on as many rows as there are different lives.

create macro weekly_retention(weeks) as table
with
  lives as (
    select max(age) as first_age, bit_or(cast(1 as bigint) << least(age, 60)) as active
    from (
      select customer_id,
        cast((epoch_us(date_trunc('week', cast(:period_end as timestamp))) - epoch_us(sold_at) - 1) // 604800000000 as integer) as age
      from transactions
      where customer_id is not null and sold_at < date_trunc('week', cast(:period_end as timestamp)))
    group by customer_id),
  alike as (
    select first_age, active, count(*) as people, unnest(list_slice(range(1, 61), 1, greatest(first_age, 1))) as later
    from lives
    where first_age < weeks
    group by first_age, active),
  counted as (
    select
      cast(date_trunc('week', cast(:period_end as timestamp)) as date) - 7 * (first_age + 1) as cohort,
      cast(sum(people) as bigint) as size,
      case when first_age > 0 then cast(later as integer) end as week,
      cast(sum(case when first_age > 0 then people * ((active >> cast(first_age - later as integer)) & 1) end) as bigint) as people
    from alike
    group by first_age, later)
select *, people / cast(size as double) as rate
from counted
order by cohort, week;

create macro monthly_retention(months) as table
with
  lives as (
    select max(age) as first_age, bit_or(cast(1 as bigint) << least(age, 60)) as active
    from (
      select customer_id,
        cast(year(:period_end) * 12 + month(:period_end) - year(sold_at) * 12 - month(sold_at) - 1 as integer) as age
      from transactions
      where customer_id is not null and sold_at < date_trunc('month', cast(:period_end as timestamp)))
    group by customer_id),
  alike as (
    select first_age, active, count(*) as people, unnest(list_slice(range(1, 61), 1, greatest(first_age, 1))) as later
    from lives
    where first_age < months
    group by first_age, active),
  counted as (
    select
      cast(date_trunc('month', cast(:period_end as timestamp)) - to_months(first_age + 1) as date) as cohort,
      cast(sum(people) as bigint) as size,
      case when first_age > 0 then cast(later as integer) end as month,
      cast(sum(case when first_age > 0 then people * ((active >> cast(first_age - later as integer)) & 1) end) as bigint) as people
    from alike
    group by first_age, later)
select *, people / cast(size as double) as rate
from counted
order by cohort, month;
