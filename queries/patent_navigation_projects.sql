-- title         = { zh = "战略性新兴产业专利导航项目", en = "Patent navigation projects in strategic emerging industries" }
-- domain        = "service_network"
-- unit          = "个"
-- unit_en       = "projects"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "patent_navigation_projects"
-- digits        = 0
-- definition.zh = "截至期末累计启动的战略性新兴产业专利导航项目个数，自启动之日起计入，结题后仍计在内；启动日不明的，自其见诸公开来源之日起计入。这是累计数，不是在研项目数；专利导航项目与专利导航服务基地不可混同。"
-- definition.en = "Patent navigation projects in strategic emerging industries started by the end of the period, from the day each began; a finished project still counts. Where that day is not recorded, it counts from the day a source first showed it. This is a running total, not the projects under way, and a project is not a navigation service base."
-- why.zh        = "专利导航为产业选准技术路线、避开侵权风险，项目数说明重点产业的决策是否真正用上了专利信息。"
-- why.en        = "Navigation helps an industry choose its technical road and avoid others' rights, and the projects show whether key industries really decide with patent information."

with projects as (
    select city, since_on
    from units_open
    where kind = 'patent_navigation_project'
)
-- One row per city and month-end: projects started by the end of that day, finished ones included.
select
    spine.city as area,
    spine.period,
    count(projects.city)::double as value
from city_months as spine
left join projects on projects.city = spine.city and projects.since_on <= spine.period
group by spine.city, spine.period
