"""The lists a page hands out by themselves, as files of rows: made from a link, as everything that leaves a page is."""

import datetime as dt
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explorer.analysis.registers import definitions
from explorer.analysis.view import View
from explorer.core import spreadsheet
from explorer.core.errors import Trouble
from explorer.links.ask import Ask
from explorer.releases.store import Edition
from explorer.views import choices, exhibits
from explorer.views.changes import choices as changes_choices
from explorer.views.changes import text as changes_text
from explorer.views.draft import choices as draft_choices
from explorer.views.draft import division, plan_file, rows
from explorer.views.registers import choices as registers_choices
from explorer.views.registers import records
from explorer.views.target import choices as target_choices
from explorer.views.target import gap_list
from explorer.views.target import text as target_text

# What writes a list as a file: as a page reads its address, so is the link read.
Write = Callable[[Ask, View], bytes]


@dataclass(frozen=True)
class Listing:
    """A list as a file: its bytes, what it is called after (indicator, register, draft or plan), and its release."""

    content: bytes
    name: str
    edition: Edition


def of(page: str, part: str, kind: str, query: Mapping[str, str]) -> Listing:
    """Return list ``part`` of what the link to ``page`` with the parameters ``query`` shows, as csv or xlsx.

    Raises Trouble for a list that the page does not have, and as ``exhibits.of`` does.
    """
    written = LISTS.get((page, part), {})
    if kind not in written:
        allowed = ", ".join(f"{'/'.join(list_)}.{kind}" for list_, kinds in LISTS.items() for kind in kinds)
        raise Trouble("unknown_list", asked=f"{page}/{part}.{kind}"[:80], allowed=allowed)
    content, view, link = exhibits.answered(query, written[kind])
    about = page if page in definitions.REGISTERS or page == "draft" else link.used.get("indicator", view.plan_slug)
    return Listing(content, f"{about}_{part}", view.edition)


def _working(ask: Ask, view: View) -> bytes:
    return spreadsheet.csv(target_text.working(view, choices.choose_goal(ask, view)))


def _gap(ask: Ask, view: View) -> bytes:
    found = gap_list.gap_list(view, choices.choose_goal(ask, view))
    if found is None:
        raise Trouble("no_gap_list")
    return spreadsheet.csv(found.containing(target_choices.choose_find(ask, view)).saved)


def _changes(ask: Ask, view: View) -> bytes:
    then, what = changes_choices.choose_since(ask, view)
    return spreadsheet.csv(changes_text.rows(then, view, what))


def _forms(ask: Ask, view: View) -> bytes:
    """Return a form for each city of what a draft asks of it."""
    found, _ = draft_choices.choose_draft(ask, view)
    way = draft_choices.choose_split(ask, view)
    view = rows.looked_at(view, found)
    if not division.divided(view, rows.chosen(view, found), way):
        raise Trouble("draft_no_cities")
    content: bytes = importlib.import_module("explorer.views.draft.city_forms").forms(view, found, way)
    return content


def _plan(ask: Ask, view: View) -> bytes:
    """Return a draft as a plan file."""
    found, _ = draft_choices.choose_draft(ask, view)
    if not found.targets:
        raise Trouble("draft_empty")
    return plan_file.toml(found, dt.date(found.first, 1, 1)).encode()


def _records(slug: str, make: Callable[[View, str, definitions.Choice], bytes]) -> Write:
    def write(ask: Ask, view: View) -> bytes:
        return make(view, slug, registers_choices.choose(ask, view, definitions.REGISTERS[slug]))

    return write


LISTS: Mapping[tuple[str, str], Mapping[str, Write]] = {
    ("target", "working"): {"csv": _working},
    ("target", "gap"): {"csv": _gap},
    ("draft", "forms"): {"zip": _forms},
    ("draft", "plan"): {"toml": _plan},
    ("changes", "figures"): {"csv": _changes},
    **{
        (slug, "records"): {"csv": _records(slug, records.as_csv), "xlsx": _records(slug, records.as_xlsx)}
        for slug in definitions.REGISTERS
    },
}
