"""The commands of releases: build, publish, list, roll back, prune, verify. Faults of files go out as CSV."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import polars as pl

from explorer.core import clock, spreadsheet
from explorer.core.command_line import AT_FAULT, DONE, Parser
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.pipeline.imports import MODES
from explorer.pipeline.publish import file_check, publishing, restated
from explorer.pipeline.publish.publishing import Prepared
from explorer.pipeline.publish.restated import Restated
from explorer.releases import current, kept
from explorer.releases.manifest import Manifest
from explorer.releases.tables import BROUGHT, TABLES


class Bar:
    """A progress bar on standard error: one mark a step, with its name."""

    steps = 12

    def __init__(self, words: Words) -> None:
        self.done, self.words = 0, words

    def __call__(self, step: str) -> None:
        """Show that ``step`` has begun."""
        self.done = min(self.done + 1, self.steps)
        marks = "#" * self.done + "." * (self.steps - self.done)
        name = self.words(f"publishing_step.{step}")
        print(f"\r[{marks}] {name:<28}", end="", file=sys.stderr, flush=True)


def declare(name: str, parser: Parser) -> None:
    """Add the arguments of one of the commands: build, publish, list, rollback, prune or verify."""
    if name == "build":
        parser.option("--scale", value="number", type=float, default=1.0)
    elif name == "publish":
        parser.place("files", nargs="+", type=Path)
        parser.option("--table", value="table", choices=BROUGHT)
        parser.option("--mode", choices=MODES, default="append")
        parser.option("--until", value="day", type=clock.day)
        parser.option("--dry-run", action="store_true")
    elif name == "rollback":
        parser.place("id")
    elif name == "prune":
        parser.option("--keep", value="number", type=int, default=publishing.FEWEST)
    elif name == "verify":
        parser.place("id", nargs="?")
        parser.option("--all", action="store_true")
    if name in ("publish", "rollback"):
        parser.option("--note", value="text", default="")
    if name in ("build", "publish", "rollback", "prune"):
        parser.option("--by", value="who", default=who())
    parser.set_defaults(run=partial(_run, _COMMANDS[name]))


def first(words: Words) -> None:
    """Build the release that a new server needs. Raises Trouble where that cannot be."""
    with below_the_bar():
        _tell(publishing.rebuild(1.0, Bar(words), who()), words)


def _run(command: Callable[[argparse.Namespace, Words], int], options: argparse.Namespace) -> int:
    with below_the_bar():
        return command(options, options.words)


@contextmanager
def below_the_bar() -> Iterator[None]:
    """Let what ends a command be said on a line of its own, not behind the progress bar."""
    try:
        yield
    except Trouble:
        print(file=sys.stderr)
        raise


def who() -> str:
    """Return the name under which whoever runs the command is signed in on this machine; empty where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _build(options: argparse.Namespace, words: Words) -> int:
    if not options.scale > 0:
        raise Trouble("scale_not_positive", asked=options.scale)
    otherwise = restated.restated()
    _tell(publishing.rebuild(options.scale, Bar(words), options.by), words)
    _tell_restated(otherwise, words)
    return DONE


def _publish(options: argparse.Namespace, words: Words) -> int:
    bar = Bar(words)
    bar("checking")
    found = [file_check.arrived(path, options.table, options.mode, options.until) for path in options.files]
    faults = [
        file_check.said(one.faults, words).select(pl.lit(one.brought.file).alias(words("command.file")), pl.all())
        for one in found
        if not one.faults.is_empty()
    ]
    if faults:
        rows = pl.concat(faults, how="vertical_relaxed")
        sys.stdout.buffer.write(spreadsheet.csv(rows))
        print("\n" + words("command.faults", count=rows.height), file=sys.stderr)
        return AT_FAULT
    for one in found:
        if one.unread:
            told = words("intake.unread", columns=", ".join(one.unread))
            print(f"\n{one.brought.file}: {told}", file=sys.stderr)
        if count := len(one.checked.questions):
            print(f"\n{one.brought.file}: {words('intake.questions', count=count)}", file=sys.stderr)
            sys.stderr.write(spreadsheet.csv(file_check.asked(one, words)).decode("utf-8-sig"))
    brought, otherwise = [one.brought for one in found], restated.restated()
    if options.dry_run:
        made = publishing.prepare(brought, bar)
        publishing.discard(made)
    else:
        made = publishing.bring(brought, options.by, options.note, bar)
    print(file=sys.stderr)
    print(changed(made, words))
    _tell_restated(otherwise, words)
    print(words("command.would" if options.dry_run else "command.published", release=made.release))
    return DONE


