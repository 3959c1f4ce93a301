"""What is asked first: the plan's own goal, the next promise, a goal that was missed; never one that is met."""

import datetime as dt

from explorer.analysis.outlook import promises, proposals, target_outlook
from explorer.analysis.outlook.levels import LEVELS
from explorer.analysis.outlook.promises import First
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View

PATENTS = "high_value_invention_patents_per_capita"


def view(edition, plan="cn-14fyp", area="100000", as_of=dt.date(2026, 9, 30), evidence="published"):
    return View(edition, plan, area, as_of, evidence, "zh")


def seen(here, slug, year=None, target=None):
    goal = here.by_key[slug]
    method = target_outlook.ways(here, goal)[0]
    return target_outlook.prospect(
        here, goal.no, Question(promises.usual_year(here, goal) if year is None else year, target, method)
    )


def test_the_next_promise_is_asked_first(small):
    """12 by 2025 is met with 16; the nation's next plan promises 22 by 2030."""
    here = view(small)
    goal = here.by_key[PATENTS]
    assert promises.first(here, goal, 2030) == First("next", 22, "cn-15fyp")
    assert target_outlook.usual_target(here, goal, 2030) == 22
    found = seen(here, PATENTS)
    assert (found.goal.year, found.stands.target, found.origin, found.assumed) == (2030, 22, "next", True)


def test_a_goal_ahead_is_the_plans_own(small):
    here = view(small, as_of=dt.date(2024, 6, 30))
    assert promises.first(here, here.by_key[PATENTS], 2025) == First("plan")
    assert seen(here, PATENTS).origin == "plan"


def test_a_promise_nobody_knew_yet_is_not_the_next_one(small):
    """On the first day after the old plan's last, the new one had not been published."""
    here = view(small, as_of=dt.date(2026, 1, 1))
    goal = here.by_key[PATENTS]
    next_goal = view(small, "cn-15fyp").by_key[PATENTS]
    assert next_goal.known_on > here.as_of
    assert promises.first(here, goal, 2030).origin == "open"


def test_a_goal_that_is_met_is_not_asked_again(small):
    """82 points of satisfaction by 2025 came in time: what is asked is how far it may go, and what to propose."""
    here = view(small)
    found = seen(here, "ip_protection_satisfaction")
    assert found.origin == "open"
    assert found.stands.target is None
    assert (found.required, found.forecast.no_chance in ("no_goal", found.forecast.no_line)) == (None, True)
    assert target_outlook.usual_target(here, found.planned, 2030) is None
    assert seen(here, "ip_protection_satisfaction", target=90.0).stands.target == 90


def test_a_goal_that_was_missed_is_asked_again(small):
    """850,000 marks by 2025 were promised, 463,000 were published last."""
    here = view(small, "ln-2025", "210000")
    goal = here.by_key["trademarks_in_force"]
    assert promises.first(here, goal, 2030) == First("again")
    assert target_outlook.usual_target(here, goal, 2030) == 850_000


def test_proposals_lie_around_the_headline(small):
    """For a share: half of the damped gain, the damped gain, even steps up to the limit."""
    found = seen(view(small), "ip_protection_satisfaction")
    levels = dict(proposals.proposals(found))
    assert list(levels) == list(LEVELS)
    assert levels["conservative"] <= levels["base"] <= levels["ambitious"] <= 100
    assert levels["conservative"] >= round(found.start[1], 2) or found.series[-1][1] < found.series[-4][1]
