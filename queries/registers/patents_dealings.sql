-- title             = { zh = "转让、许可和质押，按年", en = "Transfers, licences and pledges by year" }
-- columns.year      = { zh = "年份", en = "Year" }
-- columns.transfers = { zh = "转让（次）", en = "Transfers" }
-- columns.licences  = { zh = "许可（次）", en = "Licences" }
-- columns.projects  = { zh = "质押项目（项）", en = "Pledge projects" }
-- columns.pledged   = { zh = "质押金额（亿元）", en = "Amount pledged (100 million yuan)" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
events as (
    select patent_events.*
    from patent_events
    semi join cities on cities.city = patent_events.city
    where
        kind in ('transfer', 'licence', 'pledge')
        and happened_on <= $as_of
        and year(happened_on) > year($as_of) - 10
        and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
        and ($county = 'all' or county = $county)
)
-- One row per year, the newest first; the year of the day runs to the day. A project counts once a city and month, as
-- in the target.
select
    year(happened_on) as year,
    count(*) filter (where kind = 'transfer')::double as transfers,
    count(*) filter (where kind = 'licence')::double as licences,
    count(
        distinct
        case when kind = 'pledge' then city || ' ' || last_day(happened_on) || ' ' || coalesce(project_no, event_no) end
    )::double as projects,
    coalesce(sum(amount) filter (where kind = 'pledge'), 0) / 10000::double as pledged,
    max(case evidence when 'published' then 0 when 'office' then 1 else 2 end) as weakness
from events
group by year(happened_on)
order by year desc
