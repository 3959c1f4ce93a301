-- title                   = { zh = "地理标志", en = "Geographical indications" }
-- columns.gi_no           = { zh = "编号", en = "Number" }
-- columns.name_zh         = { zh = "名称", en = "Name" }
-- columns.name_en         = { zh = "英文名称", en = "English name" }
-- columns.kind            = { zh = "保护方式", en = "Kind of protection" }
-- columns.city            = { zh = "市", en = "City" }
-- columns.county          = { zh = "县（市、区）", en = "County or district" }
-- columns.product_class   = { zh = "产品类别", en = "Class of product" }
-- columns.approved_on     = { zh = "认定（注册）日", en = "Approved on" }
-- columns.announcement_no = { zh = "公告号", en = "Announcement" }
-- columns.standard_no     = { zh = "专用标准号", en = "Dedicated standard no." }
-- columns.standard_on     = { zh = "标准日期", en = "Standard since" }
-- columns.eu_list         = { zh = "中欧互认清单", en = "EU-China list" }
-- columns.note            = { zh = "备注", en = "Note" }
-- columns.source          = { zh = "来源", en = "Source" }
-- columns.evidence        = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
)
-- One row per indication approved by the day, or on a day not recorded; a standard that came later is not known yet.
select
    gi_no,
    name_zh,
    name_en,
    kind,
    city,
    county,
    product_class,
    approved_on,
    announcement_no,
    case when standard_on <= $as_of then standard_no end as standard_no,
    case when standard_on <= $as_of then standard_on end as standard_on,
    coalesce(cast(eu_list as varchar), 'none') as eu_list,
    note,
    source,
    evidence
from geographical_indications
semi join cities using (city)
where
    (approved_on is null or approved_on <= $as_of)
    and ($record = '' or gi_no = $record)
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
order by
    case when $sort = 'approved_on' then geographical_indications.approved_on end nulls last,
    case when $sort = '-approved_on' then geographical_indications.approved_on end desc nulls last,
    case when $sort = 'standard_on' and geographical_indications.standard_on <= $as_of
        then geographical_indications.standard_on end nulls last,
    case when $sort = '-standard_on' and geographical_indications.standard_on <= $as_of
        then geographical_indications.standard_on end desc nulls last,
    case when $sort = 'name_zh' then name_zh end nulls last,
    case when $sort = '-name_zh' then name_zh end desc nulls last,
    case when $sort = 'city' then city end nulls last,
    case when $sort = '-city' then city end desc nulls last,
    gi_no
limit $limit offset $offset
