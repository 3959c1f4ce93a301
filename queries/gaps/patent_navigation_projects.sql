-- title            = { zh = "各市战略性新兴产业专利导航项目个数（由少到多）", en = "Patent navigation projects by city, fewest first" }
-- columns.projects = { zh = "累计启动的项目（个）", en = "Projects started so far" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select area as city
    from areas
    where level = 'city' and parent = '210000' and $area in (area, parent)
),
started as (
    select city, unit_no
    from service_network
    where
        kind = 'patent_navigation_project'
        and coalesce(opened_on, known_on) <= $as_of
)
-- One row per city: projects started by the day, finished ones included, fewest first.
select
    city,
    count(unit_no) as projects
from cities
left join started using (city)
group by city
order by projects, city
