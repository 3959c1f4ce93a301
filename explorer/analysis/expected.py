"""When the next figure of a target can be expected, by how long earlier years' figures took to become known."""

import datetime as dt
from dataclasses import dataclass
from statistics import median_low

import polars as pl

from explorer.analysis.view import View
from explorer.core.goals import Goal

FEWEST, LATEST = 3, 3  # years whose figures became known on a day that is known


@dataclass(frozen=True)
class Expected:
    """The figure of a ``year`` that is not known yet, and the day it can be expected ``on``.

    ``shortest``, ``longest``: how many days after their year's end the latest figures became known, in ``years`` years.
    """

    year: int
    on: dt.date
    shortest: int
    longest: int
    years: int


def expected(view: View, goal: Goal) -> Expected | None:
    """Return the next yearly figure of a target, up to its goal year, whose day lies ahead of the view.

    The day is the year's end and the median of what the latest figures took. None where fewer than FEWEST figures tell
    how long it takes, or where no such day lies ahead: what is overdue is expected on no day.
    """
    rows = view.observed(goal).filter(pl.col("span") == "year", pl.col("evidence") != "simulated").sort("period")
    rows = rows.filter(pl.col("known_on").is_not_null())
    took = (rows["known_on"] - rows["period"]).dt.total_days().to_list()[-LATEST:]
    if len(took) < FEWEST:
        return None
    newest, lag = rows["period"][-1].year, median_low(took)
    for year in range(newest + 1, goal.year + 1):
        day = dt.date(year, 12, 31) + dt.timedelta(days=lag)
        if day > view.as_of:
            return Expected(year, day, min(took), max(took), len(took))
    return None
