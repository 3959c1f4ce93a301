-- title         = { zh = "地理标志专用标准覆盖率", en = "Geographical indications with a dedicated standard" }
-- domain        = "geographical_indications"
-- unit          = "%"
-- unit_en       = "%"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "geographical_indication_standard_coverage"
-- digits        = 1
-- limits        = [0, 100]
-- definition.zh = "期末有专用标准的地理标志保护产品数，占行动方案所指89个地理标志保护产品中当时已获认定者的比重。这89个是2019年末已获批的产品，此后新获认定的不在其内；专用标准自登记的起算日计入，一个产品只计一次；认定日不明的产品始终计入分母；名单内尚无产品的市没有数值。只计地理标志保护产品，不含集体商标、证明商标和农产品地理标志。明细已查明的名单与89个未必逐一对应。"
-- definition.en = "The share, among the 89 protected geographical-indication products that the plan speaks of, of those with a dedicated standard at the end of the period. The 89 are the products approved by the end of 2019; later approvals are not among them. A standard counts from the day recorded for it, and a product counts once; a product whose day of approval is not recorded is always in the set; a city with none of them has no value. Only protected products count, not collective marks, certification marks or agricultural geographical indications. The products named in the register may not match the 89 one by one."
-- why.zh        = "没有专用标准，专用标志的使用和品质监管就缺少依据，全覆盖是地理标志从有名走向有标可依的前提。"
-- why.en        = "Without a dedicated standard neither the use of the special mark nor the quality behind the name can be supervised, so full coverage comes before everything else."

-- The plan's 89: approved by the end of 2019, or on a day not recorded, and then in the set from the first month on.
with products as (
    select city, coalesce(approved_on, (select min(period) from periods)) as approved_on, standard_on
    from geographical_indications
    where kind = 'protected_product' and (approved_on is null or approved_on <= date '2019-12-31')
),
changes as (
    select city, last_day(approved_on) as period, 1 as approved, 0 as covered
    from products
    union all
    select city, last_day(greatest(approved_on, standard_on)), 0, 1
    from products
    where standard_on is not null
),
monthly as (
    select city, period, sum(approved) as approved, sum(covered) as covered
    from changes
    group by city, period
)
-- One row per city and month-end: 100 times the products with a dedicated standard by the end of that day,
-- and the products approved by then. Both are 0 in a city that has none.
select
    spine.city as area,
    spine.period,
    100 * sum(coalesce(covered, 0)) over (partition by spine.city order by spine.period)::double as numerator,
    sum(coalesce(approved, 0)) over (partition by spine.city order by spine.period)::double as denominator
from city_months as spine
left join monthly on monthly.city = spine.city and monthly.period = spine.period
