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
    select city, since_on, until_on
    from units_open
    where kind = 'rights_aid_workstation'
)
-- One row per city and month-end: workstations set up and not closed by the end of that day.
select
    spine.city as area,
    spine.period,
    count(workstations.city)::double as value
from city_months as spine
left join workstations
    on workstations.city = spine.city
    and workstations.since_on <= spine.period
    and (workstations.until_on is null or workstations.until_on > spine.period)
group by spine.city, spine.period
