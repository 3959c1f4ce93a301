-- title         = { zh = "海外发明专利授权量", en = "Overseas invention patent grants" }
-- domain        = "patents"
-- unit          = "件"
-- unit_en       = "grants"
-- direction     = "up"
-- nature        = "flow"
-- level         = "city"
-- measure       = "overseas_invention_patent_grants"
-- digits        = 0
-- definition.zh = "自当年1月1日起至期末，本地申请人在境外专利机构（如美国、欧洲、日本、韩国）获得的发明专利授权件数，按授权日计入；同一发明在几个机构获得授权的，分别计件。12月31日的数值即全年数。这是当年授权量，不是境外有效存量，也不是PCT国际专利申请量。全国数取自世界知识产权组织统计，只含内地申请人。"
-- definition.en = "Invention patents granted to local applicants by offices outside China (the United States, Europe, Japan, Korea and others) from 1 January to the end of the period, by day of grant; one invention granted by several offices counts once for each. The value on 31 December is the year's total. These are the year's grants, not the stock in force abroad and not PCT applications. National figures come from WIPO statistics and cover mainland applicants only."
-- why.zh        = "境外授权决定企业能否在海外市场依法维护自身权益，关系本省外向型产业的竞争主动权。"
-- why.en        = "Only a granted right abroad lets an enterprise defend its technology in export markets, which is what the province's outward-looking industries need."

with monthly as (
    select city, last_day(happened_on) as period, count(*) as grants
    from patent_events
    where kind = 'overseas_grant'
    group by city, last_day(happened_on)
)
-- One row per city and month-end: overseas grants since 1 January of that year.
select
    spine.city as area,
    spine.period,
    sum(coalesce(grants, 0)) over (partition by spine.city, year(spine.period) order by spine.period)::double as value
from city_months as spine
left join monthly on monthly.city = spine.city and monthly.period = spine.period
