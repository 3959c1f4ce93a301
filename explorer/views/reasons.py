"""Why a goal has its status, in one sentence: the one writer for every page, picture, file and address.

A sentence speaks in the unit of the rule that decided: units or percentage points a year where shares were compared,
rates where growth was, the mean growth against the one promised, a sum of years, a share cut off. Every number in it is
a field of the assessment.
"""

import datetime as dt

from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.distance import FEWEST_EVENTS
from explorer.analysis.assessment.pace import Pace
from explorer.analysis.assessment.standing import Point
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.core.status import UNDER_WAY, Status
from explorer.views import phrases


def reason(view: View, goal: Goal) -> str:
    """Return why the goal has its status, in one sentence a minister would understand."""
    return sentence(view.assessment(goal), view)


def sentence(found: Assessment, view: View) -> str:
    """Return the reason of an assessment made for a view: of its goal, or of another reading of it."""
    return _said(found, view) + _mark(found, view.words) + view.words("reason.stop")


def answer(found: Assessment, view: View) -> str:
    """Return the value against its goal, as the heading of a page: what the reason says without what leads there."""
    words = view.words
    plain = found.pace and found.pace.kind in ("rate", "step") and found.margin is not None
    if found.status in UNDER_WAY and plain and found.margin is not None:
        said = words("reason.value", now=_now(found, words), distance=apart(found.margin, found.goal, words))
    elif found.status in UNDER_WAY or found.status in (Status.MISSED, Status.MET, Status.ACHIEVED):
        said = _result(found, words)
    elif found.status == Status.NO_GOAL and found.beside is not None:
        said = words("reason.value", now=_compared(found, words), distance=phrases.beside(found, words))
    elif found.status == Status.NO_VALUE and not found.unstated:
        said = words(f"reason.answer_no_value_{view.evidence}")
    elif found.status in (Status.NOT_PUBLISHED, Status.MET_EARLY) and not found.unstated:
        by = words("reason.met_by", year=found.first_met) if found.first_met else ""
        said = words(f"reason.answer_{found.status}", year=found.goal.year, by=by, now=_now(found, words))
    else:
        said = _said(found, view)
    return said + _mark(found, words)


def _mark(found: Assessment, words: Words) -> str:
    """Return that a sentence is an example, or that the values it quotes are simulated; nothing where neither is."""
    quoted = found.status not in (Status.NOT_PROMISED, Status.NO_VALUE)
    mark = "example" if found.example else "simulated" if quoted and found.standing.rests_on_simulation else ""
    return words(f"reason.{mark}") if mark else ""


def _said(found: Assessment, view: View) -> str:
    words, goal = view.words, found.goal
    if found.status == Status.NOT_PROMISED:
        public = view.evidence == "published" and view.as_of >= goal.issued_on
        day = words.day(goal.known_on if public else goal.issued_on)
        return words("reason.not_public" if public else "reason.not_promised", plan=words.of(view.plan.short), day=day)
    if found.status == Status.NO_VALUE:
        return _unstated(found, words) or words(f"reason.no_value_{view.evidence}")
    if found.status == Status.NO_GOAL:
        return _beside(found, words)
    if found.status in (Status.NO_BASELINE, Status.CANNOT_ASSESS):
        key = found.why or found.status
        return words(f"reason.{key}", now=_now(found, words), fewest=FEWEST_EVENTS)
    if found.status in UNDER_WAY:
        return _under_way(found, words)
    return _outcome(found, words)


def _outcome(found: Assessment, words: Words) -> str:
    """Return what became of a goal, or how the latest value stands to it where the outcome is not known."""
    result = _result(found, words)
    if found.status == Status.MISSED:
        return result + _later(found, words)
    if found.status == Status.ACHIEVED:
        return result + _ahead(found, words) + _trend(found, words)
    if found.status == Status.MET:
        worse = found.margin is not None and _worse(found)
        return result + (words("reason.but_worse", base=_base(found, words)) if worse else "")
    by = words("reason.met_by", year=found.first_met) if found.first_met else ""
    unknown = _unstated(found, words) or words("reason.unpublished", year=found.goal.year)
    return words(f"reason.{found.status}", unknown=unknown, result=result, by=by)


def _unstated(found: Assessment, words: Words) -> str:
    """Return that the office has no figure yet of the period awaited, or took it back and why; else nothing."""
    said = found.unstated
    if said is None:
        return ""
    period = words.period(said.on, "year")
    if said.state == "withdrawn" and said.note:
        return words("reason.taken_back_because", period=period, note=said.note.rstrip("。."))
    return words(f"reason.{'taken_back' if said.state == 'withdrawn' else 'undetermined'}", period=period)


