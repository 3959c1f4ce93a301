-- title                  = { zh = "十二个月内法定期限届满的有效高价值发明专利", en = "High-value inventions in force whose legal term ends within 12 months" }
-- columns.application_no = { zh = "申请号", en = "Application number" }
-- columns.title          = { zh = "发明名称", en = "Title" }
-- columns.holder         = { zh = "专利权人", en = "Holder" }
-- columns.expires_on     = { zh = "期限届满日", en = "Term ends on" }
-- columns.days_left      = { zh = "剩余天数", en = "Days left" }
-- columns.evidence       = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
in_force as (
    select city, application_no
    from high_value_patents
    where since_on <= $as_of and (until_on is null or until_on > $as_of)
),
-- The end of the legal term is known from the day of filing; a lapse for unpaid fees is known only once it happens.
ending as (
    select application_no, county, title, holder, expires_on, evidence
    from patents
    where expires_on > $as_of and expires_on <= $as_of + interval 12 month
)
-- One row per high-value invention in force on the day whose legal term ends within the next 12 months, the
-- earliest end first.
select
    city,
    county,
    application_no,
    title,
    holder,
    expires_on,
    date_diff('day', $as_of, expires_on) as days_left,
    evidence
from cities
join in_force using (city)
join ending using (application_no)
order by expires_on, application_no
