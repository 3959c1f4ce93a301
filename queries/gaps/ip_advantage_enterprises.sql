-- title             = { zh = "各市新增国家知识产权优势示范企业家数（由少到多）", en = "Newly named national IP advantage and demonstration enterprises by city, fewest first" }
-- columns.this_year = { zh = "当年截至当日（家）", en = "Named this year to the day" }
-- columns.last_year = { zh = "上年全年（家）", en = "Named in the whole of last year" }
-- columns.evidence  = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
named as (
    select city, opened_on
    from service_network
    where
        kind in ('advantage_enterprise', 'demo_enterprise')
        and level = 'national'
        and opened_on <= $as_of
)
-- One row per city: enterprises named since 1 January, and in the whole year before, because the nation names
-- them once a year; fewest first.
select
    city,
    count(*) filter (where year(opened_on) = year($as_of)) as this_year,
    count(*) filter (where year(opened_on) = year($as_of) - 1) as last_year
from cities
left join named using (city)
group by city
order by this_year, last_year, city
