-- title            = { zh = "各市省级地理标志运用促进工程重点项目个数（由少到多）", en = "Provincial geographical-indication key projects by city, fewest first" }
-- columns.projects = { zh = "在册项目（个）", en = "Projects standing" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
standing as (
    select city, unit_no
    from units_open
    where
        kind = 'gi_key_project'
        and level = 'provincial'
        and since_on <= $as_of
        and (until_on is null or until_on > $as_of)
)
-- One row per city: provincial key projects standing on the day, fewest first.
select
    city,
    count(unit_no) as projects
from cities
left join standing using (city)
group by city
order by projects, city
