-- title         = { zh = "新增国家知识产权优势示范企业", en = "Newly named national IP advantage and demonstration enterprises" }
-- domain        = "service_network"
-- unit          = "家"
-- unit_en       = "enterprises"
-- direction     = "up"
-- nature        = "flow"
-- level         = "city"
-- measure       = "national_ip_advantage_and_demonstration_enterprises_named"
-- digits        = 0
-- definition.zh = "自当年1月1日起至期末，新确定为国家知识产权优势企业或示范企业的家数，按登记的确定日计入；由优势企业升为示范企业的，再计一次；日期不明的不计。12月31日的数值即全年数。推荐、公示、确定、授牌是不同阶段，只计确定；省级优势企业和期末存量不在其内。"
-- definition.en = "Enterprises newly named national IP advantage or demonstration enterprises from 1 January to the end of the period, by the recorded day of naming; one that rises from advantage to demonstration enterprise counts again; one without a recorded day does not count. The value on 31 December is the year's total. Being recommended, announced for comment, named and given a plaque are different states, and only naming counts; provincial titles and the stock at the end of the period are other figures."
-- why.zh        = "优势示范企业是创新主体梯队的骨干，每年新增多少反映入库培育和梯队建设的成效。"
-- why.en        = "These enterprises are the backbone of the province's innovators, and the yearly additions show whether the nurturing of candidates works."

with monthly as (
    select city, last_day(opened_on) as period, count(*) as enterprises
    from service_network
    where kind in ('advantage_enterprise', 'demo_enterprise') and level = 'national' and opened_on is not null
    group by city, last_day(opened_on)
)
-- One row per city and month-end: enterprises named since 1 January of that year.
select
    spine.city as area,
    spine.period,
    sum(coalesce(enterprises, 0)) over (partition by spine.city, year(spine.period) order by spine.period)::double
        as value
from city_months as spine
left join monthly on monthly.city = spine.city and monthly.period = spine.period
