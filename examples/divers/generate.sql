-- The data of a made-up shop system, for as many shops as you like: sites, products, events and order lines.
--
-- Parameters   :seed (integer), :sites (how many shops, 5..10000), :events (about how many event rows in all, 0 = natural size),
--              :issue_date (the day on which the generated history ends; that day itself is not in it).
-- Result       every table whose name does not begin with an underscore. The others are scaffolding.
--
-- One shop is not made up: site 10026 gives back the two retention tables of the "Korea R Conference 2021 talk, slides on retention",
-- every size and every percentage, when issued on 2021-11-01. Whatever the seed is, those numbers stay.
--
-- How. A random log can't hit 146 printed numbers, so nothing here is drawn event by event. A shop is a table of CELLS first:
-- "of the people who came first in week c, n came again k weeks later, and r of those bought". Every cell is then unrolled into n rows,
-- and a permutation of the cohort's people says who they are. Counts are exact by construction, the rest only looks random.
--
-- Same parameters, same rows, with any number of threads: the only source of chance is hash(.., seed), sums are sums of integers
-- (adding doubles gives other last digits in another order), and each written table has an ORDER BY that leaves no ties but equal rows.

-- 1. Time -----------------------------------------------------------------------------------------------------------------------------

create table _settings as
select
  cast(:seed as bigint) as seed,
  cast(:sites as integer) as sites,
  cast(:events as bigint) as events,
  date '2021-05-03' as first_monday,                                          -- the history of every shop begins here, or later
  cast(:issue_date as date) as issue_date,
  cast((cast(:issue_date as date) - date '2021-05-03' + 6) // 7 as integer) as weeks;

-- Weeks are numbered 0, 1, 2, ... from the first Monday: arithmetic on small integers is what makes twenty million rows cheap.
create table _days as
with
  rhythm(calendar, by_weekday) as (                                           -- Monday first; 100 is an ordinary day
    values (0, [112, 110, 106, 103, 97, 82, 90]),                             -- 0: Korea, people shop at work and on weekday evenings
           (1, [98, 96, 96, 97, 100, 104, 109])),                             -- 1: United States, the weekend is stronger
  season(calendar, from_day, to_day, percent, sale) as (
    values (0, date '2021-08-14', date '2021-08-16', 90, false),              -- Liberation Day weekend
           (0, date '2021-09-06', date '2021-09-15', 122, false),             -- gifts for Chuseok ...
           (0, date '2021-09-18', date '2021-09-22', 62, false),              -- ... and Chuseok itself: everybody is on the road
           (0, date '2021-09-29', date '2021-10-03', 170, true),              -- the October sale
           (1, date '2021-07-02', date '2021-07-05', 80, false),              -- Independence Day weekend
           (1, date '2021-09-03', date '2021-09-06', 160, true),              -- Labor Day sale
           (1, date '2021-10-08', date '2021-10-11', 145, true)),             -- Columbus Day sale
  days as (
    select unnest(range(weeks * 7)) as nr, first_monday from _settings)
select
  r.calendar,
  cast(d.nr // 7 as integer) as week,
  d.first_monday + cast(d.nr as integer) as day,
  r.by_weekday[1 + d.nr % 7] * coalesce(s.percent, 100) as weight,
  coalesce(s.sale, false) as sale
from days d
cross join rhythm r
left join season s on s.calendar = r.calendar and d.first_monday + cast(d.nr as integer) between s.from_day and s.to_day;

create table _weeks as
select calendar, week, sum(weight) // 700 as percent, bool_or(sale) as sale from _days group by calendar, week;

-- When in its week does something happen? Each week is cut into 2048 slots that are equally likely; busy hours own many slots, 4 a.m. none
-- or one. A uniform number from a hash then picks the hour by ONE hash join, instead of a search through cumulated weights per row.
create table _slots as
with
  clock(calendar, by_hour) as (
    values (0, [26, 15, 9, 6, 5, 6, 10, 20, 36, 50, 60, 58, 52, 50, 54, 52, 50, 48, 46, 48, 56, 66, 68, 50]),
           (1, [14, 8, 5, 4, 4, 7, 14, 24, 36, 46, 52, 56, 58, 54, 52, 50, 48, 48, 50, 56, 62, 60, 46, 28])),
  hours as (
    select d.calendar, d.week, d.day, h.hour, d.weight * c.by_hour[1 + h.hour] as weight
    from _days d
    join clock c using (calendar)
    cross join (select unnest(range(24)) as hour) h),
  cumulated as (
    select *,
      cast(sum(weight) over (partition by calendar, week order by day, hour) as bigint) as upto,
      cast(sum(weight) over (partition by calendar, week) as bigint) as whole
    from hours)
select
  (calendar * 1024 + week) * 2048                                             -- one integer key: joined without hashing text or pairs
    + unnest(range(((upto - weight) * 2048 + whole - 1) // whole, (upto * 2048 + whole - 1) // whole)) as slot_key,
  epoch_us(day + to_hours(hour)) as hour_us
from cumulated;

-- 2. Shops ----------------------------------------------------------------------------------------------------------------------------

create table _shops as
with
  known(site, name, locale, trend, weight, conversion, products, starts, last_day_missing, color) as (
    values (0, '아틀리에', 'ko', 'exact', 0, 80, 180, 0, false, '#3b5bdb'),           -- its cells come from the slides
           (1, '달리는 여우', 'ko', 'growing', 90000, 110, 120, 0, false, '#e8590c'),
           (2, 'Harbor & Pine', 'en', 'steady', 42000, 170, 80, 0, false, '#2b8a3e'),
           (3, '모퉁이 찻집', 'ko', 'steady', 24000, 240, 48, 0, true, '#5f3dc4'),      -- yesterday's data has not arrived: its edition is held
           (4, '한 평 서랍', 'ko', 'steady', 600, 60, 12, 0, false, '#868e96'),         -- hardly anybody buys: reports must bear empty tables
           (5, '구월의 문구점', 'ko', 'growing', 14000, 200, 60, 18, false, '#c2255c'),  -- joined in September: no history before 2021-09-06
           (6, '느린 우체통', 'ko', 'dying', 20000, 150, 40, 0, false, '#1864ab'),
           (7, '캠프 화목', 'ko', 'seasonal', 30000, 130, 72, 0, false, '#d9480f')),
  numbered as (
    select cast(unnest(range(sites)) as integer) as site, seed from _settings),
  drawn as (                                                                  -- several throws per shop, far apart in one hash
    select site, cast(hash(site, seed, 'shop') >> 2 as bigint) as dice,
      -- A few big shops, many small ones (Zipf), and not in the order of their ids.
      row_number() over (partition by site >= 8 order by hash(site, seed, 'size'), site) as size_rank,
      (cast(site as bigint) * 7919 + abs(seed) % 9600) % 9600 as name_nr            -- 7919 and 9600 have no common divisor: no name twice
    from numbered),
  words as (
    select
      ['고요한', '느긋한', '다정한', '단단한', '달콤한', '따스한', '말간', '맑은', '바삭한', '반가운', '보드라운', '부지런한', '빛나는', '산뜻한', '새벽', '소담한',
       '수줍은', '슬기로운', '싱그러운', '아늑한', '엉뚱한', '여름', '오래된', '온화한', '용감한', '은은한', '작은', '정직한', '조용한', '즐거운', '초록', '촉촉한',
       '쾌활한', '튼튼한', '포근한', '푸른', '하얀', '한가로운', '향긋한', '흐뭇한'] as ko_first,
      ['강아지', '고래', '구름', '나무', '너구리', '노을', '다람쥐', '달팽이', '등대', '물결', '바구니', '바다', '별', '부엉이', '사슴', '산책', '소나무',
       '수달', '연필', '오솔길', '자두', '참새', '펭귄', '호수'] as ko_second,
      ['가게', '공방', '마당', '상회', '상점', '서랍', '스토어', '옷장', '작업실', '잡화점'] as ko_third,
      ['Amber', 'Bold', 'Brisk', 'Calm', 'Cedar', 'Clever', 'Copper', 'Cozy', 'Daily', 'Dusty', 'Early', 'Fair', 'First', 'Gentle', 'Golden', 'Green',
       'Happy', 'Honest', 'Humble', 'Indigo', 'Ivory', 'Jolly', 'Kind', 'Linen', 'Little', 'Lucky', 'Mellow', 'Merry', 'Misty', 'Noble', 'Olive', 'Plain',
       'Quiet', 'Rustic', 'Silver', 'Simple', 'Sunny', 'Tidy', 'Velvet', 'Wild'] as en_first,
      ['Acorn', 'Anchor', 'Badger', 'Barn', 'Brook', 'Cabin', 'Clover', 'Comet', 'Dune', 'Falcon', 'Fern', 'Harbor', 'Heron', 'Kettle', 'Lantern', 'Maple',
       'Meadow', 'Otter', 'Pebble', 'Pine', 'River', 'Robin', 'Thistle', 'Willow'] as en_second,
      ['Goods', 'Supply', 'Store', 'Market', 'Studio', 'Outfitters', 'Shop', 'Trading', 'Works', 'House'] as en_third),
  described as (
    select d.site, d.dice, d.size_rank, d.name_nr, k.*exclude (site), w.*,
      coalesce(k.locale, case when d.dice % 8 = 0 then 'en' else 'ko' end) as lang
    from drawn d
    cross join words w
    left join known k using (site))
select
  site,
  cast(10026 + site as varchar) as id,
  coalesce(name, case lang
    when 'ko' then concat_ws(' ', ko_first[1 + name_nr % 40], ko_second[1 + name_nr // 40 % 24], ko_third[1 + name_nr // 960])
    else concat_ws(' ', en_first[1 + name_nr % 40], en_second[1 + name_nr // 40 % 24], en_third[1 + name_nr // 960]) end)
    || case when site >= 9600 then ' 2' else '' end as name,                   -- 9600 names are in the box; after that they begin again
  lang as locale,
  case lang when 'ko' then 0 else 1 end as calendar,
  case lang when 'ko' then 'Asia/Seoul' else 'America/New_York' end as timezone,
  case lang when 'ko' then 'KRW' else 'USD' end as currency,
  case when lang = 'en' then 3 when site = 0 then 0 else dice // 8 % 3 end as mix,      -- where its visitors come from, see _channels
  coalesce(trend, case dice // 32 % 10 when 0 then 'dying' when 1 then 'seasonal' when 2 then 'seasonal'
    when 3 then 'growing' when 4 then 'growing' when 5 then 'growing' else 'steady' end) as trend,
  cast(coalesce(weight, 240000 // (size_rank + 3)) as bigint) as weight,      -- events in half a year, at natural size
  coalesce(conversion, 50 + dice // 512 % 200) as conversion,                 -- first buyers per 10,000 new visitors
  75 + dice // 131072 % 60 as loyalty,                                        -- percent of the ordinary rate of coming back
  coalesce(products, 12 + dice // 16777216 % 36) as products,
  coalesce(starts, case when dice // 1073741824 % 9 = 0 then dice // 17179869184 % 20 else 0 end) as starts,
  4 + dice // 1099511627776 % 18 as peak,                                     -- the week of a seasonal shop
  coalesce(last_day_missing, false) as last_day_missing,
  coalesce(color, ['#3b5bdb', '#1864ab', '#0b7285', '#087f5b', '#2b8a3e', '#5c940d', '#e67700', '#d9480f', '#c92a2a', '#a61e4d', '#862e9c', '#5f3dc4']
    [1 + dice // 281474976710656 % 12]) as brand_color
from described;

create table sites as
select
  id, name, locale, timezone, currency,
  case locale
    when 'ko' then '운영팀 <team-' || id || '@example.com>' || case when site % 2 = 0 then ';마케팅 담당 <marketing-' || id || '@example.com>' else '' end
    else 'Store team <team-' || id || '@example.com>' || case when site % 2 = 0 then ';Marketing <marketing-' || id || '@example.com>' else '' end
  end as recipients,
  brand_color
from _shops
order by site;

-- 3. The slides -----------------------------------------------------------------------------------------------------------------------

-- Korea R Conference 2021 talk, slides on retention: "첫방문자 코호트의 재방문 리텐션" (the first twelve rows, issued 2021-11-01).
-- Per weekly cohort: people, and the percent of them seen again 1, 2, 3, ... weeks later.
create table _slide_visits as
select * from (values
  (date '2021-08-09', 50077, [8.0, 4.8, 3.8, 3.1, 2.6, 2.3, 2.7, 2.2, 2.3, 2.1, 1.9]),
  (date '2021-08-16', 50119, [8.0, 4.8, 3.8, 3.1, 3.0, 3.1, 2.7, 2.7, 2.4, 2.1]),
  (date '2021-08-23', 54112, [7.7, 4.6, 3.8, 3.4, 3.6, 2.9, 2.9, 2.7, 2.3]),
  (date '2021-08-30', 61354, [7.6, 4.8, 4.3, 5.0, 3.3, 3.0, 2.8, 2.4]),
  (date '2021-09-06', 53696, [7.3, 5.0, 5.4, 3.9, 3.5, 2.9, 2.7]),
  (date '2021-09-13', 43498, [7.5, 6.6, 4.3, 4.1, 3.5, 3.0]),
  (date '2021-09-20', 45655, [9.2, 5.5, 4.8, 4.0, 3.3]),
  (date '2021-09-27', 68136, [6.9, 4.9, 4.2, 3.4]),
  (date '2021-10-04', 50054, [9.0, 5.5, 4.3]),
  (date '2021-10-11', 55360, [8.5, 4.9]),
  (date '2021-10-18', 54726, [7.9]),
  (date '2021-10-25', 51024, []),
  -- Not on the slide: a shop that became big in its first summer. Who came then keeps coming, but is in no cohort above.
  (date '2021-05-03', 170, []), (date '2021-05-10', 250, []), (date '2021-05-17', 360, []), (date '2021-05-24', 550, []), (date '2021-05-31', 800, []),
  (date '2021-06-07', 1200, []), (date '2021-06-14', 1800, []), (date '2021-06-21', 2700, []), (date '2021-06-28', 4000, []), (date '2021-07-05', 6000, []),
  (date '2021-07-12', 9000, []), (date '2021-07-19', 13500, []), (date '2021-07-26', 20000, []), (date '2021-08-02', 31000, [])
) as slide(monday, people, percents);

-- Same talk: "첫구매자 코호트의 재구매 리텐션". The slide ends with 09-27; the four cohorts after it are made up.
create table _slide_orders as
select * from (values
  (date '2021-08-09', 406, [7.9, 6.2, 3.4, 3.0, 4.2, 3.4, 4.9, 2.5, 2.7, 3.7, 2.5]),
  (date '2021-08-16', 391, [5.9, 4.9, 4.9, 3.1, 2.6, 3.8, 0.5, 2.3, 2.0, 1.5]),
  (date '2021-08-23', 383, [7.6, 4.4, 3.1, 3.7, 3.1, 1.6, 2.9, 2.3, 2.3]),
  (date '2021-08-30', 408, [6.6, 6.1, 4.7, 6.6, 2.7, 4.9, 3.2, 2.9]),
  (date '2021-09-06', 427, [5.6, 5.4, 4.9, 4.7, 5.9, 5.2, 3.5]),
  (date '2021-09-13', 312, [9.9, 8.0, 3.5, 2.9, 2.9, 2.9]),
  (date '2021-09-20', 472, [10.4, 4.2, 3.2, 4.2, 2.5]),
  (date '2021-09-27', 715, [6.2, 4.9, 3.6, 3.8]),
  (date '2021-10-04', 533, []), (date '2021-10-11', 497, []), (date '2021-10-18', 461, []), (date '2021-10-25', 438, [])
) as slide(monday, people, percents);

-- 4. Cells: who comes back, and who buys, as counts -----------------------------------------------------------------------------------

-- The ordinary rates of coming back and of buying again k weeks later, per 10,000; close to the slides' average row.
create table _curve as
select cast(k as integer) as k, 160 + 660 // k as visit_rate, 180 + 500 // k as order_rate,
  sum(160 + 660 // k) over (order by k) as visit_rates_so_far
from (select unnest(range(1, weeks)) as k from _settings);

-- New people per shop and week. Site 10026 is read off the slides, the others share what is left of :events by their weights.
create table _cohorts as
with
  shaped as (
    select s.site, s.weight, w.week as cohort,
      cast(w.percent
        * case s.trend
            when 'growing' then 30 + 130 * (w.week - s.starts) // 26
            when 'dying' then greatest(3, 150 - 150 * w.week // 25)
            when 'seasonal' then 25 + greatest(0, 150 - 25 * abs(w.week - s.peak))
            else 100 end
        * (85 + hash(s.site, w.week, seed) % 31) as bigint) as shape,         -- no week is like the other
      -- What one new visitor is worth in events until the issue date: the first week, then all the weeks of coming back.
      10500 + coalesce(c.visit_rates_so_far, 0) * s.loyalty // 91 as worth
    from _shops s
    cross join _settings
    join _weeks w on w.calendar = s.calendar and w.week >= s.starts
    left join _curve c on c.k = weeks - 1 - w.week
    where s.site > 0),
  summed as (
    select *, cast(sum(shape * worth) over (partition by site) as bigint) as whole from shaped),
  wanted as (                                                                 -- events of all shops but the exact one
    select cast(sum(weight) as bigint) as natural_size, any_value(events) as events, any_value(weeks) as weeks
    from _shops cross join _settings),
  modelled as (
    select s.site, s.cohort,
      -- About 970,000 rows are the exact shop's. A smaller wish can't shrink it: the others then get a tenth of the wish.
      case w.events
        when 0 then s.weight * w.weeks / 26
        else cast(s.weight as double) * greatest(w.events - 970000, w.events // 10) / w.natural_size end
        * 10000 * s.shape / s.whole
        + hash(s.site, s.cohort, seed, 'new') % 1000 / 1000 as people         -- plus a throw, then cut: small shops keep their average
    from summed s cross join wanted w cross join _settings),
  exact as (
    select 0 as site, w.week as cohort,
      coalesce(v.people, cast(52000 * (85 + hash(w.week, seed) % 31) // 100 as bigint)) as people,   -- weeks after the talk
      coalesce(o.people, v.people * 8 // 1000, 470) as first_orders
    from _weeks w
    cross join _settings
    left join _slide_visits v on v.monday = first_monday + w.week * 7
    left join _slide_orders o on o.monday = first_monday + w.week * 7
    where w.calendar = 0)
select site, cohort, cast(people as bigint) as people, cast(first_orders as bigint) as first_orders from exact
union all
select m.site, m.cohort, cast(floor(m.people) as bigint),
  cast(floor(floor(m.people) * s.conversion * case when w.sale then 1.6 else 1.0 end / 10000
    + hash(m.site, m.cohort, seed, 'buy') % 1000 / 1000) as bigint)
from modelled m
cross join _settings
join _shops s using (site)
join _weeks w on w.calendar = s.calendar and w.week = m.cohort
where m.people >= 1;

-- Cells of coming back: n people of a cohort visit k weeks later. A printed percent is one decimal of a count; round() finds that count.
create table _returns as
with
  printed as (
    select cast((v.monday - first_monday) // 7 as integer) as cohort, p.k, v.percents[p.k] as percent
    from _slide_visits v
    cross join _settings
    cross join (select cast(unnest(range(1, 12)) as integer) as k) p
    where p.k <= len(v.percents)),
  counted as (
    select c.site, c.cohort, cast(u.k as integer) as k, c.people, s.conversion,
      case when p.percent is not null then cast(round(c.people * cast(p.percent as decimal(4, 1)) / 100) as bigint)
        else least(c.people, cast(floor(
          cast(c.people * u.visit_rate * (case c.site when 0 then 100 else s.loyalty end) * (85 + hash(c.site, c.cohort, u.k, seed) % 31) as double)
          * case when w.sale then 1.25 else 1.0 end / 100000000
          + hash(c.site, c.cohort, u.k, seed, 'back') % 1000 / 1000) as bigint)) end as n
    from _cohorts c
    cross join _settings
    join _shops s using (site)
    join _curve u on c.cohort + u.k < weeks
    join _weeks w on w.calendar = s.calendar and w.week = c.cohort + u.k
    left join printed p on c.site = 0 and p.cohort = c.cohort and p.k = u.k),
  hesitating as (                                                             -- of those, some buy for the first time only now
    select c.*, least(n, cast(floor(n * conversion / 20000.0 + hash(c.site, c.cohort, k, seed, 'late') % 1000 / 1000) as bigint)) as late
    from counted c cross join _settings
    where n > 0)
select *, cast(coalesce(sum(late) over (partition by site, cohort order by k rows between unbounded preceding and 1 preceding), 0) as bigint) as late_before
from hesitating;

-- A cohort's people are numbered q = 0 .. people - 1, in three groups:
--     0 .. buyers - 1                     buy in their first week
--     buyers .. buyers + late_all - 1     buy first in a later week, once
--     the rest                            only look
-- The slide counts first buyers of a week whenever they had come first. So the buyers among the newcomers are what is left of
-- first_orders when those who had hesitated since earlier cohorts are taken off. (Repeat buyers are chosen from the first group alone.)
create table _people as
with
  late_buyers as (
    select site, cohort, sum(late) as late_all from _returns where late_before + late <= people // 3 group by site, cohort),
  late_arrivals as (
    select site, cohort + k as week, sum(late) as late_now from _returns where late_before + late <= people // 3 group by site, week)
select
  c.site, c.cohort, c.people, c.first_orders,
  cast(greatest(0, least(c.first_orders - coalesce(a.late_now, 0), c.people - coalesce(l.late_all, 0))) as bigint) as buyers,
  cast(coalesce(l.late_all, 0) as bigint) as late_all,
  -- Visitors have serial numbers, as from a database sequence: nobody is in two shops, and a leak between shops would show at once.
  cast(sum(c.people) over (order by c.cohort, c.site) - c.people as bigint) + 100001 as first_id
from _cohorts c
left join late_buyers l using (site, cohort)
left join late_arrivals a on a.site = c.site and a.week = c.cohort;

-- Everything known about a cell, week 0 included. Of the n who come in week k: first `buyers_seen` people of the first group (the first `repeats`
-- of them buy again), then `late` of the second, then lookers; of these the first `regulars` are always the same people.
-- A cell adds `more` second visits within its week.
--
-- "n of these m people" is j -> (j * stride + spin) % m for j = 0 .. n - 1. The strides are primes far larger than any cohort, so nobody is met twice
-- before everybody was met once. Each cell has a stride and a spin of its own: with one stride for all, two weeks' choices would overlap
-- completely or not at all.
create table _cells as
with
  printed as (
    select cast((o.monday - first_monday) // 7 as integer) as cohort, p.k, o.percents[p.k] as percent
    from _slide_orders o
    cross join _settings
    cross join (select cast(unnest(range(1, 12)) as integer) as k) p
    where p.k <= len(o.percents)),
  returning_ones as (
    select p.*, r.k, r.late_before,
      case when r.late_before + r.late <= r.people // 3 then r.late else 0 end as late,
      least(p.buyers, r.n - late,
        case when x.percent is not null then cast(round(p.first_orders * cast(x.percent as decimal(4, 1)) / 100) as bigint)
          else cast(floor(p.first_orders * u.order_rate * (60 + hash(p.site, p.cohort, r.k, seed, 'luck') % 81) / 1000000.0 + hash(p.site, p.cohort, r.k, seed, 'again') % 1000 / 1000) as bigint) end) as repeats,
      least(p.buyers, r.n - late, repeats * 3) as buyers_seen,
      least(r.n, buyers_seen + late + p.people - p.buyers - p.late_all) as n
    from _returns r
    cross join _settings
    join _people p using (site, cohort)
    join _curve u using (k)
    left join printed x on p.site = 0 and x.cohort = p.cohort and x.k = r.k),
  all_cells as (
    select site, cohort, k, people, buyers, late_all, first_id, late_before, late, repeats, buyers_seen, n,
      (n - buyers_seen - late) * 2 // 5 as regulars, 8 as more_percent
    from returning_ones
    union all
    select site, cohort, 0, people, buyers, late_all, first_id, 0, 0, buyers, buyers, people, 0, 2
    from _people
    where people > 0)
select
  c.site,
  c.cohort + c.k as week,
  (s.calendar * 1024 + c.cohort + c.k) * 2048 as week_key,
  ((s.mix * 2 + cast(w.sale as integer)) * 4) * 256 as mix_key,
  c.k, c.people, c.buyers, c.late_all, c.first_id, c.late_before, c.late, c.repeats, c.buyers_seen, c.n, c.regulars,
  cast(floor(c.n * c.more_percent / 100.0 + hash(c.site, c.cohort, c.k, seed, 'more') % 1000 / 1000) as bigint) as more,
  cast(hash(c.site, c.cohort, c.k, seed, 'spin') % 1000003 as bigint) as spin,
  cast([998244353, 1000000007, 754974721, 469762049, 2147483647, 1811939329, 2013265921, 2113929217]
    [1 + cast(hash(c.site, c.cohort, c.k, seed, 'stride') % 8 as integer)] as bigint) as stride
from all_cells c
cross join _settings
join _shops s using (site)
join _weeks w on w.calendar = s.calendar and w.week = c.cohort + c.k
order by week, c.site, c.k;                                                   -- nearly in time order already: the last sort has less to do

-- 5. Channels -------------------------------------------------------------------------------------------------------------------------

-- Weights per kind of shop (mix) and of visit (audience). A sale week sends messages: more of kakao and crm_mail.
-- Like _slots: 256 equally likely slots per case, one integer key.
create table _channels as
with
  mixes(mix, audience, naver_search, kakao, google_ads, instagram, direct, crm_mail, facebook) as (
    values (0, 0, 30, 8, 18, 26, 8, 1, 9), (0, 1, 24, 14, 8, 14, 26, 10, 4), (0, 2, 30, 12, 8, 10, 27, 11, 2),     -- audience 0 new, 1 returning, 2 buying
           (1, 0, 46, 6, 22, 10, 10, 1, 5), (1, 1, 34, 10, 10, 6, 30, 8, 2), (1, 2, 38, 8, 10, 4, 30, 9, 1),       -- found by searching
           (2, 0, 14, 12, 12, 40, 8, 1, 13), (2, 1, 12, 18, 6, 26, 24, 8, 6), (2, 2, 16, 18, 6, 20, 28, 10, 2),    -- lives on social media
           (3, 0, 0, 0, 42, 24, 18, 3, 13), (3, 1, 0, 0, 22, 16, 36, 18, 8), (3, 2, 0, 0, 26, 12, 38, 20, 4)),     -- United States
  weighted as (
    select m.mix, m.audience, s.sale, c.nr, c.channel,
      [m.naver_search, m.kakao + case when m.mix < 3 then 8 * s.sale else 0 end, m.google_ads, m.instagram, m.direct, m.crm_mail + 7 * s.sale, m.facebook][c.nr] as weight
    from mixes m
    cross join (values (0), (1)) s(sale)
    cross join (values (1, 'naver_search'), (2, 'kakao'), (3, 'google_ads'), (4, 'instagram'), (5, 'direct'), (6, 'crm_mail'), (7, 'facebook')) c(nr, channel)),
  cumulated as (
    select *,
      cast(sum(weight) over (partition by mix, audience, sale order by nr) as bigint) as upto,
      cast(sum(weight) over (partition by mix, audience, sale) as bigint) as whole
    from weighted)
select
  ((mix * 2 + sale) * 4 + audience) * 256
    + unnest(range(((upto - weight) * 256 + whole - 1) // whole, (upto * 256 + whole - 1) // whole)) as channel_key,
  channel
from cumulated;

-- 6. Products and orders --------------------------------------------------------------------------------------------------------------

create table _products as
with
  nouns(nr, category_ko, category_en, ko, en, price) as (
    values (0, '아우터', 'Outerwear', '트렌치코트', 'trench coat', 119000), (1, '아우터', 'Outerwear', '가디건', 'cardigan', 59000), (2, '아우터', 'Outerwear', '패딩 조끼', 'padded vest', 69000), (3, '아우터', 'Outerwear', '재킷', 'jacket', 99000),
           (4, '상의', 'Tops', '셔츠', 'shirt', 39000), (5, '상의', 'Tops', '니트', 'sweater', 49000), (6, '상의', 'Tops', '맨투맨', 'sweatshirt', 35000), (7, '상의', 'Tops', '티셔츠', 'tee', 19000),
           (8, '하의', 'Bottoms', '슬랙스', 'slacks', 45000), (9, '하의', 'Bottoms', '데님 팬츠', 'jeans', 52000), (10, '하의', 'Bottoms', '플리츠 스커트', 'pleated skirt', 43000),
           (11, '원피스', 'Dresses', '셔츠 원피스', 'shirt dress', 62000), (12, '원피스', 'Dresses', '니트 원피스', 'knit dress', 68000),
           (13, '신발', 'Shoes', '로퍼', 'loafers', 79000), (14, '신발', 'Shoes', '스니커즈', 'sneakers', 69000), (15, '신발', 'Shoes', '앵클부츠', 'ankle boots', 98000),
           (16, '가방', 'Bags', '에코백', 'tote bag', 24000), (17, '가방', 'Bags', '크로스백', 'crossbody bag', 56000), (18, '가방', 'Bags', '백팩', 'backpack', 64000),
           (19, '액세서리', 'Accessories', '머플러', 'scarf', 32000), (20, '액세서리', 'Accessories', '버킷햇', 'bucket hat', 28000), (21, '액세서리', 'Accessories', '양말 세트', 'socks set', 12000),
           (22, '홈', 'Home', '머그컵', 'mug', 15000), (23, '홈', 'Home', '담요', 'blanket', 38000)),
  styles as (
    select
      ['데일리', '오버핏', '소프트', '린넨', '클래식', '코튼', '미니멀', '빈티지', '라이트', '체크', '스트라이프', '포근한', '모던', '시그니처', '울 블렌드', '베이직'] as ko_style,
      ['Everyday', 'Oversized', 'Soft', 'Linen', 'Classic', 'Cotton', 'Minimal', 'Vintage', 'Light', 'Checked', 'Striped', 'Cozy', 'Modern', 'Signature', 'Wool-blend', 'Basic'] as en_style),
  numbered as (
    select site, id, locale, cast(unnest(range(products)) as integer) as nr from _shops),
  chosen as (
    select n.*, cast((n.nr * 151 + hash(n.site, seed, 'range') % 384) % 384 as integer) as pick, seed      -- 151 and 384 have no common divisor
    from numbered n cross join _settings)
select
  c.site, c.id as site_id, c.nr,
  (10026 + cast(c.site as bigint)) * 1000 + 1 + c.nr as product_id,
  case c.locale when 'ko' then s.ko_style[1 + c.pick // 24] || ' ' || w.ko else s.en_style[1 + c.pick // 24] || ' ' || w.en end as name,
  case c.locale when 'ko' then w.category_ko else w.category_en end as category,
  -- Won end in 900, dollars in 50 or 00 cents.
  case c.locale
    when 'ko' then cast(w.price * (80 + hash(c.site, c.nr, seed, 'price') % 60) // 100000 * 1000 + 900 as decimal(12, 2))
    else cast(w.price * (80 + hash(c.site, c.nr, seed, 'price') % 60) // 60000 as decimal(12, 2)) / 2 end as price
from chosen c
cross join styles s
join nouns w on w.nr = c.pick % 24;

create table products as
select site_id, product_id, name, category, cast(price as decimal(12, 2)) as price
from _products
order by site_id, product_id;

-- Who buys and who signs up, taken from the cells' counts: few rows, so that the millions of visits need not be searched for them.
create table _deeds as
with
  doers as (
    select site, week, week_key, mix_key, 'order' as kind, 2 as audience,
      first_id + unnest(range(repeats)) as visitor_id                          -- week 0: the first group, all of it
    from _cells where k = 0
    union all
    select site, week, week_key, mix_key, 'order', 2, first_id + (unnest(range(repeats)) * stride + spin) % buyers
    from _cells where k > 0 and repeats > 0
    union all
    select site, week, week_key, mix_key, 'order', 2, first_id + buyers + late_before + unnest(range(late))
    from _cells where k > 0 and late > 0
    union all                                                                 -- four of five buyers (all but q = 4, 9, ..) sign up before they buy
    select site, week, week_key, mix_key, 'signup', 2, first_id + buyer // 4 * 5 + buyer % 4
    from (select *, unnest(range(buyers * 4 // 5)) as buyer from _cells where k = 0)
    union all                                                                 -- late buyers: half of them had signed up in the first week,
    select site, week, week_key, mix_key, 'signup', 0, first_id + buyers + 2 * unnest(range((late_all + 1) // 2))
    from _cells where k = 0
    union all                                                                 -- the other half when they buy
    select site, week, week_key, mix_key, 'signup', 2, first_id + buyers + 2 * unnest(range(late_before // 2, (late_before + late) // 2)) + 1
    from _cells where k > 0 and late > 0
    union all                                                                 -- and some only look, but leave an address
    select site, week, week_key, mix_key, 'signup', 0,
      first_id + buyers + late_all + (unnest(range(greatest(0, (people - buyers - late_all) * 12 // 1000))) * stride + spin) % (people - buyers - late_all)
    from _cells where k = 0 and people > buyers + late_all),
  thrown as (
    select d.*, hash(d.visitor_id, d.week, 0, seed) as dice, seed from doers d cross join _settings),
  timed as (
    -- The same dice as that person's first visit of the week (see events) give the same hour and second. What is done follows the visit within
    -- the same hour: it never slips into the next day, week or month, where the visit would be missing.
    select t.site, t.week, t.kind, t.visitor_id, t.dice, t.seed, c.channel,
      s.hour_us, cast((t.dice >> 11) % 3500 as bigint) as second
    from thrown t
    join _slots s on s.slot_key = t.week_key + cast(t.dice % 2048 as bigint)
    join _channels c on c.channel_key = t.mix_key + t.audience * 256 + cast((t.dice >> 40) % 256 as bigint))
select t.site, s.id as site_id, t.kind, t.visitor_id, t.channel, t.dice, t.seed,
  make_timestamp(t.hour_us + 1000000 * (t.second + 1
    + (3599 - t.second) * case t.kind when 'signup' then 5 + cast((t.dice >> 50) % 30 as bigint) else 45 + cast((t.dice >> 50) % 50 as bigint) end // 100)) as done_at,
  week
from timed t
join _shops s using (site)
cross join _settings x
where done_at < x.issue_date - case when s.last_day_missing then 1 else 0 end;

create table _orders as
select site, site_id, visitor_id, channel, week, done_at as ordered_at,
  100000 + row_number() over (partition by site order by done_at, visitor_id) as order_id,
  hash(visitor_id, week, seed, 'basket') as dice
from _deeds
where kind = 'order';

-- One to three lines per order. Half of the orders follow the shop's lasting favourites, half what is in fashion: that list moves on week by week.
create table order_lines as
with
  lines as (
    select o.*, s.products, s.calendar, cast(unnest(range(case when dice % 10 < 6 then 1 when dice % 10 < 9 then 2 else 3 end)) as integer) as line
    from _orders o join _shops s using (site)),
  picked as (
    select *,
      cast((dice >> 8) % 1024 as bigint) * cast((dice >> 20) % 1024 as bigint) * products // 1048576    -- a product of two throws: the low numbers sell
        + case when (dice >> 32) % 2 = 0 then 0 else 3 + week // 2 end + line * 5 as place              -- at least 12 products: no line twice
    from lines)
select l.site_id, l.order_id, l.ordered_at, p.product_id,
  cast(case when (l.dice >> (34 + 4 * l.line)) % 16 < 12 then 1 when (l.dice >> (34 + 4 * l.line)) % 16 < 15 then 2 else 3 end as integer) as quantity,
  cast(p.price * quantity * case when d.sale then 0.80 else 1.00 end as decimal(12, 2)) as amount
from picked l
join _products p on p.site = l.site and p.nr = l.place % l.products
join _days d on d.calendar = l.calendar and d.day = cast(l.ordered_at as date)
order by l.ordered_at, l.site_id, l.order_id, p.product_id;

-- 7. Events ---------------------------------------------------------------------------------------------------------------------------

-- Two statements, on purpose. Unrolling streams and needs no memory to speak of; sorting wants all it can get. In one statement twenty million
-- rows don't fit into a memory_limit of 1 GB, after each other they do: the sort then spills to disk.
create table _happened as
with
  amounts as (
    select site_id, order_id, cast(sum(amount) as decimal(12, 2)) as amount from order_lines group by site_id, order_id),
  unrolled as (                                                               -- one row per visit; nr 1, 2, .. are further visits of a week
    select * exclude (piece), unnest(range(piece, least(piece + 4096, n + more))) as v       -- in pieces: no list is ever long
    from (select *, unnest(range(0, n + more, 4096)) as piece from _cells)),
  numbered as (
    select *, v % n as j, v // n as nr from unrolled),
  visitors as (
    select site, week, week_key, mix_key, nr,
      first_id + case
        when k = 0 then j
        when j < buyers_seen then (j * stride + spin) % buyers
        when j < buyers_seen + late then buyers + late_before + j - buyers_seen
        when j < buyers_seen + late + regulars then buyers + late_all + j - buyers_seen - late
        else buyers + late_all + regulars
          + ((j - buyers_seen - late - regulars) * stride + spin) % greatest(1, people - buyers - late_all - regulars) end as visitor_id,
      case
        when nr = 0 and (j < repeats or j >= buyers_seen and j < buyers_seen + late) then 2
        when k = 0 then 0
        else 1 end as audience
    from numbered),
  thrown as (
    select v.*, hash(v.visitor_id, v.week, v.nr, seed) as dice from visitors v cross join _settings),
  visits as (
    select t.site, t.visitor_id, c.channel,
      make_timestamp(s.hour_us + 1000000 * cast((t.dice >> 11) % 3500 as bigint)) as occurred_at
    from thrown t
    join _slots s on s.slot_key = t.week_key + cast(t.dice % 2048 as bigint)
    join _channels c on c.channel_key = t.mix_key + t.audience * 256 + cast((t.dice >> 40) % 256 as bigint))
select s.id as site_id, v.visitor_id, v.occurred_at, 'visit' as kind, v.channel, cast(null as bigint) as order_id, cast(null as decimal(12, 2)) as amount
from visits v
join _shops s using (site)
cross join _settings x
where v.occurred_at < x.issue_date - case when s.last_day_missing then 1 else 0 end
union all
select site_id, visitor_id, done_at, kind, channel, null, null from _deeds where kind = 'signup'
union all
select o.site_id, o.visitor_id, o.ordered_at, 'order', o.channel, o.order_id, a.amount
from _orders o join amounts a using (site_id, order_id);

create table events as
select site_id, visitor_id, occurred_at, kind, channel, order_id, amount
from _happened
order by occurred_at, visitor_id, kind, channel;                              -- as a log is written
