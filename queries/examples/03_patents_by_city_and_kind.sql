-- title = { zh = "各市各类专利申请量", en = "Patents filed, by city and kind" }

select areas.name_zh as 城市, kind as 类型, count(*) as 申请量
from patents
join areas on areas.area = patents.city
group by all
order by 申请量 desc
