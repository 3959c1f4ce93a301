"""The columns of data/inputs/*.csv and data/promises/*.csv: what a cell of each holds, and what it refers to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["text", "code", "day", "written", "partly", "number", "whole"]


@dataclass(frozen=True)
class Column:
    """What a cell holds; ``needed``: none may be empty.

    A ``day`` becomes a date, a ``number`` a float, a ``whole`` an integer. ``code`` is a text that no other row of the
    file has in this column; ``written`` a day that stays text, ``partly`` a date as far as it is known (2022, 2022-04
    or a day), text too. ``of``: the file and column where it stands, as areas.area; ``many``: several of them, with
    semicolons between.
    """

    kind: Kind = "text"
    needed: bool = True
    allowed: tuple[str, ...] = ()
    of: str = ""
    many: bool = False


TEXT, CODE, DAY, NUMBER, WHOLE = Column(), Column("code"), Column("day"), Column("number"), Column("whole")
AREA, MEASURE = Column(of="areas.area"), Column(of="measures.measure")
SOURCES = Column(of="sources.source", many=True)
MAYBE = Column(needed=False)
PARTLY = Column("partly", needed=False)
FLAG = Column("whole", allowed=("0", "1"))
SERIES = ("stock/head", "stock", "flow", "amount", "share", "index")


def maybe(column: Column) -> Column:
    """Return a column whose cells may be empty."""
    return replace(column, needed=False)


COLUMNS: Mapping[str, Mapping[str, Column]] = {
    "areas": {
        "area": CODE,
        "name_zh": TEXT,
        "name_en": TEXT,
        "level": Column(allowed=("nation", "province", "city", "special", "county")),
        "parent": maybe(AREA),
        "special": FLAG,
    },
    "measures": {
        "measure": CODE,
        "name_zh": TEXT,
        "name_en": TEXT,
        "unit": TEXT,
        "definition": TEXT,
        "domain": Column(allowed=("patents", "trademarks", "geographical_indications", "service_network", "context")),
        "definition_en": TEXT,
    },
    "sources": {
        "source": CODE,
        "title": TEXT,
        "publisher": TEXT,
        "url": MAYBE,
        "published": PARTLY,
        "published_on": Column("written", needed=False),
        "locator": MAYBE,
        "reached": Column(allowed=("original", "repost")),
    },
    "published": {
        "measure": MEASURE,
        "area": AREA,
        "frequency": Column(allowed=("A", "Q", "M", "D")),
        "period": TEXT,
        "period_end": DAY,
        "value": NUMBER,
        "unit": TEXT,
        "source": SOURCES,
        "known_on": maybe(DAY),
        "reliability": Column(allowed=("A", "B", "C")),
        "note": MAYBE,
    },
    "events": {
        "event": CODE,
        "kind": Column(allowed=("policy", "break")),
        "happened_on": DAY,
        "known_on": maybe(DAY),
        "area": AREA,
        "measures": replace(MEASURE, needed=False, many=True),
        "short_zh": TEXT,
        "short_en": TEXT,
        "title_zh": TEXT,
        "title_en": TEXT,
        "source": SOURCES,
    },
    "tile_grid": {"area": AREA, "row": WHOLE, "col": WHOLE},
    "geographical_indications": {
        "name_zh": TEXT,
        "name_en": MAYBE,
        "kind": TEXT,
        "city_code": AREA,
        "county": maybe(AREA),
        "product_class": TEXT,
        "approved_on": PARTLY,
        "announcement_no": MAYBE,
        "has_dedicated_standard": maybe(FLAG),
        "standard_no": MAYBE,
        "eu_list": maybe(WHOLE),
        "source": SOURCES,
        "note": MAYBE,
    },
    "service_network": {
        "name_zh": TEXT,
        "kind": TEXT,
        "city_code": maybe(AREA),
        "city_basis": TEXT,
        "county": maybe(AREA),
        "opened_on": PARTLY,
        "designated_on": PARTLY,
        "level": Column(allowed=("national", "provincial", "city")),
        "source": SOURCES,
        "note": MAYBE,
    },
    "promises": {
        "promise": CODE,
        **dict.fromkeys(("area", "plan", "indicator"), TEXT),
        "kind": Column(allowed=SERIES),
        "unit": TEXT,
        "issued": Column("partly"),
        "base_year": maybe(WHOLE),
        "base": maybe(NUMBER),
        "goal": NUMBER,
        "goal_year": WHOLE,
        "outcome_year": WHOLE,
        "outcome": maybe(NUMBER),
        "status": TEXT,
        "compared_in": WHOLE,
        "promise_then": NUMBER,
        "came_then": maybe(NUMBER),
        "goal_source": TEXT,
        "outcome_source": TEXT,
        "note": MAYBE,
    },
    "histories": {"promise": Column(of="promises.promise"), "time": NUMBER, "value": NUMBER},
}
# Files that a province may lack, or that stand in another folder than its inputs.
OPTIONAL = frozenset({"geographical_indications", "service_network", "promises", "histories"})
