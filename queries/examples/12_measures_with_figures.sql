-- title = { zh = "哪些指标有本省的公开数值", en = "Which measures have published figures of the province" }

select measures.name_zh as 指标, count(*) as 数值个数, min(period) as 最早, max(period) as 最新
from observations
join measures using (measure)
where area in (select province from home_cities) and evidence = 'published'
group by all
order by 数值个数 desc, 指标
