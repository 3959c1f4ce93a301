-- title            = { zh = "各市省级知识产权服务品牌机构家数（由少到多）", en = "Provincial IP service brand agencies by city, fewest first" }
-- columns.agencies = { zh = "在册机构（家）", en = "Agencies on the list" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select area as city
    from areas
    where level = 'city' and parent = '210000' and $area in (area, parent)
),
listed as (
    select city, unit_no
    from service_network
    where
        kind = 'service_brand_agency'
        and level = 'provincial'
        and coalesce(opened_on, known_on) <= $as_of
        and (closed_on is null or closed_on > $as_of)
)
-- One row per city: provincial brand agencies on the list on the day, fewest first.
select
    city,
    count(unit_no) as agencies
from cities
left join listed using (city)
group by city
order by agencies, city
