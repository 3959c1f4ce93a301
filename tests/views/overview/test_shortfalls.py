"""Which targets are furthest from their goals: no verdict gives way to an example, and nothing unknown is ranked."""

import datetime as dt
from dataclasses import replace

from explorer.analysis.view import View
from explorer.views import target_row
from explorer.views.overview import shortfalls

DAY = dt.date(2026, 9, 30)


def rows(edition, plan="ln-2025", area="210000", evidence="all", as_of=DAY):
    return target_row.rows(View(edition, plan, area, as_of, evidence, "zh"))


def test_a_verdict_stands_before_every_example_however_small_its_gap(small):
    midway = rows(small, as_of=dt.date(2024, 6, 30))
    smallest = shortfalls.furthest(midway, 21)[0][-1][0]
    real = replace(smallest, status=replace(smallest.status, example=False))
    shown = [real if row is smallest else row for row in midway]
    assert shortfalls.furthest(shown, 1)[0][0][0] is real


def test_what_is_not_published_is_ranked_by_its_latest_value_and_only_there(small):
    national = rows(small, "cn-14fyp", "100000")
    assert shortfalls.furthest(national, 5)[0] == []
    # 53,770 of 90,000 is 40 % short, 7.44 of 7.5 % is 0.8 %.
    assert [row.no for row in shortfalls.awaited(national, 5)] == [2, 6]


def test_a_city_is_ranked_by_how_far_it_is_below_as_a_share_of_the_goal(small):
    found = shortfalls.below(rows(small, area="210200"), 5)
    worse = [row.facing.worse for row in found]
    assert worse == sorted(worse, reverse=True)
    assert all(one > 0 for one in worse)
    assert shortfalls.below(rows(small), 5) == []
