"""The method page's texts: evidence, paths, and how a status is computed, each list folded; the release's tables."""

from collections.abc import Iterable

import htpy
import polars as pl
from htpy import Element, Fragment, Node

from explorer.analysis.assessment import distance, methods, readings
from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.language import MINUS, Words
from explorer.releases import store
from explorer.views import html, phrases

JUDGING = (
    *("order", "before", "growth", "share", "after", "cities", "example", "silent", "score"),
    *("expected", "pace", "schedule", "weather", "agree"),
)
FORMULAS = ("achieved_growth", "required_growth", "needed", "achieved_share", "elapsed_share", "ratio")
PATHS = ("level", "growth", "mean_flow", "count", "coverage", "cut", "baseline", "share", "as_of", "conflict")


def programs(words: Words) -> Element:
    """Return the link to what programs can ask."""
    return htpy.p[html.anchor(f"docs?lang={words.code}", words("docs.link"))]


def evidence(words: Words) -> Fragment:
    """Return what the three kinds of evidence are and how they are drawn."""
    lines = (
        [f"{mark.sign} ", htpy.b[words(f"evidence.{kind}")], f" · {words(f'evidence_meaning.{kind}')}"]
        for kind, mark in marks.EVIDENCE.items()
    )
    return htpy.fragment[html.heading(words("method.evidence")), htpy.ul(".rules")[(htpy.li[one] for one in lines)]]


def method(words: Words) -> Element:
    """Return how paths, shares, the as-of day and conflicts work."""
    return _folded(words("method.path"), (_strong(words(f"method_path.{key}")) for key in PATHS))


def judging(words: Words) -> Fragment:
    """Return how a status is computed: thresholds and formulas from the very constants that decide."""
    limits = {
        "on_track": methods.ON_TRACK,
        "accelerate": methods.ACCELERATE,
        "expected_on_track": readings.EXPECTED_ON_TRACK,
        "expected_accelerate": readings.EXPECTED_ACCELERATE,
        "close_to_limit": words.share(readings.CLOSE_TO_LIMIT),
        "pace_on_track": readings.PACE_ON_TRACK,
        "pace_improving": readings.PACE_IMPROVING,
        "as_planned": words.share(readings.AS_PLANNED),
        "few_missed": words.share(readings.FEW_MISSED),
        "some_missed": words.share(readings.SOME_MISSED),
        "fewest": distance.FEWEST_EVENTS,
        "near_limit": words.share(methods.NEAR_LIMIT),
        "close": words.share(methods.CLOSE_TO_GOAL),
        "fast": _line(methods.SCORE_FAST),
        "slow": _line(methods.SCORE_SLOW),
        "best": words.number(methods.BEST),
        "worst": words.number(methods.WORST),
    }
    named = {key: words("office.fact", name=words(f"working.{key}")) for key in FORMULAS}
    statuses = (phrases.status(slug, words) for slug in marks.STATUS)
    signs = ([f"{sign.icon} ", htpy.b[sign.word], " ", htpy.code[sign.slug]] for sign in statuses)
    return htpy.fragment[
        _folded(words("judging.title"), (words(f"judging.{key}", **limits) for key in JUDGING)),
        _folded(words("judging.formulas"), (f"{name}{words(f'formula.{key}')}" for key, name in named.items())),
        _folded(words("judging.statuses"), signs),
    ]


def _folded(title: str, lines: Iterable[Node]) -> Element:
    """Return a list under its title, folded: a phone comes to the next one."""
    return htpy.details(".rules")[htpy.summary[title], htpy.ul[(htpy.li[one] for one in lines)]]


def _strong(sentence: str) -> list[Node]:
    """Return a sentence whose parts between double stars are strong."""
    return [htpy.b[part] if at % 2 else part for at, part in enumerate(sentence.split("**"))]


def _line(score: tuple[float, float]) -> str:
    """Return a line of scores as a formula: 7.14 × R − 4.29."""
    slope, start = score
    return f"{slope:.2f} × R {'+' if start >= 0 else MINUS} {abs(start):.2f}"


def tables(view: View) -> pl.DataFrame:
    """Return the release's tables: name, rows, weakest evidence."""
    words = view.words
    return pl.DataFrame(
        [
            {
                words("method.table"): name,
                words("method.rows"): f"{table.rows:,}",
                words("method.weakest"): phrases.evidence_mark(table.evidence, words),
            }
            for name, table in store.inventory(view.edition).items()
        ]
    )
