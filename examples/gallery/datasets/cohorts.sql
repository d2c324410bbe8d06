-- source: files
-- site: site_id
-- Weekly cohorts of first buyers, and how many bought again.
select * from cohorts order by site_id, cohort, week
