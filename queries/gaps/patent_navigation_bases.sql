-- title            = { zh = "各市省级专利导航服务基地个数（由少到多）", en = "Provincial patent navigation bases by city, fewest first" }
-- columns.bases    = { zh = "运行中的基地（个）", en = "Open bases" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
open_bases as (
    select city, unit_no
    from units_open
    where
        kind = 'patent_navigation_base'
        and level = 'provincial'
        and since_on <= $as_of
        and (until_on is null or until_on > $as_of)
)
-- One row per city: provincial bases open on the day, fewest first.
select
    city,
    count(unit_no) as bases
from cities
left join open_bases using (city)
group by city
order by bases, city
