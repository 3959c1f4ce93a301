"""The commands of the intake: templates to fill in, and files checked before anybody publishes them."""

import argparse
import sys
from pathlib import Path

from explorer.core import spreadsheet
from explorer.core.command_line import AT_FAULT, DONE, Parser
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.pipeline import intake
from explorer.pipeline.intake import Checked, extent


def declare(name: str, parser: Parser) -> None:
    """Add the arguments of ``template`` or ``check``."""
    if name == "template":
        parser.place("table")
        parser.option("--output", value="file", type=Path)
        parser.set_defaults(run=_template)
    else:
        parser.place("file", type=Path)
        parser.option("--table", value="table")
        parser.set_defaults(run=checked)


def _template(options: argparse.Namespace) -> int:
    words: Words = options.words
    made = intake.template(options.table, words)
    path: Path = options.output or Path(f"{options.table}.xlsx")
    try:
        path.write_bytes(made)
    except OSError as fault:
        raise Trouble("intake_unwritable", file=path, fault=fault.strerror) from fault
    print(words("intake.written", file=path), file=sys.stderr)
    return DONE


def checked(options: argparse.Namespace) -> int:
    """Check a file of the office's and write its faults as CSV to standard output; return how it ended."""
    words: Words = options.words
    content, name = _read(options.file), options.file.name
    table = options.table or intake.recognise(content, name, most=intake.BROUGHT)
    if table is None:
        raise Trouble("intake_unrecognised", file=name, allowed=", ".join(intake.TABLES))
    checked = intake.check(content, name, table, most=intake.BROUGHT)
    _tell(checked, words)
    if questions := extent.asked(checked):
        print(words("intake.questions", count=len(questions)), file=sys.stderr)
        sys.stderr.write(spreadsheet.csv(intake.asked(questions, checked.table, words)).decode("utf-8-sig"))
    if checked.faults.is_empty():
        return DONE
    sys.stdout.buffer.write(spreadsheet.csv(intake.said(checked.faults, words)))
    return AT_FAULT


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
    name, clean = words(f"table_name.{checked.table}"), words.number(checked.rows.height)
    faults, rows = (words.number(count) for count in (checked.faults.height, checked.faults["row"].n_unique()))
    if checked.faults.is_empty():
        print(words("intake.clean", table=name, count=clean), file=sys.stderr)
    else:
        print(words("intake.found", faults=faults, rows=rows, clean=clean, table=name), file=sys.stderr)
    if checked.unread:
        print(words("intake.unread", columns=", ".join(checked.unread)), file=sys.stderr)
