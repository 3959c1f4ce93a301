-- title         = { zh = "本省各市", en = "The home province's cities" }
-- grain         = "one row per city"
-- definition.zh = "本系统所属省份的设区市及其所在的省。省份由data/profile.toml写明；不隶属于任何一个市的特殊区域不在其内。"
-- definition.en = "The cities of the province whose explorer this is, with that province, which data/profile.toml names. Special zones that belong to no city are not among them."

-- One row per city; profile is one row, made from data/profile.toml.
select areas.area as city, areas.name_zh, areas.name_en, areas.parent as province
from areas
join profile on profile.home = areas.parent
where areas.level = 'city'
