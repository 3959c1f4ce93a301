-- title = { zh = "每万人口发明专利", en = "Inventions in force per 10,000 people" }

with held as (
    select city, count(*) as inventions
    from patents
    where kind = 'invention' and granted_on is not null and lapsed_on is null
    group by city
),
latest as (
    select area, population from population qualify year = max(year) over ()
)
select areas.name_zh as 城市, round(inventions / population, 2) as 每万人口件数
from held
join latest on latest.area = held.city
join areas on areas.area = held.city
order by 每万人口件数 desc
