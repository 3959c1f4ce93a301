-- title         = { zh = "省级专利导航服务基地", en = "Provincial patent navigation service bases" }
-- domain        = "service_network"
-- unit          = "个"
-- unit_en       = "bases"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "provincial_patent_navigation_bases_stock"
-- digits        = 0
-- definition.zh = "期末运行中的省级专利导航服务基地个数，自登记的设立日起计入，撤销之日起不再计入；设立日不明的，自其见诸公开来源之日起计入。确定为建设单位、授牌、建成是不同阶段，公布的数字各有所指，不可互换，明细以授牌日代替设立日的在备注中注明。国家级专利导航服务基地不计入。"
-- definition.en = "Provincial patent navigation service bases open at the end of the period, from the recorded day of establishment until they close. Where the opening day is not recorded, it counts from the day a source first showed it. Being named for construction, being given a plaque and being built are different states, published figures mean one or another, and they cannot be exchanged; where the register has only the day of the plaque, its note says so. National bases do not count."
-- why.zh        = "基地是专利导航长期开展的组织依托，关系行动方案能否留下可持续的服务能力。"
-- why.en        = "A base is what keeps navigation going after single projects end, and so what the plan leaves behind."

with bases as (
    select city, since_on, until_on
    from units_open
    where kind = 'patent_navigation_base' and level = 'provincial'
)
-- One row per city and month-end: provincial bases established and not closed by the end of that day.
select
    spine.city as area,
    spine.period,
    count(bases.city)::double as value
from city_months as spine
left join bases
    on bases.city = spine.city
    and bases.since_on <= spine.period
    and (bases.until_on is null or bases.until_on > spine.period)
group by spine.city, spine.period
