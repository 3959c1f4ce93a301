"""``python -m explorer forms make CODE|all|province`` makes forms; ``collect FOLDER`` reads cities' that came back."""

import argparse
import sys
from pathlib import Path

from explorer.core import catalogue, spreadsheet
from explorer.core.command_line import AT_FAULT, DONE, Parser
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.pipeline import city_forms
from explorer.pipeline.city_forms import province
from explorer.releases import store


def declare(parser: Parser) -> None:
    """Add the commands below ``forms``; ``make`` was called template once."""
    parser.commands({"make": _declare_make, "collect": _declare_collect}, template="make")


def _declare_make(parser: Parser) -> None:
    parser.place("city")
    parser.option("--output", value="folder", type=Path, default=Path())
    parser.option("--filled", action="store_true")
    parser.option("--plan", value="plan", choices=list(catalogue.plans()), default=profile().plan)
    parser.set_defaults(run=_make)


def _declare_collect(parser: Parser) -> None:
    parser.place("folder", type=Path)
    parser.option("--output", value="file", type=Path, default=Path("returns.csv"))
    parser.option("--plan", value="plan", choices=list(catalogue.plans()), default=profile().plan)
    parser.set_defaults(run=_collect)


def _make(options: argparse.Namespace) -> int:
    words: Words = options.words
    plan = catalogue.plans()[options.plan]
    if options.city == province.PROVINCE:
        file = options.output / province.file_name(plan, words)
        _write(file, province.form(plan, words, store.edition() if options.filled else None))
        print(file)
        return DONE
    known = city_forms.cities(plan)
    for city in known if options.city == "all" else [options.city]:
        content = city_forms.form(plan, city, words)
        file = options.output / city_forms.file_name(plan, city, words)
        _write(file, content)
        print(file)
    return DONE


def _collect(options: argparse.Namespace) -> int:
    words: Words = options.words
    found = city_forms.collect(options.folder, catalogue.plans()[options.plan])
    for line in city_forms.said(found, words):
        print(line, file=sys.stderr)
    if not found.sound:
        faults = city_forms.faults(found, words)
        print(words("returns.faulty", count=faults.height + len(found.twice)), file=sys.stderr)
        sys.stdout.write(spreadsheet.harmless(faults).write_csv())
        return AT_FAULT
    rows = city_forms.observations(found, words)
    _write(options.output, spreadsheet.csv(rows))
    print(words("returns.written", file=options.output, count=rows.height), file=sys.stderr)
    return DONE


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as fault:
        raise Trouble("returns_unwritable", file=file.name, fault=fault.strerror) from fault
