"""The command line of the intake: templates to fill in, and files checked before anybody publishes them."""

import argparse
import sys
from pathlib import Path

from explorer.core import language, spreadsheet
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.pipeline import intake
from explorer.pipeline.intake import Checked

CLEAN, TROUBLE, FAULTS = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the command line. Returns 0 when done or clean, 2 with the faults as CSV, 1 with one sentence on stderr."""
    options = _parser().parse_args(arguments)
    words = language.words(options.lang) if options.lang else language.here()
    try:
        return _template(options, words) if options.command == "template" else _check(options, words)
    except Trouble as trouble:
        print(words.trouble(trouble), file=sys.stderr)
        return TROUBLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m explorer.intake", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("template", help="write a workbook to fill in")
    making.add_argument("table", help="one of: " + ", ".join(intake.TABLES))
    making.add_argument("--output", type=Path, help="the file to write; <table>.xlsx in this folder without it")
    checking = commands.add_parser("check", help="name every fault of a file; 0 clean, 2 faults, 1 trouble")
    checking.add_argument("file", type=Path)
    checking.add_argument("--table", help="what the file holds; without it the column names tell")
    for command in (making, checking):
        command.add_argument("--lang", choices=language.LANGUAGES, help="the language of what is written")
    return parser


def _template(options: argparse.Namespace, words: Words) -> int:
    made = intake.template(options.table, words)
    path: Path = options.output or Path(f"{options.table}.xlsx")
    try:
        path.write_bytes(made)
    except OSError as fault:
        raise Trouble("intake_unwritable", file=path, fault=fault.strerror) from fault
    print(words("intake.written", file=path), file=sys.stderr)
    return CLEAN


def _check(options: argparse.Namespace, words: Words) -> int:
    content, name = _read(options.file), options.file.name
    table = options.table or intake.recognise(content, name, most=intake.BROUGHT)
    if table is None:
        raise Trouble("intake_unrecognised", file=name, allowed=", ".join(intake.TABLES))
    checked = intake.check(content, name, table, most=intake.BROUGHT)
    _tell(checked, words)
    if checked.faults.is_empty():
        return CLEAN
    sys.stdout.buffer.write(spreadsheet.csv(intake.said(checked.faults, words)))
    return FAULTS


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > intake.BROUGHT:
            size, most = (-(-length // (1 << 20)) for length in (path.stat().st_size, intake.BROUGHT))
            raise Trouble("intake_too_large", file=path.name, size=size, most=most)
        return path.read_bytes()
    except OSError as fault:
        raise Trouble("intake_no_file", file=path, fault=fault.strerror) from fault


def _tell(checked: Checked, words: Words) -> None:
    """Say on standard error what was found, in one line, and which columns were not read, in another."""
    name, clean = words(f"intake_table.{checked.table}"), words.number(checked.rows.height)
    faults, rows = (words.number(count) for count in (checked.faults.height, checked.faults["row"].n_unique()))
    if checked.faults.is_empty():
        print(words("intake.clean", table=name, count=clean), file=sys.stderr)
    else:
        print(words("intake.found", faults=faults, rows=rows, clean=clean, table=name), file=sys.stderr)
    if checked.unread:
        print(words("intake.unread", columns=", ".join(checked.unread)), file=sys.stderr)
