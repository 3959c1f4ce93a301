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
    select city, since_on, until_on
    from units_open
    where kind = 'info_service_outlet' and level = 'provincial'
)
-- One row per city and month-end: provincial outlets set up and not closed by the end of that day.
select
    spine.city as area,
    spine.period,
    count(outlets.city)::double as value
from city_months as spine
left join outlets
    on outlets.city = spine.city
    and outlets.since_on <= spine.period
    and (outlets.until_on is null or outlets.until_on > spine.period)
group by spine.city, spine.period
