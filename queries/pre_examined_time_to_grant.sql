-- title         = { zh = "预审发明专利授权周期", en = "Time from filing to grant of pre-examined inventions" }
-- domain        = "patents"
-- unit          = "个月"
-- unit_en       = "months"
-- direction     = "down"
-- nature        = "flow"
-- level         = "city"
-- measure       = "pre_examined_time_to_grant"
-- digits        = 1
-- definition.zh = "自当年1月1日起至期末授权的、经知识产权保护中心预审的发明专利，自申请日至授权日的平均月数（一个月按30.4375天折算）。期内没有此类授权的没有数值，不作零处理。只含经预审的发明专利，不含预审阶段所用的时间；与国家公布的发明专利平均审查周期、高价值发明专利审查周期不是同一口径，不可比照。"
-- definition.en = "The average number of months (of 30.4375 days) from filing to grant of the inventions granted from 1 January to the end of the period after pre-examination by an IP protection centre. Where none was granted there is no value, which is not zero. Only pre-examined inventions count, and the pre-examination itself is not included. The examination periods published for all inventions and for high-value inventions are measured differently and must not be set beside it."
-- why.zh        = "授权快慢直接影响企业抢占市场的时机，压缩周期是保护中心对创新主体最看得见的承诺。"
-- why.en        = "The day of grant decides when an enterprise can enter its market with protection, and shortening the wait is what the protection centres most visibly promised."

with monthly as (
    select
        city,
        last_day(granted_on) as period,
        sum(date_diff('day', filed_on, granted_on)) as days,
        count(*) as grants
    from patents
    where kind = 'invention' and pre_examined and granted_on is not null
    group by city, last_day(granted_on)
)
-- One row per city and month-end: months waited by the pre-examined inventions granted since 1 January of
-- that year, and how many they are. Before the year's first grant both are 0.
select
    spine.city as area,
    spine.period,
    sum(coalesce(days, 0)) over (partition by spine.city, year(spine.period) order by spine.period)
        / 30.4375::double as numerator,
    sum(coalesce(grants, 0)) over (partition by spine.city, year(spine.period) order by spine.period)::double
        as denominator
from city_months as spine
left join monthly on monthly.city = spine.city and monthly.period = spine.period
