"""The header of every page: name, menu, search, agenda, share, language. It is drawn once and no run touches it."""

from collections.abc import Mapping

import htpy
from htpy import Element, Node, a, button, details, dialog, div, header, li, nav, p, span, summary, ul

from explorer.core import language, sentences
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import agenda, parameters
from explorer.links.pages import PAGES


def bar(page: str, query: Mapping[str, str], roles: frozenset[str], scope: Node, words: Words) -> Element:
    """Return the header of a page. ``query``: what its address says; ``roles``: what the visitor may do."""
    return header(id="frame", data_page=page, data_carried=" ".join(parameters.CARRIED))[
        a(".skip", href="#stMain")[words("frame.skip")],
        div(".bar")[
            a(".product", href=parameters.to("", carried(query)), data_page="")[words("common.product")],
            button(
                ".menu",
                type="button",
                aria_expanded="false",
                aria_controls="frame-menu",
                aria_label=words("frame.menu"),
            )["☰"],
            nav(id="frame-menu", aria_label=words("frame.menu"))[_menu(page, query, roles, words)],
            _tools(page, query, words),
        ],
        div(id="scope")[scope],
        _finder(words),
        dialog(
            id="sharing", aria_label=words("share.title"), data_wait=words("frame.wait"), data_lost=words("frame.lost")
        ),
        p(id="news", role="status"),
        p(id="added", role="status", data_said=words("frame.added")),
        p(id="lost", role="status")[words("frame.reconnecting")],
    ]


def carried(query: Mapping[str, str]) -> dict[str, str]:
    """Return what a reader takes along of an address from page to page."""
    return {name: query[name] for name in parameters.CARRIED if query.get(name)}


def _leads(slug: str, here: str, query: Mapping[str, str], text: Node, kind: str | None = None) -> Element:
    where = PAGES[slug].path
    current = "page" if slug == here else None
    return a(href=parameters.to(where, carried(query)), class_=kind, aria_current=current, data_page=where)[text]


def _menu(here: str, query: Mapping[str, str], roles: frozenset[str], words: Words) -> Node:
    """Return the pages the header names itself, and in two lists that open what lies ahead and the rest.

    Of these those that the visitor may use.
    """
    named = [one.slug for one in PAGES.values() if one.menu == "first"]
    lists = {words("frame.whatif"): "ahead", words("frame.data"): "rest"}
    return [
        *(_leads(slug, here, query, words(f"frame.{slug}")) for slug in named),
        *(_list(title, menu, here, query, roles, words) for title, menu in lists.items()),
    ]


def _list(title: str, menu: str, here: str, query: Mapping[str, str], roles: frozenset[str], words: Words) -> Element:
    slugs = [one.slug for one in PAGES.values() if one.menu == menu and (not one.role or one.role in roles)]
    return details(class_=["more", here in slugs and "current"])[
        summary(data_pages=" ".join(slugs))[title],
        ul[(li[_leads(slug, here, query, words(f"menu.{slug}"))] for slug in slugs)],
    ]


def _tools(here: str, query: Mapping[str, str], words: Words) -> Element:
    place = language.LANGUAGES.index(words.code) + 1
    other = language.LANGUAGES[place % len(language.LANGUAGES)]  # the next one, after the last the first
    tongue = parameters.to(PAGES[here].path, {**query, "lang": other})
    count = [words("menu.agenda"), span(".count")[collected(query)]]
    return div(".tools")[
        button(".find", type="button", aria_keyshortcuts="/")[words("frame.find")],
        _leads(agenda.NAME, here, query, count, "agenda"),
        button(".share", type="button")[words("share.open")],
        a(".tongue", href=tongue, lang=other, hreflang=other)[language.words(other)(sentences.TONGUE)],
    ]


def _finder(words: Words) -> Element:
    """Return the dialog of the search; the script fills it."""
    return dialog(id="finder", aria_label=words("frame.find"))[
        htpy.input(
            type="search",
            role="combobox",
            aria_expanded="true",
            aria_controls="found",
            aria_autocomplete="list",
            aria_label=words("frame.find"),
            placeholder=words("frame.find_hint"),
            autocomplete="off",
        ),
        ul(id="found", role="listbox", aria_label=words("frame.found"), data_none=words("frame.none_found")),
    ]


def collected(query: Mapping[str, str]) -> str:
    """Return how many views the agenda that links carry along holds; nothing without one, or where it is damaged."""
    try:
        count = len(agenda.read(query.get(agenda.NAME, "")).items)
    except Trouble:
        return ""
    return f" ({count})" if count else ""


def skeleton(begins: str = "") -> Element:
    """Return what stands in the page's place until it is there: grey lines, which say nothing, or its beginning.

    ``begins``: finished HTML (see views.html), as it was drawn for somebody else who asked for the same. It stands in
    elements of Streamlit's names, so that it looks as it will.
    """
    early = (
        begins
        and div(".early", role="main", data_testid="stMainBlockContainer")[
            div(data_testid="stVerticalBlock")[div(data_testid="stHtml")[begins]]
        ]
    )
    return div(id="waiting")[early or None, (div(".line", aria_hidden="true")[span] for _ in range(6))]
