-- Weekly cohorts of first buyers: one row for each cohort and each week since, with how many of them bought again.
create macro bought_again(weeks) as table
with
  buyers as (
    select customer, date_trunc('week', ordered_at)::date as week
    from orders
    group by all),
  firsts as (
    select customer, min(week) as cohort from buyers group by customer),
  sizes as (
    select cohort, count(*) as size from firsts group by cohort),
  counted as (
    select cohort, (week - cohort)::integer // 7 as later, count(*) as people
    from buyers join firsts using (customer)
    group by all)
select s.cohort, s.size, c.later, c.people, c.people / s.size as rate
from sizes s
left join counted c on c.cohort = s.cohort and c.later > 0
where s.cohort >= :period_end - to_days(7 * weeks)
order by s.cohort, c.later;
