"""The working of a status: every step as rows for a reader, and as plain numbers for the data address."""

from collections.abc import Iterator
from typing import NamedTuple

from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.pace import Pace
from explorer.analysis.assessment.readings import Readings
from explorer.analysis.assessment.standing import Point
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.views import phrases, reasons


def steps(view: View, goal: Goal) -> list[tuple[str, str, str]]:
    """Return the working as rows: what, its value, how it is computed."""
    words = view.words
    return [
        (words(f"working.{key}"), value, words.sentences.get(f"formula.{key}", ""))
        for key, value in _steps(view, view.assessment(goal))
    ]


def _steps(view: View, found: Assessment) -> Iterator[tuple[str, str]]:
    words, stands, goal = view.words, found.standing, found.goal
    yield "status", phrases.status_of(found, words).told
    for key, point in (("baseline", stands.baseline), ("against", stands.against), ("latest", stands.reached)):
        if point:
            shown = words.value(point.value, goal.indicator, apart_from=stands.target if key == "latest" else None)
            yield key, f"{shown} · {words.at(point.on)} · {words('evidence.' + point.evidence)}"
    if stands.added is not None:
        yield "added", words.value(stands.added, goal.indicator)
    yield from _aims(found, words)
    if found.pace:
        yield from _paces(found.pace, found.goal, words)
    if found.judgement:
        yield from _road(found, words)
    if goal.other and (other := view.otherwise(goal)):
        yield "other", f"{phrases.status_of(other, words).told}: {reasons.sentence(other, view)}"


def _aims(found: Assessment, words: Words) -> Iterator[tuple[str, str]]:
    """Yield the goal, the distance to it and the shares of way and time; of a sum, those of the sum."""
    stands, goal = found.standing, found.goal
    summed = found.pace if found.pace and found.pace.kind == "sum" else None
    if stands.target is not None:
        target = summed.planned if summed else stands.target
        yield "goal", f"{words.value(target, goal.indicator)} · {goal.year}"
    if found.margin is not None:
        yield "margin_sum" if summed else "margin", words.distance(found.margin, goal.indicator)
    if stands.achieved is not None:
        yield "achieved_sum" if summed else "achieved_share", words.share(stands.achieved)
    if stands.elapsed is not None and found.judgement:
        yield "elapsed_share", words.share(stands.elapsed)


