-- title                = { zh = "各市知识产权维权援助工作站家数（由少到多）", en = "Rights-protection aid workstations by city, fewest first" }
-- columns.workstations = { zh = "运行中的工作站（家）", en = "Open workstations" }
-- columns.evidence     = { zh = "依据", en = "Evidence" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
open_workstations as (
    select city, unit_no
    from units_open
    where
        kind = 'rights_aid_workstation'
        and since_on <= $as_of
        and (until_on is null or until_on > $as_of)
)
-- One row per city: workstations open on the day, fewest first.
select
    city,
    count(unit_no) as workstations
from cities
left join open_workstations using (city)
group by city
order by workstations, city
