"""The agenda's page as elements: its views in order, each with the links that change it. Every text is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from explorer.analysis.view import View
from explorer.core import catalogue, language
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.core.marks import EVIDENCE
from explorer.links import agenda, parameters, urls
from explorer.links.agenda import Agenda, Item
from explorer.views import html
from explorer.views.agenda import lookup
from explorer.views.exhibit import Cover, Exhibit


def head(view: View, collected: Agenda) -> str:
    """Return the agenda's title, how many views it has, and how to collect them where there is none."""
    words = view.words
    name = escape(collected.title or words("agenda.title"))
    many = len(collected.items)
    said = words("agenda.count", count=many, most=agenda.MOST) if many else words("agenda.how")
    return f'<div class="headline agenda"><h2>{name}</h2><p>{escape(said)}</p></div>'


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
    parts = [_link(parameters.to("present", carried), words("agenda.present"), "present")]
    parts += [_link(where, words(f"agenda.{kind}"), kind) for kind, where in files]
    if missing := lookup.left_out(found):
        places = words("common.list").join(str(place) for place in missing)
        parts.append(f"<span>{escape(words('agenda.left_out', places=places))}</span>")
    return f'<div class="agenda-ways">{"".join(parts)}</div>'


def items(view: View, collected: Agenda, found: Sequence[Exhibit | Trouble]) -> str:
    """Return the agenda's views in order: what each shows, a link that opens it, links that move and remove it."""
    carried = carrying(collected, view.language)
    rows = "".join(
        f"<li>{_shown(opens(item, carried), item, one, view)}{_changes(view, collected, place)}</li>"
        for place, (item, one) in enumerate(zip(collected.items, found, strict=True))
    )
    return f'<div class="agenda-items"><ol>{rows}</ol></div>'


def carrying(collected: Agenda, lang: str) -> dict[str, str]:
    """Return what a link takes along: the whole agenda, and the language it is read in."""
    return {"lang": lang, "agenda": agenda.written(collected)}


def opens(item: Item, carried: Mapping[str, str]) -> str:
    """Return the address that opens an item's view; ``carried``: what the link takes along besides."""
    return parameters.to("" if item.page == urls.HOME else item.page, {**item.parameters, **carried})


def title(item: Item, one: Exhibit | Trouble, words: Words) -> str:
    """Return what an item is called; where it can no longer be shown, after its indicator or its page."""
    if isinstance(one, Exhibit):
        return one.title
    indicator = catalogue.indicators().get(item.parameters.get("indicator", ""))
    return words.of(indicator.title) if indicator else words(f"menu.{item.page}")


def said(one: Exhibit | Trouble, words: Words) -> str:
    """Return as HTML what one item says: its status and sentence, or why it can no longer be shown."""
    if isinstance(one, Trouble):
        why = escape(words.trouble(one))
        return f'<span class="gone">{escape(words("agenda.gone"))}</span> {why}'
    if one.status and one.goal:
        return f"{html.status_mark(one.view.assessment(one.goal), one.sentence, words)} {escape(one.sentence)}"
    return escape(one.sentence)


def _shown(where: str, item: Item, one: Exhibit | Trouble, view: View) -> str:
    words = view.words
    page, name = escape(words(f"menu.{item.page}")), escape(title(item, one, words))
    about = page if isinstance(one, Trouble) else f"{page} · {escape(one.subtitle)}"
    mark = f" <em>{EVIDENCE['simulated'].sign} {escape(words('evidence.simulated'))}</em>" if _simulated(one) else ""
    return (
        f'<div class="view"><a href="{escape(where)}" target="_self">{name}</a>'
        f"<small>{about}{mark}</small><p>{said(one, words)}</p></div>"
    )


def _simulated(one: Exhibit | Trouble) -> bool:
    return isinstance(one, Exhibit) and one.simulated


def _changes(view: View, collected: Agenda, place: int) -> str:
    """Return the links that move one item up and down and take it away; each carries the agenda as it would be."""
    words, last = view.words, len(collected.items) - 1
    offered = [
        ("up", "↑", agenda.moved(collected, place, place - 1) if place else None),
        ("down", "↓", agenda.moved(collected, place, place + 1) if place < last else None),
        ("remove", "✕", agenda.without(collected, place)),
    ]
    parts = []
    for name, sign, then in offered:
        label = escape(words(f"agenda.{name}", place=place + 1))
        if then is None:
            parts.append(f'<span aria-hidden="true">{sign}</span>')
            continue
        where = escape(parameters.to("agenda", view.parameters(agenda=agenda.written(then))))
        parts.append(f'<a href="{where}" target="_self" title="{label}" aria-label="{label}">{sign}</a>')
    return f'<div class="changes">{"".join(parts)}</div>'


def _link(where: str, label: str, kind: str) -> str:
    return f'<a class="{kind}" href="{escape(where)}" target="_self">{escape(label)}</a>'
