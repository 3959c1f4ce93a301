-- title                = { zh = "各市知识产权维权援助工作站家数（由少到多）", en = "Rights-protection aid workstations by city, fewest first" }
-- columns.workstations = { zh = "运行中的工作站（家）", en = "Open workstations" }
-- columns.evidence     = { zh = "依据", en = "Evidence" }

with cities as (
    select area as city
    from areas
    where level = 'city' and parent = '210000' and $area in (area, parent)
),
open_workstations as (
    select city, unit_no
    from service_network
    where
        kind = 'rights_aid_workstation'
        and coalesce(opened_on, known_on) <= $as_of
        and (closed_on is null or closed_on > $as_of)
)
-- One row per city: workstations open on the day, fewest first.
select
    city,
    count(unit_no) as workstations
from cities
left join open_workstations using (city)
group by city
order by workstations, city
