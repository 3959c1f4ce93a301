"""Of which area a yearly table or one of its rows speaks: the home province's, unless it says another."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from explorer.core.goals import NATION, Plan
from explorer.core.profile import profile
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.values.cells import folded

UNKNOWN = "?"
# The national office and what it names (国家知识产权局, 国家级) stand in titles of provinces too.
NATIONAL = re.compile(r"全国|国家(?!知识产权|级|地理标志)|\bnational\b|\bchina\b", re.IGNORECASE)
PROVINCE = "省"
FOR = re.compile(
    r"[（(]?(?:报送?|抄送|送)[:：]?\s*[^（()）\s]*(?:省|局|厅|办)[^（()）\s]*[）)]?"
)  # whom a table is sent to
OWN = ("全省", "我省", "本省", "省级")
TOTALS = ("合计", "总计", "全省", "全省合计", "小计", "total")


def may_be(plan: Plan, sheet: str, texts: Sequence[str]) -> bool:
    """Whether a table may be of a plan: the home's unless sheet or title say another area, another area's if they do.

    A title with the province in it is the province's, whatever else it names.
    """
    said = " ".join([sheet, *texts])
    own = areas.world().areas[profile().home]
    names = (areas.short(own["name_zh"]), own["name_en"])
    home = PROVINCE in said or any(folded(name) in folded(said) for name in names if name)
    if plan.area == profile().home:
        return home or "全国" not in said
    if plan.area == NATION:
        return not home and NATIONAL.search(said) is not None
    area = areas.world().areas.get(str(plan.area), {})
    return any(folded(name) in folded(said) for name in (area.get("name_zh"), area.get("name_en")) if name)


def code(text: str) -> str:
    """Return the code of the area that a cell names: the home, one of its cities or the nation; UNKNOWN for others."""
    return _codes().get(folded(text), UNKNOWN)


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    known = areas.world()
    found = {folded(word): NATION for word in ("全国", "国家", "national", "china")}
    for code, area in {known.home: known.areas[known.home], **known.cities()}.items():
        found |= {folded(name): code for name in (area["name_zh"], areas.short(area["name_zh"]), area["name_en"], code)}
    return found | {folded(word): known.home for word in (PROVINCE, *OWN)}


def cities() -> Mapping[str, str]:
    """Return the home province's cities and zones by every spelling that lists know, folded."""
    known = areas.cities(areas.world(), TABLES["service_network"].field("city")).codes
    return {name: code for name, code in known.items() if code}


def totals() -> frozenset[str]:
    """Return what a row of the whole province is called in a table of its cities, folded."""
    home = areas.world().areas[profile().home]["name_zh"]
    return frozenset(map(folded, (*TOTALS, home, *profile().spellings.get(profile().home, ()))))


def every_city(codes: AbstractSet[str]) -> bool:
    """Whether some places are all the cities there are, without the zones that lie within them."""
    return {code for code, area in areas.world().cities().items() if area["level"] == "city"} <= codes


def title_of_another(texts: Sequence[str]) -> str | None:
    """Return the city or the other province that titles name, where they do not name the home province; None else.

    Of cities of other provinces those count that the areas hold: their capitals.

    The office that a table is for is no area of it: 沈阳市主要指标（报辽宁省局） is the city's.
    """
    known, said = areas.world(), folded(FOR.sub("", " ".join(texts)))
    home = known.areas[known.home]
    if any(folded(name) in said for name in (areas.short(home["name_zh"]), home["name_en"], *OWN)):
        return None
    levels = ("province", "city")
    others = [area for code, area in known.areas.items() if code != known.home and area["level"] in levels]
    zones = [area for code, area in known.cities().items() if area["level"] not in levels]
    lower = [one for city in known.cities() for one in known.counties(city).values()]
    return next((area["name_zh"] for area in (*others, *zones, *lower) if _named(area, said)), None)


def another(text: str) -> bool:
    """Whether a text is the name of a city or another province, and nothing else."""
    known = areas.world()
    return folded(text) in {
        folded(name)
        for code, area in known.areas.items()
        if code != known.home and area["level"] in ("province", "city")
        for name in (area["name_zh"], areas.short(area["name_zh"]))
    }


def _named(area: areas.Row, said: str) -> bool:
    """Whether a folded text names an area in full or in English; a province or a city also for short."""
    short = areas.short(area["name_zh"]) if area["level"] in ("province", "city") else ""
    return any(folded(name) in said for name in (area["name_zh"], short, area["name_en"]) if name)
