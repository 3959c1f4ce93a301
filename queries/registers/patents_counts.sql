-- title = { zh = "专利明细的计数", en = "Counts of the register of patents" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
-- Used three times below: looking for a text in a million titles is done once.
chosen as materialized (
    select
        filed_on,
        granted_on,
        lapsed_on,
        case evidence when 'published' then 0 when 'office' then 1 else 2 end as weakness,
        case $rows
            when 'city' then city
            when 'county' then county
            when 'kind' then kind
            when 'ipc_section' then coalesce(ipc_section, 'none')
            when 'holder_type' then holder_type
            when 'industry' then coalesce(industry, 'none')
            when 'pre_examined' then case when pre_examined then 'yes' else 'no' end
        end as row_value,
        case $columns
            when 'city' then city
            when 'county' then county
            when 'kind' then kind
            when 'ipc_section' then coalesce(ipc_section, 'none')
            when 'holder_type' then holder_type
            when 'industry' then coalesce(industry, 'none')
            when 'pre_examined' then case when pre_examined then 'yes' else 'no' end
        end as column_value
    from patents
    semi join cities using (city)
    where
        filed_on <= $as_of
        and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
        and ($county = 'all' or county = $county)
        and ($kind = 'all' or kind = $kind)
        and ($ipc_section = 'all' or coalesce(ipc_section, 'none') = $ipc_section)
        and ($holder_type = 'all' or holder_type = $holder_type)
        and ($industry = 'all' or coalesce(industry, 'none') = $industry)
        and ($pre_examined = 'all' or case when pre_examined then 'yes' else 'no' end = $pre_examined)
        and (
            $find = ''
            or contains(lower(title), $find)
            or contains(lower(holder), $find)
            or contains(lower(application_no), $find)
        )
),
changes as (
    select last_day(filed_on) as period, row_value, column_value, weakness, 1 as recorded, 0 as begun, 0 as ended
    from chosen
    union all
    select last_day(granted_on), row_value, column_value, weakness, 0, 1, 0
    from chosen
    where granted_on <= $as_of
    union all
    select last_day(lapsed_on), row_value, column_value, weakness, 0, 0, 1
    from chosen
    where granted_on <= $as_of and lapsed_on <= $as_of
)
-- One row per month in which anything changed (row_value and column_value empty), and one per row and column of the
-- breakdown (period empty): patents filed, granted and lapsed, and of the last two the year's own.
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
