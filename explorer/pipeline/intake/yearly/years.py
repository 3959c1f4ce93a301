"""What a heading of the yearly table says: its year, whether it is what was reached or what was promised, its unit."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from explorer.pipeline.intake.yearly import units

YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:\.0+)?(?!\d)\s*(?:年度?)?\s*(?:12月(?:31日|底|末)?|-12-31(?: 00:00:00)?)?"
)
SHORT = re.compile(r"^['’]?([1-3]\d)(?=年(?:$|[^以内期龄]))")  # 25年, 25年底, but not 10年以上
BRACKET = re.compile(r"\(([^()]{1,12})\)")
# Each word that may stand in a heading beside its year, by what it says; the first that fits counts.
WORDS = (
    ("rate", r"(?:目标|任务|计划)?完成(?:率|比例|进度|百分比)|占比|比重|排名|位次|进度"),
    (
        "rate",
        r"(?:比|较)?(?:上年|去年|上年同期)?(?:同比|环比|年均)?(?:增幅|增长|增速|增减|升降|变化)(?:率|幅度?|值|量|额)?",
    ),
    ("rate", r"同比|环比|growth|change|increase|rank"),
    ("actual", r"1月?\s*[-—–~～至到]\s*12月(?:累计)?"),
    (
        "part",
        r"(?:前|第)?(?:\d{1,2}|[一二三四五六七八九十]+)(?:[-—–~～至到]\d{1,2})?(?:个)?(?:月份?|季度)(?:底|末)?(?:累计)?",
    ),
    ("part", r"[-./]\d{1,2}(?![-./\d])|上半年|下半年|[qh][1-4]|半年"),
    ("actual", r"(?:目标|任务|指标)完成(?:情况|值|数)|计划完成情况"),
    ("aim", r"(?:计划|预期|拟)完成(?:值|数|量)?"),
    (
        "aim",
        r"(?:预期|工作|规划|考核|年度|总体)?(?:目标|计划|任务|规划)(?:任务|目标|指标)?(?:值|数|量)?|预期(?:值|数)?|目标",
    ),
    ("aim", r"targets?|plan(?:ned)?|goals?"),
    (
        "preliminary",
        r"快报(?:数|值)?|预计(?:数|值)?|初步(?:统计|核算)?(?:数|值)?|暂定(?:数|值)?|preliminary|estimated?",
    ),
    ("final", r"(?:年报|已?核定|最终|决算|正式)(?:数|值)?|final"),
    ("actual", r"(?:实际|实绩|完成|实有|达到)(?:完成)?(?:值|数量?|量|情况)?|数值|数量|绝对[值数]|actual|results?"),
    ("actual", r"全年(?:累计)?|全省|合计|总计"),
    ("", r"截[至止]|年[底末]|[底末年度]|数据|数|值|情况|values?|\W+"),
)
MASTER = tuple((role, re.compile(pattern)) for role, pattern in WORDS)


@dataclass(frozen=True)
class Said:
    """What a heading says. ``known``: whether every word of it is understood. ``unit``: empty where it names none."""

    year: int | None
    roles: frozenset[str]
    unit: str
    known: bool


def whole(cell: str) -> str:
    """Return a heading's text with the century of a year that begins it without one: 25年 is 2025年."""
    return SHORT.sub(r"20\1", unicodedata.normalize("NFKC", cell).strip())


@lru_cache(maxsize=4096)
def read(cell: str) -> Said:
    """Return what a heading says; of two years in one, neither."""
    text = whole(cell).casefold().replace("单位:", "")
    found = YEAR.findall(text)
    if len(found) > 1 or not text or len(text) > 40:
        return Said(None, frozenset(), "", False)
    unit = next((one for one in BRACKET.findall(text) if units.known(one)), "")
    rest = YEAR.sub("", text.replace(f"({unit})", "") if unit else text).strip()
    roles = _roles(rest)
    return Said(int(found[0]) if found else None, frozenset(roles or ()) - {""}, unit, roles is not None)


def _roles(text: str) -> set[str] | None:
    """Return what the words of a text say, None where one of them is not understood."""
    roles, place = set[str](), 0
    while place < len(text):
        match = next(
            ((role, one) for role, word in MASTER if (one := word.match(text, place)) and one.end() > place), None
        )
        if match is None:
            return None
        roles.add(match[0])
        place = match[1].end()
    return roles
