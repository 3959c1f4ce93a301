"""By when something is to be done, as offices write it."""

import datetime as dt

from explorer.pipeline.intake.yearly import deadlines
from tests.support.cases import each

WRITTEN = {
    "2026-06-30": dt.date(2026, 6, 30),
    "2026年6月30日": dt.date(2026, 6, 30),
    "2026年6月30日前": dt.date(2026, 6, 30),
    "2026年6月底前": dt.date(2026, 6, 30),
    "2026年2月": dt.date(2026, 2, 28),
    "2028.2": dt.date(2028, 2, 29),
    "2026-12": dt.date(2026, 12, 31),
    "2026年底": dt.date(2026, 12, 31),
    " 2026 ": dt.date(2026, 12, 31),
    "2026年13月": None,
    "2026年2月30日": None,
    "上半年": None,
    "长期": None,
    "": None,
}


@each("written, day", WRITTEN.items())
def test_a_month_or_a_year_ends_on_its_last_day_and_nothing_else_is_guessed(written, day):
    assert deadlines.read(written) == day


@each("written, whole", [("2026-06-30", True), ("2026年6月30日前", True), ("2026年6月底", False), ("2026年", False)])
def test_whoever_wrote_no_day_is_told_which_one_was_taken(written, whole):
    assert deadlines.names_a_day(written) == whole
