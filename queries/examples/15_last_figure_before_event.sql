-- title = { zh = "每个事件之前最近的申请（ASOF）", en = "The latest filing before each event (ASOF)" }

select e.event_no, e.kind, e.happened_on, p.application_no as 此前最近申请, p.filed_on
from (from patent_events order by event_no limit 200) e
asof join patents p on p.city = e.city and p.filed_on <= e.happened_on
order by e.event_no
