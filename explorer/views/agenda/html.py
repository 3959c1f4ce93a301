"""The agenda's page as elements: its views in order, each with the links that change it. Every text is escaped."""

from collections.abc import Mapping, Sequence

import htpy as h

from explorer.analysis.view import View
from explorer.core import catalogue, language
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import agenda, parameters, urls
from explorer.links.agenda import Agenda, Item
from explorer.links.pages import PAGES
from explorer.views import html, phrases
from explorer.views.agenda import lookup
from explorer.views.exhibit import Cover, Exhibit


def head(view: View, collected: Agenda) -> str:
    """Return the agenda's title, how many views it has, and how to collect them where there is none."""
    words, many = view.words, len(collected.items)
    said = words("agenda.count", count=many, most=agenda.MOST) if many else words("agenda.how")
    return html.finished(h.div(".headline.agenda")[h.h1[collected.title or words("agenda.title")], h.p[said]])


def cover(collected: Agenda, found: Sequence[Exhibit | Trouble], lang: str) -> Cover:
    """Return the first page of the agenda's files: its items in order, and why some of them are not in the file."""
    words, missing = language.words(lang), len(lookup.left_out(found))
    said = words("agenda.cover", count=len(found))
    said += words("agenda.cover_missing", count=missing) if missing else ""
    items = tuple(
        (title(item, one, words), words.trouble(one) if isinstance(one, Trouble) else "")
        for item, one in zip(collected.items, found, strict=True)
    )
    return Cover(lang, collected.title or words("agenda.title"), said, items)


def ways(view: View, collected: Agenda, found: Sequence[Exhibit | Trouble]) -> str:
    """Return the links to the presentation and to the files, and which items the files cannot hold."""
    words = view.words
    carried = carrying(collected, view.language)
    files = ((kind, urls.file(".", "agenda", carried, kind)) for kind in ("pptx", "pdf"))
    places = words("common.list").join(str(place) for place in lookup.left_out(found))
    shown = h.div(".agenda-ways")[
        _link(parameters.to("present", carried), words("agenda.present"), "present"),
        (_link(where, words(f"agenda.{kind}"), kind) for kind, where in files),
        h.span[words("agenda.left_out", places=places)] if places else None,
    ]
    return html.finished(shown)


def items(view: View, collected: Agenda, found: Sequence[Exhibit | Trouble]) -> str:
    """Return the agenda's views in order: what each shows, a link that opens it, links that move and remove it."""
    carried = carrying(collected, view.language)
    rows = (
        h.li[_shown(opens(item, carried), item, one, view.words), _changes(view, collected, place)]
        for place, (item, one) in enumerate(zip(collected.items, found, strict=True))
    )
    return html.finished(h.div(".agenda-items")[h.ol[rows]])


def carrying(collected: Agenda, lang: str) -> dict[str, str]:
    """Return what a link takes along: the whole agenda, and the language it is read in."""
    return {"lang": lang, "agenda": agenda.written(collected)}


def opens(item: Item, carried: Mapping[str, str]) -> str:
    """Return the address that opens an item's view; ``carried``: what the link takes along besides."""
    return parameters.to(PAGES[item.page].path, {**item.parameters, **carried})


def title(item: Item, one: Exhibit | Trouble, words: Words) -> str:
    """Return what an item is called; where it can no longer be shown, after its indicator or its page."""
    if isinstance(one, Exhibit):
        return one.title
    indicator = catalogue.indicators().get(item.parameters.get("indicator", ""))
    return words.of(indicator.title) if indicator else words(f"menu.{item.page}")


def said(one: Exhibit | Trouble, words: Words) -> h.Fragment:
    """Return what one item says: its status and sentence, or why it can no longer be shown."""
    if isinstance(one, Trouble):
        return h.fragment[h.span(".gone")[words("agenda.gone")], " ", words.trouble(one)]
    mark = h.fragment[html.status_mark(one.row.status, one.sentence), " "] if one.row else None
    return h.fragment[mark, one.sentence]


def _shown(where: str, item: Item, one: Exhibit | Trouble, words: Words) -> h.Element:
    page = words(f"menu.{item.page}")
    about = page if isinstance(one, Trouble) else f"{page} · {one.subtitle}"
    mark = [" ", h.em[phrases.evidence_mark("simulated", words)]] if _simulated(one) else None
    return h.div(".view")[
        h.a(href=where, target="_self")[title(item, one, words)],
        h.small[about, mark],
        h.p[said(one, words)],
    ]


def _simulated(one: Exhibit | Trouble) -> bool:
    return isinstance(one, Exhibit) and one.simulated


def _changes(view: View, collected: Agenda, place: int) -> h.Element:
    """Return the links that move one item up and down and take it away; each carries the agenda as it would be."""
    last = len(collected.items) - 1
    return h.div(".changes")[
        _change(view, "up", "↑", place, agenda.moved(collected, place, place - 1) if place else None),
        _change(view, "down", "↓", place, agenda.moved(collected, place, place + 1) if place < last else None),
        _change(view, "remove", "✕", place, agenda.without(collected, place)),
    ]


def _change(view: View, name: str, sign: str, place: int, then: Agenda | None) -> h.Element:
    """Return the link that leads to the agenda as it would be, or its sign alone where there is nowhere to lead."""
    if then is None:
        return h.span(aria_hidden="true")[sign]
    label = view.words(f"agenda.{name}", place=place + 1)
    where = parameters.to("agenda", view.parameters(agenda=agenda.written(then)))
    return h.a(href=where, target="_self", title=label, aria_label=label)[sign]


def _link(where: str, label: str, kind: str) -> h.Element:
    return h.a(class_=kind, href=where, target="_self")[label]
