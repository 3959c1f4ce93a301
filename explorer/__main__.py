"""The one command line, ``python -m explorer COMMAND``: ``--help`` lists the commands.

Each command's arguments and work stand in its own room, loaded only when it is asked for: ``--help`` is quick, and
the server does not load what builds and checks.
"""

import argparse
import atexit
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from explorer.core import command_line
from explorer.core.command_line import DONE, Codes, Parser

# ruff: noqa: PLC0415


def main(arguments: Sequence[str] | None = None, codes: Codes | None = None) -> int:
    """Run a command and return how it ended: see core/command_line. ``codes``: those of the commands' former names."""
    given, codes = sys.argv[1:] if arguments is None else arguments, codes or Codes()
    words = command_line.spoken(given)

    def work() -> int:
        parser = Parser(words=words, topic="explorer", declare=_declare, prog="python -m explorer")
        try:
            options = parser.parse_args(given, argparse.Namespace(words=words, codes=codes))
        except SystemExit as end:
            return codes.arguments if end.code else DONE
        return int(options.run(options))

    return command_line.ended(work, words, codes)


def _declare(parser: Parser) -> None:
    releases = ("build", "publish", "list", "rollback", "verify", "prune")
    parser.commands(
        {name: partial(_releases, name) for name in releases}
        | {name: partial(_condition, name) for name in ("doctor", "backup", "restore")}
        | {"check": _check, "template": _template, "decide": _decide, "forms": _forms, "sql": _sql, "serve": _serve}
    )


def _releases(name: str, parser: Parser) -> None:
    from explorer.pipeline import cli

    cli.declare(name, parser)


def _condition(name: str, parser: Parser) -> None:
    from explorer.pipeline.cli import condition

    condition.declare(name, parser)


def _template(parser: Parser) -> None:
    from explorer.pipeline.intake import command

    command.declare("template", parser)


def _check(parser: Parser) -> None:
    from explorer.pipeline.cli import own_files

    own_files.declare(parser)


def _decide(parser: Parser) -> None:
    from explorer.pipeline import decide

    decide.declare(parser)


def _forms(parser: Parser) -> None:
    from explorer.pipeline.city_forms import command

    command.declare(parser)


def _sql(parser: Parser) -> None:
    from explorer.sandbox import command

    command.declare(parser)


def _serve(parser: Parser) -> None:
    def run(options: argparse.Namespace) -> int:
        from explorer import server

        return server.serve(options.words, options.host, options.port)

    parser.option("--host", value="host")
    parser.option("--port", value="port")
    parser.set_defaults(run=run)


def _silent() -> None:
    """Say nothing more: DuckDB 2.0 reports its own types as leaked, over fifty lines, after all that was to be said."""
    with suppress(OSError, ValueError):
        sys.stderr.flush()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


if __name__ == "__main__":
    atexit.register(_silent)  # registered first, it runs last
    sys.exit(main())
