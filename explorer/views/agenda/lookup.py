"""The items of an agenda looked up: each link's exhibit, or why it has none."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from explorer.core.errors import Trouble
from explorer.links.agenda import Agenda
from explorer.releases import store
from explorer.views import exhibits
from explorer.views.exhibit import Exhibit


def looked_up(agenda: Agenda, lang: str | None = None) -> tuple[Exhibit | Trouble, ...]:
    """Return what each item shows, or why it can no longer be shown; ``lang``: in this language instead of its own.

    Raises Trouble where there is no release at all.
    """
    in_use, own = store.edition().id, {"lang": lang} if lang else {}
    return tuple(_looked_up(item.page, {**item.parameters, **own}, in_use) for item in agenda.items)


def shown(found: Sequence[Exhibit | Trouble]) -> list[Exhibit]:
    """Return what can be shown of an agenda that was looked up, in order. Raises Trouble where nothing can."""
    kept = [one for one in found if isinstance(one, Exhibit)]
    if not kept:
        raise Trouble("agenda_empty")
    return kept


def left_out(found: Sequence[Exhibit | Trouble]) -> list[int]:
    """Return the places, from 1, of the items that can no longer be shown."""
    return [place for place, one in enumerate(found, start=1) if isinstance(one, Trouble)]


def _looked_up(page: str, parameters: Mapping[str, str], in_use: str) -> Exhibit | Trouble:
    try:
        return _exhibit(page, tuple(parameters.items()), in_use)
    except Trouble as trouble:
        return trouble


@lru_cache(maxsize=128)
def _exhibit(page: str, parameters: tuple[tuple[str, str], ...], _in_use: str) -> Exhibit:
    """Return what one item shows; a link that names no release shows another thing once another one is in use."""
    return exhibits.of(page, dict(parameters))
