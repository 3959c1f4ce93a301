-- title = { zh = "服务网络的计数", en = "Counts of the service network" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
-- A unit whose opening day is not recorded counts from the day a source first showed it.
chosen as (
    select
        coalesce(opened_on, known_on) as opened_on,
        opened_on as named_on,
        closed_on,
        case evidence when 'published' then 0 when 'office' then 1 else 2 end as weakness,
        case $rows
            when 'city' then city
            when 'county' then county
            when 'kind' then kind
            when 'level' then level
        end as row_value,
        case $columns
            when 'city' then city
            when 'county' then county
            when 'kind' then kind
            when 'level' then level
        end as column_value
    from service_network
    semi join cities using (city)
    where
        coalesce(opened_on, known_on) <= $as_of
        and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
        and ($county = 'all' or county = $county)
        and ($kind = 'all' or kind = $kind)
        and ($unit_level = 'all' or level = $unit_level)
        and (
            $find = ''
            or contains(lower(name_zh), $find)
            or contains(lower(unit_no), $find)
            or contains(lower(coalesce(note, '')), $find)
        )
),
changes as (
    select
        last_day(opened_on) as period, row_value, column_value, weakness, 1 as recorded, 1 as begun, 0 as ended, named_on
    from chosen
    union all
    select last_day(greatest(opened_on, closed_on)), row_value, column_value, weakness, 0, 0, 1, null
    from chosen
    where closed_on <= $as_of
)
-- One row per month in which anything changed (row_value and column_value empty), and one per row and column of the
-- breakdown (period empty): units opened and closed, and of these the year's own; what is first shown is not new.
select
    period,
    row_value,
    column_value,
    sum(recorded)::double as recorded,
    sum(begun)::double as begun,
    sum(ended)::double as ended,
    coalesce(sum(begun) filter (where named_on >= date_trunc('year', $as_of)), 0)::double as begun_this_year,
    coalesce(sum(ended) filter (where period >= date_trunc('year', $as_of)), 0)::double as ended_this_year,
    max(weakness) as weakness
from changes
group by grouping sets ((period), (row_value, column_value))