def _paces(pace: Pace, goal: Goal, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what was achieved, promised and is needed, in the unit of the rule."""
    for key, value in (("had", pace.had), ("planned", pace.planned), ("needed", pace.needed)):
        if value is not None:
            yield "needed_sum" if (key, pace.kind) == ("needed", "sum") else key, _paced(pace, value, goal, words)


def _paced(pace: Pace, value: float, goal: Goal, words: Words) -> str:
    if pace.kind in ("rate", "growth"):
        return words("working.a_year", value=words.rate(value))
    if pace.kind == "cut":
        return words.percent(value)
    if pace.kind == "sum":
        return words.amount(value, goal.indicator.unit, 1)
    return words("working.a_year", value=words.pace(value, goal.indicator, growing=False))


def _road(found: Assessment, words: Words) -> Iterator[tuple[str, str]]:
    judgement = found.judgement
    if judgement is None:
        return
    yield "rule", words(f"rule.{judgement.rule}")
    base, latest = found.standing.baseline, found.standing.reached
    if judgement.rule == "share" and base and latest:
        yield "time_share", words.share((latest.time - base.time) / (found.goal.year - base.time))
    for key, rate in (("achieved_growth", judgement.achieved_growth), ("required_growth", judgement.required_growth)):
        if rate is not None:
            yield key, words.rate(rate)
    yield "ratio", words.number(judgement.ratio, 3) if judgement.ratio is not None else words("working.ratio_hidden")
    if found.score is not None:
        yield "score", words.number(found.score, 2)
    if found.readings:
        for key, number, word in _read(found.readings):
            said = words(f"reading.{word}")
            yield key, said if number is None else f"{words.number(number, 3)} · {said}"
        yield "agree", words("working.agree_yes" if found.agree else "working.agree_no")


def _read(readings: Readings) -> list[tuple[str, float | None, str]]:
    """Return the other readings: which, its number where it has one, its word."""
    found: list[tuple[str, float | None, str]] = [
        ("expected", readings.expected_share, readings.expected_word),
        ("pace", readings.pace, readings.pace_word),
        ("schedule", readings.schedule, readings.schedule_word),
    ]
    return found + ([("weather", readings.miss, readings.weather)] if readings.weather else [])


class Reading(NamedTuple):
    """One official reading of an open road: its name, its number and its word as texts.

    ``ratio``: where it lies on the scale on which 1 is exactly on schedule; None of what is no such ratio.
    """

    name: str
    number: str
    word: str
    ratio: float | None


def side_by_side(view: View, goal: Goal) -> tuple[list[Reading], str]:
    """Return the official readings and whether they agree; nothing where no road is open."""
    words, found = view.words, view.assessment(goal)
    judgement = found.judgement
    if judgement is None or found.readings is None:
        return [], ""
    own = words.number(judgement.ratio, 2) if judgement.ratio is not None else words("working.ratio_hidden")
    rows = [Reading(words("working.primary"), own, words(f"status.{judgement.status}"), judgement.ratio)]
    for key, number, word in _read(found.readings):
        said = "–" if number is None else words.number(number, 2)
        ratio = None if key == "weather" else number
        rows.append(Reading(words(f"working.{key}"), said, words(f"reading.{word}"), ratio))
    verdict = words("working.agree_yes" if found.agree else "working.agree_no")
    return rows, words("working.agreed", verdict=verdict)


def document(view: View, goal: Goal) -> dict[str, object]:
    """Return the working as plain numbers for the data address."""
    found = view.assessment(goal)
    judgement, stands = found.judgement, found.standing
    return {
        "rule": judgement.rule if judgement else None,
        "ratio": judgement.ratio if judgement else None,
        "score": found.score,
        "achieved_growth": judgement.achieved_growth if judgement else None,
        "required_growth": judgement.required_growth if judgement else None,
        "needed_growth": _needed_growth(found.pace),
        "pace": _pace(found.pace),
        "achieved_share": stands.achieved,
        "elapsed_share": stands.elapsed,
        "margin": found.margin,
        "beside_goal_of_whole": found.beside,
        "first_met": found.first_met,
        "reached_since": point(found.reached_since),
        "expected_in": found.expected_in,
        "why": found.why,
        "trend": _trend(found),
        "rests_on_simulation": stands.rests_on_simulation,
        "other_readings": readings(found.readings),
        "methods_agree": found.agree,
    }


def _trend(found: Assessment) -> str | None:
    base, latest = found.standing.baseline, found.standing.reached
    if base is None or latest is None or latest.on <= base.on or found.goal.kind == "mean_flow":
        return None
    return trend(found.goal.direction * (latest.value - base.value))


def trend(change: float) -> str:
    """Return the word for a change towards the better (above nothing) or the worse."""
    return "improving" if change > 0 else "worsening" if change < 0 else "unchanged"


def _needed_growth(pace: Pace | None) -> float | None:
    return pace.needed if pace and pace.kind in ("rate", "growth") else None


def _pace(pace: Pace | None) -> dict[str, object] | None:
    if pace is None:
        return None
    return {"kind": pace.kind, "had": pace.had, "planned": pace.planned, "needed": pace.needed}


def point(found: Point | None) -> dict[str, object] | None:
    """Return a value with its period, its evidence and the state of one that is not final as plain values."""
    if found is None:
        return None
    known = {"period": found.on.isoformat(), "value": found.value, "evidence": found.evidence}
    return known | {"state": found.state or None}


def readings(found: Readings | None) -> dict[str, object] | None:
    """Return the other official readings as plain values."""
    if found is None:
        return None
    return {
        "expected_value": {
            "value": found.expected,
            "share": found.expected_share,
            "status": found.expected_word,
        },
        "linear_pace": {"ratio": found.pace, "status": found.pace_word},
        "progress_against_time": {"ratio": found.schedule, "status": found.schedule_word},
        "mean_of_last_changes": {"value": found.carried, "miss": found.miss, "status": found.weather},
    }
