"""What is said of a target's values beside the value itself: what does not stand and why, and what is not known yet."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.pipeline import imports
from explorer.views import explanation, phrases

CORRECTED = ("corrected", "known_earlier", "undated")
STOPS = "。."  # a source's own full stop has no place within a sentence


def remarks(view: View, goal: Goal) -> Iterator[str]:
    """Yield what the office has not determined yet, what is preliminary, and what sums and registers say besides."""
    words, listed = view.words, view.words("common.list")
    if unknown := [words.period(row["period"], row["span"]) for row in _open(view, goal)]:
        yield words("target.undetermined", period=listed.join(unknown))
    newest = view.observed(goal).filter(pl.col("span") == "year").sort("period").tail(1)
    for row in newest.filter(pl.col("state") == "preliminary", pl.col("evidence") == "office").iter_rows(named=True):
        yield words("target.preliminary", period=words.period(row["period"], row["span"]))
    yield from explanation.reconciled(view, goal)


def conflicts(view: View, goal: Goal) -> Iterator[str]:
    """Yield a sentence for each value that does not stand: value, source, and the reason."""
    words = view.words
    unstated = view.unstated(goal).sort("period", descending=True).iter_rows(named=True)
    for row in (*view.observed(goal).iter_rows(named=True), *unstated):
        for rival in row["rivals"]:
            source = phrases.source_title(rival["source"], phrases.sources(view.edition, view.language), words)
            told = {
                "period": words.period(row["period"], row["span"]),
                "value": words("figure_kind.none") if rival["value"] is None else words.number(rival["value"], 4),
                "source": source.rstrip(STOPS),
                "reason": _reason(rival, row, words),
            }
            yield words("target.conflict", **told)


def _open(view: View, goal: Goal) -> Iterator[dict[str, Any]]:
    yield from view.undetermined(goal).sort("period", descending=True).iter_rows(named=True)


def corrected_because(row: Mapping[str, Any], rival: Mapping[str, Any]) -> str:
    """Return what was said when the office corrected its own value by the one that stands; nothing where it did not."""
    own = row["evidence"] == rival["evidence"] == "office" and row["basis"] == "stated"
    return imports.why(row["source"]) if own and rival["reason"] in CORRECTED else ""


def _reason(rival: Mapping[str, Any], row: Mapping[str, Any], words: Words) -> str:
    if rival["reason"] == "withdrawn" and rival["note"]:
        return words("not_standing.withdrawn_because", note=rival["note"])
    if note := corrected_because(row, rival):
        return words("not_standing.corrected_because", note=note.rstrip(STOPS))
    return words(f"not_standing.{rival['reason']}")
