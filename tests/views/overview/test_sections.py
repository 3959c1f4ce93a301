"""The overview's order: what is short first, examples apart; and what narrows it."""

import datetime as dt

from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.status import GOOD, JUDGED
from explorer.views import target_row
from explorer.views.overview import parts, sections

DAY = dt.date(2026, 9, 30)


def look(edition, plan="ln-2025", area="210000", evidence="all", as_of=DAY):
    return View(edition, plan, area, as_of, evidence, "zh")


def test_by_gap_what_is_short_stands_before_what_is_met_and_both_before_what_is_unknown(small):
    for view in (look(small), look(small, "cn-14fyp", "100000"), look(small, as_of=dt.date(2024, 6, 30))):
        rows = [row for one in sections.sections(view, "gap", sections.EVERYTHING) for row in one.rows]
        place = [0 if r.status.slug in JUDGED - GOOD else 1 if r.status.slug in GOOD else 2 for r in rows]
        assert place == sorted(place)
        assert sorted(row.no for row in rows) == [goal.no for goal in view.goals]


def test_by_gap_the_greatest_share_of_the_way_still_missing_stands_first(small):
    view = look(small, as_of=dt.date(2024, 6, 30))
    short = [one for one in sections.sections(view, "gap", sections.EVERYTHING) if one.heading == "示例：需加快"]
    missing = [1 - row.achieved.number for one in short for row in one.rows]
    assert len(missing) > 1
    assert missing == sorted(missing, reverse=True)


def test_a_city_without_goals_is_put_beside_the_provinces(small):
    view = look(small, area="210200")
    heads = [one.heading for one in sections.sections(view, "gap", sections.EVERYTHING)]
    assert heads == ["不及全省目标", "未设目标"]
    (behind,) = sections.sections(view, "gap", parts.BEHIND)
    assert all(row.status.beside for row in behind.rows)


def test_every_filter_has_a_name_and_every_part_of_the_bar_is_a_filter(small):
    for plan in catalogue.plans().values():
        names = sections.filter_names(plan, look(small).words)
        assert set(sections.filters(plan)) <= set(names)
    for view in (look(small), look(small, area="210200"), look(small, "cn-15fyp", "100000")):
        for part in parts.parts(target_row.rows(view)):
            assert part.slug in sections.filters(view.plan)
            found = sections.sections(view, "gap", part.slug)
            assert sum(len(one.rows) for one in found) >= part.count
