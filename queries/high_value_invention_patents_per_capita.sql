-- title         = { zh = "每万人口高价值发明专利拥有量", en = "High-value invention patents per 10,000 people" }
-- domain        = "patents"
-- unit          = "件/万人"
-- unit_en       = "patents per 10,000 people"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "high_value_invention_patents_per_10k_population"
-- digits        = 2
-- denominator   = "resident_population"
-- definition.zh = "期末有效的高价值发明专利件数，除以最近一个完整年度的年末常住人口（万人）。高价值发明专利指已授权、维持有效，且至少符合以下一项条件的发明专利：属于战略性新兴产业；在境外有同族专利权；自申请日起维持超过十年；质押金额较高；获国家科学技术奖或中国专利奖。符合多项的只计一件，自首次符合之日起计入，失效之日起不再计入。国家未公布质押金额的界线，本系统以该件专利单次质押达到1000万元为准。本指标不同于每万人口发明专利拥有量（后者包括全部有效发明专利），两者不可比照。2020年人口普查后人口基数有调整，2020年与2021年之间的人均变化不可比。"
-- definition.en = "High-value inventions in force at the end of the period, divided by the resident population (in units of 10,000) at the end of the last completed year. An invention is of high value when it is granted, in force and meets at least one of five conditions: it belongs to a strategic emerging industry; it has a family member granted abroad; it has been in force for more than ten years from filing; it has been pledged for a high amount; or it holds a State Science and Technology Award or a China Patent Award. Meeting several conditions counts once, from the first day one is met until the day the patent lapses. No pledge threshold has been published: here it is 10 million yuan on that patent in a single pledge. Not to be confused with all inventions in force per 10,000 people. The population base changed with the 2020 census, so the change between 2020 and 2021 is not comparable."
-- why.zh        = "它引导创新主体从追求数量转向追求质量，是国家规划和本省行动方案共同列在首位的目标，最能说明创新供给的成色。"
-- why.en        = "It turns effort from numbers to quality, and it is the figure that the national plan and the province's own both put first."

with changes as (
    select city, last_day(since_on) as period, 1 as change
    from high_value_patents
    union all
    select city, last_day(until_on), -1
    from high_value_patents
    where until_on is not null
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
-- One row per city and month-end: high-value inventions in force at the end of that day, and the residents
-- (in 10,000) of the last completed year-end. Months before the first population figure have no row.
select
    stock.city as area,
    stock.period,
    stock.patents as numerator,
    population.population as denominator
from stock
join population on population.area = stock.city and population.year = stock.last_full_year
