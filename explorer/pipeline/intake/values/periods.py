"""Periods as people write them, with the frequency beside them: the last day each stands for."""

import calendar
import datetime as dt
import re

import polars as pl

from explorer.pipeline.intake.values import days, numerals
from explorer.pipeline.intake.values.cells import WIDE

YEAR = re.compile(r"^(\d{4})(?:\.0+)?(?:年|年度|年全年|全年)?$")
QUARTER = re.compile(r"^(\d{4})(?:年?[Qq]|-[Qq]|年第?)([1-4一二三四])(?:季度?)?$")
MONTH = re.compile(r"^(\d{4})[-/年](\d{1,2})月?$")  # 2024.1 may be an October whose 0 a spreadsheet took
NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
NARROW = {ord(wide): sign for wide, sign in WIDE.items()}
SCHEMA = {"value": pl.Date, "frequency": pl.String, "rule": pl.String, "hint": pl.String}
Read = tuple[dt.date | None, str | None, str | None, str]


def read(texts: pl.Series, frequencies: pl.Series) -> pl.DataFrame:
    """Return ``value`` (the period's last day), ``frequency``, ``rule`` and ``hint`` for each text.

    2024 is a year, 2024Q2 a quarter, 2024-06 a month. A whole day is the last of what its frequency says; without a
    frequency it could be any of them. Rules: frequency_unsaid, frequency_differs, not_a_period, not_its_last_day,
    and those of days.
    """
    return pl.DataFrame(
        [_one(text, frequency) for text, frequency in zip(numerals.in_digits(texts), frequencies, strict=True)],
        schema=SCHEMA,
        orient="row",
    )


def _one(text: str, frequency: str | None) -> Read:
    plain = re.sub(r"\s", "", text.translate(NARROW))
    for letter, form in (("A", YEAR), ("Q", QUARTER), ("M", MONTH)):
        parts = form.match(plain)
        if parts:
            return _named(parts, letter, frequency)
    return _whole(text, frequency)


def _named(parts: re.Match[str], letter: str, frequency: str | None) -> Read:
    """Return the period of a year, quarter or month that is named as such."""
    year, month = int(parts[1]), 12
    if letter != "A":
        number = NUMERALS.get(parts[2]) or int(parts[2])
        month = number * 3 if letter == "Q" else number
    if not (days.EARLIEST <= year <= days.LATEST and 1 <= month <= 12):
        return None, None, "not_a_period", ""
    last = _last(year, month)
    if frequency and frequency != letter:
        return None, None, "frequency_differs", last.isoformat()
    return last, letter, None, ""


def _whole(text: str, frequency: str | None) -> Read:
    """Return the period that ends on a whole day."""
    found = days.read(pl.Series([text], dtype=pl.String)).row(0, named=True)
    day: dt.date | None = found["value"]
    if day is None:
        return None, None, "not_a_period" if found["rule"] == "not_a_day" else found["rule"], found["hint"]
    if frequency is None:
        return None, None, "frequency_unsaid", ""
    closing = {"A": 12, "Q": -(-day.month // 3) * 3, "M": day.month}.get(frequency, day.month)
    last = _last(day.year, closing)
    if frequency != "D" and day != last:
        return None, None, "not_its_last_day", last.isoformat()
    return day, frequency, None, ""


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
