"""``publish``: files and forms of cities are checked, what they would change is told, and they become a release."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from explorer.core import catalogue, hook, spreadsheet
from explorer.core.command_line import AT_FAULT, DONE, IN_PART
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.pipeline import city_forms, intake
from explorer.pipeline.city_forms import Collected
from explorer.pipeline.cli import on_publish, told
from explorer.pipeline.cli.told import Bar
from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import file_check, publishing, restated, signing
from explorer.pipeline.publish.file_check import Arrived
from explorer.pipeline.publish.prepared import Prepared

OBSERVATIONS = "observations"


@dataclass(frozen=True)
class Forms:
    """The cities' forms among what was given. ``brought``: the sound ones as figures, None where these are none."""

    found: Collected
    brought: Brought | None

    @property
    def faults(self) -> int:
        """How much is left out: places with a fault, files refused as a whole, cities with two forms."""
        refused = sum(isinstance(one, Trouble) for one in self.found.forms.values())
        return refused + len(self.found.twice) + sum(one.faults.height for one in self.found.taken)


def publish(options: argparse.Namespace, words: Words) -> int:
    """Publish what was given, or with --dry-run say what it would change; return how it ended."""
    command = hook.parts(options.on_publish) if options.on_publish is not None else None
    bar = Bar(words)
    bar("checking")
    paths, others = _apart(options)
    found = [file_check.arrived(path, options.table, options.mode, options.until, options.scope) for path in others]
    forms = _forms(paths, options, words) if paths else None
    if forms:
        print("\n" + "\n".join(city_forms.said(forms.found, words)), file=sys.stderr)
    wrong = [one for one in found if not one.faults.is_empty()]
    brought = [one.brought for one in found] + ([forms.brought] if forms and forms.brought else [])
    if wrong or not brought:
        return _refused(wrong, forms, words)
    for one in found:
        _ask(one, words)
    otherwise = restated.restated()
    made = _made(brought, options, bar)
    try:
        _list(made, options, words)
        # What is at fault stands alone on standard output.
        out = sys.stderr if forms and forms.faults else sys.stdout
        print(file=sys.stderr)
        print(told.changed(made, words), file=out)
        told.restated(otherwise, words, out)
        done = "command.would" if options.dry_run else "command.published"
        print(words(done, release=made.release), file=out, flush=True)
    finally:  # published it is, whatever was in the way of saying so
        if command and not options.dry_run and not made.nothing_new:
            on_publish.run(command, made, options.by, options.note, words)
    if forms and forms.faults:
        _write(city_forms.faults(forms.found, words))
        print(words("command.in_part", count=forms.faults), file=sys.stderr)
        return IN_PART
    return DONE


def _apart(options: argparse.Namespace) -> tuple[list[Path], list[Path]]:
    """Return the files that are forms of cities, those of a folder among them, and the others."""
    forms: list[Path] = []
    others: list[Path] = []
    for path in options.files:
        if path.is_dir():
            forms += city_forms.in_folder(path)
        elif (
            options.table in (None, OBSERVATIONS) and _small(path) and city_forms.is_form(path.read_bytes(), path.name)
        ):
            forms.append(path)
        else:
            others.append(path)
    return forms, others


def _small(path: Path) -> bool:
    """Whether a file can be looked at; what is wrong with another is said where it is read."""
    return path.is_file() and path.stat().st_size <= intake.UPLOADED


def _forms(paths: Sequence[Path], options: argparse.Namespace, words: Words) -> Forms:
    """Return what the forms of cities bring, read and checked as the publish page does."""
    contents = [file_check.content_of(path) for path in paths]
    files = [(path.name, content) for path, content in zip(paths, contents, strict=True)]
    found = city_forms.received(files, catalogue.plans()[profile().plan])
    returned = city_forms.returned(found, contents, words)
    if returned is None:
        return Forms(found, None)
    rows = intake.check(returned.content, returned.file, OBSERVATIONS, most=intake.BROUGHT).rows
    return Forms(found, Brought(OBSERVATIONS, rows, returned.file, returned.original, until=options.until))


def _refused(wrong: Sequence[Arrived], forms: Forms | None, words: Words) -> int:
    """Say what is at fault, on standard output as a table; nothing is published."""
    parts = [
        file_check.said(one.faults, words).select(pl.lit(one.brought.file).alias(words("command.file")), pl.all())
        for one in wrong
    ]
    parts += [city_forms.faults(forms.found, words)] if forms and forms.found.taken else []
    rows = pl.concat(parts, how="vertical_relaxed") if parts else pl.DataFrame()
    if not rows.is_empty():
        _write(rows)
    count = sum(one.faults.height for one in wrong) + (forms.faults if forms else 0)
    nothing = words("gathering.nothing") if forms and not count else words("command.faults", count=count)
    print("\n" + nothing, file=sys.stderr)
    return AT_FAULT


def _write(faults: pl.DataFrame) -> None:
    sys.stdout.buffer.write(spreadsheet.csv(faults))


def _ask(one: Arrived, words: Words) -> None:
    """Say on standard error what was not read, and what somebody should look at though nothing is wrong with it."""
    if one.unread:
        print(f"\n{one.brought.file}: {words('intake.unread', columns=', '.join(one.unread))}", file=sys.stderr)
    if count := len(one.questions):
        print(f"\n{one.brought.file}: {words('intake.questions', count=count)}", file=sys.stderr)
        sys.stderr.write(spreadsheet.csv(file_check.asked(one, words)).decode("utf-8-sig"))


def _made(brought: Sequence[Brought], options: argparse.Namespace, bar: Bar) -> Prepared:
    if options.dry_run:
        made = publishing.prepare(brought, bar)
        publishing.discard(made)
        return made
    try:
        return publishing.bring(brought, options.by, options.note, bar)
    except Trouble as trouble:
        lines = told.corrections(trouble.values.get("corrections", ()), options.words)
        print("\n".join(["", *lines]), file=sys.stderr)
        raise


def _list(made: Prepared, options: argparse.Namespace, words: Words) -> None:
    """Write the list for signing where it is asked for."""
    if options.list is None:
        return
    try:
        options.list.write_bytes(signing.workbook(made, words, by=options.by, note=options.note))
    except OSError as fault:
        raise Trouble("list_unwritable", file=options.list, fault=fault.strerror) from fault
    print("\n" + words("command.list", file=options.list), file=sys.stderr)
