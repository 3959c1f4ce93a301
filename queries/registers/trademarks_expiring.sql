-- title                = { zh = "未来 24 个月有效期届满的商标，按月", en = "Trademarks whose ten-year period ends in the next 24 months, by month" }
-- columns.period       = { zh = "届满月份", en = "Month" }
-- columns.expiring     = { zh = "届满件数", en = "Trademarks" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
-- The register keeps the end of the newest ten years only; see gaps/trademarks_in_force.sql.
ends as (
    select
        case evidence when 'published' then 0 when 'office' then 1 else 2 end as weakness,
        case
            when expires_on > $as_of + interval 20 year then cast(expires_on + interval '-20' year as date)
            when expires_on > $as_of + interval 10 year then cast(expires_on + interval '-10' year as date)
            else expires_on
        end as expires_on
    from trademarks
    semi join cities using (city)
    where
        registered_on <= $as_of
        and (ended_on is null or ended_on > $as_of)
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
)
-- One row per month: marks in force on the day whose ten years end in it; the days of the day's own month that are
-- over do not count.
select last_day(expires_on) as period, count(*)::double as expiring, max(weakness) as weakness
from ends
where expires_on > $as_of and expires_on <= last_day($as_of + interval 24 month)
group by last_day(expires_on)
order by period
