-- title                            = { zh = "谁还没有：各县（市、区）和各市的覆盖", en = "Who is not covered: counties, districts and cities" }
-- columns.city                     = { zh = "市", en = "City" }
-- columns.county                   = { zh = "县（市、区）", en = "County or district" }
-- columns.stations                 = { zh = "商标品牌指导站", en = "Guidance stations" }
-- columns.since_on                 = { zh = "最早设立", en = "First opened" }
-- columns.outlets                  = { zh = "市级范围的信息网点", en = "Information outlets of the city" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
units as (
    select
        kind,
        level,
        city,
        county,
        coalesce(opened_on, known_on) as opened_on,
        case evidence when 'published' then 0 when 'office' then 1 else 2 end as weakness
    from service_network
    where
        coalesce(opened_on, known_on) <= $as_of
        and (closed_on is null or closed_on > $as_of)
        and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
),
stations as (
    select county, count(*) as stations, min(opened_on) as since_on, max(weakness) as weakness
    from units
    where kind = 'trademark_guidance_station'
    group by county
),
outlets as (
    select city, count(*) as outlets, max(weakness) as weakness
    from units
    where kind = 'info_service_outlet' and level = 'provincial'
    group by city
)
-- One row per county or district of each city: its guidance stations open on the day, since when it has one, and the
-- provincial information outlets of its city.
select
    cities.city,
    counties.area as county,
    coalesce(stations, 0)::double as stations,
    since_on,
    coalesce(outlets, 0)::double as outlets,
    stations.weakness as weakness,
    outlets.weakness as outlets_weakness
from cities
join areas as counties on counties.parent = cities.city and counties.level = 'county'
left join stations on stations.county = counties.area
left join outlets on outlets.city = cities.city
order by cities.city, counties.area
