-- title            = { zh = "各市区域公共品牌个数（由少到多）", en = "Regional public brands by city, fewest first" }
-- columns.brands   = { zh = "在用品牌（个）", en = "Brands in use" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
in_use as (
    select city, unit_no
    from units_open
    where
        kind = 'regional_public_brand'
        and since_on <= $as_of
        and (until_on is null or until_on > $as_of)
)
-- One row per city: brands in use on the day, fewest first.
select
    city,
    count(unit_no) as brands
from cities
left join in_use using (city)
group by city
order by brands, city
