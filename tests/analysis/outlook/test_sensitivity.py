"""What a point of each driver moves, by growth that can be worked out by hand."""

import pytest

from explorer.analysis.outlook import assumptions, sensitivity
from explorer.analysis.outlook.assumptions import Knobs
from tests.analysis.outlook.test_target_outlook import PATENTS, STILL, seen, view


def test_a_point_more_or_less_of_growth_is_five_years_of_it(small):
    """16 in 2025 stands still to 2030: a point of growth a year more makes 16 × 1.01^5, one less 16 × 0.99^5."""
    here = view(small)
    over = assumptions.thinning(here, here.by_key[PATENTS])
    own = next(one for one in sensitivity.drivers(here, seen(here), STILL) if one.name == "growth")
    ratio = 1 + over.mean if over else 1.0
    assert own.value == pytest.approx(16 / ratio**5)
    assert own.more == pytest.approx(16 * (1.01 / ratio) ** 5 - own.value)
    assert own.less == pytest.approx(16 * (0.99 / ratio) ** 5 - own.value)


def test_more_people_make_a_rate_per_head_smaller(small):
    here = view(small, "ln-2025", "210100", evidence="all")
    found = {one.name: one for one in sensitivity.drivers(here, seen(here), STILL)}
    assert found["denominator"].more < 0 < found["denominator"].less


def test_the_driver_that_moves_most_comes_first(small):
    here = view(small, "ln-2025", "210000", evidence="all")
    for slug in here.by_key:
        found = sensitivity.drivers(here, seen(here, slug), Knobs(0.05, 0.0, 2027, 0.9))
        assert [one.reach for one in found] == sorted((one.reach for one in found), reverse=True)


def test_a_rate_of_renewal_goes_no_higher_than_all(small):
    here = view(small, "ln-2025", "210000", evidence="all")
    ahead = seen(here, "trademarks_in_force")
    whole, most = (
        next(one for one in sensitivity.drivers(here, ahead, Knobs(0.0, 0.0, 2027, rate)) if one.name == "renewal")
        for rate in (1.0, 0.9)
    )
    assert whole.more is None
    assert whole.less <= 0
    assert most.less <= 0 <= most.more


def test_where_nothing_is_known_nothing_moves(small):
    here = view(small, "ln-2025", "210000", evidence="published")
    ahead = seen(here, "regional_public_brands")
    assert ahead.start is None
    assert sensitivity.drivers(here, ahead, STILL) == ()
