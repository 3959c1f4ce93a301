-- title                                  = { zh = "专利明细的主要数字", en = "The register of patents in a few figures" }
-- columns.patents_in_force               = { zh = "有效专利", en = "Patents in force" }
-- columns.inventions_in_force            = { zh = "有效发明专利", en = "Inventions in force" }
-- columns.high_value_inventions_in_force = { zh = "高价值发明专利", en = "High-value inventions in force" }
-- columns.patents_granted                = { zh = "本年授权", en = "Patents granted this year" }
-- units.patents_in_force                 = { zh = "件", en = "patents" }
-- units.inventions_in_force              = { zh = "件", en = "inventions" }
-- units.high_value_inventions_in_force   = { zh = "件", en = "inventions" }
-- units.patents_granted                  = { zh = "件", en = "patents" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
days as (
    select 1 as place, $as_of as day
    union all
    select 2, $before
),
patents_counted as (
    select
        place,
        count(*) filter (where lapsed_on is null or lapsed_on > day) as patents_in_force,
        count(*) filter (where kind = 'invention' and (lapsed_on is null or lapsed_on > day)) as inventions_in_force,
        count(*) filter (where granted_on >= date_trunc('year', day)) as patents_granted,
        sum(date_diff('day', filed_on, granted_on)) filter (
            where kind = 'invention' and pre_examined and granted_on >= date_trunc('year', day)
        ) as days_waited,
        count(*) filter (
            where kind = 'invention' and pre_examined and granted_on >= date_trunc('year', day)
        ) as pre_examined_granted
    from days
    join patents on patents.granted_on <= days.day
    semi join cities on cities.city = patents.city
    group by place
),
-- Per head of those cities only whose population is known, of the last completed year.
residents as (
    select place, area as city, population
    from days
    join population on population.year = year(day + interval 1 day) - 1
    semi join cities on cities.city = population.area
),
heads as (
    select place, sum(population) as population
    from residents
    group by place
),
inventions_per_head as (
    select place, count(*) as inventions
    from days
    join patents on patents.granted_on <= days.day and (lapsed_on is null or lapsed_on > day)
    semi join residents on residents.place = days.place and residents.city = patents.city
    where kind = 'invention'
    group by place
),
high_value as (
    select days.place, count(*) as inventions, count(residents.city) as inventions_per_head
    from days
    join high_value_patents on since_on <= day and (until_on is null or until_on > day)
    semi join cities on cities.city = high_value_patents.city
    left join residents on residents.place = days.place and residents.city = high_value_patents.city
    group by days.place
),
events as (
    select
        place,
        count(*) filter (where kind in ('transfer', 'licence')) as dealings,
        count(*) filter (where kind = 'overseas_grant') as overseas_grants,
        sum(amount) filter (where kind = 'pledge') as pledged
    from days
    join patent_events on happened_on between date_trunc('year', day) and day
    semi join cities on cities.city = patent_events.city
    group by place
),
-- The same project in another month or city counts again, as a target's monthly sums have it.
projects as (
    select place, count(*) as projects
    from (
        select distinct place, patent_events.city, last_day(happened_on) as period, coalesce(project_no, event_no)
        from days
        join patent_events on happened_on between date_trunc('year', day) and day
        semi join cities on cities.city = patent_events.city
        where patent_events.kind = 'pledge'
    )
    group by place
),
counted as (
    select
        place,
        coalesce(patents_in_force, 0)::double as patents_in_force,
        coalesce(inventions_in_force, 0)::double as inventions_in_force,
        coalesce(high_value.inventions, 0)::double as high_value_inventions_in_force,
        coalesce(high_value.inventions_per_head, 0) / population::double as high_value_invention_patents_per_capita,
        coalesce(inventions_per_head.inventions, 0) / population::double as invention_patents_per_capita,
        coalesce(patents_granted, 0)::double as patents_granted,
        days_waited / 30.4375::double / nullif(pre_examined_granted, 0) as pre_examined_time_to_grant,
        coalesce(overseas_grants, 0)::double as overseas_invention_patent_grants,
        coalesce(dealings, 0)::double as patent_transfers_and_licences,
        coalesce(projects, 0)::double as ip_pledge_projects,
        coalesce(pledged, 0) / 10000::double as ip_pledge_amount
    from days
    left join patents_counted using (place)
    left join heads using (place)
    left join inventions_per_head using (place)
    left join high_value using (place)
    left join events using (place)
    left join projects using (place)
),
figures as (
    select place, 'patents_in_force' as figure, patents_in_force as amount from counted
    union all
    select place, 'inventions_in_force', inventions_in_force from counted
    union all
    select place, 'high_value_inventions_in_force', high_value_inventions_in_force from counted
    union all
    select place, 'high_value_invention_patents_per_capita', high_value_invention_patents_per_capita from counted
    union all
    select place, 'invention_patents_per_capita', invention_patents_per_capita from counted
    union all
    select place, 'patents_granted', patents_granted from counted
    union all
    select place, 'pre_examined_time_to_grant', pre_examined_time_to_grant from counted
    union all
    select place, 'overseas_invention_patent_grants', overseas_invention_patent_grants from counted
    union all
    select place, 'patent_transfers_and_licences', patent_transfers_and_licences from counted
    union all
    select place, 'ip_pledge_projects', ip_pledge_projects from counted
    union all
    select place, 'ip_pledge_amount', ip_pledge_amount from counted
)
-- One row per figure: its value on the day and on the same day of the year before. One named like an indicator is
-- that indicator.
select
    figure,
    max(amount) filter (where place = 1) as value,
    max(amount) filter (where place = 2) as before
from figures
group by figure
