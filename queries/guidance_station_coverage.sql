-- title         = { zh = "商标品牌指导站县区覆盖率", en = "Counties and districts with a trademark-brand guidance station" }
-- domain        = "service_network"
-- unit          = "%"
-- unit_en       = "%"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "guidance_station_coverage"
-- digits        = 1
-- limits        = [0, 100]
-- definition.zh = "期末至少有一个商标品牌指导站在运行的县（市、区）数，占全部县（市、区）数的比重，以现行区划为准，全省共100个县（市、区）。指导站自设立之日起计入，撤销之日起不再计入；设立日不明的，自其见诸公开来源之日起计入；未登记所在县区的不计。本指标数的是有站的县区，不是指导站个数。"
-- definition.en = "The share of counties and districts with at least one trademark-brand guidance station open at the end of the period, on present boundaries: the province has 100. A station counts from the day it opens until the day it closes; where the opening day is not recorded, from the day a source first showed it; a station whose county is not recorded does not count. What is counted is the counties served, not the stations."
-- why.zh        = "指导站把商标品牌服务送到县区，全覆盖意味着每个县区的市场主体都能就近得到指导。"
-- why.en        = "The stations bring advice on marks and brands to the counties, and full coverage means that no business has to travel for it."

with stations as (
    select county, since_on, until_on
    from units_open
    where kind = 'trademark_guidance_station'
),
counties as (
    select area as county, parent as city
    from areas
    where level = 'county'
)
-- One row per city and month-end: 100 times its counties with an open station at the end of that day, and
-- its counties.
select
    spine.city as area,
    spine.period,
    100 * count(distinct stations.county)::double as numerator,
    count(distinct counties.county)::double as denominator
from city_months as spine
left join counties on counties.city = spine.city
left join stations
    on stations.county = counties.county
    and stations.since_on <= spine.period
    and (stations.until_on is null or stations.until_on > spine.period)
group by spine.city, spine.period
