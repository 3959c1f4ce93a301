-- title              = { zh = "各市知识产权质押融资项目数与上年同期比较（减少最多的在前）", en = "IP pledge-financing projects by city against the same days last year, weakest first" }
-- columns.this_year  = { zh = "当年截至当日（项）", en = "This year to the day" }
-- columns.last_year  = { zh = "上年同期（项）", en = "Same days last year" }
-- columns.difference = { zh = "增减（项）", en = "Change" }
-- columns.evidence   = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
pledges as (
    select
        city,
        happened_on,
        coalesce(project_no, event_no) as project_no
    from patent_events
    where kind = 'pledge' and happened_on <= $as_of
),
counted as (
    select
        city,
        count(distinct project_no) filter (where year(happened_on) = year($as_of)) as this_year,
        count(distinct project_no) filter (
            where year(happened_on) = year($as_of) - 1 and happened_on <= $as_of - interval 1 year
        ) as last_year
    from cities
    left join pledges using (city)
    group by city
)
-- One row per city: projects pledged since 1 January, each once, against the same days of the year before; the
-- weakest change first.
select
    city,
    this_year,
    last_year,
    this_year - last_year as difference
from counted
order by difference, this_year, city
