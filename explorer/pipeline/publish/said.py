"""What would be otherwise in a reader's words: the same on the page, on paper and at the terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.analysis.closing import Unsettled
from explorer.core import catalogue, inputs, marks, paths
from explorer.core.goals import Goal, Indicator
from explorer.core.language import Words
from explorer.pipeline.publish.changed import Changed, Side
from explorer.pipeline.publish.corrections import Correction
from explorer.pipeline.publish.restated import Restated
from explorer.releases.decisions import Closed, Decisions

NOTHING = "–"
FEWEST, MOST = 4, 12  # decimals


def goal(one: Changed) -> Goal:
    """Return the goal: the plan's, or the area's own."""
    found = next(goal for goal in catalogue.plans()[one.plan].goals if goal.no == one.no)
    return found if one.promise is None else replace(found, value=one.promise)


def indicator(one: Changed) -> Indicator:
    """Return what is measured."""
    return catalogue.indicators()[one.indicator]


def area(code: str, words: Words) -> str:
    """Return the name of an area."""
    names = (row for row in inputs.table(paths.INPUTS / "areas.csv").iter_rows(named=True) if row["area"] == code)
    return next((str(row[f"name_{words.named}"]) for row in names), code)


def period(one: Changed, words: Words) -> str:
    """Return the period of the figure; nothing where no value is known."""
    return words.period(one.at.on, one.at.span) if one.at.on else NOTHING


def value(one: Changed, side: Side, words: Words) -> str:
    """Return a value with its unit, and its period where that is not the line's; that it is not determined yet."""
    if side.value is None:
        return words("figure_kind.undetermined") if side.evidence else NOTHING
    other = one.then.value if side is one.now else one.now.value
    said = words.value(side.value, indicator(one), beside=other)
    if side.on is None or side.on == one.at.on:
        return said
    return words("changed.of_period", value=said, period=words.period(side.on, side.span))


def evidence(side: Side, words: Words) -> str:
    """Return an evidence's sign and word, and whether it is preliminary or a sum; nothing without one."""
    if side.evidence is None:
        return ""
    sign = marks.EVIDENCE[side.evidence].sign
    kinds = [kind for kind in (side.state, side.basis) if kind in ("preliminary", "summed")]
    return f"{sign} {words(f'evidence.{side.evidence}')}" + "".join(words(f"figure_kind.{kind}") for kind in kinds)


def status(side: Side, words: Words) -> str:
    """Return the word of the status; nothing where the area is not judged."""
    if side.status is None:
        return ""
    word = words(f"status.{side.status}")
    return words("example.status", word=word.lower()) if side.example else word


def verdict(one: Changed, words: Words) -> str:
    """Return the status then and now where it flips, else the one that stays."""
    if one.flips:
        return words("news.moved", then=status(one.then, words), now=status(one.now, words))
    return status(one.now, words)


def reason(one: Changed, words: Words) -> str:
    """Return why it is otherwise, and that its year is closed where it is."""
    because = words(f"change_reason.{one.reason}_because", note=one.note) if one.note else ""
    why = because or words(f"change_reason.{one.reason}")
    return why + (words("change_reason.in_closed_year", **_closing(one.closed, words)) if one.closed else "")


def closed(changed: Iterable[Changed], words: Words) -> list[str]:
    """Return, for each closed year, who closed it and when, and how many of its figures would be others."""
    counted = Counter(one.closed for one in changed if one.closed)
    return [
        words("changed.in_closed_year", count=count, **_closing(one, words))
        for one, count in sorted(counted.items(), key=lambda item: item[0].year)
    ]


def _closing(one: Closed, words: Words) -> dict[str, object]:
    return {"year": one.year, "by": one.by, "day": words.day(one.day)}


def decided(before: Decisions, now: Decisions, words: Words) -> list[str]:
    """Return what is decided otherwise than before, a line each."""
    told = []
    if now.evidence != before.evidence:
        told.append(words("decision.evidence_is", evidence=words(f"evidence_choice.{now.evidence}")))
    if now.simulate != before.simulate:
        told.append(words(f"decision.simulation_{'on' if now.simulate else 'off'}"))
    years = {one.year for one in before.closed}, {one.year for one in now.closed}
    told += [words("decision.was_closed", year=year) for year in sorted(years[1] - years[0])]
    told += [words("decision.was_reopened", year=year) for year in sorted(years[0] - years[1])]
    return told


def unsettled(found: Sequence[Unsettled], words: Words) -> list[str]:
    """Return that figures of a year to be closed are not final, then which ones, a line each."""
    told = []
    for year in sorted({one.year for one in found}):
        mine = [one for one in found if one.year == year]
        told.append(words("decision.unsettled", year=year, count=len(mine)))
        for one in mine:
            title = words.of(next(goal for goal in catalogue.plans()[one.plan].goals if goal.no == one.no).title)
            told.append(words("decision.unsettled_goal", no=one.no, goal=title, state=words(f"unsettled.{one.state}")))
    return told


def question(one: Changed, words: Words) -> str:
    """Return what somebody should look at; nothing where nothing is to be asked."""
    if one.doubt is None or one.now.value is None:
        return ""
    measured = indicator(one)
    beside = "standing" if one.doubt.on == one.now.on else "before"
    return words(
        f"changed.{one.doubt.kind}_{beside}",
        period=period(one, words),
        value=words.value(one.now.value, measured, apart_from=one.doubt.was, beside=one.doubt.was),
        before=words.period(one.doubt.on, one.doubt.span),
        was=words.value(one.doubt.was, measured, apart_from=one.now.value, beside=one.now.value),
    )


def corrected(one: Correction, words: Words) -> str:
    """Return a published figure that another value takes the place of, with both."""
    values = _apart(one.then, one.now, words)
    return words(
        "changed.correction",
        name=_measure(one.measure, words),
        area=area(one.area, words),
        period=words.period(one.period, "year"),
        moved=words("news.moved", then=values[0], now=values[1]),
    )


def _apart(then: float | None, now: float | None, words: Words) -> list[str]:
    """Return both values in as many digits as tell them apart."""
    for digits in range(FEWEST, MOST + 1):
        told = [NOTHING if value is None else words.number(value, digits) for value in (then, now)]
        if told[0] != told[1]:
            break
    return told


def restated(one: Restated, words: Words) -> str:
    """Return a figure that stands otherwise by today's rules, with both sources and the reason."""
    return words(
        "command.restatement",
        measure=_measure(one.measure, words),
        area=area(one.area, words),
        period=words.period(one.period, "year"),
        then=words.number(one.then, 4),
        then_source=one.then_source,
        now=NOTHING if one.now is None else words.number(one.now, 4),
        now_source=one.now_source,
        reason=words(f"not_standing.{one.reason}"),
    )


def _measure(slug: str, words: Words) -> str:
    """Return a measure by the name of its indicator, as everywhere; of one that is none, by its own."""
    if found := next((one for one in catalogue.indicators().values() if one.measure == slug), None):
        return words.of(found.title)
    names = (row for row in inputs.table(paths.INPUTS / "measures.csv").iter_rows(named=True) if row["measure"] == slug)
    return next((str(row[f"name_{words.named}"]) for row in names), slug)
