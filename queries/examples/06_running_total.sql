-- title = { zh = "高价值发明专利的累计", en = "High-value inventions, added up" }

-- One row per month: new ones, less those that ended, added up.
with changes as (
    select last_day(since_on) as month, 1 as change from high_value_patents
    union all
    select last_day(until_on), -1 from high_value_patents where until_on is not null
)
select month as 月末, sum(sum(change)) over (order by month) as 有效高价值发明
from changes
group by month
order by month
