-- title         = { zh = "知识产权维权援助工作站", en = "IP rights-protection aid workstations" }
-- domain        = "service_network"
-- unit          = "家"
-- unit_en       = "workstations"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "rights_aid_workstations"
-- digits        = 0
-- definition.zh = "期末运行中的知识产权维权援助工作站家数，自设立之日起计入，撤销之日起不再计入；设立日不明的，自其见诸公开来源之日起计入。维权援助中心、保护中心及其分中心另行统计，不计入；拟建、申报的工作站也不计。"
-- definition.en = "IP rights-protection aid workstations open at the end of the period, from the day they are set up until they close. Where the opening day is not recorded, it counts from the day a source first showed it. Aid centres, protection centres and their branches are counted elsewhere, and planned or proposed workstations do not count."
-- why.zh        = "工作站把维权援助延伸到基层和园区，关系中小企业遇到侵权时能否就近求助。"
-- why.en        = "The workstations carry legal aid to townships and parks, and decide whether a small enterprise finds help nearby when its rights are infringed."

with workstations as (
    select city, coalesce(opened_on, known_on) as opened_on, closed_on
    from service_network
    where kind = 'rights_aid_workstation'
),
changes as (
    select city, last_day(opened_on) as period, 1 as change
    from workstations
    union all
    select city, last_day(greatest(opened_on, closed_on)), -1
    from workstations
    where opened_on is not null and closed_on is not null
),
monthly as (
    select city, period, sum(change) as net_change
    from changes
    group by city, period
),
city_months as (
    select areas.area as city, periods.period
    from areas
    cross join periods
    where areas.level = 'city' and areas.parent = '210000'
)
-- One row per city and month-end: workstations set up and not closed by the end of that day.
select
    city as area,
    period,
    sum(coalesce(net_change, 0)) over (partition by city order by period)::double as value
from city_months
left join monthly using (city, period)
