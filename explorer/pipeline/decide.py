"""The command of decisions: what links show by default, whether anything is simulated, which years are closed."""

import argparse
import sys

from explorer.core.command_line import DONE, Parser
from explorer.core.language import Words
from explorer.pipeline import cli
from explorer.pipeline.cli import told
from explorer.pipeline.publish import carried, publishing
from explorer.releases import decisions
from explorer.releases.decisions import Change, Decisions

SWITCH = {"on": True, "off": False}


def declare(parser: Parser) -> None:
    """Add the arguments of ``decide``."""
    parser.option("--evidence", choices=decisions.EVIDENCE)
    parser.option("--simulation", choices=tuple(SWITCH))
    parser.option("--close", value="year", type=int)
    parser.option("--reopen", value="year", type=int)
    parser.option("--note", value="text", default="")
    parser.option("--by", value="who", default=cli.who())
    parser.set_defaults(run=_decide)


def _decide(options: argparse.Namespace) -> int:
    words: Words = options.words
    change = Change(SWITCH.get(options.simulation), options.evidence, options.close, options.reopen)
    if not change.nothing:
        with cli.below_the_bar():
            made = publishing.bring((), options.by, options.note, told.Bar(words), change=change)
        print(file=sys.stderr)
        print(told.changed(made, words))
    print("\n".join(_told(carried.decisions(), words)))
    return DONE


def _told(decided: Decisions, words: Words) -> list[str]:
    """Return what is decided, a line each."""
    lines = [
        words("decision.evidence_is", evidence=words(f"evidence_choice.{decided.evidence}")),
        words(f"decision.simulation_{'on' if decided.simulate else 'off'}"),
    ]
    closed = [
        words("decision.closed", year=one.year, by=one.by, day=words.day(one.day), release=one.release)
        for one in decided.closed
    ]
    return [*lines, *(closed or [words("decision.none_closed")])]
