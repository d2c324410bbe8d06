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
-- so what comes after the one GROUP BY works on thousands of rows, not on a million. And it is short: for a small shop planning the
-- statement costs more than running it, so sizes and returns come out of one more GROUP BY instead of two and a join.
create macro retention(first_kind, kind, weeks) as table
with
  ages as (                                                                   -- age 0 is the last whole week, 1 the week before, ...
    select e.visitor_id, e.kind as did,
      cast((epoch_us(date_trunc('week', cast(:period_end as timestamp))) - epoch_us(e.occurred_at) - 1) // 604800000000 as integer) as age
    from events e
    where e.occurred_at < date_trunc('week', cast(:period_end as timestamp)) and (e.kind = first_kind or e.kind = kind)),
  lives as (
    select
      max(age) filter (where did = first_kind) as first_age,
      coalesce(bit_or(cast(1 as bigint) << least(age, 60)) filter (where did = kind), 0) as active
    from ages
    group by visitor_id),
  alike as (                                                                  -- once per later week; the youngest cohort, without one, once
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
