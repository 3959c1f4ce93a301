"""What a sheet's name and the titles above its heading say of all its rows: their kind, their level, their day."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from explorer.pipeline.intake.fields import TABLES, Field
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.values import codes
from explorer.pipeline.intake.values.cells import folded
from explorer.releases import tables

LEVEL = "level"
WHOLE_LEVELS = {"国家级": "national", "省级": "provincial", "市级": "city"}
AND_ABOVE = re.compile("[国省市]家?级(?:及|和|或)?以[上下]")
NATIONAL = "国家"  # as the first word of what a kind is called
SHORTEST, IN_A_TITLE = 2, 2  # signs of a spelling that is looked for in a text; cells of a row that is a title
CENTURY, SHORT_YEARS = 2000, 100  # 截至24年底
# Whoever filled the table in is not what it is about.
FILLED_IN = re.compile(r"\S{0,6}(?:单位|部门|机构|处室|人员?|电话|日期|时间)\s*[:：]\s*\S*")
UNTIL = re.compile(
    r"截[至止]到?\s*['’]?((?:(?:19|20)\d\d)\s*[年./-]?|[1-3]\d\s*年)\s*(?:(\d{1,2})\s*[月./-]?\s*(\d{1,2})?)?"
)


@dataclass(frozen=True)
class Saying:
    """A code, the text that says it, and where that stands (``by``: sheet or title)."""

    code: str
    text: str
    by: str


def of(sheet: Sheet, top: int, field: Field) -> tuple[Saying, ...]:
    """Return what the sheet's name and its titles say of a column of codes, at most one saying each.

    ``top``: the heading's first row. What names several codes says none.
    """
    said = levels if field.slug == LEVEL else kinds
    titled = [(text, found) for text in titles(sheet, top) if (found := said(text, field))]
    named = [("sheet", sheet.name, said(sheet.name, field))]
    together = {code for _, found in titled for code in found}
    named += [("title", titled[0][0], together)] if titled else []
    return tuple(Saying(next(iter(found)), text, by) for by, text, found in named if len(found) == 1)


def titles(sheet: Sheet, top: int) -> Iterator[str]:
    """Yield the texts above the heading that are titles, without who filled the table in and when."""
    for cells in sheet.head[: top - 1]:
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) <= IN_A_TITLE:
            yield from (FILLED_IN.sub(" ", cell) for cell in filled)


def kinds(text: str, field: Field) -> set[str]:
    """Return the codes that a text names; a name within a longer one is not named."""
    found, left = set[str](), folded(text)
    for name, code in _in_texts(field):
        if name in left:
            found.add(code)
            left = left.replace(name, "|")
    return found


def levels(text: str, _: Field | None = None) -> set[str]:
    """Return the levels that a text names in full: 国家级, 省级, 市级."""
    plain = AND_ABOVE.sub("", text)
    return {code for name, code in WHOLE_LEVELS.items() if name in plain}


def level_in(kind: str) -> str | None:
    """Return the level that is part of what a kind is called (国家知识产权示范企业), None where it has none."""
    found = levels(kind)
    if len(found) == 1:
        return next(iter(found))
    return "national" if not found and kind.strip().startswith(NATIONAL) else None


def field_of(table: str, slug: str) -> Field | None:
    """Return a table's column of codes, None where it has none called so."""
    return {field.slug: field for field in TABLES[table].fields}.get(slug)


def kind_field(table: str) -> Field | None:
    """Return the column of the kinds that lists of a table are kept by; None where they are always numbered."""
    return field_of(table, tables.TABLES[table].kinds) if tables.TABLES[table].numbered_by else None


@lru_cache(maxsize=16)
def spelt(field: Field) -> Mapping[str, str]:
    """Return the code of every folded spelling of a column of codes."""
    return {name: code for name, code in codes.options(field).codes.items() if code}


@lru_cache(maxsize=16)
def _in_texts(field: Field) -> tuple[tuple[str, str], ...]:
    """Return the spellings that may stand in a text, the longest first: Chinese ones alone, the others are words."""
    found = [(name, code) for name, code in spelt(field).items() if len(name) >= SHORTEST and not name.isascii()]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def until(texts: Sequence[str]) -> dt.date | None:
    """Return the day up to which a list says it knows (截至2025年底), the earliest of several; None where none does."""
    found = []
    for match in (match for text in texts for match in UNTIL.finditer(text)):
        said, month = int(re.sub(r"\D", "", match[1])), int(match[2] or 12)
        year = said if said >= SHORT_YEARS else CENTURY + said
        with suppress(ValueError):
            last = dt.date(year, month, monthrange(year, month)[1])
            found.append(last.replace(day=int(match[3])) if match[3] else last)
    return min(found, default=None)
