-- title = { zh = "透视：城市×事件", en = "Crossed: cities by kinds of events" }

-- PIVOT needs its values named; ORDER BY goes outside.
from (
    pivot patent_events on kind in ('transfer', 'licence', 'pledge') using count(*) group by city
)
order by pledge desc