def _result(found: Assessment, words: Words) -> str:
    """Return the value judged against the goal, in the unit of the goal."""
    goal, stands, pace = found.goal, found.standing, found.pace
    if pace and pace.kind in ("growth", "sum", "cut"):
        return _measured(found, pace, words)
    if stands.reached is None or found.margin is None or goal.kind == "growth":
        return _now(found, words)
    return words("reason.value", now=_now(found, words), distance=apart(found.margin, goal, words))


def _measured(found: Assessment, pace: Pace, words: Words) -> str:
    """Return a mean growth, a sum or a cut against the one promised."""
    goal, stands = found.goal, found.standing
    if stands.reached is None or (stands.baseline is None and pace.kind != "cut"):
        return _now(found, words)
    if pace.kind == "cut":
        key = "cut" if pace.had >= 0 else "no_cut"
        had = words.percent(abs(pace.had), apart_from=pace.planned)
        blanks = {"had": had, "planned": words.amount(goal.value, goal.unit, 2)}
        return words(f"reason.{key}", now=_now(found, words), start=_start(found, words), **blanks)
    years = words.years(stands.baseline.year + 1 if stands.baseline else 0, stands.reached.on)
    if pace.kind == "growth":
        key = "growth" if stands.reached.on.year > goal.start_year else "growth_one"
        planned = words.growth(pace.planned)
        planned = words("promise.at_most", promise=planned) if goal.bound == "at_most" else planned
        return words(f"reason.{key}", years=years, had=words.growth(pace.had, apart_from=pace.planned), planned=planned)
    whole = words.years(goal.start_year, dt.date(goal.year, 12, 31))
    had, planned = words.value(pace.had, goal.indicator), words.gap(pace.planned, goal.indicator)
    return words(
        "reason.sum" if years == whole else "reason.sum_so_far", years=years, had=had, planned=planned, whole=whole
    )


def _under_way(found: Assessment, words: Words) -> str:
    """Return the pace so far, the one that the goal asked for, and what it takes from here."""
    pace = found.pace
    if pace is None:
        base = found.standing.baseline
        met = words("reason.met_before", base=_base(found, words)) if base else ""
        return _result(found, words) + met
    if pace.kind in ("growth", "sum", "cut"):
        said = _measured(found, pace, words)
    else:
        blanks = {name: _yearly(pace, value, found.goal, words) for name, value in _two(pace)}
        key = "away" if found.status == Status.MOVING_AWAY else "pace"
        said = words(f"reason.{key}", now=_now(found, words), base=_base(found, words), **blanks)
    if pace.needed is None:
        left = apart(found.margin, found.goal, words) if found.margin else ""
        return said + (words("reason.left", distance=left) if left and pace.kind in ("rate", "step") else "")
    key = "needed_sum" if pace.kind == "sum" else "needed"
    reached = found.standing.reached
    since = reached.year if reached else found.goal.start_year
    return said + words(f"reason.{key}", since=since, needed=_yearly(pace, pace.needed, found.goal, words))


def _two(pace: Pace) -> tuple[tuple[str, float], ...]:
    return ("had", pace.had), ("planned", pace.planned)


def _yearly(pace: Pace, value: float, goal: Goal, words: Words) -> str:
    """Return a yearly rate or step; what a sum needs a year is an amount."""
    if pace.kind in ("rate", "growth"):
        return words.growth(value)
    if pace.kind == "sum":
        return words.amount(value, goal.indicator.unit, 1)
    return words.step(value, goal.indicator)


def _beside(found: Assessment, words: Words) -> str:
    """Return that an area has no goal of its own, and how its value stands beside the plan's where it compares."""
    stands, goal = found.standing, found.goal
    if stands.reached is None:
        return words("reason.no_goal")
    if found.why == "few_events":
        return words("reason.no_goal_few", now=_now(found, words), fewest=FEWEST_EVENTS)
    if found.beside is None:
        summed = goal.indicator.additive and goal.kind not in ("growth", "cut")
        return words("reason.no_goal_value" if summed else "reason.no_goal_plain", now=_now(found, words))
    side, gap = phrases.side(found, words)
    now, promise = _compared(found, words), words.promise(goal)
    if goal.kind == "cut":
        promise = words.value(stands.reached.value + found.beside, goal.indicator)
    return words(f"reason.no_goal_{side}", now=now, gap=gap, goal=promise)


def _compared(found: Assessment, words: Words) -> str:
    """Return what is held against the goal of the whole: the value, or of a growth the mean one so far."""
    goal, reached = found.goal, found.standing.reached
    if goal.kind != "growth" or found.beside is None or reached is None:
        return _now(found, words)
    said = words.growth(found.beside * goal.direction + goal.value / 100, apart_from=goal.value / 100)
    return words("reason.grew", years=words.years(goal.start_year, reached.on), had=said)


