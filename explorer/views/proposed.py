"""What is said of a proposal for the next plan: where it comes from, how much it asks, what is odd about it."""

from explorer.analysis.outlook import past_promises
from explorer.analysis.outlook.ambition import Word
from explorer.analysis.outlook.proposals import Proposal
from explorer.analysis.outlook.target_warnings import Caution
from explorer.core import catalogue
from explorer.core.goals import Indicator
from explorer.core.language import Words

SHARES = ("share", "growth", "gift")  # of a warning's figures; the others are in the indicator's unit
PLAIN = ("year", "rho", "months")


def basis(one: Proposal, words: Words) -> str:
    """Return where a proposal comes from, in one sentence."""
    of = one.of
    plan = catalogue.plans()[of.plan] if of and of.plan else None
    return words(
        f"proposed_basis.{one.basis}",
        plan=words.of(plan.short) if plan else "",
        since=of.since if of else "",
        until=of.until if of else "",
        count=of.count if of else "",
    )


def caution(one: Caution, indicator: Indicator, words: Words) -> str:
    """Return a warning with its figures, in one sentence."""
    said = {}
    for name, value in one.said.items():
        if name in SHARES:
            said[name] = words.percent(value)
        elif name in PLAIN:
            said[name] = words.number(value, 2) if name == "rho" else f"{value:.0f}"
        else:
            said[name] = words.value(value, indicator)
    return words(f"proposed_caution.{one.name}", **said)


def fared(word: Word, words: Words) -> str:
    """Return what became of the promises that asked as much, in one sentence that says how few they are."""
    beaten, count = past_promises.fared(word)
    return words("proposed.fared", word=words(f"proposed_ambition.{word}"), beaten=beaten, count=count)
