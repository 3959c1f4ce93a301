"""A target in words: its question, its figures, its table, and where they come from. Markdown, every datum escaped."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from explorer.analysis.assessment.standing import Point
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import Words, quoted
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
    """Yield how the promise is read, and what its words leave open; markdown."""
    words = view.words
    if goal.reading:
        yield quoted(words("target.reading", reading=words.of(goal.reading)), None)
    if goal.open_question:
        yield quoted(words("target.open_question", question=words.of(goal.open_question)), None)


def _other_status(view: View, goal: Goal) -> Iterator[str]:
    """Yield the status in the goal's other reading where it is another one."""
    if other := target_row.row(view, goal).other:
        sign, reason = other
        yield view.words("target.other_status", status=sign.short, reason=reason)


def figures(view: View, goal: Goal) -> str:
    """Return the figures beside the chart: value, goal, distance, baseline, progress, department, clause."""
    words, row = view.words, target_row.row(view, goal)
    stands = row.standing
    lines = [_point(words("target.reached", period=words.at(p.on)), p, goal, words) for p in _some(stands.reached)]
    if stands.newest and stands.newest != stands.reached:
        lines.append(_point(words("target.newest", period=words.at(stands.newest.on)), stands.newest, goal, words))
    on_scale = _promised(goal, stands.target, words) + words.suffix(stands.target_evidence(goal))
    lines.append(_line(words("target.goal", year=goal.year), on_scale))
    rests = words.suffix("simulated" if stands.rests_on_simulation else None)
    if row.margin is not None:
        lines.append(_line(words("target.gap"), _gap(row.margin, goal, words) + rests))
    lines += [
        _point(words("target.baseline", period=words.at(p.on)), p, goal, words, small=True)
        for p in _some(stands.baseline)
    ]
    if row.achieved:
        said = row.achieved.text
        if row.elapsed:
            said = words("target.achieved_value", achieved=said, elapsed=row.elapsed.text)
        lines.append(_line(words("target.achieved"), said + rests))
    if row.departments:
        lines.append(_line(words("target.department"), row.departments))
    if row.clause:
        lines.append(_line(words("target.clause"), row.clause))
    return "\n\n".join(lines)


def _some(point: Point | None) -> list[Point]:
    return [point] if point else []


def _point(label: str, point: Point, goal: Goal, words: Words, *, small: bool = False) -> str:
    value = quoted(words.value(point.value, goal.indicator))
    label = f"{quoted(label)} · {phrases.point_mark(point, words)}"
    return f"{label}  \n**{value}**" if small else f"{label}\n#### {value}"


def _line(label: str, text: str) -> str:
    return f"{quoted(label)}  \n**{quoted(text, longest=None)}**"


def _promised(goal: Goal, target: float | None, words: Words) -> str:
    promise = words.promise(goal)
    if goal.kind in ("growth", "cut") and target is not None:
        return f"{promise} ({words('target.on_scale', value=words.value(target, goal.indicator))})"
    return promise


def _gap(margin: float, goal: Goal, words: Words) -> str:
    value = words.distance(abs(margin), goal.indicator)
    if margin < 0:
        return words("target.gap_left", value=value)
    return words("target.gap_met" if goal.direction == 1 else "target.gap_met_down", value=value)


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


def events(view: View, goal: Goal) -> str:
    """Return what happened that explains the values, with its number in the chart, its day and its source."""
    words = view.words
    return "  \n".join(
        words(
            "target.event",
            number=f"**{number}**",
            day=quoted(words.day(row["happened_on"])),
            title=quoted(row[f"title_{words.code}"], None),
            source=_source(row["source"], view),
        )
        for number, row in enumerate(view.events(goal).iter_rows(named=True), start=1)
    )


def numbered(view: View, goal: Goal) -> str:
    """Return the events in one line, each by its number in the chart, its short name and its day."""
    words = view.words
    return words("common.clauses").join(
        words("target.event_short", number=number, title=row[f"short_{words.code}"], day=words.day(row["happened_on"]))
        for number, row in enumerate(view.events(goal).iter_rows(named=True), start=1)
    )


def provenance(view: View, goal: Goal) -> str:
    """Return definition, meaning and manner of measurement."""
    words, indicator = view.words, goal.indicator
    return "\n\n".join(
        [
            f"**{words('target.definition')}**  \n{quoted(words.of(indicator.definition), None)}",
            f"**{words('target.why')}**  \n{quoted(words.of(indicator.why), None)}",
            quoted(_measured(view, goal), None),
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


def sources(view: View, goal: Goal) -> str:
    """Return the sources of the values shown, with links where the original was seen, then what they disagree on."""
    words, observed = view.words, view.observed(goal)
    cells = pl.concat([observed["source"], view.undetermined(goal)["source"]])
    named = [source for cell in cells.unique(maintain_order=True) for source in cell.split(";")]
    lines = [f"- {_source(source, view)}" for source in dict.fromkeys([*named, goal.source])]
    text = f"**{words('target.sources')}**\n\n" + "\n".join(lines)
    quarrels = list(rivals.conflicts(view, goal))
    return text + (f"\n\n**{words('target.conflicts')}**\n\n" + "\n".join(quarrels) if quarrels else "")


def _source(source: str, view: View) -> str:
    words = view.words
    if source in ("simulation", "register"):
        return words(f"target.source_{source}")
    row = phrases.sources(view.edition, view.language).get(source)
    if row is None:
        return quoted(source)
    title = quoted(str(row["title"]), None)
    link = f"[{title}](<{row['url']}>)" if row["url"] and row["reached"] == "original" else title
    return words(
        "target.source_line",
        title=link,
        publisher=quoted(str(row["publisher"] or "")),
        day=row["published_on"] or words("common.day_unknown"),
        reached="" if row["reached"] == "original" else words("target.source_repost"),
    )
