"""By when something is to be done, as offices write it: a day, or a month or a year of which the last day is meant."""

import datetime as dt
import re

import polars as pl

from explorer.pipeline.intake.values import days

BEFORE = "(?:底前|末前|底|末|前|内|年底|年末)?"
MONTH = re.compile(rf"(20\d\d)\s*(?:年|[.\-/])\s*(\d{{1,2}})\s*月?\s*{BEFORE}")
YEAR = re.compile(rf"(20\d\d)\s*年?\s*{BEFORE}")


def read(written: str) -> dt.date | None:
    """Return the day that is meant: the last one of a month or year; None where no day can be told."""
    text = written.strip()
    if not text:
        return None
    (day,) = days.read(pl.Series([text.removesuffix("前")]))["value"]
    if isinstance(day, dt.date):
        return day
    if found := MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        return _last(year, month) if 1 <= month <= 12 else None
    found = YEAR.fullmatch(text)
    return _last(int(found[1]), 12) if found else None


def names_a_day(written: str) -> bool:
    """Whether a deadline is written as a day, not as a month or a year."""
    return not (MONTH.fullmatch(written.strip()) or YEAR.fullmatch(written.strip()))


def _last(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
