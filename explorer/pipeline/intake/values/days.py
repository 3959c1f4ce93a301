"""Days as people write them. What can be read in two ways is a fault with both readings, never a guess."""

import datetime as dt

import polars as pl

from explorer.pipeline.intake.values import numerals
from explorer.pipeline.intake.values.cells import narrow

EARLIEST, LATEST = 1900, 2100
TIME = r"(?:[T ](?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
CLOCK = r"[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s?(?:(Z|UTC)|([+-]\d{2}):?(\d{2}))?$"
CHINA = 8 * 3600  # seconds before Greenwich: a moment with its zone is on the day that it was in China
ZONED = r"(?:Z|UTC|:\d{2}(?:\.\d+)?\s?[+-]\d{2}:?\d{2})$"
A_DAY, A_MINUTE, EXACTLY = 86_400, 60, 0.01
LAST_SECOND = A_DAY - 1
WRITTEN = (
    r"^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2})(?:\.0+)?)" + TIME + "$"
)
MONTHS, DAYS = ("2", "4", "6", "8", "10"), ("3", "5", "7", "9", "11")
SERIAL = r"^(\d{5})(\.\d+)?$"
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050  # 18 May 1927 to the end of 2099; anything shorter may be a year
SERIAL_ZERO = -25_569  # 30 December 1899, counted from 1970: Excel's day 0 after its 29 February 1900
INCOMPLETE = r"^\d{4}(?:\.0+)?年?$|^\d{4}[-/.年]\d{1,2}月?$|^(?:19|20)\d{4}$"
YEAR = r"^(\d{4})(?:\.0+)?(?:年度?|年底|年末)?$"
MONTH = r"^(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月?[底末]?|(\d{2}))$"
TWO_MONTHS = r"^\d{4}\.1$"  # a spreadsheet makes 2023.1 of 2023.10
TAKEN_YEAR, TAKEN_MONTH = "taken_year", "taken_month"
TAKEN = (TAKEN_YEAR, TAKEN_MONTH)
YEARS_AS_DAYS = (dt.date(1905, 3, 14), dt.date(1905, 9, 30))  # what a spreadsheet shows of 1900 to 2100 as days
YEAR_LAST = r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$"
YEAR_SHORT = r"^(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$"


def read(texts: pl.Series) -> pl.DataFrame:
    """Return ``value`` (a day), ``rule`` and ``hint`` for each text; the rule is null where the day is certain.

    A moment in the last minute of a day that is not its last second is one that a program has missed a midnight by:
    which day was meant nobody can see. Rules: near_midnight, ambiguous_day, incomplete_day, no_such_day,
    day_out_of_range, not_a_day.
    """
    text = narrow(pl.col("text")).str.replace_all(r"\s*([年月日])\s*", "${1}").str.replace(r"日(\d)", "日 ${1}")
    parts = pl.DataFrame({"text": numerals.in_digits(texts)}).with_columns(text=text)
    parts = parts.with_columns(written=_written(), serial=_serial(), hint=_readings(), late=_is_late())
    value = pl.coalesce("written", "serial")
    within = value.dt.year().is_between(EARLIEST, LATEST)
    shaped = pl.col("text").str.contains(WRITTEN)
    rule = (
        pl.when(value.is_not_null() & pl.col("late"))
        .then(pl.lit("near_midnight"))
        .when(value.is_not_null() & within)
        .then(None)
        .when(value.is_not_null())
        .then(pl.lit("day_out_of_range"))
        .when(shaped)
        .then(pl.lit("no_such_day"))
        .when(pl.col("hint") != "")
        .then(pl.lit("ambiguous_day"))
        .when(pl.col("text").str.contains(INCOMPLETE))
        .then(pl.lit("incomplete_day"))
        .otherwise(pl.lit("not_a_day"))
    )
    either = pl.format("{} / {}", value.dt.to_string("%Y-%m-%d"), value.dt.offset_by("1d").dt.to_string("%Y-%m-%d"))
    late = value.is_not_null() & pl.col("late")
    hint = pl.when(late).then(either).otherwise("hint")
    return parts.select(value=pl.when(within & ~late).then(value), rule=rule, hint=hint)


