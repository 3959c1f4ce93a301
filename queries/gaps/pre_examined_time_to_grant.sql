-- title                  = { zh = "已申请、尚未授权的预审发明专利（等待最久的在前）", en = "Pre-examined inventions filed but not yet granted, longest wait first" }
-- columns.application_no = { zh = "申请号", en = "Application number" }
-- columns.title          = { zh = "发明名称", en = "Title" }
-- columns.holder         = { zh = "申请人", en = "Applicant" }
-- columns.filed_on       = { zh = "申请日", en = "Filed on" }
-- columns.days_waited    = { zh = "已等待天数", en = "Days waited" }
-- columns.evidence       = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
pending as (
    select city, county, application_no, title, holder, filed_on, evidence
    from patents
    where
        kind = 'invention'
        and pre_examined
        and filed_on <= $as_of
        and (granted_on is null or granted_on > $as_of)
)
-- One row per pre-examined invention filed but not granted on the day, the oldest first.
select
    city,
    county,
    application_no,
    title,
    holder,
    filed_on,
    date_diff('day', filed_on, $as_of) as days_waited,
    evidence
from cities
join pending using (city)
order by filed_on, application_no
