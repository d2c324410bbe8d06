create macro last_weeks(n) as table
  select * from visits where wek >= :period_start;

create macro read_csv(f) as table select * from read_csv(f);

create macro own(n) as n + own(n);

create macro a(n) as b(n);
create macro b(n) as a(n);

create macro c(n := (select 1)) as n;

drop table visits;

create macro d(n) as table select * from duckdb_settings();
