-- title         = { zh = "省级地理标志运用促进工程重点项目", en = "Provincial geographical-indication promotion key projects" }
-- domain        = "geographical_indications"
-- unit          = "个"
-- unit_en       = "projects"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "geographical_indication_key_projects"
-- digits        = 0
-- definition.zh = "期末在册的省级地理标志运用促进工程重点项目个数，自确定之日起计入，撤销之日起不再计入；日期不明的，自其见诸公开来源之日起计入。确定为项目不等于通过验收；国家级项目和只列入储备的项目不计。"
-- definition.en = "Key projects of the provincial programme to promote the use of geographical indications that stand at the end of the period, from the day they are selected until they are withdrawn; where that day is not recorded, from the day a source first showed the project. Selection is not completion; national projects and projects merely on a reserve list do not count."
-- why.zh        = "重点项目把资金和力量集中到有潜力的产品上，是检验地理标志运用促进工程是否落地的最小单元。"
-- why.en        = "The key projects put money and people behind the most promising products, and show whether the programme has left the paper."

with projects as (
    select city, since_on, until_on
    from units_open
    where kind = 'gi_key_project' and level = 'provincial'
)
-- One row per city and month-end: provincial key projects selected and not withdrawn by the end of that
-- day.
select
    spine.city as area,
    spine.period,
    count(projects.city)::double as value
from city_months as spine
left join projects
    on projects.city = spine.city
    and projects.since_on <= spine.period
    and (projects.until_on is null or projects.until_on > spine.period)
group by spine.city, spine.period
