-- title                   = { zh = "商标注册记录", en = "Registered marks" }
-- columns.registration_no = { zh = "注册号", en = "Registration number" }
-- columns.name            = { zh = "商标名称", en = "Mark" }
-- columns.city            = { zh = "市", en = "City" }
-- columns.county          = { zh = "县（市、区）", en = "County or district" }
-- columns.nice_class      = { zh = "商品服务类别", en = "Nice class" }
-- columns.mark_type       = { zh = "商标类型", en = "Type of mark" }
-- columns.holder          = { zh = "注册人", en = "Holder" }
-- columns.holder_type     = { zh = "注册人类型", en = "Type of holder" }
-- columns.registered_on   = { zh = "注册日", en = "Registered on" }
-- columns.expires_on      = { zh = "有效期届满日", en = "Period ends on" }
-- columns.ended_on        = { zh = "终止日", en = "Ended on" }
-- columns.state           = { zh = "状态", en = "State" }
-- columns.source          = { zh = "来源", en = "Source" }
-- columns.evidence        = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
)
-- One row per mark registered by the day; an end that came later is not known yet.
select
    registration_no,
    name,
    city,
    county,
    cast(nice_class as varchar) as nice_class,
    mark_type,
    holder,
    holder_type,
    registered_on,
    case
        when expires_on > $as_of + interval 20 year then cast(expires_on + interval '-20' year as date)
        when expires_on > $as_of + interval 10 year then cast(expires_on + interval '-10' year as date)
        else expires_on
    end as expires_on,
    case when ended_on <= $as_of then ended_on end as ended_on,
    case when ended_on <= $as_of then 'ended' else 'in_force' end as state,
    source,
    evidence
from trademarks
semi join cities using (city)
where
    registered_on <= $as_of
    and ($record = '' or registration_no = $record)
    and ($state = 'all' or $state = case when ended_on <= $as_of then 'ended' else 'in_force' end)
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
order by
    case when $sort = '-registered_on' then registered_on end desc nulls last,
    case when $sort = 'registered_on' then registered_on end nulls last,
    case when $sort = 'expires_on' then trademarks.expires_on end nulls last,
    case when $sort = '-expires_on' then trademarks.expires_on end desc nulls last,
    case when $sort = 'name' then name end nulls last,
    case when $sort = '-name' then name end desc nulls last,
    case when $sort = 'holder' then holder end nulls last,
    case when $sort = '-holder' then holder end desc nulls last,
    registration_no
limit $limit offset $offset
