-- title = { zh = "高价值发明专利届满与年费缴纳", en = "High-value inventions whose term ends, and annual fees" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
inventions as (
    select
        high_value_patents.since_on,
        patents.expires_on,
        -- What lapsed after the day looked at was not known then.
        case when high_value_patents.until_on <= $as_of then high_value_patents.until_on end as until_on
    from high_value_patents
    join cities on cities.city = high_value_patents.city
    join patents on patents.application_no = high_value_patents.application_no
    where high_value_patents.since_on <= $as_of
),
-- The three years up to the day looked at: every patent in force at a year's start owes the annual fee in it.
years as (
    select
        cast($as_of - to_months(12 * (ago.years + 1)) as date) as begins_on,
        cast($as_of - to_months(12 * ago.years) as date) as ends_on
    from (values (0), (1), (2)) as ago (years)
),
asked as (
    select inventions.until_on, inventions.expires_on, years.ends_on
    from inventions
    join years
        on since_on <= years.begins_on
        and (until_on is null or until_on > years.begins_on)
        and (expires_on is null or expires_on > years.ends_on)
)
-- One row per item and, where it is dated, year: stock, granted and other (a year), asked and renewed, expiring.
select 'stock' as item, null as year, cast(count(*) as double) as amount from inventions where until_on is null
union all
select 'granted', null, count(*) / 3 from inventions where since_on > $as_of - interval 36 month
union all
select 'other', null, 0
union all
select 'asked', null, count(*) from asked
union all
select 'renewed', null, count(*) from asked where until_on is null or until_on > ends_on
union all
select 'expiring', year(expires_on), count(*)
from inventions
where until_on is null and expires_on is not null
group by year(expires_on)
