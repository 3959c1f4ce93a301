"""A view's values as a flat table of observations, its columns named by the concepts of SDMX.

The lines end as RFC 4180 and SDMX-CSV have it, with CR LF; Excel knows the encoding by the byte order mark. Values
have every digit that is stored.
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from explorer.analysis.assessment.standing import position
from explorer.charts.rows import breaks
from explorer.core import spreadsheet
from explorer.views.exhibit import Exhibit

LINE_END = "\r\n"
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


def observations(exhibit: Exhibit) -> bytes:
    """Return the values of an exhibit as CSV, a row a value, in the order of indicator, area and time."""
    return spreadsheet.csv(table(exhibit), LINE_END)


def table(exhibit: Exhibit) -> pl.DataFrame:
    """Return the values of an exhibit as COLUMNS name them."""
    after_breaks = _after_breaks(exhibit)
    rows = []
    for row in exhibit.observed.sort("indicator", "area", "period").iter_rows(named=True):
        simulated = row["evidence"] == "simulated"
        period, frequency = time_period(row["period"], row["span"], _frequency(exhibit), row["indicator"])
        broken = (row["indicator"], row["area"], row["period"]) in after_breaks
        early = PROVISIONAL if row["state"] == "preliminary" else NORMAL
        status = LOW_RELIABILITY if simulated else BREAK if broken else early
        known_on = None if simulated else row["known_on"]
        rows.append(
            (
                *(row["area"], row["indicator"], period, frequency, row["value"], status, row["unit"]),
                *("yes" if simulated else "no", row["evidence"], row["source"], known_on),
                *(exhibit.view.as_of, exhibit.view.edition.id),
            )
        )
    kinds: Mapping[str, type[pl.DataType]] = {"OBS_VALUE": pl.Float64, "KNOWN_ON": pl.Date, "AS_OF": pl.Date}
    return pl.DataFrame(rows, schema={name: kinds.get(name, pl.String) for name in COLUMNS}, orient="row")


def _frequency(exhibit: Exhibit) -> str:
    """Return the frequency of a register's whole periods."""
    return SPANS.get(exhibit.parameters.get("span", ""), YEARLY)


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


def _after_breaks(exhibit: Exhibit) -> set[tuple[str, str, dt.date]]:
    """Return the first value after every break of definition, by indicator, area and period."""
    view, found = exhibit.view, set()
    for goal in [row.goal for row in exhibit.rows] or ([exhibit.goal] if exhibit.goal else []):
        area, slug = view.area_of(goal), goal.indicator.slug
        mine = exhibit.observed.filter(pl.col("indicator") == slug, pl.col("area") == area)["period"].sort().to_list()
        for at in breaks(view.events(goal)):
            after = [day for day in mine if position(day) > at]
            if after and len(after) < len(mine):
                found.add((slug, area, after[0]))
    return found
