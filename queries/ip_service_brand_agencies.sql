-- title         = { zh = "省级知识产权服务品牌机构", en = "Provincial IP service brand agencies" }
-- domain        = "service_network"
-- unit          = "家"
-- unit_en       = "agencies"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "ip_service_brand_agencies"
-- digits        = 0
-- definition.zh = "期末在册的省级知识产权服务品牌机构家数，自确定之日起计入，取消之日起不再计入；日期不明的，自其见诸公开来源之日起计入。本指标不是知识产权服务机构总数，列入培育名单、尚未确定的机构也不计。"
-- definition.en = "Provincial IP service brand agencies on the list at the end of the period, from the day they are selected until they are struck off; where that day is not recorded, from the day a source first showed it. This is not the number of IP service firms, and agencies still being nurtured do not count."
-- why.zh        = "品牌机构带动服务业提质，创新主体能否在本省买到高水平服务，要看这支队伍。"
-- why.en        = "The brand agencies lead the trade, and decide whether innovators can buy first-rate service without leaving the province."

with agencies as (
    select city, since_on, until_on
    from units_open
    where kind = 'service_brand_agency' and level = 'provincial'
)
-- One row per city and month-end: provincial brand agencies selected and not struck off by the end of that
-- day.
select
    spine.city as area,
    spine.period,
    count(agencies.city)::double as value
from city_months as spine
left join agencies
    on agencies.city = spine.city
    and agencies.since_on <= spine.period
    and (agencies.until_on is null or agencies.until_on > spine.period)
group by spine.city, spine.period
