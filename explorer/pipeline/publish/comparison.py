"""Two releases held against each other, goal by goal: which figures are others and why, which statuses flip."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explorer.analysis import changes, closing
from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.changes import Known
from explorer.analysis.closing import Unsettled
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.goals import Goal
from explorer.core.profile import profile
from explorer.pipeline.intake import jumps
from explorer.pipeline.publish import changed
from explorer.pipeline.publish.changed import Changed, Differing, Doubt, Pair, Reason, Side
from explorer.releases import precedence, reconcile
from explorer.releases.decisions import Closed, Decisions
from explorer.releases.release import Edition

# Why a former value does not stand any more (see precedence), and what that is called here; anything else is a rank.
CALLED: Mapping[str, Reason] = {
    "corrected": "corrected",
    "known_earlier": "corrected",
    "undated": "corrected",
    "preliminary": "final",
    "withdrawn": "withdrawn",
}
Rows = Mapping[dt.date, Mapping[str, Any]]


def otherwise(before: Edition, after: Edition, brought: Collection[str] = ()) -> tuple[Changed, ...]:
    """Return what would be otherwise, each release on its own last day: goals that flip, then figure by figure.

    ``brought``: the imports whose values are held against what stands.
    """
    differing = Differing(before, after)
    found = [(pair, tuple(_figures(pair, differing, brought))) for pair in changed.pairs(differing)]
    flips = (flip for pair, figures in found if pair.judged for flip in _flips(pair, figures))
    return changed.listed(flips, (one for _, figures in found for one in figures))


def _figures(pair: Pair, differing: Differing, brought: Collection[str]) -> Iterator[Changed]:
    """Yield the figures that are others, the oldest period first."""
    goal = pair.goal
    old, new = (_rows(view, goal) for view in (pair.before, pair.after))
    moved = {one.period: one for one in changes.figures(goal, pair.before, pair.after)}
    unknown = {day for rows in (old, new) for day, row in rows.items() if row["value"] is None}
    open_ = {
        day for measure, area, day in differing.undetermined if (measure, area) == (goal.indicator.measure, pair.area)
    }
    apart = _newly_apart(goal, old, new)
    beaten = {day: value for day, row in new.items() if (value := _beaten(row, brought)) is not None}
    for day in sorted({*moved, *unknown, *(open_ & new.keys()), *apart, *beaten}):
        one = moved.get(day)
        then = _side(day, old.get(day), one.then if one else None, one.span if one else "year")
        now = _side(day, new.get(day), one.now if one else None, one.span if one else "year")
        rivals = new[day]["rivals"] if day in new else ()
        reason, note = _why(then, now, rivals, differing.withdrawn.get((goal.indicator.measure, pair.area, day)))
        if reason == "gone" and then.evidence == "simulated":
            reason = _aside(pair)
        doubt = _doubt(then, now, new, brought) or _reconciled(now, apart.get(day, {}))
        if then.figure == now.figure:
            if day in open_ and now.value is not None:
                reason, note = "stands", ""  # nothing is another, which whoever wrote "—" would not expect
            elif day in beaten:
                reason, note = "not_taken", f"{beaten[day]:.12g}"
            elif doubt:
                reason, note = "differs", ""
            else:
                continue
        sides = _judged(day, pair, then, now) if pair.judged else (then, now)
        yield replace(_told(pair, *sides, reason), note=note, doubt=doubt)


def _flips(pair: Pair, figures: Sequence[Changed]) -> Iterator[Changed]:
    """Yield the goal where its status is another, with the values that it is judged by and their evidence."""
    for one in changes.flipped(pair.before, pair.after, [pair.goal]):
        then, now = (_by(view, pair.goal, found) for view, found in ((pair.before, one.then), (pair.after, one.now)))
        days = {side.on for side in (then, now)}
        behind = next((figure for figure in reversed(figures) if figure.at.on in days), None)
        set_anew = pair.goal.value != pair.before.goal(pair.goal.no).value or one.then.status == "no_goal"
        reason: Reason = behind.reason if behind else "goal" if set_anew else "elsewhere"
        own = pair.goal.value if pair.part and pair.goal.area == pair.area else None
        flip = replace(_told(pair, then, now, reason), flips=True, promise=own)
        yield replace(flip, note=behind.note, doubt=behind.doubt) if behind else flip


def _told(pair: Pair, then: Side, now: Side, reason: Reason) -> Changed:
    told = Changed(pair.after.plan_slug, pair.goal.no, pair.goal.indicator.slug, pair.area, then, now, reason)
    return replace(told, closed=_closed(pair, told))


def _closed(pair: Pair, one: Changed) -> Closed | None:
    """Return the closing of the year that a figure of the home's is of; what is invented was never settled."""
    at = one.at
    settled = any(side.evidence not in (None, "simulated") for side in (one.then, one.now))
    if at.on is None or at.span != "year" or not settled or pair.after.plan.area != profile().home:
        return None
    return pair.before.edition.decisions.closing(at.on.year)


def unsettled(after: Edition, decided: Decisions) -> tuple[Unsettled, ...]:
    """Return the figures that are not final of the years that are newly closed in a release."""
    before = {one.year for one in decided.closed}
    views = [
        View(after, plan.slug, profile().home, after.until, closing.SETTLED, "zh")
        for plan in catalogue.plans().values()
        if plan.area == profile().home
    ]
    years = [one.year for one in after.decisions.closed if one.year not in before]
    return tuple(one for year in years for view in views for one in closing.unsettled(view, year))


def _rows(view: View, goal: Goal) -> Rows:
    """Return what stands of each period, and where the office says that nothing is determined yet."""
    frames = (view.undetermined(goal), view.observed(goal))
    return {row["period"]: row for rows in frames for row in rows.iter_rows(named=True)}


