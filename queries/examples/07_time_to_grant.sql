-- title = { zh = "发明授权周期的中位数", en = "Median time to grant of inventions" }

select year(granted_on) as 授权年份,
    pre_examined as 经预审,
    median(date_diff('day', filed_on, granted_on)) as 中位天数,
    count(*) as 件数
from patents
where kind = 'invention' and granted_on is not null
group by all
order by all
