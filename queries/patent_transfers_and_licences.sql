-- title         = { zh = "专利转让许可次数", en = "Patent transfers and licences" }
-- domain        = "patents"
-- unit          = "次"
-- unit_en       = "transfers and licences"
-- direction     = "up"
-- nature        = "flow"
-- level         = "city"
-- measure       = "patent_transfer_license_records"
-- digits        = 0
-- definition.zh = "自当年1月1日起至期末登记的专利转让次数与备案的专利许可次数之和，发明、实用新型、外观设计均计入；同一专利多次转让或许可的，逐次计数。12月31日的数值即全年数。计量单位是次，不是件；全国公布的专项行动以来累计次数、高校和科研机构的次数是另外的指标，不可当作全年总数。"
-- definition.en = "Patent transfers registered plus patent licences recorded from 1 January to the end of the period, for inventions, utility models and designs alike; each transfer or licence of the same patent counts. The value on 31 December is the year's total. The unit is the record, not the patent. The published running total since the start of the national campaign, and the records of universities and institutes alone, are other measures and not the year's total."
-- why.zh        = "转让和许可是专利走向应用最直接的一步，关系高校院所的成果能否就地转化、企业能否用得上。"
-- why.en        = "A transfer or a licence is the most direct step from a patent to its use, and shows whether the work of universities and institutes reaches enterprises."

with monthly as (
    select city, last_day(happened_on) as period, count(*) as records
    from patent_events
    where kind in ('transfer', 'licence')
    group by city, last_day(happened_on)
)
-- One row per city and month-end: transfers and licences since 1 January of that year.
select
    spine.city as area,
    spine.period,
    sum(coalesce(records, 0)) over (partition by spine.city, year(spine.period) order by spine.period)::double as value
from city_months as spine
left join monthly on monthly.city = spine.city and monthly.period = spine.period
