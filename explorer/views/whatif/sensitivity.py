"""What each driver of a target moves, in words: a sentence and a small table on the page, its rows in the sheet.

Each driver is moved from where it stands of late, whatever a reader's knobs say: a turn of one need not draw this anew.
"""

from collections.abc import Sequence
from typing import Any

from htpy import Element

from explorer.analysis.outlook import assumptions, sensitivity
from explorer.analysis.outlook.sensitivity import Driver
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core import texts
from explorer.core.language import MINUS, Words
from explorer.views import html

UNKNOWN = "–"


def table(view: View, seen: Prospect) -> Element | None:
    """Return the sentence and a row a driver; nothing where no driver leads anywhere."""
    words, found = view.words, _drivers(view, seen)
    if not found:
        return None
    kinds = ("driver", "at", "size", "less", "more")
    columns = [html.Column(words(f"sensitivity.{kind}"), kind) for kind in kinds]
    mark = words.suffix("simulated" if seen.simulated else None)
    rows = [
        [
            texts.capitalised(words(f"sensitivity.{one.name}")),
            _at(one, seen, words),
            _size(one, seen, words),
            *_moves(one, seen, words, mark),
        ]
        for one in found
    ]
    title = words("sensitivity.title")
    return html.section(title, "lineup sensitivity", html.grid(columns, rows), notes=[sentence(seen, found, words)])


def sentence(seen: Prospect, found: Sequence[Driver], words: Words) -> str:
    """Return what the driver that moves most moves, and where it leads as it stands."""
    first = found[0]
    less, more = _moves(first, seen, words, "")
    told = {"driver": words(f"sensitivity.{first.name}"), "at": _at(first, seen, words), "year": seen.goal.year}
    value = words.value(first.value, seen.goal.indicator) + words.suffix("simulated" if seen.simulated else None)
    return words("sensitivity.said", **told, value=value, size=_size(first, seen, words), less=less, more=more)


def rows(view: View, seen: Prospect) -> list[dict[str, Any]]:
    """Return the drivers as the rows of a sheet."""
    words = view.words
    return [
        {
            words("sensitivity.driver"): words(f"sensitivity.{one.name}"),
            words("sensitivity.at"): _at(one, seen, words),
            words("sensitivity.size"): _size(one, seen, words),
            words("whatif.value_in", year=seen.goal.year): one.value,
            words("sensitivity.less"): one.less,
            words("sensitivity.more"): one.more,
            words("cover.unit"): words.of(seen.goal.indicator.unit),
        }
        for one in _drivers(view, seen)
    ]


def _drivers(view: View, seen: Prospect) -> tuple[Driver, ...]:
    return sensitivity.drivers(view, seen, assumptions.usual_knobs(view, seen))


def _at(one: Driver, seen: Prospect, words: Words) -> str:
    if one.name == "step":
        return words("whatif.a_year", pace=words.pace(one.at, seen.goal.indicator, growing=False))
    return words("whatif.a_year", pace=words.rate(one.at)) if one.name != "renewal" else words.percent(one.at)


def _size(one: Driver, seen: Prospect, words: Words) -> str:
    """Return by how much a driver is moved: a percentage point, or one of the indicator's unit a year."""
    point = words("sensitivity.point")
    return words.distance(sensitivity.UNIT, seen.goal.indicator) if one.name == "step" else point


def _moves(one: Driver, seen: Prospect, words: Words, mark: str) -> list[str]:
    """Return what a point less and a point more move, with their signs."""
    said = []
    for move in (one.less, one.more):
        sign = "" if not move else "+" if move > 0 else MINUS
        said.append(UNKNOWN if move is None else sign + words.gap(abs(move), seen.goal.indicator) + mark)
    return said
