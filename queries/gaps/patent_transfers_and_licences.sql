-- title              = { zh = "各市专利转让许可次数与上年同期比较（减少最多的在前）", en = "Patent transfers and licences by city against the same days last year, weakest first" }
-- columns.this_year  = { zh = "当年截至当日（次）", en = "This year to the day" }
-- columns.last_year  = { zh = "上年同期（次）", en = "Same days last year" }
-- columns.difference = { zh = "增减（次）", en = "Change" }
-- columns.evidence   = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
records as (
    select city, happened_on
    from patent_events
    where kind in ('transfer', 'licence') and happened_on <= $as_of
),
counted as (
    select
        city,
        count(*) filter (where year(happened_on) = year($as_of)) as this_year,
        count(*) filter (
            where year(happened_on) = year($as_of) - 1 and happened_on <= $as_of - interval 1 year
        ) as last_year
    from cities
    left join records using (city)
    group by city
)
-- One row per city: transfers and licences since 1 January, against the same days of the year before; the
-- weakest change first.
select
    city,
    this_year,
    last_year,
    this_year - last_year as difference
from counted
order by difference, this_year, city
