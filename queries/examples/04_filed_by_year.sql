-- title = { zh = "历年申请量和授权量", en = "Filed and granted, year by year" }

select year(filed_on) as 年份,
    count(*) as 申请量,
    count(granted_on) as 其中已授权
from patents
group by all
order by 年份
