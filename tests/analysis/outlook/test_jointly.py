"""How many targets would be met together, against sums that can be done by hand and against a simulation."""

import datetime as dt
import math
import random
from dataclasses import replace
from statistics import NormalDist

import pytest

from explorer.analysis.outlook import jointly
from explorer.analysis.view import View
from tests.support.cases import each


def test_without_a_common_shock_the_counts_are_those_of_independent_coins():
    assert jointly.counts([0.5, 0.5], shared=0) == pytest.approx([0.25, 0.5, 0.25])
    assert jointly.counts([0.9, 0.2, 0.5], shared=0) == pytest.approx([0.04, 0.41, 0.46, 0.09])


@each("shared", [0.0, 0.3, 0.9])
def test_whatever_is_shared_the_mean_is_the_sum_of_the_chances(shared):
    chances = [0.1, 0.35, 0.5, 0.8, 0.95]
    found = jointly.counts(chances, shared)
    assert math.fsum(found) == pytest.approx(1)
    assert math.fsum(count * chance for count, chance in enumerate(found)) == pytest.approx(sum(chances), abs=2e-3)


def test_the_more_is_shared_the_likelier_are_all_and_none():
    apart, shared, alike = (jointly.counts([0.5] * 10, share) for share in (0, 0.3, 0.999))
    assert apart[0] < shared[0] < alike[0]
    assert apart[10] < shared[10] < alike[10]
    assert alike[0] + alike[10] == pytest.approx(1, abs=0.06), "as one coin"


def test_the_counts_are_those_of_a_simulation_of_the_same_shock():
    chances, shared, draws, chance = [0.2, 0.6, 0.7, 0.9], 0.3, 40_000, random.Random(5)
    bars = [NormalDist().inv_cdf(1 - one) for one in chances]
    tally = [0] * 5
    for _ in range(draws):
        common = chance.gauss(0, 1)
        values = [math.sqrt(shared) * common + math.sqrt(1 - shared) * chance.gauss(0, 1) for _ in chances]
        tally[sum(value > bar for value, bar in zip(values, bars, strict=True))] += 1
    assert jointly.counts(chances, shared) == pytest.approx([one / draws for one in tally], abs=0.01)


def test_what_is_certain_stays_certain():
    assert jointly.counts([1.0, 0.0, 1.0]) == pytest.approx([0, 0, 1, 0])
    found = jointly.together([1.0, 0.0, 1.0])
    assert (found.count, found.mean, found.low, found.high) == (3, 2.0, 2, 2)


def test_one_chance_alone_is_no_sum():
    assert jointly.together([0.7]) is None
    assert jointly.together([]) is None


@each("shared", [-0.1, 1.0, math.nan])
def test_a_share_beyond_all_and_nothing_is_refused(shared):
    with pytest.raises(ValueError, match="share"):
        jointly.counts([0.5, 0.5], shared)


def test_of_a_plan_real_targets_and_examples_are_never_added(small):
    view = View(small, "ln-2025", "210000", dt.date(2024, 12, 31), "all", "zh")
    real, examples = jointly.of_plan(view)
    none, _ = jointly.of_plan(replace(view, evidence="published"))
    counted = [one.count for one in (real, examples) if one]
    assert sum(counted) <= len(view.goals)
    assert examples is None or 0 <= examples.low <= examples.high <= examples.count
    assert jointly.of_plan(replace(view, evidence="published"))[1] is None, "nothing simulated is looked at"
    assert none == real, "what is simulated changes nothing of what is real"
