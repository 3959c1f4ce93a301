"""An agenda: views collected for a meeting, in order, written into one parameter of a link and read from it.

The text is a version, a point, and what base64 makes of compressed JSON: a title, what most items carry alike, then
each item's page and what it carries otherwise (null: not carried). Its checksum tells a damaged link from a sound one.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.core import texts
from explorer.core.errors import Trouble
from explorer.links import packing, pages, redirects
from explorer.links import parameters as links_parameters

NAME = "agenda"
VERSION = "1"
MOST = 40  # items
LONGEST = 6_000  # characters of a link: what proxies and chats still pass on, with room for the rest of the address
LONGEST_TITLE = 60
UNPACKED = 100_000  # bytes; forty views with everything they carry take a third of it


@dataclass(frozen=True)
class Item:
    """One view: its page's name and what its link carries, never an agenda of its own."""

    page: str
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Agenda:
    """Views in the order of a meeting; the title may be empty."""

    title: str = ""
    items: tuple[Item, ...] = ()


def written(agenda: Agenda) -> str:
    """Return the agenda as it stands in a link, of letters, digits and ``-_.``; the same one gives the same text."""
    alike = _alike(agenda.items)
    items = [[item.page, _otherwise(item.parameters, alike)] for item in agenda.items]
    plain = json.dumps([agenda.title, alike, items], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{VERSION}.{packing.packed(plain.encode())}"


def read(text: str) -> Agenda:
    """Return the agenda that a link carries; an empty text is an agenda without items.

    Raises Trouble for another version, a text that is damaged or too long, too many items, and for pages and
    parameters nobody knows. What the items mean is not looked at: see ``looked_up``.
    """
    if not text:
        return Agenda()
    return _sound(packing.document(text, "agenda", VERSION, LONGEST, UNPACKED))


def adding(existing: str | None, page: str, parameters: Mapping[str, str], title: str = "") -> str:
    """Return the agenda ``existing`` with one view more at its end; ``title`` names an agenda that has no name yet.

    Raises Trouble for what ``read`` refuses, and where the agenda would hold or take more than it may.
    """
    agenda = read(existing or "")
    item = Item(page, {name: value for name, value in parameters.items() if name != NAME})
    _known(item)
    if len(agenda.items) >= MOST:
        raise Trouble("agenda_full", most=MOST)
    found = written(replace(renamed(agenda, agenda.title or title), items=(*agenda.items, item)))
    if len(found) > LONGEST:
        raise Trouble("agenda_too_long", most=LONGEST)
    return found


def renamed(agenda: Agenda, title: str) -> Agenda:
    """Return the agenda under another title: on one line, cut to LONGEST_TITLE characters."""
    return replace(agenda, title=texts.shortened(title, None)[:LONGEST_TITLE])


def moved(agenda: Agenda, place: int, to: int) -> Agenda:
    """Return the agenda with the item at ``place`` (from 0) standing at ``to``."""
    items = list(agenda.items)
    items.insert(to, items.pop(place))
    return replace(agenda, items=tuple(items))


def without(agenda: Agenda, place: int) -> Agenda:
    """Return the agenda without the item at ``place`` (from 0)."""
    return replace(agenda, items=agenda.items[:place] + agenda.items[place + 1 :])


def _alike(items: Sequence[Item]) -> dict[str, str]:
    """Return what more than half of the items carry alike: it is written once."""
    counts = Counter(pair for item in items for pair in item.parameters.items())
    return {name: value for (name, value), count in counts.items() if 2 * count > len(items)}


def _otherwise(parameters: Mapping[str, str], alike: Mapping[str, str]) -> dict[str, str | None]:
    own = {name: value for name, value in parameters.items() if alike.get(name) != value}
    return own | {name: None for name in alike if name not in parameters}


def _sound(found: Any) -> Agenda:
    """Return the agenda that the JSON describes. Raises Trouble where it describes none."""
    match found:
        case [str(title), dict(alike), list(items)] if len(title) <= LONGEST_TITLE:
            if len(items) > MOST:
                raise Trouble("agenda_full", most=MOST)
            return Agenda(texts.plain(title), tuple(_item(one, alike) for one in items))
    raise Trouble("agenda_damaged")


def _item(found: Any, alike: Mapping[str, Any]) -> Item:
    match found:
        case [str(page), dict(own)]:
            carried = {name: value for name, value in {**alike, **own}.items() if value is not None}
            if all(isinstance(value, str) for value in carried.values()):
                today = page if page in pages.EXHIBITED else redirects.page(page)
                return _known(Item(today, redirects.parameters(carried)))
    raise Trouble("agenda_damaged")


def _known(item: Item) -> Item:
    """Return the item. Raises Trouble where no page or no parameter has such a name."""
    if item.page not in pages.EXHIBITED:
        raise Trouble("unknown_view", asked=item.page[:80], allowed=", ".join(pages.EXHIBITED))
    for name in item.parameters:
        if name == NAME or name not in links_parameters.KNOWN:
            raise Trouble("unknown_parameter", name=name[:80], allowed=", ".join(links_parameters.KNOWN))
    return item
