"""What a sheet holds besides its chart, as frames in the reader's words: values, path, status, working, sources."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from explorer.analysis.registers import definitions as registers_definitions
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.language import Words
from explorer.exports.office import targets
from explorer.releases import store
from explorer.views import derivation, explanation, phrases
from explorer.views.exhibit import Exhibit
from explorer.views.target_row import TargetRow

OWN = ("simulation", "register", "records")


def sheets(exhibit: Exhibit) -> dict[str, pl.DataFrame]:
    """Return the tables by what their sheet is called; what a view has nothing for is left out."""
    words, shown = exhibit.view.words, exhibit.rows
    found = {
        "values": values(exhibit),
        "path": path(exhibit.view, shown),
        "status": status(shown, words),
        "working": working(exhibit.view, shown),
        "sources": sources(exhibit, words),
        "definitions": definitions(exhibit, words),
    }
    named = {words(f"office.{name}"): rows for name, rows in found.items()}
    return {name: rows for name, rows in ({**exhibit.tables, **named}).items() if rows.height}


def to_print(exhibit: Exhibit) -> set[str]:
    """Return the sheets that are for paper: what the page lists, and the status; the others are for reference."""
    return {*exhibit.tables, exhibit.view.words("office.status")}


def values(exhibit: Exhibit) -> pl.DataFrame:
    """Return every value: of which indicator and area, period, value, unit, evidence, source, known on."""
    view = exhibit.view
    words = view.words
    return _frame(
        {
            words("office.indicator"): called(row["indicator"], view),
            words("cover.area"): phrases.area_name(view, row["area"]),
            words("table.period"): words.period(row["period"], row["span"]),
            words("cover.value"): _as_shown(row["indicator"], row["value"]),
            words("cover.unit"): row["unit"],
            words("table.evidence"): _mark(row, words),
            words("table.source"): source(row["source"], view),
            # A simulated value was never made known by anybody.
            words("table.known_on"): None if row["evidence"] == "simulated" else row["known_on"],
        }
        for row in exhibit.observed.sort("period", descending=True, maintain_order=True).iter_rows(named=True)
    )


def _mark(row: Mapping[str, Any], words: Words) -> str:
    early = words("figure_kind.preliminary") if row["state"] == "preliminary" else ""
    return phrases.evidence_mark(row["evidence"], words) + early


def called(indicator: str, view: View) -> str:
    """Return what an indicator, a register's count (``patents.stock``) or a published measure is called."""
    words, known = view.words, catalogue.indicators().get(indicator)
    if known:
        return words.of(known.title)
    register, _, measure = indicator.partition(".")
    if register in registers_definitions.REGISTERS:
        return words("office.counted", register=words(f"register_title.{register}"), measure=words(f"office.{measure}"))
    return str(store.measures(view.edition)[indicator][f"name_{view.words.named}"])


def _as_shown(indicator: str, value: float) -> float:
    """Return a value with no more decimals than its page shows; the table of observations has all of them."""
    known = catalogue.indicators().get(indicator)
    return round(value, known.digits) if known else value


def path(view: View, shown: Sequence[TargetRow]) -> pl.DataFrame:
    """Return where each target's path runs at the end of every year, and what it was drawn from."""
    words = view.words
    return _frame(
        {
            words("ledger.goal"): row.called,
            words("cover.year"): year,
            words("cover.milestone"): round(milestone, row.goal.indicator.digits),
            words("cover.unit"): words.of(row.goal.indicator.unit),
            words("office.path_evidence"): phrases.evidence_mark(row.standing.path_evidence or "", words),
            words("ledger.promise"): row.promised,
        }
        for row in shown
        for year, milestone in row.standing.path
    )


def status(shown: Sequence[TargetRow], words: Words) -> pl.DataFrame:
    """Return how each target stands: value, goal, status with its evidence and reason, who answers for it.

    What the office says beside its figures has columns of its own, those of which anything is said.
    """
    names = [name for name in explanation.PARTS if any(row.said and row.said.parts.get(name) for row in shown)]
    return _frame(_standing(row, words) | _beside(row, names, words) for row in shown)


