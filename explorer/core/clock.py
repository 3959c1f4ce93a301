"""The one clock: China's. A day here is the day there, wherever the server stands; and how a day is written."""

import datetime as dt
import re

CHINA = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")  # without summer time since 1992
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # one spelling of the several that ISO 8601 has


def today() -> dt.date:
    """Return today's date in China."""
    return dt.datetime.now(CHINA).date()


def day(text: str) -> dt.date:
    """Return a day written as 2026-06-30. Raises ValueError for anything else."""
    if DAY.fullmatch(text) is None:
        raise ValueError(text)
    return dt.date.fromisoformat(text)
