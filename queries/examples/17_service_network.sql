-- title = { zh = "服务网络：各类机构数", en = "The service network: units by kind" }

select kind as 类别, level as 级别, count(*) as 数量
from service_network
where closed_on is null
group by all
order by all
