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
    select city, since_on, until_on
    from units_open
    where kind = 'training_base' and opened_on >= date '2023-01-01'
)
-- One row per city and month-end: bases added since 2023 and not closed by the end of that day, from the
-- plan's baseline on.
select
    spine.city as area,
    spine.period,
    count(bases.city)::double as value
from city_months as spine
left join bases
    on bases.city = spine.city
    and bases.since_on <= spine.period
    and (bases.until_on is null or bases.until_on > spine.period)
where spine.period >= date '2022-12-31'
group by spine.city, spine.period
