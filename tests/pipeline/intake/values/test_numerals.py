"""Days in Chinese numerals are the same days; what is none stays as it is and is a fault where it stands."""

import datetime as dt

import polars as pl

from explorer.pipeline.intake.values import days, numerals, periods
from tests.support.cases import each

YEARS = str.maketrans("0123456789", "〇一二三四五六七八九")
ONES = ("", *"一二三四五六七八九")


def written(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else ONES[tens]) + ("十" if tens else "") + ONES[ones]


def read(text):
    return days.read(pl.Series([text], dtype=pl.String)).row(0)


def test_every_day_of_a_leap_year_in_numerals_is_that_day():
    every = [dt.date(2024, 1, 1) + dt.timedelta(days=number) for number in range(366)]
    said = [f"{str(day.year).translate(YEARS)}年{written(day.month)}月{written(day.day)}日" for day in every]
    assert "二〇二四年十月二十九日" in said
    assert days.read(pl.Series(said))["value"].to_list() == every


@each(
    "text, said",
    [
        ("二○二五年三月九日", "2025年3月9日"),
        ("二零二五年三月", "2025年3月"),
        ("二〇二五年", "2025年"),
        ("二〇二五年3月9日", "2025年3月9日"),
        ("二〇二五年度", "2025年度"),
        ("2025年三月", "2025年三月"),
        ("三年级", "三年级"),
        (None, None),
    ],
)
def test_a_year_a_month_and_a_day_are_told_as_far_as_they_are_there(text, said):
    assert numerals.in_digits(pl.Series(["二〇二〇年", text]))[1] == said


NO_DAYS = ("十三月一日", "二月三十日", "三三月一日", "三月九十一日", "三月")


@each("text", [*(f"二〇二五年{rest}" for rest in NO_DAYS), "二五年三月九日"])
def test_what_is_no_day_of_the_calendar_is_a_fault(text):
    value, rule, _ = read(text)
    assert value is None
    assert rule


def test_a_period_in_numerals_is_that_period():
    found = periods.read(pl.Series(["二〇二四年", "二〇二四年六月"]), pl.Series([None, None], dtype=pl.String))
    assert found["value"].to_list() == [dt.date(2024, 12, 31), dt.date(2024, 6, 30)]
    assert found["frequency"].to_list() == ["A", "M"]
