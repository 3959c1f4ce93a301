"""Days as people write them; what can be read in two ways is never guessed."""

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as some

from explorer.pipeline.intake.values import days
from tests.support.cases import each

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
# Written by Python's own calendar.
WAYS = (
    lambda day: day.isoformat(),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    lambda day: f"{day.year}年{day.month}月{day.day}日".translate(WIDE),
    lambda day: f" {day.year} 年 {day.month} 月 {day.day} 日　",
    lambda day: day.strftime("%Y%m%d"),
    lambda day: day.strftime("%Y%m%d.0"),
    lambda day: f"{day.isoformat()} 00:00:00",
    lambda day: f"{day.isoformat()}T23:59",
    lambda day: f"{day.year}年{day.month:02}月{day.day:02}日 00:00:00",
)


def read(*texts):
    return days.read(pl.Series(texts, dtype=pl.String)).rows()


@settings(deadline=None)
@given(some.lists(some.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), min_size=1, max_size=20))
def test_every_way_of_writing_a_day_gives_that_day(chosen):
    for way in WAYS:
        assert read(*map(way, chosen)) == [(day, None, "") for day in chosen]


@settings(deadline=None)
@given(some.dates(dt.date(1927, 5, 18), dt.date(2099, 12, 31)))
def test_a_number_of_excel_is_counted_from_the_last_day_of_1899(day):
    serial = (day - dt.date(1899, 12, 31)).days + 1  # Excel has a 29 February 1900
    assert read(str(serial), f"{serial}.0", f"{serial}.75") == [(day, None, "")] * 3


@settings(deadline=None)
@given(some.integers(0, 9999), some.integers(0, 99), some.integers(0, 99))
def test_a_day_that_no_calendar_has_is_never_read(year, month, day):
    try:
        expected = dt.date(year, month, day)
    except ValueError:
        expected = None
    value, rule, _ = read(f"{year:04}-{month}-{day}")[0]
    known = expected is not None and 1900 <= year <= 2100
    assert value == (expected if known else None)
    assert (rule is None) == known


@each(
    "text, rule, hint",
    [
        ("03/09/2023", "ambiguous_day", "2023-03-09 / 2023-09-03"),
        ("13/05/2023", "ambiguous_day", "2023-05-13"),
        ("05.05.2023", "ambiguous_day", "2023-05-05"),
        ("23.3.9", "ambiguous_day", "2023-03-09"),
        ("2023-03-08 23:59:17", "near_midnight", "2023-03-08 / 2023-03-09"),
        ("2023-12-31T23:59:59.999", "near_midnight", "2023-12-31 / 2024-01-01"),
        ("44993.99999", "near_midnight", "2023-03-08 / 2023-03-09"),
        ("2023-03-09 25:00", "not_a_day", ""),
        ("2023", "incomplete_day", ""),
        ("2023年", "incomplete_day", ""),
        ("2023年3月", "incomplete_day", ""),
        ("2023.10", "incomplete_day", ""),
        ("202303", "incomplete_day", ""),
        ("2023-02-29", "no_such_day", ""),
        ("2023年13月1日", "no_such_day", ""),
        ("1812-06-24", "day_out_of_range", ""),
        ("2023-3/9", "not_a_day", ""),
        ("99999", "not_a_day", ""),
        ("去年", "not_a_day", ""),
        ("2023-03-09 / 2024-01-01", "not_a_day", ""),
    ],
)
def test_what_is_not_one_day_says_why(text, rule, hint):
    assert read(text) == [(None, rule, hint)]


@each(
    "text, day, rule, hint",
    [
        ("2019", "2019-12-31", "taken_year", ""),
        ("2019.0", "2019-12-31", "taken_year", ""),
        (" 2019 年 ", "2019-12-31", "taken_year", ""),
        ("2019年底", "2019-12-31", "taken_year", ""),
        ("２０１９", "2019-12-31", "taken_year", ""),
        ("2023年5月", "2023-05-31", "taken_month", ""),
        ("2023年 02 月底", "2023-02-28", "taken_month", ""),
        ("2024-02", "2024-02-29", "taken_month", ""),
        ("2023.5", "2023-05-31", "taken_month", ""),
        ("2023.10", "2023-10-31", "taken_month", ""),
        ("2023/12", "2023-12-31", "taken_month", ""),
        ("202304", "2023-04-30", "taken_month", ""),
        ("2023-05-16", "2023-05-16", None, ""),
        ("45062", "2023-05-16", None, ""),
        ("2023.1", None, "ambiguous_day", "2023-01 / 2023-10"),
        ("2023-13", None, "no_such_day", ""),
        ("1812", None, "incomplete_day", ""),
        ("1905-07-11 00:00:00", None, "year_as_day", "2019"),
        ("去年", None, "not_a_day", ""),
    ],
)
def test_a_year_or_a_month_is_its_last_day_where_that_is_enough_and_says_so(text, day, rule, hint):
    (found,) = days.coarse(pl.Series([text], dtype=pl.String)).rows()
    assert found == (dt.date.fromisoformat(day) if day else None, rule, hint)


@settings(deadline=None)
@given(some.text(max_size=12))
def test_no_text_whatever_breaks_the_reading(text):
    value, rule, _ = read(text)[0]
    assert (value is None) == (rule is not None)
    value, rule, _ = days.coarse(pl.Series([text], dtype=pl.String)).row(0)
    assert (value is None) == (rule is not None and rule not in days.TAKEN)


@each(
    "text, day",
    [
        ("2023-03-09T00:00:00Z", "2023-03-09"),
        ("2023-03-08T16:00:00.000Z", "2023-03-09"),
        ("2023-03-08 15:59:59Z", "2023-03-08"),
        ("2023-03-09 00:00:00+08:00", "2023-03-09"),
        ("2023-03-08 12:30:00-0400", "2023-03-09"),
        ("2023-03-09 23:59:59", "2023-03-09"),
        ("2023-03-09 23:59", "2023-03-09"),
    ],
)
def test_a_moment_with_its_zone_is_on_the_day_that_it_was_in_china(text, day):
    assert read(text) == [(dt.date.fromisoformat(day), None, "")]