def _beside(row: TargetRow, names: Sequence[str], words: Words) -> dict[str, object]:
    given = row.said.given if row.said else {}
    return {words(f"explanation.{name}"): given.get(name) for name in names}


def _standing(row: TargetRow, words: Words) -> dict[str, object]:
    value, period, evidence = targets.newest(row)
    return {
        words("cover.no"): row.no,
        words("ledger.goal"): row.called,
        words("office.newest"): value,
        words("table.period"): period,
        words("cover.value_evidence"): evidence,
        words("ledger.promise"): row.promised,
        words("cover.status"): row.status.short,
        words("office.reason"): row.reason,
        words("ledger.department"): row.departments,
    }


def working(view: View, shown: Sequence[TargetRow]) -> pl.DataFrame:
    """Return the working of each status: what, its value, how it is computed."""
    words = view.words
    return _frame(
        {
            words("ledger.goal"): row.called,
            words("working.item"): item,
            words("working.number"): number,
            words("working.how"): how,
        }
        for row in shown
        for item, number, how in derivation.steps(view, row.goal)
    )


def sources(exhibit: Exhibit, words: Words) -> pl.DataFrame:
    """Return where the values and the promises come from; an address only where the original was seen there."""
    view, known = exhibit.view, phrases.sources(exhibit.view.edition, exhibit.view.language)
    cells = [*exhibit.observed["source"].unique(maintain_order=True), *(row.goal.source for row in exhibit.rows)]
    rows = []
    for one in dict.fromkeys(part for cell in cells for part in cell.split(";")):
        found = known.get(one, {})
        original = found.get("reached") == "original"
        seen = words("office.original" if original else "office.repost")
        rows.append(
            {
                words("office.source_title"): source(one, view),
                words("office.publisher"): found.get("publisher"),
                words("office.address"): found.get("url") if original else None,
                words("office.published_on"): _day(found.get("published_on")),
                words("office.reached"): None if one in OWN else seen,
            }
        )
    return _frame(rows)


def source(cell: str, view: View) -> str:
    """Return what the sources of a value are called."""
    words, known = view.words, phrases.sources(view.edition, view.language)
    named = (
        words(f"target.source_{one}").rstrip(words("reason.stop"))
        if one in OWN
        else str(known.get(one, {}).get("title", one))
        for one in cell.split(";")
    )
    return words("common.clauses").join(named)


def definitions(exhibit: Exhibit, words: Words) -> pl.DataFrame:
    """Return what each indicator is, why it matters, its unit and direction, and what the kinds of evidence mean."""
    view = exhibit.view
    rows: list[dict[str, object]] = []
    for slug in exhibit.observed["indicator"].unique(maintain_order=True):
        known, measure = catalogue.indicators().get(slug), store.measures(view.edition).get(slug)
        row: dict[str, object] = {words("office.term"): called(slug, view)}
        if known:
            row |= {
                words("target.definition"): words.of(known.definition),
                words("target.why"): words.of(known.why),
                words("cover.unit"): words.of(known.unit),
                words("method.direction"): words(f"direction.{'up' if known.direction == 1 else 'down'}"),
            }
        elif measure:
            row[words("target.definition")] = measure["definition" if view.language == "zh" else "definition_en"]
        rows += [row] if len(row) > 1 else []
    kinds = exhibit.observed["evidence"].unique(maintain_order=True)
    rows += [
        {
            words("office.term"): phrases.evidence_mark(kind, words),
            words("target.definition"): words(f"evidence_meaning.{kind}"),
        }
        for kind in kinds
    ]
    return _frame(rows)


def _day(day: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


def _frame(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    return (
        pl.from_dicts([dict(row) for row in rows], infer_schema_length=None) if (rows := list(rows)) else pl.DataFrame()
    )
