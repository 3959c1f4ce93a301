"""When the next figure can be expected: by hand, on the published values of the nation."""

import datetime as dt

from explorer.analysis.expected import expected
from explorer.analysis.view import View


def seen(small, day, plan="cn-14fyp"):
    return View(small, plan, "100000", dt.date.fromisoformat(day), "published", "en")


def of(view, no):
    return expected(view, view.goal(no))


def test_the_median_of_the_last_three_is_taken(small):
    """Patent-intensive industries: 2022 took 657 days, 2023 480, 2024 388; so 480 after the end of 2025."""
    found = of(seen(small, "2026-09-30"), 5)
    assert (found.year, found.shortest, found.longest, found.years) == (2025, 388, 657, 3)
    assert found.on == dt.date(2025, 12, 31) + dt.timedelta(days=480)


def test_what_was_not_known_on_a_day_says_nothing_on_that_day(small):
    """Satisfaction of 2021 to 2024 took 250, 169, 90 and 335 days; the last was not known in June 2024."""
    later, earlier = (of(seen(small, day), 7) for day in ("2025-12-31", "2024-06-30"))
    assert (earlier.year, earlier.shortest, earlier.longest) == (2024, 90, 250)
    assert earlier.on == dt.date(2024, 12, 31) + dt.timedelta(days=169)
    assert (later.year, later.shortest, later.longest) == (2025, 90, 335)
    assert later.on == dt.date(2025, 12, 31) + dt.timedelta(days=169)


def test_no_day_is_expected_by_fewer_than_three_nor_after_the_goal_year(small):
    assert of(seen(small, "2026-09-30"), 8) is None, "one value only"
    assert of(seen(small, "2026-09-30"), 7) is None, "the goal year's value is known"
    assert of(seen(small, "2026-09-30"), 4) is None, "that of 2025 would have been known in April 2026"
