-- title                 = { zh = "服务网络的主要数字", en = "The service network in a few figures" }
-- columns.units_open    = { zh = "在运行的单位和项目", en = "Units and projects open" }
-- columns.units_opened  = { zh = "本年新设（新认定）", en = "Opened or named this year" }
-- units.units_open      = { zh = "个", en = "units" }
-- units.units_opened    = { zh = "个", en = "units" }

with cities as (
    select city
    from home_cities
    where $area in (city, province)
),
counties as (
    select areas.area as county
    from areas
    semi join cities on cities.city = areas.parent
    where level = 'county'
),
days as (
    select 1 as place, $as_of as day
    union all
    select 2, $before
),
units as (
    select
        place,
        day,
        kind,
        level,
        city,
        county,
        opened_on,
        until_on is null or until_on > day as is_open,
        opened_on is not null and opened_on >= date_trunc('year', day) as is_new
    from days
    join units_open on since_on <= day
),
in_cities as (
    select units.*
    from units
    semi join cities on cities.city = units.city
),
-- A station serves the county it stands in, whatever city it is recorded under.
served as (
    select place, count(distinct county) as counties
    from units
    semi join counties using (county)
    where kind = 'trademark_guidance_station' and is_open
    group by place
),
counted as (
    select
        days.place,
        count(*) filter (where is_open)::double as units_open,
        count(*) filter (where is_new)::double as units_opened,
        100 * count(distinct case when kind = 'info_service_outlet' and level = 'provincial' and is_open then city end)
            ::double / (select count(*) from cities) as information_outlet_coverage,
        count(*) filter (where kind = 'info_service_outlet' and level = 'provincial' and is_open)::double
            as ip_information_outlets,
        count(*) filter (where kind in ('advantage_enterprise', 'demo_enterprise') and level = 'national' and is_new)
            ::double as ip_advantage_enterprises,
        count(*) filter (where kind = 'service_brand_agency' and level = 'provincial' and is_open)::double
            as ip_service_brand_agencies,
        count(*) filter (where kind = 'training_base' and opened_on >= date '2023-01-01' and is_open)::double
            as ip_training_bases,
        count(*) filter (where kind = 'patent_navigation_base' and level = 'provincial' and is_open)::double
            as patent_navigation_bases,
        count(*) filter (where kind = 'patent_navigation_project')::double as patent_navigation_projects,
        count(*) filter (where kind = 'rights_aid_workstation' and is_open)::double as rights_aid_workstations,
        count(*) filter (
            where kind = 'gi_demo_zone' and level = 'national' and opened_on >= date '2023-01-01' and is_open
        )::double as geographical_indication_demonstration_zones,
        count(*) filter (where kind = 'gi_key_project' and level = 'provincial' and is_open)::double
            as geographical_indication_key_projects,
        count(*) filter (where kind = 'regional_public_brand' and is_open)::double as regional_public_brands
    from days
    left join in_cities as units on units.place = days.place
    group by days.place
),
every_figure as (
    select
        counted.*,
        100 * coalesce(counties, 0)::double / (select count(*) from counties) as guidance_station_coverage
    from counted
    left join served on served.place = counted.place
),
figures as (
    select place, 'guidance_station_coverage' as figure, guidance_station_coverage as amount from every_figure
    union all
    select place, 'units_open', units_open from every_figure
    union all
    select place, 'units_opened', units_opened from every_figure
    union all
    select place, 'information_outlet_coverage', information_outlet_coverage from every_figure
    union all
    select place, 'ip_information_outlets', ip_information_outlets from every_figure
    union all
    select place, 'ip_advantage_enterprises', ip_advantage_enterprises from every_figure
    union all
    select place, 'ip_service_brand_agencies', ip_service_brand_agencies from every_figure
    union all
    select place, 'ip_training_bases', ip_training_bases from every_figure
    union all
    select place, 'patent_navigation_bases', patent_navigation_bases from every_figure
    union all
    select place, 'patent_navigation_projects', patent_navigation_projects from every_figure
    union all
    select place, 'rights_aid_workstations', rights_aid_workstations from every_figure
    union all
    select place, 'geographical_indication_demonstration_zones', geographical_indication_demonstration_zones
    from every_figure
    union all
    select place, 'geographical_indication_key_projects', geographical_indication_key_projects from every_figure
    union all
    select place, 'regional_public_brands', regional_public_brands from every_figure
)
-- One row per figure: its value on the day and on the same day of the year before. One named like an indicator is
-- that indicator.
select
    figure,
    max(amount) filter (where place = 1) as value,
    max(amount) filter (where place = 2) as before
from figures
group by figure
