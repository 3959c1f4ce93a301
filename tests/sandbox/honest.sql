from areas

from patents limit 5

select count(*) from patents

select kind, count(*) as n from patents group by kind order by n desc

from patents select city, year(filed_on) as 年份, count(*) as 申请量 group by all order by all

select 申请量: count(*), 城市: city from patents group by city

select name_zh as 城市, count(*) as 数量 from trademarks join areas on areas.area = trademarks.city group by all

summarize trademarks

describe patents

describe select kind, count(*) from patents group by all

show tables

select * from (summarize areas)

from (describe trademarks) select column_name, column_type

table areas

select * exclude (title, holder) from patents limit 3

select * replace (upper(kind) as kind) from patents limit 3

select * rename (kind as 类型) from patents limit 3

select columns('.*_on') from patents limit 3

select columns(lambda c: c like '%_on') from patents limit 3

select max(columns(* exclude (title))) from patents

select city, holder, count(*) as n from patents group by city, holder qualify row_number() over (partition by city order by n desc, holder) <= 3

select city, count(*) filter (where granted_on is not null) as granted, count(*) filter (kind = 'invention') as inventions from patents group by all

select p.application_no, e.kind, e.happened_on from patents p asof join patent_events e on p.city = e.city and p.filed_on >= e.happened_on

from (pivot patents on kind in ('invention', 'utility_model', 'design') using count(*) group by city) order by city

pivot patents on kind in ('invention', 'design') using count(*) group by city

from patents pivot (count(*) for kind in ('invention', 'design') group by city)

unpivot (select count(filed_on) as filed, count(granted_on) as granted from patents) on filed, granted into name step value n

with yearly as (select city, year(registered_on) as y, count(*) as n from trademarks group by all) select *, n - lag(n) over (partition by city order by y) as change from yearly order by city, y

with recursive years(y) as (select 2012 union all select y + 1 from years where y < 2026) select y, count(registration_no) as n from years left join trademarks on year(registered_on) = y group by y order by y

with a as materialized (select 1 as x), b as (from a) select * from b

select sum(count(*)) over (order by year(filed_on)) as running, year(filed_on) as y from patents group by y order by y

select city, rank() over w as place, count(*) as n from patents group by city window w as (order by count(*) desc)

select avg(n) over (order by y rows between 2 preceding and current row) as mean3, y from (select year(filed_on) as y, count(*) as n from patents group by all)

select date_trunc('month', registered_on) as month, count(*) from trademarks group by all order by month desc limit 12

select strftime(filed_on, '%Y年%m月') as 月份, count(*) from patents group by all

select median(date_diff('day', filed_on, granted_on)) as days, quantile_cont(date_diff('day', filed_on, granted_on), 0.9) as p90 from patents where granted_on is not null

select extract(year from filed_on), quarter(filed_on), last_day(filed_on), dayname(filed_on), filed_on + interval 1 year from patents limit 3

select date '2024-03-31' - filed_on as age, age(date '2024-03-31', filed_on) as exact from patents limit 3

select [y for y in range(2015, 2020) if y % 2 = 1] as odd

select list_transform([1, 2, 3], lambda x: x * 2) as doubled, list_sum([1, 2, 3]) as total, list_contains([1, 2], 2) as has

select city, list(distinct kind order by kind) as kinds, string_agg(distinct kind, '、' order by kind) as text from patents group by city

select {'city': city, 'n': count(*)} as both, map {'a': 1}['a'] as m from patents group by city

select unnest([1, 2, 3]) as n, unnest(['a', 'b', 'c']) as t

select t.x, t.y from (values (1, 'a'), (2, 'b')) t(x, y)

select area, value from observations where measure = 'resident_population' order by value desc nulls last limit 5

select o.area, o.value from observations o where o.period = (select max(period) from observations i where i.measure = o.measure) limit 5

select city from patents intersect select city from trademarks

(select city from patents) except (select city from patent_events)

(from patents select city, kind) union all by name (from patent_events select kind, city)

from trademarks semi join areas on trademarks.city = areas.area select count(*)

from areas anti join patents on areas.area = patents.city select name_zh where level = 'city'

select city, kind, count(*) as n, grouping(kind) as total from patents group by rollup (city, kind) order by all

select kind, city, count(*) from patents group by grouping sets ((kind), (city), ())

select distinct on (city) city, application_no, filed_on from patents order by city, filed_on

select arg_max(title, filed_on) as newest, arg_min(title, filed_on) as oldest, mode(kind), any_value(city) from patents

select case when granted_on is null then '未授权' when lapsed_on is null then '有效' else '失效' end as 状态, count(*) from patents group by 1 order by 2 desc

select coalesce(industry, '无') as 产业, nullif(ipc_section, '') as 部, ifnull(award, '—') as 奖, if(pre_examined, 1, 0) as 预审 from patents limit 3

select regexp_matches(title, '机器人|智能') as hit, title ilike '%系统%' as ilike_hit, title ^@ '一种' as starts, split_part(title, ' ', 1) as head, length(title) as len, left(title, 4) as l from patents limit 3

select printf('%.1f%%', 12.34) as p, format('{}项', 5) as f, lpad('7', 3, '0') as padded, concat_ws('-', 'a', 'b') as c, 'a' || 1 as j

select name_zh from areas order by name_zh collate zh

select corr(x, y), regr_slope(y, x), stddev_samp(x), count(*) from (select year(filed_on) as x, month(filed_on) as y from patents)

select histogram(kind) as h, approx_count_distinct(holder) as holders, count(distinct holder) as exactly from patents

select try_cast('12万' as integer) as nothing, cast('12' as double) / 7 as number, 7 // 2 as whole, 2 ** 10 as power, 17 % 5 as rest

select * from patents using sample 10 rows

select * from patents tablesample 50 percent (bernoulli)

select p.city, t.n from (select distinct city from patents) p, lateral (select count(*) as n from trademarks where trademarks.city = p.city) t

select exists (from patents where kind = 'design') as any_design, 'x' in ('x', 'y') as inside, 3 between 1 and 5 as between_them, null is distinct from 1 as differs

select sum(change) over (order by period) as stock, period from (select last_day(registered_on) as period, count(*) as change from trademarks group by all) order by period -- the stock of marks

select /* a comment */ "name_zh" as "名 称" from areas where area = '210100';

select period, count(*) from periods cross join range(2) group by all order by period limit 3

select since_on, count(*) from high_value_patents group by since_on order by since_on

select n, ntile(4) over (order by n) as quarter_of, percent_rank() over (order by n) as pr from (select city, count(*) as n from trademarks group by city)

from trademarks select nice_class % 5 as g, count() group by g having count() > 1 order by g limit 10 offset 1

select title.upper() as loud, title.length() as letters from patents limit 3

with recursive t(n) using key (n) as (select 1 as n union (from t)) from t

select E'a\'b' as text, $$it's$$ as more, 1 as "; drop view areas" -- nobody drops anything
