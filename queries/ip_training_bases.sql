-- title         = { zh = "增建知识产权培养培训基地", en = "Additional IP training bases" }
-- domain        = "service_network"
-- unit          = "个"
-- unit_en       = "bases"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "ip_training_bases"
-- digits        = 0
-- definition.zh = "2023年1月1日以来增建、期末仍在运行的知识产权培养培训基地个数，国家级、省级均计入，自设立之日起计入，撤销之日起不再计入；设立日不明的不能认定为增建，不计。此前已有的基地（如2014年设立的国家知识产权培训（辽宁）基地）不属增建。"
-- definition.en = "IP training bases, national or provincial, added since 1 January 2023 and open at the end of the period, from the day they are set up until they close; a base without a recorded day cannot be shown to be additional and does not count, nor does one that already existed (the national base in Liaoning dates from 2014)."
-- why.zh        = "人才决定其余各项目标能否持续，基地是本省自主培养知识产权人才的阵地。"
-- why.en        = "People decide whether every other goal can be kept up, and the bases are where the province trains its own."

with bases as (
    select city, opened_on, closed_on
    from service_network
    where kind = 'training_base' and opened_on >= date '2023-01-01'
),
changes as (
    select city, last_day(opened_on) as period, 1 as change
    from bases
    union all
    select city, last_day(closed_on), -1
    from bases
    where closed_on is not null
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
    where areas.level = 'city' and areas.parent = '210000' and periods.period >= date '2022-12-31'
)
-- One row per city and month-end: bases added since 2023 and not closed by the end of that day, from the
-- plan's baseline on.
select
    city as area,
    period,
    sum(coalesce(net_change, 0)) over (partition by city order by period)::double as value
from city_months
left join monthly using (city, period)
