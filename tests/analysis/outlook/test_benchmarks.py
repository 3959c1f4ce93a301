"""What others give to go by: a pace carried on, the nation's goal and mean, other provinces' published figures."""

import datetime as dt
import math
import statistics

import pytest

from explorer.analysis import comparison
from explorer.analysis.outlook import benchmarks, target_outlook
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View
from explorer.core import catalogue

OPEN, SHARE = (0.0, math.inf), (0.0, 100.0)
PATENTS = "high_value_invention_patents_per_capita"


def of_province(edition, slug, as_of=dt.date(2026, 9, 30)):
    here = View(edition, "ln-2025", "210000", as_of, "all", "en")
    goal = here.by_key[slug]
    seen = target_outlook.prospect(here, goal.no, Question(2030, None, target_outlook.ways(here, goal)[0]))
    return here, seen, {one.basis: one for one in benchmarks.of(here, seen)}


def test_a_pace_is_carried_on_as_growth_or_in_steps():
    """From 10 to 20 in five years: doubled again in five, or ten more below a limit and where things are counted."""
    ends = (2020.0, 10.0), (2025.0, 20.0)
    assert benchmarks.carried(*ends, (2025.0, 30.0), 2030, OPEN) == pytest.approx(60)
    assert benchmarks.carried(*ends, (2025.0, 30.0), 2030, SHARE) == 40
    assert benchmarks.carried(*ends, (2025.0, 30.0), 2030, OPEN, growing=False) == 40
    assert benchmarks.carried((2020.0, 0.0), (2025.0, 20.0), (2025.0, 30.0), 2030, OPEN) == 50


def test_the_nations_goal_is_a_value_for_who_can_be_compared_and_a_pace_for_everybody(small):
    _, seen, found = of_province(small, PATENTS)
    time, value = seen.start
    assert found["national_goal"].value == 22
    assert found["national_goal_pace"].value == pytest.approx(value * (22 / 16) ** ((2030 - time) / 5))
    mean = (16 / 9.4) ** (1 / 3)
    assert found["national_pace"].value == pytest.approx(value * mean ** (2030 - time))
    assert found["converge"].value == pytest.approx(16 * mean**5)
    assert found["converge"].value > found["national_pace"].value


def test_a_goal_that_nobody_knew_yet_is_none(small):
    known = next(goal for goal in catalogue.plans()["cn-15fyp"].goals if goal.indicator.slug == PATENTS).known_on
    _, _, found = of_province(small, PATENTS, known - dt.timedelta(days=1))
    assert "national_goal" not in found


def test_provinces_are_compared_where_five_others_published_a_ratio_of_one_year(small):
    here, _, found = of_province(small, PATENTS)
    period, figures = comparison.provinces(here, "high_value_invention_patents_per_10k_population", 5)
    others = sorted(one.value for one in figures if one.area != "210000")
    assert found["peers_median"].value == statistics.median(others)
    assert (found["peers_median"].count, found["peers_median"].until) == (len(others), period.year)
    assert others[0] < found["peers_median"].value <= found["peers_best_quarter"].value <= others[-1]
    assert found["peers_best_quarter"].value >= others[math.floor(0.75 * (len(others) - 1))]


def test_totals_are_never_compared_with_another_provinces(small):
    indicators = catalogue.indicators()
    assert benchmarks.comparable(indicators[PATENTS])
    assert benchmarks.comparable(indicators["ip_protection_satisfaction"])
    assert not benchmarks.comparable(indicators["trademarks_in_force"])
    assert not benchmarks.comparable(indicators["ip_royalties_trade"])
    _, _, found = of_province(small, "trademarks_in_force")
    assert not {"peers_median", "peers_best_quarter", "converge", "national_goal"} & found.keys()
