-- title         = { zh = "省级知识产权信息公共服务网点", en = "Provincial IP information public-service outlets" }
-- domain        = "service_network"
-- unit          = "家"
-- unit_en       = "outlets"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "ip_information_outlets"
-- digits        = 0
-- definition.zh = "期末运行中的省级知识产权信息公共服务网点家数，自设立或备案之日起计入，撤销之日起不再计入；设立日不明的，自其见诸公开来源之日起计入。国家级机构（如技术与创新支持中心、高校国家知识产权信息服务中心）不计入。本指标是网点家数，不是覆盖率。"
-- definition.en = "Provincial IP information public-service outlets open at the end of the period, from the day they are set up or filed until they close. Where the opening day is not recorded, it counts from the day a source first showed it. National institutions (technology and innovation support centres, national information centres at universities) do not count. This is the number of outlets, not their coverage."
-- why.zh        = "网点是企业和高校就近获得专利信息的窗口，是公共服务供给能力的基本盘。"
-- why.en        = "The outlets are where enterprises and universities get patent information near at hand, the groundwork of public service."

with outlets as (
    select city, coalesce(opened_on, known_on) as opened_on, closed_on
    from service_network
    where kind = 'info_service_outlet' and level = 'provincial'
),
changes as (
    select city, last_day(opened_on) as period, 1 as change
    from outlets
    union all
    select city, last_day(greatest(opened_on, closed_on)), -1
    from outlets
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
-- One row per city and month-end: provincial outlets set up and not closed by the end of that day.
select
    city as area,
    period,
    sum(coalesce(net_change, 0)) over (partition by city order by period)::double as value
from city_months
left join monthly using (city, period)
