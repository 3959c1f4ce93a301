-- title            = { zh = "各市战略性新兴产业专利导航项目个数（由少到多）", en = "Patent navigation projects by city, fewest first" }
-- columns.projects = { zh = "累计启动的项目（个）", en = "Projects started so far" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
started as (
    select city, unit_no
    from units_open
    where
        kind = 'patent_navigation_project'
        and since_on <= $as_of
)
-- One row per city: projects started by the day, finished ones included, fewest first.
select
    city,
    count(unit_no) as projects
from cities
left join started using (city)
group by city
order by projects, city
