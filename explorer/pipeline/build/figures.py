"""The office's figures among the release's: each keeps its state, and its place in the log of what was published."""

import re
from collections.abc import Sequence

import polars as pl

from explorer.core import language
from explorer.releases import reconcile

PLACE = "\ue000"  # a sign that no text has
DIGITS = r"\d+"


def in_the_log(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the imports' rows with the place of their import in the log, without sums that were written beside them.

    A sum of the cities is worked out from what stands of each of them: a written one would outlive a correction.
    """
    placed = [
        rows.with_columns(pl.lit(place, reconcile.LIFE["log_order"]).alias("log_order"))
        for place, rows in enumerate(parts, 1)
    ]
    return pl.concat(placed).filter(~written_sum())


def written_sum() -> pl.Expr:
    """Whether a row is a sum that the collected forms wrote beside the cities' values, by its note."""
    said = [language.words(code)("returns.summed", count=PLACE) for code in language.LANGUAGES]
    patterns = [re.escape(sentence).replace(re.escape(PLACE), DIGITS) for sentence in said]
    return pl.col("note").str.contains(f"^(?:{'|'.join(patterns)})$").fill_null(False)
