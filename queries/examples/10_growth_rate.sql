-- title = { zh = "商标注册量的同比", en = "Yearly growth of registered marks" }

with yearly as (
    select year(registered_on) as 年份, count(*) as 注册量
    from trademarks
    group by all
)
select 年份, 注册量,
    round(100.0 * (注册量 / lag(注册量) over (order by 年份) - 1), 1) as 同比百分比
from yearly
order by 年份
