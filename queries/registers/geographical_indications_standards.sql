-- title                   = { zh = "专用标准和中欧互认清单，按市", en = "Dedicated standards and EU-China lists by city" }
-- columns.city            = { zh = "市", en = "City" }
-- columns.indications     = { zh = "地理标志（个）", en = "Indications" }
-- columns.products        = { zh = "其中保护产品（个）", en = "Of these protected products" }
-- columns.with_standard   = { zh = "保护产品有专用标准（个）", en = "Products with a dedicated standard" }
-- columns.without         = { zh = "保护产品尚无专用标准（个）", en = "Products without one" }
-- columns.first_list      = { zh = "中欧互认第一批（个）", en = "EU-China list, first batch" }
-- columns.second_list     = { zh = "中欧互认第二批（个）", en = "EU-China list, second batch" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
indications as (
    select
        city,
        kind,
        eu_list,
        coalesce(standard_on <= $as_of, false) as has_standard,
        case evidence when 'published' then 0 when 'office' then 1 else 2 end as weakness
    from geographical_indications
    where
        (approved_on is null or approved_on <= $as_of)
        and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
)
-- One row per city.
select
    city,
    count(kind)::double as indications,
    count(*) filter (where kind = 'protected_product')::double as products,
    count(*) filter (where kind = 'protected_product' and has_standard)::double as with_standard,
    count(*) filter (where kind = 'protected_product' and not has_standard)::double as without,
    count(*) filter (where eu_list = 1)::double as first_list,
    count(*) filter (where eu_list = 2)::double as second_list,
    max(weakness) as weakness
from cities
left join indications using (city)
group by city
order by city
