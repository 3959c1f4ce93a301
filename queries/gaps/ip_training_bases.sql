-- title            = { zh = "各市2023年以来增建知识产权培养培训基地个数（由少到多）", en = "IP training bases added since 2023 by city, fewest first" }
-- columns.bases    = { zh = "增建基地（个）", en = "Bases added" }
-- columns.evidence = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
added as (
    select city, unit_no
    from units_open
    where
        kind = 'training_base'
        and opened_on >= date '2023-01-01'
        and opened_on <= $as_of
        and (until_on is null or until_on > $as_of)
)
-- One row per city: bases added since 2023 and open on the day, fewest first.
select
    city,
    count(unit_no) as bases
from cities
left join added using (city)
group by city
order by bases, city
