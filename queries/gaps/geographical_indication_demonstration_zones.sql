-- title            = { zh = "各市2023年以来新增国家地理标志保护示范区家数（由少到多）", en = "National protection demonstration zones added since 2023 by city, fewest first" }
-- columns.zones    = { zh = "新增示范区（家）", en = "Zones added" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
added as (
    select city, unit_no
    from units_open
    where
        kind = 'gi_demo_zone'
        and level = 'national'
        and opened_on >= date '2023-01-01'
        and opened_on <= $as_of
        and (until_on is null or until_on > $as_of)
)
-- One row per city: zones added since 2023 and standing on the day, fewest first.
select
    city,
    count(unit_no) as zones
from cities
left join added using (city)
group by city
order by zones, city
