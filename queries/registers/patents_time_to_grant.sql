-- title                        = { zh = "发明专利从申请到授权的平均月数：经预审与未经预审", en = "Months from filing to grant of inventions: pre-examined and ordinary" }
-- columns.year                 = { zh = "授权年份", en = "Year of grant" }
-- columns.pre_examined         = { zh = "经预审（月）", en = "Pre-examined (months)" }
-- columns.ordinary             = { zh = "未经预审（月）", en = "Ordinary (months)" }
-- columns.pre_examined_granted = { zh = "经预审授权（件）", en = "Pre-examined grants" }
-- columns.ordinary_granted     = { zh = "未经预审授权（件）", en = "Ordinary grants" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
)
-- One row per year of grant, the newest first; the year of the day runs to the day.
select
    year(granted_on) as year,
    avg(date_diff('day', filed_on, granted_on)) filter (where pre_examined) / 30.4375::double as pre_examined,
    avg(date_diff('day', filed_on, granted_on)) filter (where not pre_examined) / 30.4375::double as ordinary,
    count(*) filter (where pre_examined)::double as pre_examined_granted,
    count(*) filter (where not pre_examined)::double as ordinary_granted,
    max(case evidence when 'published' then 0 when 'office' then 1 else 2 end) as weakness
from patents
semi join cities using (city)
where
    kind = 'invention'
    and granted_on <= $as_of
    and year(granted_on) > year($as_of) - 10
    and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
    and ($county = 'all' or county = $county)
    and ($ipc_section = 'all' or coalesce(ipc_section, 'none') = $ipc_section)
    and ($holder_type = 'all' or holder_type = $holder_type)
    and ($industry = 'all' or coalesce(industry, 'none') = $industry)
group by year(granted_on)
order by year desc