def _status(slug: str, words: Words, *, example: bool) -> str:
    word = words(f"status.{slug}")
    return words("example.status", word=word.lower()) if example else word


def changed(made: Prepared, words: Words) -> str:
    """Return what a release changes, a line for each table and each status."""
    lines = [
        words("command.rows", table=one.table, new=one.new, changed=one.changed, withdrawn=one.withdrawn)
        for one in made.rows
        if one.new or one.changed or one.withdrawn
    ]
    lines += [
        words("command.instead", table=one.table, gone=one.gone, name=one.name, by=one.by, named=one.named)
        for one in made.instead
    ]
    lines += [words("command.twice", table=one.table, count=one.twice) for one in made.rows if one.twice]
    lines += [words("command.repeated", table=one.table, count=one.repeated) for one in made.rows if one.repeated]
    lines += [
        words(
            "command.flip",
            plan=one.plan,
            no=one.no,
            indicator=one.indicator,
            area=one.area,
            then=_status(one.then, words, example=one.then_example),
            now=_status(one.now, words, example=one.now_example),
        )
        for one in made.flips
    ]
    return "\n".join([*_reaches(made, words), *(lines or [words("command.nothing_new")])])


def _reaches(made: Prepared, words: Words) -> list[str]:
    """Return how far each file brought is known to reach: the register is counted to that day."""
    return [
        words(
            f"command.reaches_{TABLES[one.table].role}",
            file=one.file,
            table=one.table,
            rows=words.number(one.rows),
            until=one.until,
        )
        for one in made.imports
        if one.id in made.brought
    ]


def _list(_: argparse.Namespace, words: Words) -> int:
    for event in publishing.history():
        entry = event.entry
        if entry.action == "prune":
            gone = ", ".join(entry.removed)
            action = words("command.action_prune")
            print(words("command.event_prune", at=entry.at, action=action, releases=gone, by=entry.by or "–"))
            continue
        state = "in_use" if event.in_use else "kept" if event.kept else "gone"
        line = words(
            "command.event",
            at=entry.at,
            action=words(f"command.action_{entry.action}"),
            release=entry.release,
            rows=words.number(entry.rows),
            until=entry.until or "–",
            by=entry.by or "–",
            note=entry.note or "–",
            state=words(f"command.{state}"),
        )
        print(line)
        for one in entry.brought:
            print("\t" + words("command.brought", **one))
    return DONE


def _roll_back(options: argparse.Namespace, words: Words) -> int:
    _tell(publishing.roll_back(options.id, options.by, options.note), words)
    return DONE


def _prune(options: argparse.Namespace, words: Words) -> int:
    gone = publishing.prune(options.keep, options.by)
    print(words("command.pruned", count=len(gone), releases=", ".join(gone) or "–"))
    return DONE


def _verify(options: argparse.Namespace, words: Words) -> int:
    names = kept.names() if options.all else (options.id or current.current().name,)
    wrong = DONE
    for name in names:
        try:
            _tell(publishing.verify(name), words)
        except Trouble as trouble:
            wrong = max(wrong, options.codes.of(trouble))
            print(f"{name}: {words.trouble(trouble)}", file=sys.stderr)
    return wrong


def _tell_restated(otherwise: Sequence[Restated], words: Words) -> None:
    """Say once, when a release built before there were states is next built, what stands otherwise by the rules."""
    if otherwise:
        print(words("command.restated", count=len(otherwise)))
    for one in otherwise:
        line = words(
            "command.restatement",
            measure=one.measure,
            area=one.area,
            period=one.period,
            then=words.number(one.then, 4),
            then_source=one.then_source,
            now="–" if one.now is None else words.number(one.now, 4),
            now_source=one.now_source,
            reason=words(f"not_standing.{one.reason}"),
        )
        print("\t" + line)


def _tell(manifest: Manifest, words: Words) -> None:
    told = {"rows": words.number(manifest.rows), "tables": len(manifest.tables), "imports": len(manifest.imports)}
    print("\n" + words("command.release", release=manifest.id, until=manifest.until, **told))


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Words], int]] = {
    "build": _build,
    "publish": _publish,
    "list": _list,
    "rollback": _roll_back,
    "prune": _prune,
    "verify": _verify,
}
