"""One statement from standard input, through the same gate and worker as the page's: rows as CSV on standard output.

``python -m explorer.sandbox [--as-of DAY] [--release ID] [--seconds N] < question.sql``. Ends with 0; else with one
sentence on standard error and 2 (refused by the gate), 3 (stopped: time, memory or a crash) or 1 (anything else).
"""

import argparse
import datetime as dt
import sys

from explorer.core import language, spreadsheet
from explorer.core.errors import Trouble
from explorer.releases import store
from explorer.sandbox import limits, pool

WORDED = """
    empty too_long too_complex several pivot pivot_many explain not_a_question unread count backtick full_width limit
    syntax open twice lists construct table table_close function function_close type
"""
REFUSED = frozenset(f"sandbox_{key}" for key in WORDED.split())
STOPPED = frozenset({"sandbox_too_slow", "sandbox_memory", "sandbox_crashed", "sandbox_stopped", "sandbox_too_large"})


def main(arguments: list[str] | None = None) -> int:
    """Run the command line: see the module."""
    parser = argparse.ArgumentParser(prog="python -m explorer.sandbox", description=__doc__)
    parser.add_argument("--as-of", type=dt.date.fromisoformat, help="the tables as they were on a day (YYYY-MM-DD)")
    parser.add_argument("--release", help="a kept release instead of the one in use")
    parser.add_argument("--seconds", type=float, default=limits.SECONDS, help="what the statement may take at most")
    options = parser.parse_args(arguments)
    words = language.here()
    try:
        edition = _edition(options.release)
        text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
        _print(text, edition, options, words)
    except Trouble as trouble:
        print(words.trouble(trouble), file=sys.stderr)
        return 2 if trouble.key in REFUSED else 3 if trouble.key in STOPPED else 1
    return 0


def _edition(name: str | None) -> store.Edition:
    if name is None:
        return store.edition()
    if (kept := store.kept_edition(name)) is None:
        raise Trouble("sandbox_release", asked=name)
    return kept


def _print(text: str, edition: store.Edition, options: argparse.Namespace, words: language.Words) -> None:
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


if __name__ == "__main__":
    sys.exit(main())
