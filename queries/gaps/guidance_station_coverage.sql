-- title                  = { zh = "尚无商标品牌指导站的县（市、区）", en = "Counties and districts without a trademark-brand guidance station" }
-- columns.last_closed_on = { zh = "最近一个撤销日（空：从未设站）", en = "Last one closed on (empty: never had one)" }
-- columns.evidence       = { zh = "依据", en = "Evidence" }

with counties as (
    select home_cities.city, areas.area as county
    from home_cities
    join areas on areas.parent = home_cities.city and areas.level = 'county'
    where $area in (home_cities.city, home_cities.province)
),
stations as (
    select
        county,
        max(closed_on) as last_closed_on,
        count(*) filter (where closed_on is null or closed_on > $as_of) as open_stations
    from service_network
    where kind = 'trademark_guidance_station' and coalesce(opened_on, known_on) <= $as_of
    group by county
)
-- One row per county or district without an open station on the day: those that never had one, then the longest
-- without.
select
    city,
    county,
    last_closed_on
from counties
left join stations using (county)
where coalesce(open_stations, 0) = 0
order by last_closed_on nulls first, county
