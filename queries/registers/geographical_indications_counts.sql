-- title = { zh = "地理标志明细的计数", en = "Counts of the register of geographical indications" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
-- An indication whose day of approval is not recorded belongs to the register from its first month on.
chosen as (
    select
        coalesce(approved_on, (select min(period) from periods)) as approved_on,
        case evidence when 'published' then 0 when 'office' then 1 else 2 end as weakness,
        case $rows
            when 'city' then city
            when 'county' then county
            when 'kind' then kind
            when 'product_class' then product_class
            when 'standard' then case when standard_on <= $as_of then 'with' else 'without' end
            when 'eu_list' then coalesce(cast(eu_list as varchar), 'none')
        end as row_value,
        case $columns
            when 'city' then city
            when 'county' then county
            when 'kind' then kind
            when 'product_class' then product_class
            when 'standard' then case when standard_on <= $as_of then 'with' else 'without' end
            when 'eu_list' then coalesce(cast(eu_list as varchar), 'none')
        end as column_value
    from geographical_indications
    semi join cities using (city)
    where
        (approved_on is null or approved_on <= $as_of)
        and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
        and ($county = 'all' or county = $county)
        and ($kind = 'all' or kind = $kind)
        and ($standard = 'all' or case when standard_on <= $as_of then 'with' else 'without' end = $standard)
        and ($eu_list = 'all' or coalesce(cast(eu_list as varchar), 'none') = $eu_list)
        and (
            $find = ''
            or contains(lower(name_zh), $find)
            or contains(lower(coalesce(name_en, '')), $find)
            or contains(lower(gi_no), $find)
            or contains(lower(coalesce(announcement_no, '')), $find)
            or contains(lower(coalesce(standard_no, '')), $find)
        )
)
-- One row per month in which anything changed (row_value and column_value empty), and one per row and column of the
-- breakdown (period empty): indications approved, and of these the year's own. None ever ends.
select
    last_day(approved_on) as period,
    row_value,
    column_value,
    count(*)::double as recorded,
    count(*)::double as begun,
    0::double as ended,
    count(*) filter (where approved_on >= date_trunc('year', $as_of))::double as begun_this_year,
    0::double as ended_this_year,
    max(weakness) as weakness
from chosen
group by grouping sets ((last_day(approved_on)), (row_value, column_value))
