"""The glossary: every term that the pages use, as they call it, and what it means; drawn from the lists themselves."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from htpy import Element, dd, div, dl, dt, fragment, h1, p

from explorer.analysis.outlook import scenarios
from explorer.core import language, marks, texts
from explorer.core.language import Words
from explorer.links import parameters
from explorer.views import html, phrases

# The words that pages put beside figures, by the key under which each stands in the languages.
PROMISED: Mapping[str, str] = {
    "indicator": "office.indicator",
    "goal": "working.goal",
    "baseline": "working.baseline",
    "path": "office.path",
    "milestone": "cover.milestone",
    "department": "ledger.department",
}
SEEN: Mapping[str, str] = {
    "as_of": "cover.as_of",
    "release": "cover.release",
    "progress": "working.achieved_share",
    "elapsed": "working.elapsed_share",
    "band": "choice.level",
    "backtest": "whatif_sheet.backtest",
    "sensitivity": "sensitivity.title",
    "contribution": "contribution.points",
}


def groups(words: Words) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each heading with its terms and their meanings, in the reader's language."""
    yield words("glossary.promised"), _terms(PROMISED, words)
    yield (
        words("method.evidence"),
        {words(f"evidence.{kind}"): words(f"evidence_meaning.{kind}") for kind in marks.EVIDENCE},
    )
    yield (
        words("glossary.statuses"),
        {phrases.status(slug, words).word: words(f"meaning.{slug}") for slug in marks.STATUS},
    )
    yield words("glossary.seen"), _terms(SEEN, words)
    yield words("choice.scenarios"), _terms({name: f"scenario.{name}" for name in scenarios.NAMES}, words)


def _terms(keys: Mapping[str, str], words: Words) -> dict[str, str]:
    return {words(key): words(f"meaning.{slug}") for slug, key in keys.items()}


@lru_cache(maxsize=len(language.LANGUAGES))
def page(code: str) -> str:
    """Return the glossary in a language as HTML: who speaks here in a sentence, then each group of terms."""
    words = language.words(code)
    told = div(".headline")[h1[words("glossary.title")], p[words("glossary.who", product=words("common.product"))]]
    return html.finished(fragment[told, [_group(heading, terms) for heading, terms in groups(words)]])


def way(words: Words, query: Mapping[str, str]) -> Element:
    """Return the link to the glossary."""
    return p[html.anchor(parameters.to("glossary", query), words("glossary.link"))]


def _group(heading: str, terms: Mapping[str, str]) -> Element:
    return div(".piece.glossary")[
        html.heading(heading), dl[((dt[texts.capitalised(term)], dd[meaning]) for term, meaning in terms.items())]
    ]
