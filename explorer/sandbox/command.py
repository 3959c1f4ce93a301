"""One statement from standard input, through the same gate and worker as the page's: rows as CSV on standard output.

``python -m explorer sql [--as-of DAY] [--release ID] [--seconds N] < question.sql``.
"""

import argparse
import sys

from explorer.core import clock, spreadsheet
from explorer.core.command_line import DONE, Parser
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.releases import store
from explorer.sandbox import limits, pool


def declare(parser: Parser) -> None:
    """Add the arguments of ``sql``."""
    parser.option("--as-of", value="day", type=clock.day)
    parser.option("--release", value="release")
    parser.option("--seconds", value="number", type=float, default=limits.SECONDS)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    edition = _edition(options.release)
    text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    _print(text, edition, options, options.words)
    return DONE


def _edition(name: str | None) -> store.Edition:
    if name is None:
        return store.edition()
    if (kept := store.kept_edition(name)) is None:
        raise Trouble("sandbox_release", asked=name)
    return kept


def _print(text: str, edition: store.Edition, options: argparse.Namespace, words: Words) -> None:
    office = pool.Pool(edition, size=1, seconds=options.seconds, waiting=0, patience=60, renewed=False)
    try:
        answer = office.ask(text, edition, options.as_of or edition.until)
    finally:
        office.close()
    if lacking := [name for name, held in office.held.items() if not held]:
        print(
            words("sql.not_given_up", what=", ".join(words(f"sql_right.{name}") for name in lacking)), file=sys.stderr
        )
    sys.stdout.buffer.write(spreadsheet.harmless(answer.rows).write_csv().encode())
    if answer.more:
        print(words("sql.first_rows", rows=answer.rows.height), file=sys.stderr)
