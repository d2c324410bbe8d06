-- Weekly cohorts and who came back.
--
-- retention(first_kind, kind, weeks): people are put into the Monday-to-Sunday week of their first event of kind `first_kind`; of each of the last `weeks`
-- cohorts, how many had an event of kind `kind` 1, 2, 3, ... weeks later?
--
--     retention('visit', 'visit', 12)     first visitors who visit again
--     retention('order', 'order', 12)     first buyers who buy again
--     retention('signup', 'order', 12)    new members who buy
--
-- One row per cohort and week: cohort (its Monday), size (people in it, on every row), week (1, 2, ...), people, rate (people / size).
-- The youngest cohort has had no later week yet: it is one row without week, people and rate, so that its size can be shown.
-- Only whole weeks before :period_end count. First events are searched in all the history: who came before is in no younger cohort.
--
-- How it is fast: ONE pass over events. A person's life is a first week and a set of weeks, and the set is the bits of one integer (bit 0 is the last
-- whole week, bit 1 the week before, ...; hence weeks <= 60, older ones share bit 60). Nearly everybody shares one of a few thousand (first week, bits) pairs,
-- so what comes after the one GROUP BY works on thousands of rows, not on a million.
create macro retention(first_kind, kind, weeks) as table
with
  ages as (                                                                   -- age 0 is the last whole week, 1 the week before, ...
    select e.visitor_id, e.kind as did,
      (epoch_us(date_trunc('week', cast(:period_end as timestamp))) - epoch_us(e.occurred_at) - 1) // 604800000000 as age
    from events e
    where e.occurred_at < date_trunc('week', cast(:period_end as timestamp)) and (e.kind = first_kind or e.kind = kind)),
  lives as (
    select visitor_id,
      max(age) filter (where did = first_kind) as first_age,
      coalesce(bit_or(cast(1 as bigint) << cast(least(age, 60) as integer)) filter (where did = kind), 0) as active
    from ages
    group by visitor_id),
  alike as (
    select cast(first_age as integer) as first_age, active, count(*) as people
    from lives
    where first_age < weeks
    group by first_age, active),
  sizes as (
    select first_age, cast(sum(people) as bigint) as size from alike group by first_age),
  later as (
    select a.first_age, cast(o.week as integer) as week,
      cast(sum(a.people * ((a.active >> (a.first_age - cast(o.week as integer))) & 1)) as bigint) as people
    from alike a
    join range(1, 61) o(week) on o.week <= a.first_age
    group by a.first_age, o.week)
select
  cast(date_trunc('week', cast(:period_end as timestamp)) as date) - 7 * (s.first_age + 1) as cohort,
  s.size,
  l.week,
  l.people,
  l.people / cast(s.size as double) as rate
from sizes s
left join later l using (first_age)
order by cohort, l.week;