def _later(found: Assessment, words: Words) -> str:
    """Return when a missed goal was or would be reached; nothing where the rule that decided has no such year."""
    if found.reached_since:
        value = _value(found.reached_since, found, words)
        return words("reason.reached_since", value=value, at=words.at(found.reached_since.on))
    since = found.standing.baseline
    if found.pace is None or found.pace.kind not in ("rate", "step") or since is None:
        return ""
    if found.expected_in:
        return words("reason.expected", since=since.year, year=found.expected_in)
    return words("reason.not_expected", since=since.year) if _leads_away(found) else ""


def _leads_away(found: Assessment) -> bool:
    """Whether the pace so far does not lead to the goal at all, where the rule that decided has a pace."""
    if found.pace is None or found.pace.kind not in ("rate", "step"):
        return False
    return found.pace.had * found.goal.direction <= 0


def pace(found: Assessment, words: Words) -> str:
    """Return in a few words when a goal was or would be reached, or what it takes a year; nothing where none says."""
    if found.reached_since:
        return words("board.pace_since", at=words.at(found.reached_since.on))
    if found.expected_in:
        return words("board.pace_by", year=found.expected_in)
    if found.pace and found.pace.needed is not None:
        return words("board.pace_needed", needed=_yearly(found.pace, found.pace.needed, found.goal, words))
    short = found.status in UNDER_WAY or found.status == Status.MISSED
    return words("board.pace_never") if short and _leads_away(found) else ""


def _ahead(found: Assessment, words: Words) -> str:
    reached = found.standing.reached
    return words("reason.ahead") if reached and reached.year < found.goal.year else ""


def _trend(found: Assessment, words: Words) -> str:
    """Return what is said of the trend of a goal that is met: worse than it was, or unknown."""
    base, reached = found.standing.baseline, found.standing.reached
    if base is None or reached is None or reached.on <= base.on:
        alone = len(found.standing.yearly) <= 1
        return words("reason.trend_unknown" if alone else "reason.no_trend_yet")
    return words("reason.but_worse", base=_base(found, words)) if _worse(found) else ""


def _worse(found: Assessment) -> bool:
    base, reached = found.standing.baseline, found.standing.reached
    if base is None or reached is None or found.goal.kind in ("mean_flow", "cut") or found.goal.bound == "at_most":
        return False
    return found.goal.direction * (reached.value - base.value) < 0


def _now(found: Assessment, words: Words) -> str:
    """Return the value judged with its period; nothing where none is known."""
    reached = found.standing.reached
    if reached is None:
        return ""
    return words("reason.now", value=_value(reached, found, words), when=words.when(reached.on))


def _value(point: Point, found: Assessment, words: Words) -> str:
    """Return a value in as many digits as tell it from the goal that it is held against, and from the base year's."""
    against = found.standing.target
    if found.beside is not None and found.goal.kind != "growth":
        against = point.value - found.goal.direction * found.beside
    said = words.value(point.value, found.goal.indicator, apart_from=against)
    base = found.standing.baseline
    if base and point.value != base.value and said == words.value(base.value, found.goal.indicator):
        return words.value(point.value, found.goal.indicator, apart_from=base.value)
    return said


def _base(found: Assessment, words: Words) -> str:
    base, reached = found.standing.baseline, found.standing.reached
    if base is None:
        return ""
    value = words.value(base.value, found.goal.indicator, apart_from=reached.value if reached else None)
    return words("reason.base", year=base.year, value=value)


def _start(found: Assessment, words: Words) -> str:
    """Return what a cut is read against: somebody else's figure, or the own one of the base year."""
    against, base = found.standing.against, found.standing.baseline
    if found.goal.against and against:
        value = words.value(against.value, found.goal.indicator)
        return words("reason.ordinary", value=value, at=words.at(against.on))
    return words("reason.in_base", base=_base(found, words)) if base else ""


def apart(margin: float, goal: Goal, words: Words) -> str:
    """Return how far a value is from its goal, as a part of a sentence; a ``margin`` above nothing meets it."""
    if margin == 0:
        return words("reason.exactly")
    side = ("beyond" if margin > 0 else "short") + ("" if goal.direction == 1 else "_down")
    counted = goal.direction == 1 and goal.indicator.digits == 0  # of things there are more or fewer, of rates a higher
    return words(f"reason.{side}{'_count' if counted else ''}", margin=words.gap(abs(margin), goal.indicator))
