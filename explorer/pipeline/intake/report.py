"""Faults in the reader's words: what is wrong, what to do; as rows, and as a workbook."""

import polars as pl

from explorer.core import spreadsheet
from explorer.core.language import Words

MOST_IN_A_WORKBOOK = 20_000
LONGEST_VALUE = 200


def said(faults: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Return faults as a reader is told of them: row, column, value, what is wrong, what to do.

    Row is Int64, the others are texts; the headings are the reader's.
    """
    wrong, remedy = (_sentence(faults, family, words) for family in ("wrong", "remedy"))
    shown = pl.col("value").str.slice(0, LONGEST_VALUE).fill_null("")
    return faults.select(
        pl.col("row").alias(words("intake.row")),
        pl.col("column").alias(words("intake.column")),
        shown.alias(words("intake.value")),
        wrong.alias(words("intake.wrong")),
        remedy.alias(words("intake.remedy")),
    )


def faults_workbook(faults: pl.DataFrame, words: Words) -> bytes:
    """Return the faults as XLSX: a cover that counts them, then one row a fault.

    A spreadsheet of more than MOST_IN_A_WORKBOOK faults helps nobody: the cover says how many are left out.
    """
    counted = faults.group_by("rule").agg(pl.len().alias("count")).sort("count", "rule", descending=[True, False])
    notes = {words("intake.faults"): words("intake.faults_counted", count=words.number(faults.height))}
    if faults.height > MOST_IN_A_WORKBOOK:
        notes[words("intake.shown")] = words("intake.first_shown", count=words.number(MOST_IN_A_WORKBOOK))
    notes |= {words(f"intake_wrong.{rule}", hint="…"): words.number(count) for rule, count in counted.iter_rows()}
    sheet = said(faults.head(MOST_IN_A_WORKBOOK), words)
    return spreadsheet.xlsx({words("intake.faults"): sheet}, notes, words("intake.summary"))


def _sentence(faults: pl.DataFrame, family: str, words: Words) -> pl.Series:
    """Return one sentence a fault; with a hint the one that carries it."""
    rules = faults["rule"].unique().to_list()
    plain = {rule: words.sentences[f"intake_{family}.{rule}"] for rule in rules}
    hinted = {rule: words.sentences.get(f"intake_{family}.{rule}_hint", plain[rule]) for rule in rules}
    told = (
        pl.when(pl.col("hint") == "")
        .then(pl.col("rule").replace_strict(plain, return_dtype=pl.String))
        .otherwise(pl.col("rule").replace_strict(hinted, return_dtype=pl.String))
    )
    return faults.select(told.str.replace("{hint}", pl.col("hint"), literal=True).alias(family)).to_series()
