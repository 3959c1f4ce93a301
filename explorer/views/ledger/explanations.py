"""What the office says of its goals in the ledger: why, what is done next, by whom, by when; where figures differ."""

from functools import lru_cache

import polars as pl
from htpy import Node, b, div, small

from explorer.analysis.view import View
from explorer.core.status import GOOD, JUDGED
from explorer.views import explanation, html, target_row
from explorer.views.ledger import html as ledger_html
from explorer.views.target_row import TargetRow

COLUMNS = ("note", "next_step", "person", "deadline", "document")


def rows(view: View, department: str) -> list[TargetRow]:
    """Return the goals of which anything is said, those that fall short of what was promised before the others."""
    found = [target_row.row(view, goal) for goal in ledger_html.goals_of(view, department)]
    said = [row for row in found if row.said or any(explanation.reconciled(view, row.goal))]
    return sorted(said, key=lambda row: (row.status.slug not in JUDGED - GOOD, row.no))


@lru_cache(maxsize=128)
def section(view: View, department: str) -> str:
    """Return what is said as a table, a row a goal; nothing where nothing is."""
    words, found = view.words, rows(view, department)
    if not found:
        return ""
    kept = _columns(found)
    columns = [html.Column(words("ledger.goal"), "goal"), html.Column(words("cover.status"), "status")]
    columns += [html.Column(head, name) for name, head in _heads(kept, view).items()]
    lines = [[html.link(view, row.goal), _status(row), *(_cell(row, name, view) for name in kept)] for row in found]
    return html.finished(html.section(words("ledger.explanations"), "explanations", html.grid(columns, lines)))


def table(view: View, department: str) -> pl.DataFrame:
    """Return the same as texts, without a row where nothing is said."""
    words, found = view.words, rows(view, department)
    kept = _columns(found)
    lines = [
        {words("ledger.goal"): row.called, words("cover.status"): row.status.told}
        | {words("cover.state"): row.said.state if row.said else ""}
        | {head: "\n".join(_texts(row, name, view)) for name, head in _heads(kept, view).items()}
        for row in found
    ]
    return pl.DataFrame(lines)


def _columns(found: list[TargetRow]) -> list[str]:
    """Return the parts of which anything is said; where figures differ stands with the reasons."""
    return [name for name in COLUMNS if name == "note" or any(row.said and row.said.parts.get(name) for row in found)]


def _status(row: TargetRow) -> Node:
    state = [" ", small[row.said.state]] if row.said and row.said.state else None
    return [html.status_mark(row.status, row.reason), state]


def _cell(row: TargetRow, name: str, view: View) -> Node:
    texts = _texts(row, name, view)
    return [div[b[text] if name == "next_step" else text] for text in texts]


def _heads(kept: list[str], view: View) -> dict[str, str]:
    """Return what each column is called; notes of goals met and of goals missed stand in one."""
    names = {name: view.words(f"explanation.{name}") for name in kept}
    return names | {"note": view.words("explanation.note_or_reason")}


def _texts(row: TargetRow, name: str, view: View) -> list[str]:
    told = [row.said.parts.get(name, "")] if row.said else []
    if name == "note":
        told += explanation.reconciled(view, row.goal, explanation.FEW)
    return list(filter(None, told))
