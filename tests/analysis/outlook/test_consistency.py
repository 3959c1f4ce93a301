"""Targets that belong together: each identity with numbers that can be checked by hand."""

import pytest

from explorer.analysis.outlook import assumptions, consistency, target_outlook
from explorer.analysis.outlook.consistency import bounds, checks, flow
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View

PART, WHOLE = "high_value_invention_patents_per_capita", "invention_patents_per_capita"
SHARE, UNITS = "information_outlet_coverage", "ip_information_outlets"
CITIES = 14


def found(targets, cities=CITIES):
    return [(one.name, one.value, one.holds) for one in checks(targets, cities)]


def test_a_part_is_never_more_than_the_whole():
    assert found({PART: 12.0, WHOLE: 20.0}) == [("part", 20.0, True)]
    assert found({PART: 21.0, WHOLE: 20.0}) == [("part", 20.0, False)]
    assert bounds(PART, {WHOLE: 20.0}) == (None, 20.0)
    assert bounds(WHOLE, {PART: 21.0}) == (21.0, None)


def test_a_share_of_the_cities_takes_a_unit_in_each():
    """64.3 % of 14 cities are nine: 9 ÷ 14 is 64.29 %. One more in a thousand would be a tenth city."""
    assert found({SHARE: 64.3, UNITS: 9}) == [("served", 9.0, True)]
    assert found({SHARE: 64.3, UNITS: 8}) == [("served", 9.0, False)]
    assert found({SHARE: 65.0, UNITS: 9}) == [("served", 10.0, False)]
    assert found({SHARE: 100.0, UNITS: 14}) == [("served", 14.0, True)]
    assert bounds(UNITS, {SHARE: 100.0}, CITIES) == (14.0, None)
    assert bounds(SHARE, {UNITS: 7}, CITIES) == (None, 50.0)
    assert bounds(SHARE, {UNITS: 33}, CITIES) == (None, 100.0)


def test_without_cities_no_share_of_them_is_checked():
    assert found({SHARE: 100.0, UNITS: 1}, cities=0) == []
    assert bounds(UNITS, {SHARE: 100.0}) == (None, None)


def test_an_amount_and_its_cases_make_a_mean_that_is_told_and_not_judged():
    assert found({"ip_pledge_amount": 300.0, "ip_pledge_projects": 600}) == [("mean", 0.5, None)]
    assert found({"ip_pledge_amount": 300.0, "ip_pledge_projects": 0}) == []


def test_what_is_not_in_the_draft_is_not_checked():
    assert found({PART: 12.0, SHARE: 100.0, "ip_pledge_amount": 3.0}) == []


@pytest.fixture
def marks(small):
    view = View(small, "ln-2025", "210000", small.until, "all", "en")
    goal = view.by_key["trademarks_in_force"]
    return view, target_outlook.prospect(view, goal.no, Question(2030, None, target_outlook.ways(view, goal)[0]))


def test_where_the_register_leads_takes_just_what_it_is_granted_of_late(marks):
    view, seen = marks
    rights, base = assumptions.kept_up(view, seen, assumptions.usual_knobs(view, seen))
    assert flow(view, seen, base.last).needed == pytest.approx(rights.granted)


def test_each_mark_more_takes_one_registration_more_over_the_years_left(marks):
    view, seen = marks
    some, more = (flow(view, seen, target) for target in (900_000.0, 900_000.0 + 1_000))
    rights, _ = assumptions.kept_up(view, seen, assumptions.usual_knobs(view, seen))
    a_unit = rights.stock / seen.start[1]
    assert more.needed - some.needed == pytest.approx(1_000 * a_unit / (2030 - seen.start[0]))


def test_with_every_right_renewed_there_is_no_less_than_with_renewals_as_they_are(marks):
    view, seen = marks
    _, base = assumptions.kept_up(view, seen, assumptions.usual_knobs(view, seen))
    assert flow(view, seen, 900_000.0).most >= base.last


def test_what_no_register_counts_has_no_flow(small):
    view = View(small, "ln-2025", "210000", small.until, "all", "en")
    goal = view.by_key["guidance_station_coverage"]
    seen = target_outlook.prospect(view, goal.no, Question(2030, None, target_outlook.ways(view, goal)[0]))
    assert flow(view, seen, 100.0) is None
    assert consistency.bounds("guidance_station_coverage", {}) == (None, None)
