"""The overview in two columns: every target once, in order, the columns about as high as each other."""

import re

import pytest

from explorer import exhibits
from explorer.plates import columns, listing


def numbers(drawn: list[str]) -> list[int]:
    return [int(found[1]) for part in drawn if (found := re.search(r'text-anchor="end"[^>]*>(\d+)<', part))]


@pytest.mark.parametrize("plan", ["ln-2025", "cn-14fyp", "cn-15fyp", "peers-2025"])
@pytest.mark.parametrize("group", ["chapter", "status"])
def test_every_target_stands_once_and_in_order(small, plan, group):
    asked = {"plan": plan, "lang": "zh"} | ({"group": group} if plan == "ln-2025" else {"group": "status"})
    shown = exhibits.of("overview", asked)
    found = listing.sections(shown)
    drawn = list(columns.rows(shown, found, 0, 0))
    assert numbers(drawn) == [goal.no for _, goals in found for goal in goals]


def test_the_columns_are_about_as_high_as_each_other_and_none_ends_with_a_heading(small):
    found = listing.sections(exhibits.of("overview", {"plan": "ln-2025"}))
    first, second = columns._halves(found)
    high = [sum(map(columns._high, column)) for column in (first, second)]
    assert abs(high[0] - high[1]) <= 2 * columns.ROW
    assert not isinstance(first[-1], str)
    assert columns.height(found) == max(high)


def test_simulated_values_are_marked(small):
    shown = exhibits.of("overview", {"plan": "ln-2025", "lang": "en"})
    drawn = " ".join(columns.rows(shown, listing.sections(shown), 0, 0))
    assert drawn.count("○") >= sum(
        stands.reached is not None and stands.reached.evidence == "simulated"
        for stands in map(shown.view.standing, shown.view.goals)
    )
    assert "○" in drawn
    published = exhibits.of("overview", {"plan": "cn-14fyp", "evidence": "published", "lang": "en"})
    assert "○" not in " ".join(columns.rows(published, listing.sections(published), 0, 0))


def test_nothing_to_list_is_nothing_drawn():
    assert columns.height([]) == 0
    assert columns._halves([]) == ([], [])
