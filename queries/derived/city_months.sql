-- title         = { zh = "各市各月", en = "Cities by month" }
-- grain         = "one row per city and month-end"
-- definition.zh = "本省每个市与每个月末的组合，是各项指标逐月数值的骨架：没有任何记录的市和月份也各占一行。"
-- definition.en = "Every city of the home province at every month-end: the spine of all monthly values, so that a city and month without any record has its row too."

-- One row per city and month-end.
select home_cities.city, periods.period
from home_cities
cross join periods
