-- title = { zh = "某项指标的公开数值及来源", en = "Published figures of one measure with their sources" }

select period as 期末, value as 数值, observations.unit as 单位, sources.title as 来源, known_on as 公布日
from observations
join sources using (source)
where measure = 'resident_population' and area in (select province from home_cities) and evidence = 'published'
order by period
