-- title         = { zh = "单位和项目的起止日", en = "Units and projects: open from and until" }
-- grain         = "one row per unit or project whose first day is known"
-- definition.zh = "服务网络中每个单位或项目自何日起计入、自何日起不再计入。设立（确定）日不明的，自其见诸公开来源之日起计入；两者皆不明的不在表内。撤销日早于起计日的，视为起计当日即不再计入。opened_on只在登记有设立日时才有值，凡须认定“新增”的一律以它为准。"
-- definition.en = "From which day each unit or project of the service network counts, and from which it no longer does. Where its opening day is not recorded it counts from the day a source first showed it; where neither is known it is not in the table. One that closed before it was first shown never counts. opened_on is there only where the register records it: what has to be shown to be new goes by that."

-- One row per unit or project whose first day is known.
select
    unit_no,
    kind,
    level,
    city,
    county,
    opened_on,
    coalesce(opened_on, known_on) as since_on,
    case when closed_on is not null then greatest(closed_on, coalesce(opened_on, known_on)) end as until_on
from service_network
where opened_on is not null or known_on is not null
