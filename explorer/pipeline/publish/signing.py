"""The list for signing: a workbook of everything that would be otherwise, with room for name, date and signature."""

from collections.abc import Iterable

import polars as pl

from explorer.core import catalogue, clock, spreadsheet
from explorer.core.language import Words
from explorer.pipeline.publish import changed, said
from explorer.pipeline.publish.changed import Changed, Side
from explorer.pipeline.publish.prepared import Prepared

LINE = "＿" * 16
COLUMNS = (
    *("mark", "plan", "no", "goal", "area", "period", "then", "then_evidence", "now", "now_evidence", "unit"),
    *("status_then", "status_now", "reason", "question"),
)
SIGNED = ("signed_by", "signed_on", "signature")


def workbook(prepared: Prepared, words: Words, *, by: str = "", note: str = "") -> bytes:
    """Return the list as XLSX: a cover to be signed, the figures with flips on top, and what is still asked.

    ``by``: who brings it; ``note``: the reason given so far.
    """
    sheets = {words("signing.list"): figures(prepared.changed, words)}
    if doubted := changed.doubted(prepared.changed):
        sheets[words("signing.questions")] = _questions(doubted, words)
    return spreadsheet.xlsx(sheets, _cover(prepared, words, by, note), words("signing.cover"))


def figures(listed: Iterable[Changed], words: Words) -> pl.DataFrame:
    """Return a row for each figure, in the list's order: numbers in the indicator's unit, texts as pages say them."""
    numbers = {"no": pl.Int64, "then": pl.Float64, "now": pl.Float64}
    schema = {words(f"signing.{name}"): numbers.get(name, pl.String) for name in COLUMNS}
    return pl.DataFrame([_row(one, words) for one in listed], schema=schema, orient="row")


def _row(one: Changed, words: Words) -> tuple[object, ...]:
    goal, measured = said.goal(one), said.indicator(one)
    return (
        words("signing.flips") if one.flips else "",
        words.of(catalogue.plans()[one.plan].short),
        one.no,
        words.of(goal.title),
        said.area(one.area, words),
        said.period(one, words),
        _rounded(one.then, measured.digits),
        _evidence(one, one.then, words),
        _rounded(one.now, measured.digits),
        _evidence(one, one.now, words),
        words.of(measured.unit),
        said.status(one.then, words),
        said.status(one.now, words),
        said.reason(one, words),
        said.question(one, words),
    )


def _rounded(side: Side, digits: int) -> float | None:
    return None if side.value is None else round(side.value, digits)


def _evidence(one: Changed, side: Side, words: Words) -> str:
    """Return the evidence, with the period where it is not the line's, and what stands in the place of a value."""
    told = said.evidence(side, words)
    if side.value is None:
        return words("changed.of_period", value=told, period=words("figure_kind.undetermined")) if told else ""
    if side.on is None or side.on == one.at.on:
        return told
    return words("changed.of_period", value=told, period=words.period(side.on, side.span))


def _questions(doubted: Iterable[Changed], words: Words) -> pl.DataFrame:
    names = ("no", "goal", "area", "question", "answer")
    rows = [
        (one.no, words.of(said.goal(one).title), said.area(one.area, words), said.question(one, words), LINE)
        for one in doubted
    ]
    schema = {words(f"signing.{name}"): pl.Int64 if name == "no" else pl.String for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _cover(prepared: Prepared, words: Words, by: str, note: str) -> dict[str, str]:
    """Return what the cover says, on the left what it is."""
    brought = [one for one in prepared.imports if one.id in prepared.brought]
    files = (words("signing.file", file=one.file, rows=words.number(one.rows)) for one in brought)
    flips, doubted = len(prepared.flips), len(changed.doubted(prepared.changed))
    counts = words("signing.counts", figures=len(prepared.changed), flips=flips, questions=doubted)
    told = {
        "what": words("signing.title"),
        "release": words("signing.releases", then=prepared.base or said.NOTHING, now=prepared.release),
        "until": words.day(prepared.until),
        "made_on": words.day(clock.today()),
        "files": "\n".join(files),
        "by": by or LINE,
        "counted": counts,
        "note": note or LINE,
    }
    if prepared.corrections:
        told["corrections"] = "\n".join(said.corrected(one, words) for one in prepared.corrections)
    told |= dict.fromkeys(SIGNED, LINE)
    return {words(f"signing.{name}"): text for name, text in told.items()}
