-- title            = { zh = "各市省级知识产权信息公共服务网点家数（由少到多）", en = "Provincial information outlets by city, fewest first" }
-- columns.outlets  = { zh = "运行中的网点（家）", en = "Open outlets" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
open_outlets as (
    select city, unit_no
    from units_open
    where
        kind = 'info_service_outlet'
        and level = 'provincial'
        and since_on <= $as_of
        and (until_on is null or until_on > $as_of)
)
-- One row per city: provincial outlets open on the day, fewest first.
select
    city,
    count(unit_no) as outlets
from cities
left join open_outlets using (city)
group by city
order by outlets, city
