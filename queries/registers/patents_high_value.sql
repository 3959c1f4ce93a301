-- title               = { zh = "高价值发明专利，按所符合的条件", en = "High-value inventions by the condition they meet" }
-- columns.condition   = { zh = "条件", en = "Condition" }
-- columns.inventions  = { zh = "有效件数", en = "In force" }
-- columns.before      = { zh = "上年同期", en = "A year before" }

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
in_force as (
    select
        place,
        strategic_since <= day as strategic,
        overseas_since <= day as overseas,
        long_lived_since <= day as long_lived,
        pledged_since <= day as pledged,
        awarded_since <= day as awarded
    from days
    join high_value_patents on since_on <= day and (until_on is null or until_on > day)
    semi join cities using (city)
    where $county = 'all' or county = $county
),
met as (
    select
        place,
        strategic,
        overseas,
        long_lived,
        pledged,
        awarded,
        case when strategic then 1 else 0 end + case when overseas then 1 else 0 end
            + case when long_lived then 1 else 0 end + case when pledged then 1 else 0 end
            + case when awarded then 1 else 0 end as conditions
    from in_force
),
counted as (
    select
        place,
        count(*) filter (where strategic) as strategic,
        count(*) filter (where overseas) as overseas,
        count(*) filter (where long_lived) as long_lived,
        count(*) filter (where pledged) as pledged,
        count(*) filter (where awarded) as awarded,
        count(*) filter (where conditions = 1) as met_1,
        count(*) filter (where conditions = 2) as met_2,
        count(*) filter (where conditions = 3) as met_3,
        count(*) filter (where conditions = 4) as met_4,
        count(*) filter (where conditions = 5) as met_5
    from days
    left join met using (place)
    group by place
),
rows as (
    select place, 1 as rank, 'strategic' as condition, strategic as amount from counted
    union all
    select place, 2, 'overseas', overseas from counted
    union all
    select place, 3, 'long_lived', long_lived from counted
    union all
    select place, 4, 'pledged', pledged from counted
    union all
    select place, 5, 'awarded', awarded from counted
    union all
    select place, 6, 'met_1', met_1 from counted
    union all
    select place, 7, 'met_2', met_2 from counted
    union all
    select place, 8, 'met_3', met_3 from counted
    union all
    select place, 9, 'met_4', met_4 from counted
    union all
    select place, 10, 'met_5', met_5 from counted
)
-- One row per condition, then one per number of conditions met: inventions in force on the day and a year before. An
-- invention that meets several conditions is counted under each of them, and under one number only.
select
    condition,
    max(amount) filter (where place = 1)::double as inventions,
    max(amount) filter (where place = 2)::double as before
from rows
group by rank, condition
order by rank
