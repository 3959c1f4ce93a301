-- title         = { zh = "各市年末常住人口", en = "Resident population of the cities" }
-- grain         = "one row per city and year"
-- definition.zh = "本省各设区市各年年末常住人口（万人）。同一市同一年有几个数字时取其一：以本局报出的为先，次为公开发布（可靠性高者、发布较晚者），后为模拟。未采用的数字仍保留在observations表中。2020年人口普查后人口基数有调整，2020年与2021年之间的变化不可比。"
-- definition.en = "Resident population of each of the province's cities at the end of the year, in units of 10,000 people. Where one city and year has several figures, one is taken: the office's own, else the published one (the more reliable, then the later published), else the simulated; the others stay in observations. The base changed with the 2020 census, so the change between 2020 and 2021 is not comparable."

-- One row per city and year: the figure that stands.
select standing.area, year(standing.period) as year, standing.value as population
from standing
join home_cities on home_cities.city = standing.area
where standing.measure = 'resident_population'
