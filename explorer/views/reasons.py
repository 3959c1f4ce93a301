"""An assessment in words: the status, one sentence of reason, and the working as rows. Every number stands in it."""

from collections.abc import Iterator

from explorer.analysis.assessment import methods
from explorer.analysis.assessment.assess import MET, Assessment
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import Words


def reason(view: View, goal: Goal) -> str:
    """Return why the goal has its status, in one sentence a minister would understand."""
    words, found = view.words, view.assessment(goal)
    sentence = words(f"reason.{_key(found)}", **_blanks(found, goal, words))
    mark = words("reason.simulated") if found.standing.rests_on_simulation else ""
    return f"{sentence}{mark}{words('reason.stop')}"


def _key(found: Assessment) -> str:
    if found.why:
        return found.why
    if found.status in MET:
        return f"{found.status}_worse" if found.judgement and found.judgement.worsening else found.status
    if found.status == "missed":
        return "missed" if found.expected_in else "missed_for_good"
    return "under_way" if found.status in ("on_track", "accelerate", "limited") else found.status


def _blanks(found: Assessment, goal: Goal, words: Words) -> dict[str, str]:
    """Return every number a sentence may need, as a reader writes it."""
    stands, indicator = found.standing, goal.indicator
    reached, judgement = stands.reached, found.judgement
    blanks = {"goal_year": str(goal.year), "goal": words.promise(goal), "distance": _distance(found, goal, words)}
    if reached:
        blanks |= {"period": words.at(reached.on), "when": words.when(reached.on)}
        blanks["value"] = words.value(reached.value, indicator)
    if reached and stands.added is not None and stands.baseline is not None:
        blanks["when"] = blanks["period"] = words("reason.summed", since=stands.baseline.year + 1, until=reached.year)
        blanks["value"] = words.value(stands.added, indicator)
    if found.margin is not None:
        blanks["margin"] = words.distance(abs(found.margin), indicator)
    if stands.baseline:
        blanks["base"] = f"{words.value(stands.baseline.value, indicator)} ({words.at(stands.baseline.on)})"
    blanks["first"] = words("reason.first", year=found.first_met) if found.first_met else ""
    blanks["expected"] = str(found.expected_in or "")
    blanks["achieved"] = words.share(stands.achieved) if stands.achieved is not None else ""
    blanks["elapsed"] = words.share(stands.elapsed) if stands.elapsed is not None else ""
    blanks["pace"] = _pace(found, judgement.achieved_growth if judgement else None, words)
    return blanks


def _distance(found: Assessment, goal: Goal, words: Words) -> str:
    if found.margin is None:
        return ""
    if found.standing.added is not None:
        side = "beyond_sum" if found.margin >= 0 else "short_sum"
        return words(f"reason.{side}", margin=words.distance(abs(found.margin), goal.indicator))
    return apart(found.margin, goal, words)


def apart(margin: float, goal: Goal, words: Words) -> str:
    """Return how far a value is from its goal, as a part of a sentence; a ``margin`` above nothing meets it."""
    side = ("beyond" if margin >= 0 else "short") + ("" if goal.indicator.direction == 1 else "_down")
    return words(f"reason.{side}", margin=words.distance(abs(margin), goal.indicator))


def _pace(found: Assessment, had: float | None, words: Words) -> str:
    """Return the growth needed a year against the growth had, where both can be computed."""
    if found.needed_growth is None or had is None:
        return ""
    return words("reason.pace", needed=words.rate(found.needed_growth), had=words.rate(had))


def working(view: View, goal: Goal) -> list[tuple[str, str, str]]:
    """Return the working as rows: what, its value, how it is computed."""
    words = view.words
    return [
        (words(f"working.{key}"), value, words.sentences.get(f"formula.{key}", ""))
        for key, value in _steps(view.assessment(goal), goal, words)
    ]


