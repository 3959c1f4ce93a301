"""The scope line: which plan, area, day and evidence a page shows, each a text that opens its choices as links."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import htpy
from htpy import Element, Node, a, b, button, details, div, label, li, p, span, summary, ul

from explorer.analysis.view import View, areas_of
from explorer.core import catalogue
from explorer.core.language import Words
from explorer.links import parameters
from explorer.links.ask import LinkAsk
from explorer.links.pages import PAGES
from explorer.links.prompts import Day, One, Prompt
from explorer.views import choices, html

PARTS = ("plan", "area", "as_of", "evidence")
# These show no figures of a plan: what they are about does not depend on it.
WITHOUT = ("agenda", "publish")
# What every run of a draft's page says anew and nothing here depends on is put into what is kept, behind its place.
ANEW = {"draft": "_-_draft_-_", "own": "_-_own_-_"}


def line(page: str, view: View, query: tuple[tuple[str, str], ...]) -> str:
    """Return the scope of a page as HTML; nothing on a page that has none.

    ``query``: what the address says, which the links keep.
    """
    told = tuple((name, ANEW.get(name, value)) for name, value in query)
    kept = _line(page, view, told)
    for name, value in query:
        kept = kept.replace(urlencode({name: ANEW[name]}), urlencode({name: value})) if name in ANEW else kept
    return kept


@lru_cache(maxsize=256)
def _line(page: str, view: View, query: tuple[tuple[str, str], ...]) -> str:
    if page in WITHOUT:
        return ""
    link, words = LinkAsk(view.parameters() | dict(view.kept)), view.words
    choices.choose_view(link, words)
    found = {name: link.answered[name] for name in PARTS}
    said = words("frame.scope_separator").join(_said(prompt, answer, words) for prompt, answer in found.values())
    parts = (_part(page, prompt, answer, dict(query), view, words) for prompt, answer in found.values())
    return html.finished(
        div(".scope", role="group", aria_label=words("frame.scope"))[
            button(".chip", type="button", aria_expanded="false")[said], div(".parts")[parts]
        ]
    )


def _said(prompt: Prompt[Any], answer: Any, words: Words) -> str:
    if isinstance(prompt, One):
        return prompt.options[answer]
    return words("frame.until", day=words.day(answer))


def _part(page: str, prompt: Prompt[Any], answer: Any, query: Mapping[str, str], view: View, words: Words) -> Element:
    return details(class_=f"part of-{prompt.name}", name="scope")[
        summary[span(".heard")[prompt.label], " ", b[_said(prompt, answer, words)]],
        div(".sheet")[p[prompt.label], list(_choices(page, prompt, answer, query, view))],
    ]


def _choices(page: str, prompt: Prompt[Any], answer: Any, query: Mapping[str, str], view: View) -> Iterator[Node]:
    if isinstance(prompt, One):
        yield ul[
            (
                li[
                    a(
                        href=_to(page, prompt.name, slug, query, view),
                        aria_current="true" if slug == answer else None,
                    )[name]
                ]
                for slug, name in prompt.options.items()
            )
        ]
    if isinstance(prompt, Day):
        first, last = prompt.first.isoformat(), prompt.last.isoformat()
        yield label[
            span(".heard")[prompt.label],
            htpy.input(type="date", min=first, max=last, value=prompt.write(answer), data_name=prompt.name),
        ]


def _to(page: str, name: str, value: str, query: Mapping[str, str], view: View) -> str:
    """Return the address with another choice; a plan leaves out what it does not know."""
    kept = parameters.changed(query, name, value)
    if name == "plan":
        plan = catalogue.plans()[value]
        goals = {goal.indicator.slug for goal in plan.goals}
        if kept.get("area", "") not in areas_of(plan, view.edition):
            kept.pop("area", None)
        if kept.get("indicator", "").partition(".")[0] not in goals:
            kept.pop("indicator", None)
    return parameters.to(PAGES[page].path, kept)
