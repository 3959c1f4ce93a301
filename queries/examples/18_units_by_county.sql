-- title = { zh = "各县区有多少服务机构", en = "How many units of the service network each county has" }

from areas
left join (from service_network where closed_on is null) units on units.county = areas.area
select areas.name_zh as 县区, parent as 所属城市, count(unit_no) as 机构数
where areas.level = 'county' and parent like '21%'
group by all
order by 机构数, 县区
