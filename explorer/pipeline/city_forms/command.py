"""``python -m explorer.returns template CODE|all`` makes forms; ``collect FOLDER`` reads those that came back.

Exit codes: 0 done; 2 something in the forms has to be corrected (as CSV on standard output, nothing is written);
1 trouble, in one sentence on standard error.
"""

import argparse
import sys
from pathlib import Path

from explorer.core import catalogue, language, spreadsheet
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.pipeline import city_forms

PLAN = "ln-2025"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _options().parse_args(arguments)
    words = language.words(options.lang) if options.lang else language.here()
    try:
        return _template(options, words) if options.command == "template" else _collect(options, words)
    except Trouble as trouble:
        print(words.trouble(trouble), file=sys.stderr)
        return 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m explorer.returns", description=__doc__)
    parser.add_argument("--lang", choices=language.LANGUAGES, help="language of forms and messages")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("template", help="make the form of one city, or of all of them")
    making.add_argument("city", help="the city's code (GB/T 2260), or all")
    making.add_argument("--output", type=Path, default=Path(), help="the folder to write into")
    reading = commands.add_parser("collect", help="read a folder of filled forms into one file of observations")
    reading.add_argument("folder", type=Path)
    reading.add_argument("--output", type=Path, default=Path("returns.csv"), help="the file to write")
    for command in (making, reading):
        command.add_argument("--plan", choices=list(catalogue.plans()), default=PLAN)
    return parser


def _template(options: argparse.Namespace, words: Words) -> int:
    plan = catalogue.plans()[options.plan]
    known = city_forms.cities(plan)
    for city in known if options.city == "all" else [options.city]:
        content = city_forms.form(plan, city, words)
        file = options.output / city_forms.file_name(plan, city, words)
        _write(file, content)
        print(file)
    return 0


def _collect(options: argparse.Namespace, words: Words) -> int:
    found = city_forms.collect(options.folder, catalogue.plans()[options.plan])
    for line in city_forms.said(found, words):
        print(line, file=sys.stderr)
    if not found.sound:
        faults = city_forms.faults(found, words)
        print(words("returns.faulty", count=faults.height + len(found.twice)), file=sys.stderr)
        sys.stdout.write(spreadsheet.harmless(faults).write_csv())
        return 2
    rows = city_forms.observations(found, words)
    _write(options.output, spreadsheet.csv(rows))
    print(words("returns.written", file=options.output, count=rows.height), file=sys.stderr)
    return 0


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as fault:
        raise Trouble("returns_unwritable", file=file.name, fault=fault.strerror) from fault
