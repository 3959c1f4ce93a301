-- title = { zh = "商标明细的计数", en = "Counts of the register of marks" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
-- Used twice below: looking for a text in a million names is done once.
chosen as materialized (
    select
        registered_on,
        ended_on,
        case evidence when 'published' then 0 when 'office' then 1 else 2 end as weakness,
        case $rows
            when 'city' then city
            when 'county' then county
            when 'nice_class' then cast(nice_class as varchar)
            when 'holder_type' then holder_type
            when 'mark_type' then mark_type
        end as row_value,
        case $columns
            when 'city' then city
            when 'county' then county
            when 'nice_class' then cast(nice_class as varchar)
            when 'holder_type' then holder_type
            when 'mark_type' then mark_type
        end as column_value
    from trademarks
    semi join cities using (city)
    where
        registered_on <= $as_of
        and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
        and ($county = 'all' or county = $county)
        and ($nice_class = 'all' or cast(nice_class as varchar) = $nice_class)
        and ($holder_type = 'all' or holder_type = $holder_type)
        and ($mark_type = 'all' or mark_type = $mark_type)
        and (
            $find = ''
            or contains(lower(name), $find)
            or contains(lower(holder), $find)
            or contains(lower(registration_no), $find)
        )
),
changes as (
    select last_day(registered_on) as period, row_value, column_value, weakness, 1 as recorded, 1 as begun, 0 as ended
    from chosen
    union all
    select last_day(ended_on), row_value, column_value, weakness, 0, 0, 1
    from chosen
    where ended_on <= $as_of
)
-- One row per month in which anything changed (row_value and column_value empty), and one per row and column of the
-- breakdown (period empty): marks recorded, begun and ended, and of these the year's own.
select
    period,
    row_value,
    column_value,
    sum(recorded)::double as recorded,
    sum(begun)::double as begun,
    sum(ended)::double as ended,
    coalesce(sum(begun) filter (where period >= date_trunc('year', $as_of)), 0)::double as begun_this_year,
    coalesce(sum(ended) filter (where period >= date_trunc('year', $as_of)), 0)::double as ended_this_year,
    max(weakness) as weakness
from changes
group by grouping sets ((period), (row_value, column_value))
