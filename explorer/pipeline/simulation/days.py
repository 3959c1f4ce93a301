"""Days as whole numbers, counted from 1 January 1970, so that a million of them are one array."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.signedinteger[Any]]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEVER = 1_000_000  # a day that does not come: "in force", "not granted"
MONTH = 30.4375  # days of a mean month


def number(day: dt.date) -> int:
    """Return the number of ``day``."""
    return (day - dt.date(1970, 1, 1)).days


@dataclass(frozen=True)
class Span:
    """The years the registers cover: 1 January of ``first_year`` to ``until``; the last may be incomplete."""

    first_year: int
    until: dt.date

    @property
    def years(self) -> range:
        """Every year, the incomplete one too."""
        return range(self.first_year, self.until.year + 1)

    @property
    def months(self) -> list[int]:
        """How many months of each year the registers cover."""
        return [12] * (len(self.years) - 1) + [self.until.month]

    @property
    def lengths(self) -> Floats:
        """How much of each year the registers cover: 1.0, and the share of the months for the last year."""
        return np.array(self.months) / 12

    @property
    def times(self) -> Floats:
        """When each year's stock is counted: 2019 is 31 December 2019, 2025.75 is 30 September 2026."""
        return np.asarray(self.years, dtype=float) - 1 + self.lengths

    @property
    def month_starts(self) -> Ints:
        """The first day of every month, and the day after ``until``: one more than there are months."""
        first = np.datetime64(f"{self.first_year}-01", "M")
        months = first + np.arange(sum(self.months) + 1)
        return np.asarray(months.astype("datetime64[D]").astype(np.int64))

    def first_day(self, year: int) -> int:
        """Return the number of 1 January."""
        return number(dt.date(year, 1, 1))

    def some_days(self, random: np.random.Generator, years: Ints) -> Ints:
        """Draw a day in each of ``years``."""
        first = np.array([self.first_day(int(year)) for year in years], dtype=np.int64)
        last = np.array([self.last_day(int(year)) for year in years], dtype=np.int64)
        return first + np.floor(random.random(len(years)) * (last - first + 1)).astype(np.int64)

    def last_day(self, year: int) -> int:
        """Return the number of 31 December, or of ``until`` in its year."""
        return min(number(dt.date(year, 12, 31)), number(self.until))


def add_years(days: Ints, years: int | Ints) -> Ints:
    """Return the same calendar days ``years`` later; 29 February becomes 28 February where there is none."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    in_month = (dates - months.astype("datetime64[D]")).astype(np.int64)
    later = months + 12 * np.asarray(years)
    first = later.astype("datetime64[D]").astype(np.int64)
    length = (later + 1).astype("datetime64[D]").astype(np.int64) - first
    return np.asarray(first + np.minimum(in_month, length - 1))


def years_of(days: Ints) -> Ints:
    """Return the calendar year of each day."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def dates(days: Ints) -> pl.Series:
    """Return the days as dates; NEVER is null."""
    series = pl.Series(days.astype(np.int32), dtype=pl.Int32)
    return series.set(pl.Series(days == NEVER), None).cast(pl.Date)
