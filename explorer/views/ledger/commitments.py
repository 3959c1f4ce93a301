"""What the plan promises without a number: each with its clause, who answers for it, and what is on record of it."""

from functools import lru_cache
from itertools import groupby

import polars as pl
from htpy import Node, b, small

from explorer.analysis.view import View
from explorer.core.goals import Commitment, Plan
from explorer.views import commitments, html, phrases
from explorer.views.ledger import html as ledger_html

COLUMNS = ("no", "commitment", "clause", "departments", "recorded", "recorded_on", "source")


def commitments_of(plan: Plan, department: str) -> tuple[Commitment, ...]:
    """Return what the plan promises without a number, or what ``department`` answers for, in the plan's order.

    A promise of which several things are on record stands once for each.
    """
    return tuple(one for one in plan.commitments if department in (ledger_html.ALL, *one.departments))


def _promised(view: View, department: str) -> tuple[Commitment, ...]:
    """Return them; none before the plan was issued, as far as this view knows."""
    return () if view.before_plan else commitments_of(view.plan, department)


@lru_cache(maxsize=128)
def section(view: View, department: str) -> str:
    """Return the promises without a number as a table by chapter; nothing where there are none."""
    words, mine = view.words, _promised(view, department)
    if not mine:
        return ""
    columns = [html.Column(name, key) for key, name in words.said("ledger", COLUMNS).items()]
    groups = []
    for chapter, alike in groupby(mine, key=lambda one: commitments.chapter(view, one)):
        rows = list(alike)
        heading = [chapter, " ", small[words("ledger.rows", count=len(commitments.promises(rows)))]]
        groups.append((heading, [_line(view, one) for one in rows]))
    notes = [summary(view, department)]
    return html.finished(
        html.section(words("ledger.commitments"), "commitments", html.grouped(columns, groups), notes=notes)
    )


def summary(view: View, department: str) -> str:
    """Return how many promises without a number there are, and for how many something is on record; "" for none."""
    mine = _promised(view, department)
    known = commitments.promises(one for one in mine if commitments.is_known(view, one))
    return (
        view.words("ledger.commitments_note", count=len(commitments.promises(mine)), known=len(known)) if mine else ""
    )


def table(view: View, department: str) -> pl.DataFrame:
    """Return the promises without a number as the workbook keeps them."""
    words = view.words
    rows = []
    for one in _promised(view, department):
        known = commitments.is_known(view, one)
        rows.append(
            {
                "chapter": commitments.chapter(view, one),
                "no": one.task,
                "commitment": words.of(one.title),
                "clause": words.of(one.clause),
                "departments": "\n".join(commitments.departments(view, one)),
                "recorded": commitments.recorded(view, one),
                "recorded_on": one.on if known else None,
                "source": commitments.source_titles(view, one) if known else None,
            }
        )
    schema = dict.fromkeys(rows[0], pl.String) | {"recorded_on": pl.Date} if rows else {}
    return pl.DataFrame(rows, schema).rename({key: words(f"ledger.{key}") for key in schema})


def _line(view: View, one: Commitment) -> list[Node]:
    words, known = view.words, commitments.is_known(view, one)
    said = commitments.recorded(view, one)
    return [
        one.task,
        b[words.of(one.title)],
        words.of(one.clause),
        words("common.list").join(commitments.departments(view, one)),
        said if known else small[said],
        words.day(one.on) if known and one.on else "",
        _sources(view, one) if known else "",
    ]


def _sources(view: View, one: Commitment) -> Node:
    """Return the sources' titles, each a link where the original was seen."""
    known = phrases.sources(view.edition, view.language)
    parts: list[Node] = []
    for source in (one.source or "").split(";"):
        row = known.get(source, {})
        title, where = str(row.get("title", source)), row.get("url")
        linked = where and row.get("reached") == "original"
        parts.append(html.anchor(str(where), title, target="_blank", rel="noopener") if linked else title)
    return html.joined(parts, view.words("common.clauses"))
