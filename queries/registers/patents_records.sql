-- title                   = { zh = "专利记录", en = "Patents and applications" }
-- columns.application_no  = { zh = "申请号", en = "Application number" }
-- columns.title           = { zh = "发明创造名称", en = "Title" }
-- columns.kind            = { zh = "专利类型", en = "Kind" }
-- columns.city            = { zh = "市", en = "City" }
-- columns.county          = { zh = "县（市、区）", en = "County or district" }
-- columns.holder          = { zh = "专利权人", en = "Holder" }
-- columns.holder_type     = { zh = "专利权人类型", en = "Type of holder" }
-- columns.industry        = { zh = "战略性新兴产业", en = "Strategic emerging industry" }
-- columns.ipc_section     = { zh = "国际专利分类部", en = "IPC section" }
-- columns.pre_examined    = { zh = "是否预审", en = "Pre-examined" }
-- columns.filed_on        = { zh = "申请日", en = "Filed on" }
-- columns.granted_on      = { zh = "授权日", en = "Granted on" }
-- columns.lapsed_on       = { zh = "失效日", en = "Lapsed on" }
-- columns.expires_on      = { zh = "法定期限届满日", en = "Legal term ends on" }
-- columns.state           = { zh = "状态", en = "State" }
-- columns.source          = { zh = "来源", en = "Source" }
-- columns.evidence        = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
)
-- One row per patent or application filed by the day; a grant or lapse that came later is not known yet.
select
    application_no,
    title,
    kind,
    city,
    county,
    holder,
    holder_type,
    coalesce(industry, 'none') as industry,
    coalesce(ipc_section, 'none') as ipc_section,
    case when pre_examined then 'yes' else 'no' end as pre_examined,
    filed_on,
    case when granted_on <= $as_of then granted_on end as granted_on,
    case when granted_on <= $as_of and lapsed_on <= $as_of then lapsed_on end as lapsed_on,
    case when granted_on <= $as_of then expires_on end as expires_on,
    case
        when granted_on is null or granted_on > $as_of then 'not_granted'
        when lapsed_on <= $as_of then 'ended'
        else 'in_force'
    end as state,
    source,
    evidence
from patents
semi join cities using (city)
where
    filed_on <= $as_of
    and ($record = '' or application_no = $record)
    and (
        $state = 'all'
        or $state = case
            when granted_on is null or granted_on > $as_of then 'not_granted'
            when lapsed_on <= $as_of then 'ended'
            else 'in_force'
        end
    )
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
order by
    case when $sort = 'granted_on' and patents.granted_on <= $as_of then patents.granted_on end nulls last,
    case when $sort = '-granted_on' and patents.granted_on <= $as_of then patents.granted_on end desc nulls last,
    case when $sort = 'filed_on' then filed_on end nulls last,
    case when $sort = '-filed_on' then filed_on end desc nulls last,
    case when $sort = 'title' then title end nulls last,
    case when $sort = '-title' then title end desc nulls last,
    case when $sort = 'holder' then holder end nulls last,
    case when $sort = '-holder' then holder end desc nulls last,
    application_no
limit $limit offset $offset
