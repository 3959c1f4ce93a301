"""The decorator that makes one test of a rule: it asks every case, and names all that break it."""

import pytest

from tests.support.cases import each


def test_every_case_is_asked_and_all_offenders_are_listed():
    asked = []

    @each("number", [1, 2, 3, 4])
    def even(number):
        asked.append(number)
        assert number % 2 == 0

    with pytest.raises(pytest.fail.Exception, match=r"2 of 4 cases(.|\n)*'number': 1(.|\n)*'number': 3"):
        even()
    assert asked == [1, 2, 3, 4]


def test_a_rule_that_holds_passes_and_its_fixtures_are_handed_on():
    @each("low, high", [(1, 2), (2, 3)])
    @each("step", [0, 1])
    def ordered(limit, low, high, step):
        assert low + step <= high <= limit

    ordered(limit=3)


def test_a_rule_without_cases_is_no_rule():
    with pytest.raises(AssertionError, match="no case"):
        each("number", [])
