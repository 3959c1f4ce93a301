-- title         = { zh = "各市年末常住人口", en = "Resident population of the cities" }
-- grain         = "one row per city and year"
-- definition.zh = "本省各设区市各年年末常住人口（万人）。同一市同一年有几个数字时取其一：先公开发布，再本局数据，后模拟；同为一类的取可靠性高者（A、B、C）；仍相同的取发布日较晚者。落选的数字仍保留在observations表中。2020年人口普查后人口基数有调整，2020年与2021年之间的变化不可比。"
-- definition.en = "Resident population of each of the province's cities at the end of the year, in units of 10,000 people. Where one city and year has several figures, one is taken: published before the office's own before simulated, then the better reliability (A, B, C), then the later day of publication; the others stay in observations. The base changed with the 2020 census, so the change between 2020 and 2021 is not comparable."

with ranked as (
    select
        observations.area,
        year(observations.period) as year,
        observations.value as population,
        row_number() over (
            partition by observations.area, year(observations.period)
            order by
                case evidence when 'published' then 1 when 'office' then 2 else 3 end,
                reliability nulls last,
                known_on desc nulls last,
                source
        ) as place
    from observations
    join home_cities on home_cities.city = observations.area
    where measure = 'resident_population' and frequency = 'A'
)
-- One row per city and year: the figure that won.
select area, year, population
from ranked
where place = 1
