-- title = { zh = "标题里有“机器人”或“智能”的专利", en = "Patents whose title names robots or intelligence" }

select application_no, title, holder, filed_on
from patents
where regexp_matches(title, '机器人|智能')
order by filed_on desc
limit 100
