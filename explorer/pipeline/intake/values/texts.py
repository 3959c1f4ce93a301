"""Free texts, which stay as they are, and the numbers records are known by."""

import polars as pl

from explorer.pipeline.intake.values.cells import BROKEN, CONTROL, LONGEST, POINTERS, narrow, trimmed

SCIENTIFIC = r"^[+-]?\d(?:\.\d+)?[eE][+-]?\d+$"
# 202310123456.7 kept as a number comes back as 202310123456.700012207.
BINARY = r"^\d+\.\d{6,}$"
FLOAT = r"^\d+\.0+$"
CHECK_DIGIT = r"^(?:\d{8}|\d{12})\.0$"  # a patent's number whose check digit is 0
MIDNIGHT, AS_LONG = " 00:00:00", len("2023-03-09 00:00:00")  # what Excel makes of 3-9 when it is typed
PATENT = "application_no"
WRAPPED = r"""^(?:="(.*)"|'(.+))$"""
NAMING = r"^[\p{Han}A-Z0-9][\p{Han}A-Z0-9 ._/#()\[\]·+:〔〕-]*$"


def read(texts: pl.Series) -> pl.DataFrame:
    """Return ``value``, ``rule`` and ``hint`` of free texts. Rules: broken_text, made_a_day, pointer, too_long."""
    text = pl.col("text")
    rows = pl.DataFrame({"text": texts}).select(trimmed(text))
    rule = _spoilt(text)  # of what is trimmed once: the branches of a choice share nothing
    return rows.select(value=pl.when(rule.is_null()).then(text), rule=rule, hint=pl.lit(""))


def _spoilt(text: pl.Expr) -> pl.Expr:
    return (
        pl.when(text.str.contains(f"{BROKEN}|{CONTROL}"))
        .then(pl.lit("broken_text"))
        .when(text.str.ends_with(MIDNIGHT) & (text.str.len_bytes() == AS_LONG))
        .then(pl.lit("made_a_day"))
        .when(text.is_in(POINTERS))
        .then(pl.lit("pointer"))
        .when(text.str.len_chars() > LONGEST)
        .then(pl.lit("too_long"))
    )


def keys(texts: pl.Series, *, check_digit: bool = False) -> pl.DataFrame:
    """Return ``value``, ``rule`` and ``hint`` of numbers that records are known by.

    Letters become capitals and full-width signs half-width; a float's .0 is taken off. A number that a spreadsheet
    has rounded or written with an exponent is a fault: its digits are lost. ``check_digit``: the numbers are those of
    patents, so that a .0 after eight or twelve digits belongs to them.
    Rules: mangled_key, wrapped_key, odd_key, and those of texts.
    """
    rows = pl.DataFrame({"text": texts}).select(narrow(pl.col("text")).str.to_uppercase().alias("text"))
    text = pl.col("text")
    is_float = text.str.contains(FLOAT) & ~(pl.lit(check_digit) & text.str.contains(CHECK_DIGIT))
    value = pl.when(is_float).then(text.str.replace(r"\.0+$", "")).otherwise(text)
    inner = pl.coalesce(text.str.extract(WRAPPED, 1), text.str.extract(WRAPPED, 2))
    spoilt = _spoilt(text)
    rule = (
        pl.when(text.str.contains(SCIENTIFIC) | (text.str.contains(BINARY) & ~text.str.contains(FLOAT)))
        .then(pl.lit("mangled_key"))
        .when(inner.is_not_null())
        .then(pl.lit("wrapped_key"))
        .when(spoilt.is_not_null())
        .then(spoilt)
        .when(~text.str.contains(NAMING))
        .then(pl.lit("odd_key"))
    )
    return rows.select(value=pl.when(rule.is_null()).then(value), rule=rule, hint=inner.fill_null(""))
