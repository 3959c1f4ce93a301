-- title = { zh = "商标有效期届满与续展", en = "Trademarks whose ten years end, and renewals" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
marks as (
    select
        registration_no,
        registered_on,
        -- What ended after the day looked at was not known then.
        case when ended_on <= $as_of then ended_on end as ended_on
    from trademarks
    join cities on cities.city = trademarks.city
    where registered_on <= $as_of
),
-- Ten-year terms that ended in the 36 months up to half a year ago: a mark can be renewed for six months after its end.
past_terms as (
    select marks.ended_on, cast(registered_on + to_years(10 * terms.count) as date) as term_ends_on
    from marks
    cross join (values (1), (2), (3), (4), (5)) as terms (count)
),
asked as (
    select ended_on, term_ends_on
    from past_terms
    where
        term_ends_on > $as_of - interval 42 month and term_ends_on <= $as_of - interval 6 month
        and (ended_on is null or ended_on >= term_ends_on)
),
-- The term that runs on the day: a mark has exactly one.
in_force as (
    select cast(registered_on + to_years(10 * terms.count) as date) as term_ends_on
    from marks
    cross join (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)) as terms (count)
    where
        ended_on is null
        and cast(registered_on + to_years(10 * terms.count) as date) > $as_of
        and cast(registered_on + to_years(10 * (terms.count - 1)) as date) <= $as_of
),
lost as (
    select count(*) as marks
    from marks
    where ended_on > $as_of - interval 36 month
),
not_renewed as (
    select count(*) as marks
    from past_terms
    where
        ended_on > $as_of - interval 36 month
        and ended_on >= term_ends_on and ended_on <= term_ends_on + interval 6 month
)
-- One row per item and, where it is dated, year: stock, granted and other (a year), asked and renewed, due.
select 'stock' as item, null as year, cast(count(*) as double) as amount from in_force
union all
select 'granted', null, count(*) / 3 from marks where registered_on > $as_of - interval 36 month
union all
select 'other', null, (lost.marks - not_renewed.marks) / 3 from lost cross join not_renewed
union all
select 'asked', null, count(*) from asked
union all
select 'renewed', null, count(*) from asked where ended_on is null or ended_on > term_ends_on + interval 6 month
union all
select 'due', year(term_ends_on), count(*) from in_force group by year(term_ends_on)
