"""Student's t against printed tables and against its density, summed up by hand."""

import math

import pytest

from explorer.analysis.outlook import student_t
from tests.support.cases import each

# Printed tables: the 0.90 and the 0.975 quantile for 1 to 10 degrees of freedom.
TENTH = [3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372]
FORTIETH = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]


@each("freedom", range(1, 11))
def test_quantiles_are_those_of_the_printed_tables(freedom):
    assert student_t.quantile(0.9, freedom) == pytest.approx(TENTH[freedom - 1], abs=1e-3)
    assert student_t.quantile(0.975, freedom) == pytest.approx(FORTIETH[freedom - 1], abs=1e-3)


def density(t: float, freedom: int) -> float:
    scale = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    return scale * (1 + t * t / freedom) ** (-(freedom + 1) / 2)


@each("freedom", [1, 2, 3, 4, 7, 10, 31])
@each("t", [-2.5, -0.3, 0.0, 0.7, 1.9])
def test_the_probability_is_the_area_under_the_density(t, freedom):
    strips = 4000
    width = abs(t) / strips
    area = sum(density((strip + 0.5) * width, freedom) for strip in range(strips)) * width
    assert student_t.below(t, freedom) == pytest.approx(0.5 + math.copysign(area, t), abs=1e-7)


def test_a_quantile_leads_back_to_its_share():
    for share in (0.01, 0.2, 0.5, 0.8, 0.999):
        assert student_t.below(student_t.quantile(share, 5), 5) == pytest.approx(share, abs=1e-9)


def test_many_degrees_of_freedom_are_nearly_normal():
    assert student_t.quantile(0.975, 500) == pytest.approx(1.96, abs=0.006)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 1.1])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        student_t.quantile(share, 3)


def test_without_a_degree_of_freedom_there_is_no_distribution():
    with pytest.raises(ValueError, match="degree of freedom"):
        student_t.below(1.0, 0)


def test_far_out_a_probability_stays_one():
    for freedom in range(1, 12):
        for t in (10.0**power for power in range(1, 300, 7)):
            assert 0 <= student_t.below(-t, freedom) <= student_t.below(t, freedom) <= 1
