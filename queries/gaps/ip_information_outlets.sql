-- title            = { zh = "各市省级知识产权信息公共服务网点家数（由少到多）", en = "Provincial information outlets by city, fewest first" }
-- columns.outlets  = { zh = "运行中的网点（家）", en = "Open outlets" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select area as city
    from areas
    where level = 'city' and parent = '210000' and $area in (area, parent)
),
open_outlets as (
    select city, unit_no
    from service_network
    where
        kind = 'info_service_outlet'
        and level = 'provincial'
        and coalesce(opened_on, known_on) <= $as_of
        and (closed_on is null or closed_on > $as_of)
)
-- One row per city: provincial outlets open on the day, fewest first.
select
    city,
    count(unit_no) as outlets
from cities
left join open_outlets using (city)
group by city
order by outlets, city
