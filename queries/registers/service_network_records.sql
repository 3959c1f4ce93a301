-- title             = { zh = "服务网络单位和项目", en = "Units and projects of the service network" }
-- columns.unit_no   = { zh = "编号", en = "Number" }
-- columns.name_zh   = { zh = "名称", en = "Name" }
-- columns.kind      = { zh = "类别", en = "Kind" }
-- columns.level     = { zh = "级别", en = "Level" }
-- columns.city      = { zh = "市", en = "City" }
-- columns.county    = { zh = "县（市、区）", en = "County or district" }
-- columns.opened_on = { zh = "设立（确定）日", en = "Opened or named on" }
-- columns.closed_on = { zh = "撤销（到期）日", en = "Closed on" }
-- columns.known_on  = { zh = "首见于公开来源", en = "First shown by a source" }
-- columns.state     = { zh = "状态", en = "State" }
-- columns.note      = { zh = "备注", en = "Note" }
-- columns.source    = { zh = "来源", en = "Source" }
-- columns.evidence  = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
)
-- One row per unit opened, or first shown by a source, by the day; an end that came later is not known yet.
select
    unit_no,
    name_zh,
    kind,
    level,
    city,
    county,
    opened_on,
    case when closed_on <= $as_of then closed_on end as closed_on,
    case when known_on <= $as_of then known_on end as known_on,
    case when closed_on <= $as_of then 'closed' else 'open' end as state,
    note,
    source,
    evidence
from service_network
semi join cities using (city)
where
    coalesce(opened_on, service_network.known_on) <= $as_of
    and ($record = '' or unit_no = $record)
    and ($state = 'all' or $state = case when closed_on <= $as_of then 'closed' else 'open' end)
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
order by
    case when $sort = 'opened_on' then opened_on end nulls last,
    case when $sort = '-opened_on' then opened_on end desc nulls last,
    case when $sort = 'name_zh' then name_zh end nulls last,
    case when $sort = '-name_zh' then name_zh end desc nulls last,
    case when $sort = 'kind' then kind end nulls last,
    case when $sort = '-kind' then kind end desc nulls last,
    case when $sort = 'city' then city end nulls last,
    case when $sort = '-city' then city end desc nulls last,
    unit_no
limit $limit offset $offset
