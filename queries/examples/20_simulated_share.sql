-- title = { zh = "各表中模拟数据的比例", en = "How much of each register is simulated" }

select 'patents' as 数据表, evidence as 依据, count(*) as 行数 from patents group by all
union all
select 'trademarks', evidence, count(*) from trademarks group by all
union all
select 'geographical_indications', evidence, count(*) from geographical_indications group by all
union all
select 'service_network', evidence, count(*) from service_network group by all
union all
select 'observations', evidence, count(*) from observations group by all
order by all