def _side(day: dt.date, row: Mapping[str, Any] | None, known: Known | None, span: str) -> Side:
    if row is not None:
        state = row["state"] if row["evidence"] == "office" else None
        return Side(row["value"], row["evidence"], state or "final", row["basis"], day, row["span"])
    return Side(known.value, known.evidence, basis="counted", on=day, span=span) if known else Side()


def _judged(day: dt.date, pair: Pair, then: Side, now: Side) -> tuple[Side, Side]:
    """Return both sides of a period with the goal's status in each release that is judged by that period's value.

    Beside another year's value it would be read as that year's verdict.
    """
    found = (view.assessment(pair.goal) for view in (pair.before, pair.after))
    was, becomes = (
        replace(side, status=str(one.status), example=one.example) if _decides(day, one) else side
        for side, one in zip((then, now), found, strict=True)
    )
    return was, becomes


def _decides(day: dt.date, found: Assessment) -> bool:
    return found.standing.reached is not None and found.standing.reached.on == day


def _by(view: View, goal: Goal, found: Assessment) -> Side:
    """Return the value that a status judges by: the newest up to the goal year, not the newest of all."""
    point = found.standing.reached
    row = _rows(view, goal).get(point.on) if point else None
    side = _side(point.on, row, None, "year") if point else Side()
    return replace(side, status=str(found.status), example=found.example)


def _why(then: Side, now: Side, rivals: Collection[Mapping[str, Any]], withdrawn: str | None) -> tuple[Reason, str]:
    """Return why a figure is another, and what was said where a value was withdrawn."""
    if now.evidence is None:
        if withdrawn is not None:
            return "withdrawn", withdrawn
        return "gone", ""
    if now.value is None or then.value is None:
        return ("undetermined" if now.value is None else "determined" if then.evidence else "new"), ""
    if precedence.same(then.value, now.value):
        became_final = then.evidence == now.evidence == "office" and then.state == "preliminary"
        return ("final" if became_final else "confirmed"), ""
    return _why_another(then, now, rivals)


def _aside(pair: Pair) -> Reason:
    """Return why a simulated value stands no more: the office states the indicator, or nothing simulated is shown."""
    if pair.after.evidence == "all" and pair.after.edition.decisions.simulate:
        return "stepped_aside"
    stated = "office" in pair.after.observed(pair.goal)["evidence"] or not pair.after.undetermined(pair.goal).is_empty()
    if stated:
        return "stepped_aside"
    return "unshown" if pair.after.evidence != "all" else "switched_off"


def _why_another(then: Side, now: Side, rivals: Collection[Mapping[str, Any]]) -> tuple[Reason, str]:
    """Return why one value took the place of another."""
    if then.evidence == "simulated":
        return ("recounted" if now.evidence == "simulated" else "replaced"), ""
    for rival in rivals:
        if (rival["value"], rival["evidence"]) == (then.value, then.evidence):
            note = rival["note"] if rival["reason"] == "withdrawn" else None
            return CALLED.get(rival["reason"], "ranked"), note or ""
    same: Mapping[str, Reason] = {"counted": "recounted", "summed": "resummed"}
    return same.get(now.basis if then.basis == now.basis else "", "revised"), ""


def _doubt(then: Side, now: Side, rows: Rows, brought: Collection[str]) -> Doubt | None:
    """Return what to ask of a value newly brought: beside what stands of its period, else beside the last year before.

    What is invented says nothing about what is stated.
    """
    if now.on is None or now.value is None or now.basis != "stated" or rows[now.on]["source"] not in brought:
        return None
    beside = then if then.value is not None and then.evidence != "simulated" else _year_before(now.on, rows)
    if beside is None or beside.value is None or beside.on is None:
        return None
    kind = jumps.jump(beside.value, now.value)
    return Doubt(kind, beside.value, beside.on, beside.span) if kind else None


def _newly_apart(goal: Goal, old: Rows, new: Rows) -> Mapping[dt.date, Mapping[str, float]]:
    """Return what figures are by each basis, of the periods at which that differs otherwise than before."""
    before, after = (
        {day: reconcile.differing(row, goal.indicator.digits) for day, row in rows.items()} for rows in (old, new)
    )
    return {day: values for day, values in after.items() if values and values != before.get(day)}


def _beaten(row: Mapping[str, Any], brought: Collection[str]) -> float | None:
    """Return a value newly stated that does not stand beside the one that does: nobody should think that it corrects.

    One that was taken back at once is none.
    """
    stated = (one for one in row["rivals"] if one["source"] in brought and one["basis"] == "stated")
    found = (one["value"] for one in stated if one["value"] is not None and one["reason"] != "withdrawn")
    return next((value for value in found if not precedence.same(value, row["value"])), None)


def _reconciled(now: Side, values: Mapping[str, float]) -> Doubt | None:
    """Return the value by another basis that is farthest from the one that stands."""
    value, day = now.value, now.on
    others = {basis: one for basis, one in values.items() if basis != now.basis}
    if value is None or day is None or not others:
        return None
    basis = max(others, key=lambda one: abs(others[one] - value))
    return Doubt(basis, others[basis], day, now.span)  # type: ignore[arg-type]


def _year_before(day: dt.date, rows: Rows) -> Side | None:
    known = [
        one
        for one in sorted(rows)
        if one < day
        and rows[one]["span"] == "year"
        and rows[one]["value"] is not None
        and rows[one]["evidence"] != "simulated"
    ]
    return _side(known[-1], rows[known[-1]], None, "year") if known else None
