-- title = { zh = "各市有效商标", en = "Trademarks in force, by city" }

select areas.name_zh as 城市, count(*) as 有效商标
from trademarks
join areas on areas.area = trademarks.city
where ended_on is null
group by all
order by 有效商标 desc
