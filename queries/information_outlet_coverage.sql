-- title         = { zh = "信息公共服务网点全省覆盖率", en = "Share of the province covered by information public-service outlets" }
-- domain        = "service_network"
-- unit          = "%"
-- unit_en       = "%"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "information_outlet_coverage"
-- digits        = 1
-- limits        = [0, 100]
-- definition.zh = "期末至少有一家省级知识产权信息公共服务网点在运行的设区市数，占全省14个设区市的比重；单个市只有100或0两种取值。行动方案未写明覆盖的单位，本系统以设区市计算。本指标数的是有网点的市，不是网点家数；国家级机构不计入。"
-- definition.en = "The share of the 14 cities with at least one provincial IP information public-service outlet open at the end of the period; a single city is either 100 or 0. The plan does not say what is to be covered: here it is the cities. What is counted is the cities served, not the outlets, and national institutions do not count."
-- why.zh        = "覆盖率看的是服务是否均衡，防止网点集中在沈阳、大连而其他市无处可办。"
-- why.en        = "Coverage asks whether service is spread fairly, so that outlets do not gather in Shenyang and Dalian and leave other cities without."

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
),
open_outlets as (
    select city, period, sum(coalesce(net_change, 0)) over (partition by city order by period) as outlets
    from city_months
    left join monthly using (city, period)
)
-- One row per city and month-end: 100 if an outlet is open at the end of that day, else 0; and the city
-- itself.
select
    city as area,
    period,
    (case when outlets > 0 then 100 else 0 end)::double as numerator,
    1::double as denominator
from open_outlets
