-- title                   = { zh = "尚无专用标准的地理标志保护产品", en = "Protected geographical indications without a dedicated standard" }
-- columns.gi_no           = { zh = "登记序号", en = "Register number" }
-- columns.name_zh         = { zh = "产品名称", en = "Name in Chinese" }
-- columns.name_en         = { zh = "英文名称", en = "Name in English" }
-- columns.announcement_no = { zh = "认定公告号", en = "Announcement" }
-- columns.approved_on     = { zh = "认定日（空：不明）", en = "Approved on (empty: not recorded)" }
-- columns.evidence        = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
-- The plan's 89, as the indicator counts them: approved by the end of 2019, or on a day not recorded.
products as (
    select city, county, gi_no, name_zh, name_en, announcement_no, approved_on, standard_on, evidence
    from geographical_indications
    where
        kind = 'protected_product'
        and (approved_on is null or approved_on <= least(date '2019-12-31', $as_of))
)
-- One row per product of the set without a dedicated standard on the day, the longest protected first.
select
    city,
    county,
    gi_no,
    name_zh,
    name_en,
    announcement_no,
    approved_on,
    evidence
from cities
join products using (city)
where standard_on is null or standard_on > $as_of
order by approved_on nulls last, gi_no
