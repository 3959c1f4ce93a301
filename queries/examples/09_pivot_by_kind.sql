-- title = { zh = "透视：城市×事件", en = "Crossed: cities by kinds of events" }

-- A column for each value named in IN; without IN, for each there is.
pivot patent_events on kind in ('transfer', 'licence', 'pledge') using count(*) group by city
order by pledge desc
