-- title         = { zh = "高价值发明专利", en = "High-value invention patents" }
-- grain         = "one row per invention that met at least one of the five conditions while in force"
-- definition.zh = "已授权、维持有效期间至少符合一项条件的发明专利：属于战略性新兴产业；在境外有同族专利权（有境外授权日的自该日起，无记录的自授权日起）；自申请日起维持超过十年（自满十年次日起）；单次质押金额落在该件专利上达到1000万元（国家未公布界线，此为本系统声明的口径）；获国家科学技术奖或中国专利奖（不含省级奖项）。各条件均自授权之后、失效之前首次成立之日起计；失效前从未符合任何条件的不在表内。"
-- definition.en = "Inventions that met, while granted and in force, at least one of five conditions: in a strategic emerging industry; a family member granted abroad (from the first overseas grant on record, else from the grant at home); in force for more than ten years from filing (from the day after the tenth anniversary); a single pledge of at least 10 million yuan on that patent (no threshold has been published: this is our declared reading); a State Science and Technology Award or a China Patent Award (provincial awards do not count). Each condition counts from the first day it holds, after grant and before lapse; an invention that lapses before it meets any is not in the table."

with register as (
    select cast(max(period) + interval 1 day as date) as ends_on
    from periods
),
events as (
    select
        application_no,
        min(happened_on) filter (where kind = 'overseas_grant') as granted_abroad_on,
        min(happened_on) filter (where kind = 'pledge' and amount >= 1000) as pledged_on,
        min(happened_on) filter (where kind = 'award') as awarded_on
    from patent_events
    where kind in ('overseas_grant', 'pledge', 'award')
    group by application_no
),
-- The first day of each condition, and the first day too late for it: the lapse, or the day after the last
-- the register knows.
conditions as (
    select
        patents.application_no,
        patents.city,
        patents.county,
        patents.lapsed_on,
        least(patents.lapsed_on, register.ends_on) as too_late,
        case when industry is not null then granted_on end as strategic,
        case
            when overseas_family or granted_abroad_on is not null then greatest(granted_on, granted_abroad_on)
        end as overseas,
        greatest(granted_on, cast(filed_on + interval 10 year + interval 1 day as date)) as long_lived,
        case when pledged_on is not null then greatest(granted_on, pledged_on) end as pledged,
        case
            when award like '%国家%' or award like '%中国专利%' then greatest(granted_on, awarded_on)
        end as awarded
    from patents
    left join events on events.application_no = patents.application_no
    cross join register
    where patents.kind = 'invention' and patents.granted_on is not null
),
met as (
    select
        application_no,
        city,
        county,
        lapsed_on as until_on,
        case when strategic < too_late then strategic end as strategic_since,
        case when overseas < too_late then overseas end as overseas_since,
        case when long_lived < too_late then long_lived end as long_lived_since,
        case when pledged < too_late then pledged end as pledged_since,
        case when awarded < too_late then awarded end as awarded_since
    from conditions
)
-- One row per invention that met a condition while in force; since_on is the first day it met any.
select
    application_no,
    city,
    county,
    least(strategic_since, overseas_since, long_lived_since, pledged_since, awarded_since) as since_on,
    until_on,
    strategic_since,
    overseas_since,
    long_lived_since,
    pledged_since,
    awarded_since
from met
where coalesce(strategic_since, overseas_since, long_lived_since, pledged_since, awarded_since) is not null
