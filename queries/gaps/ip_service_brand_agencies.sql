-- title            = { zh = "各市省级知识产权服务品牌机构家数（由少到多）", en = "Provincial IP service brand agencies by city, fewest first" }
-- columns.agencies = { zh = "在册机构（家）", en = "Agencies on the list" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
listed as (
    select city, unit_no
    from units_open
    where
        kind = 'service_brand_agency'
        and level = 'provincial'
        and since_on <= $as_of
        and (until_on is null or until_on > $as_of)
)
-- One row per city: provincial brand agencies on the list on the day, fewest first.
select
    city,
    count(unit_no) as agencies
from cities
left join listed using (city)
group by city
order by agencies, city