def coarse(texts: pl.Series) -> pl.DataFrame:
    """Return what ``read`` does, and the last day of a year or a month where only that is known.

    Such a value has the rule TAKEN_YEAR or TAKEN_MONTH, which is no fault but has to be said. Rules besides: those of
    ``read``, and year_as_day (hint: the year that a spreadsheet has made a day of 1905 of).
    """
    text = narrow(pl.col("text")).str.replace_all(r"\s*([年月])\s*", "${1}")
    month = text.str.extract_groups(MONTH).struct
    number = pl.coalesce(month.field("2"), month.field("3"), month.field("4"))
    of_month = _day(month.field("1"), number, pl.lit("1")).dt.month_end()
    of_year = _day(text.str.extract(YEAR, 1), pl.lit("12"), pl.lit("31"))
    known = pl.DataFrame({"text": numerals.in_digits(texts)}).select(
        year=of_year, month=of_month, two=text.str.contains(TWO_MONTHS), short=text.str.contains(MONTH), digits=text
    )
    found = pl.concat([read(texts), known], how="horizontal")
    open_ = pl.col("rule").is_in(["incomplete_day", "not_a_day"])
    last = pl.coalesce("year", "month")
    how = (
        pl.when(pl.col("value").is_between(*YEARS_AS_DAYS))
        .then(pl.lit("year_as_day"))
        .when(open_ & pl.col("two"))
        .then(pl.lit("ambiguous_day"))
        .when(open_ & pl.col("short") & last.is_null())
        .then(pl.lit("no_such_day"))
        .when(open_ & last.dt.year().is_between(EARLIEST, LATEST))
        .then(pl.when(pl.col("year").is_null()).then(pl.lit(TAKEN_MONTH)).otherwise(pl.lit(TAKEN_YEAR)))
    )
    days = (pl.col("value") - pl.date(1899, 12, 30)).dt.total_days().cast(pl.String)
    either = pl.format("{}-01 / {}-10", pl.col("digits").str.head(4), pl.col("digits").str.head(4))
    return found.with_columns(how=how).select(
        value=pl.when(pl.col("how").is_in(TAKEN)).then(last).when(pl.col("how").is_null()).then("value"),
        rule=pl.coalesce("how", "rule"),
        hint=pl.when(pl.col("how") == "year_as_day")
        .then(days)
        .when(pl.col("how") == "ambiguous_day")
        .then(either)
        .otherwise("hint"),
    )


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Return the day of three texts, null where the calendar has none."""
    written = pl.format("{}-{}-{}", year.str.zfill(4), month.str.zfill(2), day.str.zfill(2))
    return written.str.to_date("%Y-%m-%d", strict=False)


def _written() -> pl.Expr:
    groups = pl.col("text").str.extract_groups(WRITTEN).struct
    day = _day(
        groups.field("1"),
        pl.coalesce(groups.field(name) for name in MONTHS),
        pl.coalesce(groups.field(name) for name in DAYS),
    )
    moved = pl.when(pl.col("text").str.contains(ZONED)).then((_seconds() / A_DAY).floor()).otherwise(0)
    return day + pl.duration(days=moved.fill_null(0).cast(pl.Int64))


def _seconds() -> pl.Expr:
    """Return the seconds of a moment since midnight, in China where it has a zone; null where it has no time."""
    groups = pl.col("text").str.extract_groups(CLOCK).struct
    hours, minutes, seconds, ahead, past = (
        groups.field(name).cast(pl.Float64, strict=False) for name in ("1", "2", "3", "5", "6")
    )
    sign = pl.when(groups.field("5").str.starts_with("-")).then(-1).otherwise(1)
    zone = pl.when(groups.field("4").is_not_null()).then(0.0).otherwise(ahead * 3600 + sign * past * 60)
    return hours * 3600 + minutes * 60 + seconds.fill_null(0) + (CHINA - zone).fill_null(0)


def _is_late() -> pl.Expr:
    """Whether a moment lies in the last minute of a day, and is neither that minute nor its last second."""
    of_number = pl.col("text").str.extract(SERIAL, 2).cast(pl.Float64, strict=False) * A_DAY
    seconds = pl.coalesce(_seconds() % A_DAY, of_number)
    whole = (seconds - LAST_SECOND).abs() < EXACTLY
    return ((seconds > A_DAY - A_MINUTE) & (seconds < A_DAY) & ~whole).fill_null(value=False)


def _serial() -> pl.Expr:
    number = pl.col("text").str.extract(SERIAL, 1).cast(pl.Int32)
    return pl.when(number.is_between(FIRST_SERIAL, LAST_SERIAL)).then((number + SERIAL_ZERO).cast(pl.Date))


def _readings() -> pl.Expr:
    """Return the days that an ambiguous writing may mean: 03/09/2023 is two of them."""
    last, short = (pl.col("text").str.extract_groups(form).struct for form in (YEAR_LAST, YEAR_SHORT))
    readings = (
        _day(last.field("3"), last.field("1"), last.field("2")),
        _day(last.field("3"), last.field("2"), last.field("1")),
        _day(pl.lit("20") + short.field("1"), short.field("2"), short.field("3")),
    )
    first, second, third = (day.dt.to_string("%Y-%m-%d") for day in readings)
    other = pl.when(second.ne_missing(first)).then(second)
    return pl.concat_str(first, other, third, separator=" / ", ignore_nulls=True)
