-- title         = { zh = "省级专利导航服务基地", en = "Provincial patent navigation service bases" }
-- domain        = "service_network"
-- unit          = "个"
-- unit_en       = "bases"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "provincial_patent_navigation_bases_stock"
-- digits        = 0
-- definition.zh = "期末运行中的省级专利导航服务基地个数，自登记的设立日起计入，撤销之日起不再计入；设立日不明的，自其见诸公开来源之日起计入。确定为建设单位、授牌、建成是不同阶段，公布的数字各有所指，不可互换，登记簿以授牌日代替设立日的在备注中注明。国家级专利导航服务基地不计入。"
-- definition.en = "Provincial patent navigation service bases open at the end of the period, from the recorded day of establishment until they close. Where the opening day is not recorded, it counts from the day a source first showed it. Being named for construction, being given a plaque and being built are different states, published figures mean one or another, and they cannot be exchanged; where the register has only the day of the plaque, its note says so. National bases do not count."
-- why.zh        = "基地是专利导航长期开展的组织依托，关系行动方案能否留下可持续的服务能力。"
-- why.en        = "A base is what keeps navigation going after single projects end, and so what the plan leaves behind."

with bases as (
    select city, coalesce(opened_on, known_on) as opened_on, closed_on
    from service_network
    where kind = 'patent_navigation_base' and level = 'provincial'
),
changes as (
    select city, last_day(opened_on) as period, 1 as change
    from bases
    union all
    select city, last_day(greatest(opened_on, closed_on)), -1
    from bases
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
-- One row per city and month-end: provincial bases established and not closed by the end of that day.
select
    city as area,
    period,
    sum(coalesce(net_change, 0)) over (partition by city order by period)::double as value
from city_months
left join monthly using (city, period)
