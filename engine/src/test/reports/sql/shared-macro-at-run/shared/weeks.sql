-- Weeks, the last ones.
create macro last_weeks(n) as table
  select week,
         wek
  from visits;
