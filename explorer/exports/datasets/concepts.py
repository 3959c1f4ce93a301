"""The concepts of SDMX by which figures are told: the columns of every flat table, and the codes that stand in them."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from explorer.analysis.assessment.standing import position
from explorer.core.goals import Text

LINE_END = "\r\n"  # of RFC 4180 and SDMX-CSV
COLUMNS = (
    *("REF_AREA", "INDICATOR", "TIME_PERIOD", "FREQ", "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE"),
    *("SIMULATED", "EVIDENCE", "SOURCE", "KNOWN_ON", "AS_OF", "RELEASE"),
)
# Of CL_OBS_STATUS. It has no code for what is invented: "estimated" would make a simulated value pass for a figure
# about the world, "low reliability" warns whoever filters by the code alone, and SIMULATED says what it is.
NORMAL, BREAK, LOW_RELIABILITY, PROVISIONAL = "A", "B", "U", "P"
# Of CL_FREQ; months of a year that is not over are a time range of SDMX, which has no frequency.
YEARLY, QUARTERLY, MONTHLY, DAILY, OTHER = "A", "Q", "M", "D", "_O"
SPANS = {"year": YEARLY, "quarter": QUARTERLY, "month": MONTHLY}
# The columns that are no text, and those that tell the rows apart.
TYPES: Mapping[str, type[pl.DataType]] = {"OBS_VALUE": pl.Float64, "KNOWN_ON": pl.Date, "AS_OF": pl.Date}
SCHEMA: Mapping[str, type[pl.DataType]] = {name: TYPES.get(name, pl.String) for name in COLUMNS}
KEY = ("REF_AREA", "INDICATOR", "TIME_PERIOD")
NOT_IN_A_CODE = re.compile(r"[^A-Z0-9]+")


def time_period(day: dt.date, span: str, whole: str, indicator: str) -> tuple[str, str]:
    """Return a period, which ``day`` closes, as SDMX writes it, and its frequency.

    ``span``: year, point (a stock on a day), year_to_date; of registers whole and to_date. ``whole``: the frequency
    of a register's whole periods. 2025; 2025-Q2; 2025-06; 2025-06-30 where the day closes no month; and for the months
    of a year that is not over 2025-01-01/P6M. A register's stock of such a year is that of its month.
    """
    if span == "to_date" and indicator.endswith(".stock"):
        span = "point"
    if span in ("year_to_date", "to_date"):
        return _range(day, whole if span == "to_date" else YEARLY), OTHER
    if span == "point" and (day.month, day.day) != (12, 31):
        last = (day + dt.timedelta(days=1)).day == 1
        return (f"{day:%Y-%m}", MONTHLY) if last else (day.isoformat(), DAILY)
    if span == "whole" and whole == QUARTERLY:
        return f"{day.year}-Q{(day.month + 2) // 3}", QUARTERLY
    if span == "whole" and whole == MONTHLY:
        return f"{day:%Y-%m}", MONTHLY
    return str(day.year), YEARLY


def _range(day: dt.date, whole: str) -> str:
    """Return the months from the start of the year, or of the quarter, to ``day`` as a time range."""
    first = day.month - (day.month - 1) % 3 if whole == QUARTERLY else 1
    return f"{day.year}-{first:02}-01/P{day.month - first + 1}M"


def observation(
    row: Mapping[str, Any], unit: str, whole: str, *, after_break: bool, as_of: dt.date, release: str
) -> tuple[object, ...]:
    """Return a value as COLUMNS name it.

    ``row``: area, indicator, period, span, value, evidence, state, source and known_on, as the store has them.
    ``whole``: see time_period. What is invented says so before anything else, and became known on no day.
    """
    simulated = row["evidence"] == "simulated"
    period, frequency = time_period(row["period"], row["span"], whole, row["indicator"])
    early = PROVISIONAL if row["state"] == "preliminary" else NORMAL
    status = LOW_RELIABILITY if simulated else BREAK if after_break else early
    known_on = None if simulated else row["known_on"]
    return (
        *(row["area"], row["indicator"], period, frequency, row["value"], status, unit),
        *("yes" if simulated else "no", row["evidence"], row["source"], known_on, as_of, release),
    )


def after_breaks(days: Iterable[dt.date], happened: pl.DataFrame) -> set[dt.date]:
    """Return which of the ``days`` of a series are the first after a break of definition.

    ``happened``: what explains the series (see store.events). A break before all of them breaks nothing.
    """
    mine, found = sorted(days), set()
    for at in happened.filter(pl.col("kind") == "break")["happened_on"]:
        after = [day for day in mine if position(day) > position(at)]
        if after and len(after) < len(mine):
            found.add(after[0])
    return found


def unit_code(unit: Text) -> str:
    """Return the code of a unit, the same in every language: 100_MILLION_YUAN, PERCENT."""
    return NOT_IN_A_CODE.sub("_", unit.en.replace("%", "percent").upper()).strip("_")
