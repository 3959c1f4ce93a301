-- title         = { zh = "知识产权质押融资登记金额", en = "Registered amount of IP pledge financing" }
-- domain        = "patents"
-- unit          = "亿元"
-- unit_en       = "100 million yuan"
-- direction     = "up"
-- nature        = "flow"
-- level         = "city"
-- measure       = "ip_pledge_amount"
-- digits        = 2
-- definition.zh = "自当年1月1日起至期末登记的质押融资金额之和，由各件专利所分摊的万元数折算为亿元。12月31日的数值即全年数。明细的质押逐件记在专利名下；公布的金额一般为专利、商标合计，明细如只含专利质押，比较时应予说明。金额与项目数是两个指标；登记金额也不等于实际发放的贷款金额。"
-- definition.en = "The amounts of pledge financing registered from 1 January to the end of the period: the amounts falling on each patent, in 10,000 yuan, added up and given in 100 million yuan. The value on 31 December is the year's total. The register records pledges patent by patent, while published figures usually count patents and trademarks together: where the register holds patents only, say so when comparing. Amount and number of projects are two measures, and an amount registered is not yet a loan paid out."
-- why.zh        = "质押金额是国家规划的目标之一，说明知识产权在多大程度上转化为创新主体可用的资金。"
-- why.en        = "The amount is a goal of the national plan and tells how far intellectual property has become money that innovators can use."

with monthly as (
    select city, last_day(happened_on) as period, sum(amount) as amount
    from patent_events
    where kind = 'pledge'
    group by city, last_day(happened_on)
)
-- One row per city and month-end: amount pledged since 1 January of that year, in 100 million yuan (the
-- register counts in 10,000 yuan).
select
    spine.city as area,
    spine.period,
    sum(coalesce(amount, 0)) over (partition by spine.city, year(spine.period) order by spine.period)::double
        / 10000 as value
from city_months as spine
left join monthly on monthly.city = spine.city and monthly.period = spine.period
