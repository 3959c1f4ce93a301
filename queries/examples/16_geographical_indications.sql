-- title = { zh = "地理标志：有无专用标准", en = "Geographical indications with and without a standard" }

select areas.name_zh as 城市,
    count(*) as 地理标志,
    count(standard_no) as 有专用标准
from geographical_indications
join areas on areas.area = geographical_indications.city
group by all
order by 地理标志 desc
