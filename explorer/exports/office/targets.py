"""Which targets a view shows, how each stands in a few words, and which are furthest from where they should be."""

from collections.abc import Sequence

from explorer.analysis.assessment.assess import JUDGED
from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.catalogue import Goal
from explorer.views import phrases
from explorer.views.exhibit import Exhibit
from explorer.views.ledger import html as ledger_html
from explorer.views.overview import html as overview_html

SETTLED = ("met", "achieved")


def goals(exhibit: Exhibit) -> list[Goal]:
    """Return the targets a view judges, in its order: those of a plan's page, or the one of a target's page."""
    view, asked = exhibit.view, exhibit.parameters
    if exhibit.page == "overview":
        return overview_html.shown_goals(view, asked["group"], asked["only"])
    if exhibit.page == "ledger":
        return list(ledger_html.goals_of(view, asked.get("department", ledger_html.ALL)))
    return [exhibit.goal] if exhibit.goal and exhibit.status else []


def sign(view: View, goal: Goal) -> str:
    """Return a target's status as icon and word, and that it rests on simulated values where it does."""
    words, found = view.words, view.assessment(goal)
    simulated = found.standing.rests_on_simulation and found.status in JUDGED
    mark = words.suffix("simulated" if simulated else None)
    return f"{marks.STATUS[found.status].icon} {words(f'status.{found.status}')}{mark}"


def newest(view: View, goal: Goal) -> tuple[str, str, str]:
    """Return the value a target is judged by, its period and its evidence; empty where nothing is known."""
    words, reached = view.words, view.standing(goal).reached
    if reached is None:
        return "", "", ""
    return words.value(reached.value, goal.indicator), words.at(reached.on), evidence(view, reached.evidence)


def evidence(view: View, kind: str) -> str:
    """Return an evidence as its sign and word."""
    word = view.words(f"evidence.{kind}")
    return f"{marks.EVIDENCE[kind].sign} {word}" if kind in marks.EVIDENCE else word


def promised(view: View, goal: Goal) -> str:
    """Return what was promised and for which year."""
    words = view.words
    return words("office.promised", promise=words.promise(goal), year=goal.year)


def called(view: View, goal: Goal) -> str:
    """Return a target's number and name."""
    return f"{goal.no} {phrases.title(view, goal)}"


def furthest(view: View, shown: Sequence[Goal], most: int) -> tuple[list[tuple[Goal, float]], int]:
    """Return the targets furthest from where they should be, and how many judged as short could not be ranked.

    The rule: of the targets that are judged and whose value is short of the goal, the share of the way from baseline
    to goal that is still missing (1 - achieved, as the overview's bars show it), the greatest first; in the plan's
    order where shares are equal. A way gone backwards is more than the whole of it. Targets without a judgement (not
    published, no baseline) have no place in this order, and what is short but has no known way is counted apart.
    """
    short = []
    for goal in shown:
        found = view.assessment(goal)
        if found.status in JUDGED and found.status not in SETTLED and (found.margin is None or found.margin < 0):
            short.append((goal, found.standing.achieved))
    ways = [(goal, 1 - achieved) for goal, achieved in short if achieved is not None]
    return sorted(ways, key=lambda one: (-one[1], one[0].no))[:most], len(short) - len(ways)
