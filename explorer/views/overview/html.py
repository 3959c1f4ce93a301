"""The overview as one element, built once per view and kept: the answer, its bar, the cards, the ways to narrow it."""

from collections.abc import Iterator
from functools import lru_cache

import htpy as h

from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.goals import NATION
from explorer.links import parameters
from explorer.views import closing, html, phrases, target_row
from explorer.views.html import anchor
from explorer.views.overview import cards, parts, rows, sections
from explorer.views.overview import text as overview_text
from explorer.views.overview.parts import Part
from explorer.views.overview.sections import EVERYTHING


@lru_cache(maxsize=512)
def headline(view: View, group: str = sections.GAP) -> str:
    """Return the overview's head: the answer, of which plan and day, its bar, and whether anything is simulated."""
    words = view.words
    shown = h.div(".headline.overview")[
        h.h1(title=words.of(view.plan.title))[overview_text.answer(view)],
        h.p(".state")[overview_text.state(view)],
        h.p(".state.ahead")[(h.span[said] for said in ahead)] if (ahead := overview_text.ahead(view)) else None,
        _bar(view, group),
        _strip(view) if phrases.shows_simulation(view) else None,
        [h.p(".closed")[line] for line in closing.lines(view)],
        None if view.before_plan else cards.cards(view, group),
    ]
    return html.finished(shown)


def _bar(view: View, group: str) -> h.Element | None:
    """Return how many targets stand where as one bar, whose parts narrow the list."""
    words, found = view.words, parts.parts(target_row.rows(view))
    if not found:
        return None

    def said(part: Part) -> str:
        key = "bar_example" if part.example else "bar_part"
        return words(f"board.{key}", word=words(f"short.{part.slug}"), count=part.count)

    return h.nav(".stacked", aria_label=words("board.bar"))[
        (
            anchor(
                parameters.to("", view.parameters(group=group, only=part.slug)),
                h.span(".heard")[said(part)],
                class_=f"status {part.kind} {part.slug}",
                style=f"flex-grow:{part.count}",
                title=said(part),
            )
            for part in found
        )
    ]


def _strip(view: View) -> h.Element:
    """Return that simulated values are shown, and the ways to see others: the real ones, a plan that has them."""
    words, shown = view.words, target_row.rows(view)
    if not all(row.standing.newest is None or row.standing.newest.evidence == "simulated" for row in shown):
        return html.simulation_notice(view, "")
    best = "office" if view.edition.brought else "published"
    nation = next((plan for plan in catalogue.plans().values() if plan.area == NATION), None)
    to_nation = {"plan": nation.slug, "area": NATION} if nation else {}
    return h.p(".simulated-shown")[
        words("board.all_simulated"),
        anchor(parameters.to("", view.parameters(evidence=best)), words(f"overview.{best}_only")),
        anchor(parameters.to("", view.parameters(**to_nation)), words("board.nation")) if nation else None,
        anchor(parameters.to("publish", view.parameters()), words("board.bring")),
    ]


def ways(view: View, group: str, only: str) -> h.Element:
    """Return the chips that narrow the list, and the orders it can have, in one line; each is a link."""
    words, names = view.words, sections.filter_names(view.plan, view.words)
    found = parts.parts(target_row.rows(view))
    slugs = list(dict.fromkeys(part.slug for part in found))
    orders = [name for name in sections.groups(view.plan) if name != "status" or group == "status"]
    return h.div(".ways", id="all-targets")[
        h.nav(".chips", aria_label=words("board.only"))[
            _chip(view, group, EVERYTHING, only, [words("board.all"), " ", h.b[str(len(view.goals))]]),
            [_chip(view, group, slug, only, list(_counted(view, slug, found))) for slug in slugs],
            _chip(view, group, only, only, names[only]) if only not in (EVERYTHING, *slugs) else None,
        ],
        h.nav(".orders", aria_label=words("board.order"))[
            (
                anchor(
                    parameters.to("", view.parameters(group=name, only=only)),
                    words(f"group.{name}"),
                    aria_current="true" if name == group else None,
                )
                for name in orders
            )
        ],
    ]


def _chip(view: View, group: str, slug: str, only: str, said: h.Node) -> h.Element:
    current = "true" if slug == only else None
    return anchor(parameters.to("", view.parameters(group=group, only=slug)), said, class_="chip", aria_current=current)


def _counted(view: View, slug: str, found: list[Part]) -> Iterator[h.Node]:
    """Yield a chip's word and how many there are by real values, then how many examples."""
    words = view.words
    for part in found:
        if part.slug != slug:
            continue
        word = words(f"short.{slug}")
        alone = not any(one.slug == slug and not one.example for one in found)
        if part.example and not alone:
            yield [" ", h.small[words("board.and_examples", count=part.count)]]
        else:
            named = words("example.status", word=word) if part.example else word
            yield h.span(class_=f"status {part.kind}")[f"{part.icon} "]
            yield [named, " ", h.b[str(part.count)]]


@lru_cache(maxsize=256)
def listed(view: View, group: str, only: str, theme: str | None) -> str:
    """Return the ways to narrow the list, and the list."""
    return html.finished([ways(view, group, only), rows.board(view, group, only, theme)])
