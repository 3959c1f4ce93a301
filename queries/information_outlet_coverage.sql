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
-- definition.zh = "期末至少有一家省级知识产权信息公共服务网点在运行的设区市数，占全省设区市总数的比重；单个市只有100或0两种取值。行动方案未写明覆盖的单位，本系统以设区市计算。本指标数的是有网点的市，不是网点家数；国家级机构不计入。"
-- definition.en = "The share of the province's cities with at least one provincial IP information public-service outlet open at the end of the period; a single city is either 100 or 0. The plan does not say what is to be covered: here it is the cities. What is counted is the cities served, not the outlets, and national institutions do not count."
-- why.zh        = "覆盖率看的是服务是否均衡，防止网点集中在沈阳、大连而其他市无处可办。"
-- why.en        = "Coverage asks whether service is spread fairly, so that outlets do not gather in Shenyang and Dalian and leave other cities without."

with outlets as (
    select city, since_on, until_on
    from units_open
    where kind = 'info_service_outlet' and level = 'provincial'
)
-- One row per city and month-end: 100 if an outlet is open at the end of that day, else 0; and the city
-- itself.
select
    spine.city as area,
    spine.period,
    (case when count(outlets.city) > 0 then 100 else 0 end)::double as numerator,
    1::double as denominator
from city_months as spine
left join outlets
    on outlets.city = spine.city
    and outlets.since_on <= spine.period
    and (outlets.until_on is null or outlets.until_on > spine.period)
group by spine.city, spine.period
