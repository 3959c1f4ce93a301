"""The targets of a draft split over the cities: each city's part, what it answers itself, and what each is asked."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import htpy
from htpy import Node, b, button, div, form, label, p, span

from explorer.analysis.outlook import city_targets, target_outlook
from explorer.analysis.outlook.city_targets import Division
from explorer.analysis.outlook.split import Unsplittable, Way
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.links import drafts, parameters
from explorer.links.drafts import Draft
from explorer.views import html, phrases
from explorer.views.draft import text
from explorer.views.draft.rows import Row
from explorer.views.html import Column

USUAL: Way = "equal_growth"
COLUMNS = ("city", "value", "part", "own", "difference")


def divided(view: View, shown: Sequence[Row], way: Way = USUAL) -> Mapping[str, Division]:
    """Return by indicator the parts of each target that adds up and can be split this way; none without cities."""
    if not city_targets.cities_of(view):
        return {}
    found = {}
    for row in shown:
        if not row.goal.indicator.additive:
            continue
        method = target_outlook.ways(view, row.goal)[0]
        seen = target_outlook.prospect(view, row.goal.no, Question(row.table.seen.goal.year, row.value, method))
        try:
            found[row.slug] = city_targets.divide(view, seen, way, {})
        except Unsplittable:
            continue
    return found


def section(view: View, draft: Draft, row: Row, way: Way, chooser: Node) -> str:
    """Return one target over the cities: parts, the cities' own, sums, who is missing; nothing where none is."""
    found = divided(view, [row], way).get(row.slug) if row.target else None
    if found is None or row.target is None:
        return ""
    words, own = view.words, dict(row.target.cities)
    columns = [Column(words(f"draft_city.{name}")) for name in COLUMNS]
    lines = [_line(view, row, one, own) for one in found.parts]
    sums: list[Node] = [b[words("paper.whole")], "", b[_said(found.total, row, words)], _sum(own, row, words), ""]
    taken = tuple((one.area, one.part) for one in found.parts)
    return html.finished(
        div(".ledger")[
            html.heading(words("division.title")),
            chooser,
            p(".note")[_missing(view, found, own)],
            html.grid(columns, [*lines, sums]),
            p[html.anchor(_with(view, draft, row, taken), words("draft_city.take"))],
            _forms(view, draft, way),
        ]
    )


def _said(value: float, row: Row, words: Words) -> str:
    return words.value(value, row.goal.indicator)


def _line(view: View, row: Row, one: city_targets.CityPart, own: Mapping[str, float]) -> list[Node]:
    words, answer, sign = view.words, own.get(one.area), text.sign(simulated=made_up(one))
    known = "–" if one.value is None else _said(one.value, row, words) + sign
    mine: list[Node] = [phrases.area_name(view, one.area), known, _said(one.part, row, words) + sign]
    if answer is None:
        return [*mine, "–", "–"]
    return [*mine, _said(answer, row, words), words.signed(answer - one.part, row.goal.indicator.digits) + sign]


def made_up(one: city_targets.CityPart) -> bool:
    """Whether a city's latest value, from which its part is worked out, is simulated."""
    newest = one.found.standing.newest
    return newest is not None and newest.evidence == "simulated"


def _sum(own: Mapping[str, float], row: Row, words: Words) -> Node:
    return b[_said(math.fsum(own.values()), row, words)] if own else "–"


def _missing(view: View, found: Division, own: Mapping[str, float]) -> str:
    """Return how the cities' own numbers add up against the target, or which cities have not answered."""
    words, indicator = view.words, found.parts[0].goal.indicator
    missing = [phrases.area_name(view, one.area) for one in found.parts if one.area not in own]
    if len(missing) == len(found.parts):
        return words("draft_city.nobody")
    if missing:
        return words("draft_city.missing", count=len(missing), cities=words("common.list").join(missing))
    total = math.fsum(own.values())
    if math.isclose(total, found.total):
        return words("draft_city.equal")
    apart = words.signed(total - found.total, indicator.digits)
    return words("draft_city.apart", total=words.value(total, indicator), apart=apart)


def _with(view: View, draft: Draft, row: Row, cities: tuple[tuple[str, float], ...]) -> str:
    """Return the address of the page with what the cities are to reach in the draft."""
    targets = tuple(replace(one, cities=cities) if one.indicator == row.slug else one for one in draft.targets)
    more = {"draft": drafts.written(replace(draft, targets=targets)), "target": row.slug}
    return parameters.to("draft", view.parameters(**more))


def _forms(view: View, draft: Draft, way: Way) -> Node:
    """Return the link to the cities' forms, and the form that takes those that came back."""
    words, link = view.words, {**view.parameters(), "draft": drafts.written(draft), "split": way}
    link = {name: value for name, value in link.items() if name != "agenda"}
    taken = htpy.input(type="file", name="file", accept=".xlsx,.csv", multiple=True, required=True)
    hidden = (htpy.input(type="hidden", name=f"with_{name}", value=value) for name, value in link.items())
    return [
        p[html.anchor(parameters.to("file/draft/forms.zip", link), words("draft_city.forms"), target="_blank")],
        form(".choices", action="frame/answers", method="post", enctype="multipart/form-data")[
            hidden, label(".choice")[span[words("draft_city.bring")], taken], button(type="submit")[words("draft.open")]
        ],
    ]