def _steps(found: Assessment, goal: Goal, words: Words) -> Iterator[tuple[str, str]]:
    stands, judgement = found.standing, found.judgement
    yield "status", words(f"status.{found.status}")
    for key, point in (("baseline", stands.baseline), ("latest", stands.reached)):
        if point:
            shown = words.value(point.value, goal.indicator)
            yield key, f"{shown} · {words.at(point.on)} · {words('evidence.' + point.evidence)}"
    if stands.added is not None:
        yield "added", words.value(stands.added, goal.indicator)
    if stands.target is not None:
        yield "goal", f"{words.value(stands.target, goal.indicator)} · {goal.year}"
    if found.margin is not None:
        yield "margin", words.distance(found.margin, goal.indicator)
    if stands.achieved is not None and stands.elapsed is not None:
        yield "achieved_share", words.share(stands.achieved)
        yield "elapsed_share", words.share(stands.elapsed)
    if judgement:
        yield "rule", words(f"rule.{judgement.rule}")
        yield from _rates(found, words)
        yield (
            "ratio",
            words.number(judgement.ratio, 3) if judgement.ratio is not None else words("working.ratio_hidden"),
        )
        yield "score", words.number(methods.BEST if found.status in MET else judgement.score, 2)
        yield from _readings(found, words)


def _rates(found: Assessment, words: Words) -> Iterator[tuple[str, str]]:
    judgement = found.judgement
    rates = {
        "achieved_growth": judgement.achieved_growth if judgement else None,
        "required_growth": judgement.required_growth if judgement else None,
        "needed_growth": found.needed_growth,
    }
    for key, rate in rates.items():
        if rate is not None:
            yield key, words.rate(rate)


def _readings(found: Assessment, words: Words) -> Iterator[tuple[str, str]]:
    judgement = found.judgement
    if judgement is None or judgement.readings is None:
        return
    readings = judgement.readings
    yield "expected", f"{words.number(readings.expected_share, 3)} · {words('reading.' + readings.expected_word)}"
    yield "pace", f"{words.number(readings.pace, 3)} · {words('reading.' + readings.pace_word)}"
    if not found.passed:
        yield "agree", words("working.agree_yes" if judgement.agree else "working.agree_no")


def side_by_side(view: View, goal: Goal) -> tuple[list[tuple[str, str, str]], str]:
    """Return the three official readings (name, number, word) and whether they agree; nothing where nothing is read."""
    words, found = view.words, view.assessment(goal)
    judgement = found.judgement
    if judgement is None or judgement.readings is None:
        return [], ""
    readings, ratio = judgement.readings, judgement.ratio
    own = words.number(ratio, 2) if ratio is not None else words("working.ratio_hidden")
    rows = [
        (words("working.primary"), own, words(f"status.{judgement.status}")),
        (
            words("working.expected"),
            words.number(readings.expected_share, 2),
            words(f"reading.{readings.expected_word}"),
        ),
        (words("working.pace"), words.number(readings.pace, 2), words(f"reading.{readings.pace_word}")),
    ]
    verdict = words("working.agree_yes" if judgement.agree else "working.agree_no")
    return rows, words("working.agreed", verdict=verdict)


def document(view: View, goal: Goal) -> dict[str, object]:
    """Return the working as plain numbers for the data address."""
    found = view.assessment(goal)
    judgement = found.judgement
    return {
        "rule": judgement.rule if judgement else None,
        "ratio": judgement.ratio if judgement else None,
        "score": found.score,
        "achieved_growth": judgement.achieved_growth if judgement else None,
        "required_growth": judgement.required_growth if judgement else None,
        "needed_growth": found.needed_growth,
        "achieved_share": found.standing.achieved,
        "elapsed_share": found.standing.elapsed,
        "margin": found.margin,
        "first_met": found.first_met,
        "expected_in": found.expected_in,
        "why": found.why,
        "rests_on_simulation": found.standing.rests_on_simulation,
        "other_readings": readings(judgement.readings if judgement else None),
        "methods_agree": judgement.agree if judgement and not found.passed else None,
    }


def readings(found: methods.Readings | None) -> dict[str, object] | None:
    """Return the two other official readings as plain values."""
    if found is None:
        return None
    return {
        "expected_value": {"value": found.expected, "share": found.expected_share, "status": found.expected_word},
        "linear_pace": {"ratio": found.pace, "status": found.pace_word},
    }
