-- title                   = { zh = "十二个月内有效期届满、需要续展的有效商标", en = "Trademarks in force whose ten-year period ends within 12 months" }
-- columns.registration_no = { zh = "注册号", en = "Registration number" }
-- columns.name            = { zh = "商标名称", en = "Mark" }
-- columns.nice_class      = { zh = "商品服务类别", en = "Nice class" }
-- columns.holder          = { zh = "注册人", en = "Holder" }
-- columns.period_ends_on  = { zh = "有效期届满日", en = "Period ends on" }
-- columns.days_left       = { zh = "剩余天数", en = "Days left" }
-- columns.evidence        = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
-- The register keeps the end of the newest ten years only. After a renewal, the period that was running on an
-- earlier day ended ten or twenty years before that.
in_force as (
    select
        city,
        county,
        registration_no,
        name,
        nice_class,
        holder,
        evidence,
        case
            when expires_on > $as_of + interval 20 year then cast(expires_on + interval '-20' year as date)
            when expires_on > $as_of + interval 10 year then cast(expires_on + interval '-10' year as date)
            else expires_on
        end as period_ends_on
    from trademarks
    where registered_on <= $as_of and (ended_on is null or ended_on > $as_of)
)
-- One row per mark in force on the day whose ten years end within the next 12 months, the earliest end first.
select
    city,
    county,
    registration_no,
    name,
    nice_class,
    holder,
    period_ends_on,
    date_diff('day', $as_of, period_ends_on) as days_left,
    evidence
from cities
join in_force using (city)
where period_ends_on > $as_of and period_ends_on <= $as_of + interval 12 month
order by period_ends_on, registration_no
