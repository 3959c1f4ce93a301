-- title         = { zh = "区域公共品牌", en = "Regional public brands" }
-- domain        = "geographical_indications"
-- unit          = "个"
-- unit_en       = "brands"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "regional_public_brands"
-- digits        = 0
-- definition.zh = "期末在用的、以地理标志打造的区域公共品牌个数，自发布或认定之日起计入，停用之日起不再计入；日期不明的，自其见诸公开来源之日起计入。一个品牌可以依托几个地理标志，只计一个；地理标志、注册商标本身不等于区域公共品牌。"
-- definition.en = "Regional public brands built on geographical indications and in use at the end of the period, from the day a brand is launched or recognised until it is given up; where that day is not recorded, from the day a source first showed it. A brand that rests on several geographical indications counts once; a geographical indication or a registered mark is not by itself such a brand."
-- why.zh        = "区域公共品牌把分散的地理标志产品合成一张名片，是地理标志带动县域经济和农民增收的抓手。"
-- why.en        = "A public brand gives scattered products one name in the market, and so lets geographical indications raise incomes in the counties."

with brands as (
    select city, since_on, until_on
    from units_open
    where kind = 'regional_public_brand'
)
-- One row per city and month-end: brands launched and not given up by the end of that day.
select
    spine.city as area,
    spine.period,
    count(brands.city)::double as value
from city_months as spine
left join brands
    on brands.city = spine.city
    and brands.since_on <= spine.period
    and (brands.until_on is null or brands.until_on > spine.period)
group by spine.city, spine.period
