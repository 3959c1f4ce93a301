-- title         = { zh = "商标有效注册量", en = "Registered trademarks in force" }
-- domain        = "trademarks"
-- unit          = "件"
-- unit_en       = "trademarks"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "trademarks_in_force"
-- digits        = 0
-- definition.zh = "期末仍然有效的注册商标件数：在期末当日或以前核准注册，且尚未因期满未续展、注销、撤销或宣告无效而终止；自终止之日起不再计入。有的材料以“有效注册”指当年注册量，本指标是存量，两者不可混用。2025年公布的全国数不含国外权利人，与以前年度不可直接比较。"
-- definition.en = "Registered marks in force at the end of the period: registered by that day and not yet ended by expiry without renewal, cancellation, revocation or invalidation; a mark no longer counts from the day it ends. Some documents use the same words for the marks registered during the year: this is the stock, and the two must not be mixed. The national figure published for 2025 leaves out foreign owners and is not comparable with earlier years."
-- why.zh        = "有效商标是市场主体品牌积累的底数，是行动方案对商标工作作出的总量承诺，续展不力会使当年注册的成绩落空。"
-- why.en        = "Trademarks in force are the brands that the province's businesses really hold; the plan promised a total, and marks left unrenewed can undo a good year of registrations."

with changes as (
    select city, last_day(registered_on) as period, 1 as change
    from trademarks
    union all
    select city, last_day(ended_on), -1
    from trademarks
    where ended_on is not null
),
monthly as (
    select city, period, sum(change) as net_change
    from changes
    group by city, period
)
-- One row per city and month-end: marks registered by the end of that day and not ended by then.
select
    spine.city as area,
    spine.period,
    sum(coalesce(net_change, 0)) over (partition by spine.city order by spine.period)::double as value
from city_months as spine
left join monthly on monthly.city = spine.city and monthly.period = spine.period
