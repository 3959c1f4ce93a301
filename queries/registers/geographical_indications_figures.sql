-- title                                 = { zh = "地理标志明细的主要数字", en = "The register of geographical indications in a few figures" }
-- columns.indications                   = { zh = "地理标志", en = "Geographical indications" }
-- columns.protected_products            = { zh = "地理标志保护产品", en = "Protected products" }
-- columns.indication_marks              = { zh = "地理标志集体商标、证明商标", en = "Collective and certification marks" }
-- columns.indications_with_standard     = { zh = "有专用标准", en = "With a dedicated standard" }
-- columns.indications_on_eu_lists       = { zh = "列入中欧互认清单", en = "On the EU-China lists" }
-- units.indications                     = { zh = "个", en = "indications" }
-- units.protected_products              = { zh = "个", en = "products" }
-- units.indication_marks                = { zh = "件", en = "marks" }
-- units.indications_with_standard       = { zh = "个", en = "indications" }
-- units.indications_on_eu_lists         = { zh = "个", en = "indications" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
days as (
    select 1 as place, $as_of as day
    union all
    select 2, $before
),
-- The plan's 89: approved by the end of 2019, or on a day not recorded.
indications as (
    select
        place,
        kind,
        eu_list,
        coalesce(standard_on <= day, false) as has_standard,
        kind = 'protected_product' and (approved_on is null or approved_on <= date '2019-12-31') as promised
    from days
    join geographical_indications on approved_on is null or approved_on <= day
    semi join cities using (city)
),
counted as (
    select
        place,
        count(kind)::double as indications,
        count(*) filter (where kind = 'protected_product')::double as protected_products,
        count(*) filter (where kind in ('collective_mark', 'certification_mark'))::double as indication_marks,
        count(*) filter (where has_standard)::double as indications_with_standard,
        count(eu_list)::double as indications_on_eu_lists,
        100 * count(*) filter (where promised and has_standard)::double / nullif(count(*) filter (where promised), 0)
            as geographical_indication_standard_coverage
    from days
    left join indications using (place)
    group by place
),
figures as (
    select place, 'indications' as figure, indications as amount from counted
    union all
    select place, 'protected_products', protected_products from counted
    union all
    select place, 'indication_marks', indication_marks from counted
    union all
    select place, 'indications_with_standard', indications_with_standard from counted
    union all
    select place, 'indications_on_eu_lists', indications_on_eu_lists from counted
    union all
    select place, 'geographical_indication_standard_coverage', geographical_indication_standard_coverage from counted
)
-- One row per figure: its value on the day and on the same day of the year before. One named like an indicator is
-- that indicator.
select
    figure,
    max(amount) filter (where place = 1) as value,
    max(amount) filter (where place = 2) as before
from figures
group by figure
