-- title                  = { zh = "尚无省级知识产权信息公共服务网点的市", en = "Cities without a provincial information outlet" }
-- columns.last_closed_on = { zh = "最近一家撤销日（空：从未设立）", en = "Last one closed on (empty: never had one)" }
-- columns.evidence       = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
outlets as (
    select
        city,
        max(closed_on) as last_closed_on,
        count(*) filter (where closed_on is null or closed_on > $as_of) as open_outlets
    from service_network
    where
        kind = 'info_service_outlet'
        and level = 'provincial'
        and coalesce(opened_on, known_on) <= $as_of
    group by city
)
-- One row per city without an open provincial outlet on the day: those that never had one, then the longest
-- without.
select
    city,
    last_closed_on
from cities
left join outlets using (city)
where coalesce(open_outlets, 0) = 0
order by last_closed_on nulls first, city
