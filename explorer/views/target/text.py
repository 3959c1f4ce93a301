"""A target in words: what must be known of it, its working, its table, and what its numbers are."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.core.texts import quoted
from explorer.releases import store
from explorer.views import closing, derivation, explanation, phrases, target_row
from explorer.views.target import rivals

FEW_PERIODS = 3  # that are named one by one


def remarks(view: View, goal: Goal) -> Iterator[str]:
    """Yield what a reader must know before reading the chart."""
    words, stands = view.words, target_row.row(view, goal).standing
    if view.before_plan:
        yield phrases.unpromised(view)
    if stands.newest is None and view.evidence == "all":
        yield words("target.no_value_known", day=words.day(view.as_of))
    elif stands.newest is None:
        place = phrases.area_name(view, view.area_of(goal))
        title = words.of(goal.indicator.title)
        yield words("target.no_published", area=place, title=title, year=goal.baseline_year or goal.start_year - 1)
    elif goal.of(view.area_of(goal)) is None:
        yield words("target.whole_only", area=phrases.area_name(view, goal.area))
    elif stands.baseline is None:
        yield words("target.baseline_unknown")
    elif stands.target is not None and not stands.path:
        yield words("target.from_beyond", year=stands.baseline.year)
    elif stands.baseline_asked is not None and stands.baseline.year != stands.baseline_asked:
        yield words("target.baseline_moved", asked=stands.baseline_asked, used=stands.baseline.year)
    if goal.set_on:
        yield words("target.set_by_office", area=phrases.area_name(view, goal.area), day=words.day(goal.set_on))
    yield from _other_status(view, goal)
    yield from closing.revised(view, goal)
    yield from rivals.remarks(view, goal)
    yield from _years_to_date(view, goal)


def _years_to_date(view: View, goal: Goal) -> Iterator[str]:
    words = view.words
    parts = view.observed(goal).filter((pl.col("span") == "year_to_date") & (pl.col("evidence") != "published"))
    if parts.height < 2:
        return
    before, now = parts.tail(2).iter_rows(named=True)
    yield words(
        "target.year_to_date",
        period=words.period(now["period"], now["span"]),
        value=f"{words.value(now['value'], goal.indicator)} {phrases.evidence_mark(now['evidence'], words)}",
        before=f"{words.value(before['value'], goal.indicator)} {phrases.evidence_mark(before['evidence'], words)}",
    )


def reading(view: View, goal: Goal) -> Iterator[str]:
    """Yield how the promise is read, and what its words leave open."""
    words = view.words
    if goal.reading:
        yield words("target.reading", reading=words.of(goal.reading))
    if goal.open_question:
        yield words("target.open_question", question=words.of(goal.open_question))


def _other_status(view: View, goal: Goal) -> Iterator[str]:
    """Yield the status in the goal's other reading where it is another one."""
    if other := target_row.row(view, goal).other:
        sign, reason = other
        yield view.words("target.other_status", status=sign.short, reason=reason)


def working(view: View, goal: Goal) -> pl.DataFrame:
    """Return the working of the status as a table: item, value, formula."""
    words = view.words
    columns = [words("working.item"), words("working.number"), words("working.how")]
    return pl.DataFrame(derivation.steps(view, goal), schema=columns, orient="row")


def table(view: View, goal: Goal) -> pl.DataFrame:
    """Return the values as a table in the reader's words, newest first: period, value, path, evidence, source, day."""
    words, stands = view.words, target_row.row(view, goal).standing
    path = dict(stands.path)
    titles = phrases.sources(view.edition, view.language)
    mark = words.suffix(stands.path_evidence)
    rows = [
        {
            words("table.period"): words.period(row["period"], row["span"]),
            words("table.value", unit=words.unit(goal.indicator.unit)): _value_cell(row, goal, words),
            words("table.path"): _path_cell(path, row, goal, words, mark),
            words("table.evidence"): phrases.evidence_mark(row["evidence"], words) + explanation.kind(row, words),
            words("table.source"): phrases.source_title(row["source"], titles, words),
            words("table.known_on"): "" if row["evidence"] == "simulated" else words.day(row["known_on"]),
        }
        for row in pl.concat([view.observed(goal), view.undetermined(goal)])
        .sort("period", descending=True)
        .iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def _value_cell(row: dict[str, Any], goal: Goal, words: Words) -> str:
    return words("figure_kind.undetermined") if row["value"] is None else words.plain(row["value"], goal.indicator)


def _path_cell(path: dict[int, float], row: dict[str, object], goal: Goal, words: Words, mark: str) -> str:
    period, span = row["period"], row["span"]
    year = getattr(period, "year", None)
    return words.plain(path[year], goal.indicator) + mark if span == "year" and year in path else ""


def numbered(view: View, goal: Goal) -> str:
    """Return the events in one line, each by its number in the chart, its short name and its day."""
    words = view.words
    return words("common.clauses").join(
        words("target.event_short", number=number, title=row[f"short_{words.named}"], day=words.day(row["happened_on"]))
        for number, row in enumerate(view.events(goal).iter_rows(named=True), start=1)
    )


def provenance(view: View, goal: Goal) -> str:
    """Return definition, meaning and manner of measurement."""
    words, indicator = view.words, goal.indicator
    return "\n\n".join(
        [
            f"**{words('target.definition')}**  \n{quoted(words.of(indicator.definition))}",
            f"**{words('target.why')}**  \n{quoted(words.of(indicator.why))}",
            quoted(_measured(view, goal)),
        ]
    )


def _measured(view: View, goal: Goal) -> str:
    """Return which of the values were counted by the statement below, and whose the others are."""
    words, rows = view.words, view.observed(goal)
    of_release = {"release": view.edition.id, "tables": ", ".join(store.tables_of(goal.indicator))}
    if goal.indicator.sql is None:
        return words("target.measured_by_figures", **of_release)
    is_counted = pl.col("source").is_in(["simulation", "register"])
    counted, given = rows.filter(is_counted), rows.filter(~is_counted)
    whose = words("common.list").join(
        words(f"target.given_by_{one}") for one in ("office", "published") if one in given["evidence"]
    )
    if counted.is_empty():
        return words("target.would_measure", whose=whose or words("target.given_by_published"), **of_release)
    if given.is_empty():
        return words("target.measured_by_sql", **of_release)
    named = [words.period(row["period"], row["span"]) for row in counted.sort("period").iter_rows(named=True)]
    periods = words("common.list").join(named)
    if len(named) > FEW_PERIODS:
        periods = words("target.periods", first=named[0], last=named[-1], count=len(named))
    return words("target.measured_in_part", periods=periods, whose=whose, **of_release)
