-- title             = { zh = "海外发明专利授权，按受理局", en = "Overseas invention grants by office" }
-- columns.office    = { zh = "受理局", en = "Office" }
-- columns.grants    = { zh = "本年", en = "This year" }
-- columns.before    = { zh = "上年同期", en = "Same months last year" }
-- columns.ever      = { zh = "历年累计", en = "Ever" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
)
-- One row per office, the one with the most grants ever first.
select
    office,
    count(*) filter (where happened_on >= date_trunc('year', $as_of))::double as grants,
    count(*) filter (where happened_on between date_trunc('year', $before) and $before)::double as before,
    count(*)::double as ever,
    max(case evidence when 'published' then 0 when 'office' then 1 else 2 end) as weakness
from patent_events
semi join cities using (city)
where
    kind = 'overseas_grant'
    and happened_on <= $as_of
    and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
    and ($county = 'all' or county = $county)
group by office
order by ever desc, office
