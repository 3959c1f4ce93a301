-- title         = { zh = "每万人口发明专利拥有量", en = "Invention patents in force per 10,000 people" }
-- domain        = "patents"
-- unit          = "件/万人"
-- unit_en       = "patents per 10,000 people"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "invention_patents_per_10k_population"
-- digits        = 2
-- denominator   = "resident_population"
-- definition.zh = "期末有效的发明专利件数，除以最近一个完整年度的年末常住人口（万人）。授权之日起计入，失效之日起不再计入，不论价值高低。本指标是“十三五”及以前沿用的口径，与每万人口高价值发明专利拥有量不是一回事，不可用来对照高价值发明专利的目标。2020年人口普查后人口基数有调整，2020年与2021年之间的人均变化不可比。"
-- definition.en = "Invention patents in force at the end of the period, whatever their value, divided by the resident population (in units of 10,000) at the end of the last completed year. A patent counts from the day it is granted until the day it lapses. This is the measure used up to the 13th five-year plan; it is not the number of high-value inventions per 10,000 people and must not be read against that goal. The population base changed with the 2020 census, so the change between 2020 and 2021 is not comparable."
-- why.zh        = "它有连续多年的公开数字，是认识本省创新基础、解释高价值发明专利目标完成情况的背景指标。"
-- why.en        = "It has been published for many years, and so gives the background against which the promise on high-value inventions is understood."

with changes as (
    select city, last_day(granted_on) as period, 1 as change
    from patents
    where kind = 'invention' and granted_on is not null
    union all
    select city, last_day(lapsed_on), -1
    from patents
    where kind = 'invention' and granted_on is not null and lapsed_on is not null
),
monthly as (
    select city, period, sum(change) as net_change
    from changes
    group by city, period
),
stock as (
    select
        spine.city,
        spine.period,
        year(spine.period + interval 1 day) - 1 as last_full_year,
        sum(coalesce(net_change, 0)) over (partition by spine.city order by spine.period)::double as patents
    from city_months as spine
    left join monthly on monthly.city = spine.city and monthly.period = spine.period
)
-- One row per city and month-end: inventions in force at the end of that day, and the residents (in 10,000)
-- of the last completed year-end. Months before the first population figure have no row.
select
    stock.city as area,
    stock.period,
    stock.patents as numerator,
    population.population as denominator
from stock
join population on population.area = stock.city and population.year = stock.last_full_year
