"""The parts of the overview's bar: every target once, examples by themselves."""

import datetime as dt

from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.status import JUDGED
from explorer.views import target_row
from explorer.views.overview import parts

DAY = dt.date(2026, 9, 30)


def found(edition, plan, area, evidence="all", as_of=DAY):
    rows = target_row.rows(View(edition, plan, area, as_of, evidence, "zh"))
    return rows, parts.parts(rows)


def test_every_target_is_in_one_part(small):
    for plan, area in (("ln-2025", "210000"), ("ln-2025", "210200"), ("cn-14fyp", "100000"), ("peers-2025", "all")):
        rows, counted = found(small, plan, area)
        assert sum(part.count for part in counted) == len(rows)


def test_the_national_plan_has_no_example_and_the_simulated_province_no_verdict(small):
    assert {part.example for part in found(small, "cn-14fyp", "100000")[1]} == {False}
    counted = found(small, "ln-2025", "210000", as_of=dt.date(2024, 6, 30))[1]
    assert {part.slug in JUDGED for part in counted if not part.example} == {False}
    assert [part.kind for part in counted if part.example]


def test_what_was_not_promised_yet_is_in_no_part(small):
    rows, counted = found(small, "ln-2025", "210000", as_of=dt.date(2022, 6, 30))
    assert len(rows) == len(catalogue.plans()["ln-2025"].goals)
    assert counted == []


def test_a_city_is_ahead_of_a_cut_where_its_value_is_lower(small):
    """4.9 months where the province promised 5: lower, and ahead."""
    rows, _ = found(small, "ln-2025", "210200")
    cut = next(row for row in rows if row.goal.kind == "cut")
    if cut.facing.worse is not None:
        lower = cut.facing.worse < 0
        assert (parts.place(cut) == parts.AHEAD) == lower
        assert cut.facing.distance.startswith("−") == lower
