-- title         = { zh = "新增国家地理标志保护示范区", en = "New national geographical-indication protection demonstration zones" }
-- domain        = "geographical_indications"
-- unit          = "家"
-- unit_en       = "zones"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "geographical_indication_demonstration_zones"
-- digits        = 0
-- definition.zh = "2023年1月1日以来新增、期末仍然保留的国家地理标志保护示范区家数，自登记的设立日起计入，撤销之日起不再计入；设立日不明的不能认定为新增，不计。此前已获批筹建的（如2021年的盘锦大米）不属新增。获批筹建与验收合格是两个阶段，引用时应写明是哪一个。"
-- definition.en = "National protection demonstration zones for geographical indications added since 1 January 2023 and still standing at the end of the period, from the recorded day of establishment until withdrawal; a zone without a recorded day cannot be shown to be new and does not count, nor does one approved for construction earlier (Panjin rice, 2021). Approval for construction and acceptance once built are two stages: name the one you mean."
-- why.zh        = "示范区是国家对一地地理标志保护水平的认可，新增数量说明本省能否把产品优势变成保护标杆。"
-- why.en        = "A zone is the nation's recognition of how well a place protects its products, and new ones show whether the province can set that example."

with zones as (
    select city, since_on, until_on
    from units_open
    where kind = 'gi_demo_zone' and level = 'national' and opened_on >= date '2023-01-01'
)
-- One row per city and month-end: zones added since 2023 and not withdrawn by the end of that day, from the
-- plan's baseline on.
select
    spine.city as area,
    spine.period,
    count(zones.city)::double as value
from city_months as spine
left join zones
    on zones.city = spine.city
    and zones.since_on <= spine.period
    and (zones.until_on is null or zones.until_on > spine.period)
where spine.period >= date '2022-12-31'
group by spine.city, spine.period
