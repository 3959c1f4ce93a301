-- title         = { zh = "知识产权质押融资项目数", en = "IP pledge-financing projects" }
-- domain        = "patents"
-- unit          = "项"
-- unit_en       = "projects"
-- direction     = "up"
-- nature        = "flow"
-- level         = "city"
-- measure       = "ip_pledge_projects"
-- digits        = 0
-- definition.zh = "自当年1月1日起至期末登记的质押融资项目数；一个项目质押多件专利的，只计一项；没有项目编号的质押，每笔各计一项。12月31日的数值即全年数。明细的质押逐件记在专利名下；公布的项目数一般为专利、商标合计，明细如只含专利质押，比较时应予说明。项目数、质押金额、质押专利件数是三个不同的指标。"
-- definition.en = "Pledge-financing projects registered from 1 January to the end of the period; a project that pledges several patents counts once, and a pledge without a project number is one of its own. The value on 31 December is the year's total. The register records pledges patent by patent, while published figures usually count patents and trademarks together: where the register holds patents only, say so when comparing. Projects, amounts and pledged patents are three different measures."
-- why.zh        = "项目数说明有多少企业真正凭知识产权得到融资，比金额更能反映政策的惠及面。"
-- why.en        = "The number of projects tells how many enterprises were really financed on their intellectual property, and so how far the policy reaches, better than the amount does."

with monthly as (
    select city, last_day(happened_on) as period, count(distinct coalesce(project_no, event_no)) as projects
    from patent_events
    where kind = 'pledge'
    group by city, last_day(happened_on)
)
-- One row per city and month-end: projects pledged since 1 January of that year, each once.
select
    spine.city as area,
    spine.period,
    sum(coalesce(projects, 0)) over (partition by spine.city, year(spine.period) order by spine.period)::double as value
from city_months as spine
left join monthly on monthly.city = spine.city and monthly.period = spine.period
