-- title = { zh = "每市专利最多的三家", en = "The three largest holders of each city" }

select areas.name_zh as 城市, holder as 权利人, count(*) as 件数
from patents
join areas on areas.area = patents.city
where lapsed_on is null and granted_on is not null
group by areas.name_zh, holder
qualify row_number() over (partition by areas.name_zh order by count(*) desc, holder) <= 3
order by 城市, 件数 desc
