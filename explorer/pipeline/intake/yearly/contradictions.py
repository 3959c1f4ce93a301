"""Words by which a name that looks like a goal's is that of something else: of one place, of a part, of a total."""

import re
from collections.abc import Sequence
from functools import lru_cache

from explorer.core.goals import Goal
from explorer.core.profile import profile
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.values.cells import folded

# Words of one meaning; a name with one of them is another figure's, unless the goal has such a word too.
SCOPES = (
    ("高校", "大学", "universit"),
    ("科研", "researchinst"),
    ("专项行动", "campaign"),
    ("新增", "增加", "净增", "newly"),
    ("合计", "总计", "国内外", "total", "foreign"),
    ("市级", "citylevel"),
    ("国家级", "国家", "全国", "nation"),
    ("县级",),
    ("金额", "融资额", "amount"),
    ("人数",),
    ("申请", "application"),
    ("季",),
    ("港澳台", "mainland"),
    ("pct",),
    ("马德里", "madrid"),
    ("实用新型", "utilitymodel"),
    ("外观设计", "design"),
    ("同比", "占比", "完成率"),
    ("目标", "计划", "任务", "target", "planned"),
)
# What a goal's name has and a row's must not lack.
QUALIFIERS = (
    ("海外", "境外", "overseas", "abroad"),
    ("高价值", "highvalue"),
    ("国内", "domestic"),
    ("每万人", "per10", "percapita"),
    ("gdp",),
    ("覆盖", "coverage", "cover"),
    ("新增", "增建", "new", "additional"),
    ("战略性新兴产业", "strategicemerging"),
)
CUMULATIVE = ("累计", "cumulative", "todate")


def added(name: str, own: Sequence[str], goal: Goal, *, loose: bool = False) -> str | None:
    """Return a word of a name that makes another figure of it; None where the goal's ``own`` names have such too.

    累计 is the very thing that a stock counts; of a yearly flow it is another figure.
    """
    plain, known = folded(name), [folded(one) for one in own]
    groups = [*SCOPES, *QUALIFIERS]
    if goal.indicator.nature == "flow" or loose:
        groups.append(CUMULATIVE)
    for words in groups:
        word = next((word for word in words if word in plain), None)
        if word and not any(other in one for one in known for other in words):
            return word
    return next((place for place in _places() if place in plain and not any(place in one for one in known)), None)


def missing(name: str, goal: Goal) -> str | None:
    """Return a word that the goal's title has and a name lacks, in the title's language."""
    plain = folded(name)
    title = goal.title.zh if re.search(r"[\u4e00-\u9fff]", name) else goal.title.en
    for words in QUALIFIERS:
        word = next((word for word in words if word in folded(title)), None)
        if word and not any(other in plain for other in words):
            return word
    return None


@lru_cache(maxsize=1)
def _places() -> tuple[str, ...]:
    """Return the names of all areas but the home province, the longest first."""
    known = areas.world()
    rows = [area for code, area in known.areas.items() if code != profile().home]
    short = {areas.short(area["name_zh"]) for area in known.cities().values()}
    short |= {areas.short(area["name_zh"]) for area in rows if not area["parent"] or area["parent"] == "100000"}
    full = {area["name_zh"] for area in rows} | {area["name_en"] for area in rows}
    return tuple(sorted({folded(name) for name in full | short if name and len(name) > 1}, key=len, reverse=True))
