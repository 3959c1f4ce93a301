"""The one clock: China's. A day here is the day there, wherever the server stands."""

import datetime as dt

CHINA = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")  # without summer time since 1992


def today() -> dt.date:
    """Return today's date in China."""
    return dt.datetime.now(CHINA).date()
