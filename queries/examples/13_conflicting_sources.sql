-- title = { zh = "同一时点来源不一致的数值", en = "Periods for which sources differ" }

select measure, area, period, list(distinct value order by value) as 各来源数值
from observations
where evidence = 'published'
group by measure, area, period
having count(distinct value) > 1
order by measure, area, period
