-- title                        = { zh = "商标明细的主要数字", en = "The register of marks in a few figures" }
-- columns.trademarks_registered = { zh = "本年核准注册", en = "Registered this year" }
-- columns.trademarks_ended      = { zh = "本年终止", en = "Ended this year" }
-- columns.trademarks_expiring   = { zh = "未来 12 个月有效期届满", en = "Ten-year period ends within 12 months" }
-- units.trademarks_registered   = { zh = "件", en = "trademarks" }
-- units.trademarks_ended        = { zh = "件", en = "trademarks" }
-- units.trademarks_expiring     = { zh = "件", en = "trademarks" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
marks as not materialized (
    select registered_on, ended_on, expires_on
    from trademarks
    semi join cities using (city)
),
counted as (
    select
        1 as place,
        count(*) filter (where ended_on is null or ended_on > $as_of) as trademarks_in_force,
        count(*) filter (where registered_on >= date_trunc('year', $as_of)) as trademarks_registered,
        count(*) filter (where ended_on between date_trunc('year', $as_of) and $as_of) as trademarks_ended
    from marks
    where registered_on <= $as_of
    union all
    select
        2 as place,
        count(*) filter (where ended_on is null or ended_on > $before) as trademarks_in_force,
        count(*) filter (where registered_on >= date_trunc('year', $before)) as trademarks_registered,
        count(*) filter (where ended_on between date_trunc('year', $before) and $before) as trademarks_ended
    from marks
    where registered_on <= $before
),
-- The register keeps the end of the newest ten years only; see gaps/trademarks_in_force.sql.
ending as (
    select
        count(*) filter (
            where registered_on <= $as_of and (ended_on is null or ended_on > $as_of)
                and case
                    when expires_on > $as_of + interval 20 year then expires_on + interval '-20' year
                    when expires_on > $as_of + interval 10 year then expires_on + interval '-10' year
                    else expires_on
                end between $as_of + interval 1 day and $as_of + interval 12 month
        ) as now,
        count(*) filter (
            where registered_on <= $before and (ended_on is null or ended_on > $before)
                and case
                    when expires_on > $before + interval 20 year then expires_on + interval '-20' year
                    when expires_on > $before + interval 10 year then expires_on + interval '-10' year
                    else expires_on
                end between $before + interval 1 day and $before + interval 12 month
        ) as before
    from marks
    where ended_on is null or ended_on > $before
),
figures as (
    select place, 'trademarks_in_force' as figure, trademarks_in_force as amount from counted
    union all
    select place, 'trademarks_registered', trademarks_registered from counted
    union all
    select place, 'trademarks_ended', trademarks_ended from counted
)
-- One row per figure: its value on the day and on the same day of the year before.
select
    figure,
    max(amount) filter (where place = 1)::double as value,
    max(amount) filter (where place = 2)::double as before
from figures
group by figure
union all
select 'trademarks_expiring', now::double, before::double
from ending
