"""A target as a view shows it: ready values and words, made once, for every page, picture, file and address to lay out.

Nothing that shows a target works out its status, its value or its words anew: it reads them here.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.standing import Point, Standing
from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.core.status import CLOSED, Status
from explorer.views import explanation, phrases, reasons
from explorer.views.explanation import Explanation
from explorer.views.facing import Facing, facing
from explorer.views.phrases import StatusSign

YEARS_BEFORE = 6  # that a small chart shows ahead of the plan


@dataclass(frozen=True)
class Newest:
    """The newest value up to the goal year, by which a target is judged.

    ``text`` is the value with its unit, ``period`` what it closes, ``sign`` the sign of its evidence, ``mark`` sign and
    word, with the state of one that is not final.
    """

    text: str
    period: str
    evidence: str
    sign: str
    mark: str


class Share(NamedTuple):
    """A share, 1 being the whole, and as a reader writes it."""

    number: float
    text: str


@dataclass(frozen=True)
class TargetRow:
    """One target of a view, its texts plain and in the view's language; texts are empty where nothing is to be said.

    ``goal`` is what the plan promised, ``standing`` the numbers that everything here was made from. ``area`` is where
    it is looked at. ``title`` names the goal's own area where the plan has several, ``called`` has its number too.
    ``newest`` is None where no value is known. ``aim`` is the promise, called a goal; ``aimed`` has its year too, and
    the value that fulfils a growth or a cut; ``promised`` is the promise and its year. ``margin`` is how far the value
    lies on the right side of the goal (negative: short of it), in the indicator's unit. ``no_share``: why a
    value has no share achieved or no share of the time gone. ``no_figure``: that no value at all is known. ``since``:
    the first year of its small chart. ``other``: status and reason in the goal's other reading, where another status
    follows from it. ``link``: the address of its page. ``said``: what the office says beside its figure.
    ``facing``: the value against the goal in one unit.
    ``answer``: title and value against the goal, as the heading of its page.
    ``pace``: when it was or would be reached, or what it takes a year, in a few words.
    """

    goal: Goal
    area: str
    title: str
    status: StatusSign
    reason: str
    newest: Newest | None
    aim: str
    aimed: str
    promised: str
    margin: float | None
    achieved: Share | None
    elapsed: Share | None
    no_share: str
    no_figure: str
    other: tuple[StatusSign, str] | None
    departments: str
    clause: str
    since: int
    link: str
    standing: Standing
    facing: Facing
    answer: str = ""
    pace: str = ""
    said: Explanation | None = None

    @property
    def no(self) -> int:
        """Its number in the plan."""
        return self.goal.no

    @property
    def called(self) -> str:
        """Its number and title."""
        return f"{self.no} {self.title}"

    @property
    def simulated(self) -> bool:
        """Whether any value that it is shown by is simulated."""
        return self.standing.rests_on_simulation


class Section(NamedTuple):
    """Some targets under a heading; it is empty where they need none."""

    heading: str
    rows: tuple[TargetRow, ...]


def rows(view: View) -> tuple[TargetRow, ...]:
    """Return the targets of a view, in the plan's order."""
    return tuple(row(view, goal) for goal in view.goals)


def row(view: View, goal: Goal) -> TargetRow:
    """Return one target of a view."""
    return _row(view, goal.no)


@lru_cache(maxsize=2048)
def _row(view: View, no: int) -> TargetRow:
    goal = view.goal(no)
    words, found = view.words, view.assessment(goal)
    stands = found.standing
    return TargetRow(
        goal=goal,
        area=view.area_of(goal),
        title=phrases.title(view, goal),
        status=phrases.status_of(found, words),
        reason=reasons.reason(view, goal),
        newest=_newest(stands.reached, goal, words) if stands.reached else None,
        aim=phrases.aim(goal, words),
        aimed=phrases.promised(stands, goal, words),
        promised=words("office.promised", promise=words.promise(goal), year=goal.year),
        margin=found.margin,
        achieved=_share(stands.achieved, words),
        elapsed=None if found.status in CLOSED else _share(stands.elapsed, words),
        no_share=_no_share(view, goal, found),
        no_figure=_no_figure(view, goal),
        other=_other(view, goal),
        departments=phrases.departments(view, goal),
        clause=phrases.clause(view, goal),
        since=goal.start_year - 1 - YEARS_BEFORE,
        link=phrases.target_of(view, goal),
        standing=stands,
        facing=facing(found, words),
        answer=_answer(view, goal, found),
        pace=reasons.pace(found, words),
        said=explanation.explained(view, goal, found.status),
    )


def _other(view: View, goal: Goal) -> tuple[StatusSign, str] | None:
    found = view.otherwise(goal)
    if found is None or found.status == view.assessment(goal).status:
        return None
    return phrases.status_of(found, view.words), reasons.sentence(found, view)


def _answer(view: View, goal: Goal, found: Assessment) -> str:
    """Return the heading of a target's page; it names the area where the plan's whole is not looked at."""
    words, place = view.words, view.area_of(goal)
    title = phrases.title(view, goal)
    if view.plan.area not in (None, place):
        title = words("target.of_area", area=phrases.area_name(view, place), title=title)
    return words("target.answer", title=title, said=reasons.answer(found, view))


def _newest(reached: Point, goal: Goal, words: Words) -> Newest:
    return Newest(
        text=words.value(reached.value, goal.indicator),
        period=words.at(reached.on),
        evidence=reached.evidence,
        sign=marks.EVIDENCE[reached.evidence].sign,
        mark=phrases.point_mark(reached, words),
    )


def _share(number: float | None, words: Words) -> Share | None:
    return None if number is None else Share(number, words.share(number))


def _no_share(view: View, goal: Goal, found: Assessment) -> str:
    """Return why a goal with a value has no share achieved: not promised yet, for the whole alone, or else."""
    stands = found.standing
    if stands.reached is None or stands.achieved is not None:
        return ""
    if found.status == Status.NOT_PROMISED:
        return view.words("overview.not_promised")
    if goal.of(view.area_of(goal)) is None:
        return view.words("overview.whole_only")
    beyond = stands.baseline and stands.target is not None and not stands.path
    return view.words("overview.from_beyond" if beyond else "overview.no_share")


def _no_figure(view: View, goal: Goal) -> str:
    if not view.observed(goal).is_empty():
        return ""
    if said := view.assessment(goal).unstated:
        return view.words(f"unstated.{said.state}")
    return view.words("overview.no_published" if view.evidence == "published" else "overview.no_figure")
