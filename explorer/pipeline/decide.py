"""The command of decisions: what links show by default, whether anything is simulated, which years are closed."""

import argparse
import sys

from explorer.core.command_line import DONE, Parser
from explorer.core.language import Words
from explorer.pipeline import cli
from explorer.pipeline.cli import told
from explorer.pipeline.publish import carried, publishing
from explorer.pipeline.publish.prepared import Prepared
from explorer.releases import decisions
from explorer.releases.decisions import Change, Decisions

SWITCH = {"on": True, "off": False}


def declare(parser: Parser) -> None:
    """Add the arguments of ``decide``."""
    parser.option("--evidence", choices=decisions.EVIDENCE)
    parser.option("--simulation", choices=tuple(SWITCH))
    parser.option("--close", value="year", type=int)
    parser.option("--reopen", value="year", type=int)
    parser.option("--dry-run", action="store_true")
    parser.option("--note", value="text", default="")
    parser.option("--by", value="who", default=cli.who())
    parser.set_defaults(run=_decide)


def _decide(options: argparse.Namespace) -> int:
    words: Words = options.words
    told.unread(words)
    change = Change(SWITCH.get(options.simulation), options.evidence, options.close, options.reopen)
    if not change.nothing:
        with cli.below_the_bar():
            made = _made(change, options)
        print(file=sys.stderr)
        print(told.changed(made, words))
    if options.dry_run and not change.nothing:
        print(words("decision.not_recorded"))
        return DONE
    print("\n".join(_told(carried.decisions(), words)))
    return DONE


def _made(change: Change, options: argparse.Namespace) -> Prepared:
    """Return what a decision changes: recorded, or with --dry-run let go."""
    bar = told.Bar(options.words)
    if not options.dry_run:
        return publishing.bring((), options.by, options.note, bar, change=change)
    made = publishing.prepare((), bar, change=change, by=options.by)
    publishing.discard(made)
    return made


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
