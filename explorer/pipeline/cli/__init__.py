"""The commands of releases: build, publish, list, roll back, prune, verify. Faults of files go out as CSV."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from explorer.core import clock
from explorer.core.command_line import DONE, Parser
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.pipeline.cli import own_files, publish, told
from explorer.pipeline.cli.told import Bar
from explorer.pipeline.imports import MODES
from explorer.pipeline.intake.extent import SCOPES
from explorer.pipeline.publish import publishing, restated
from explorer.releases import current, kept
from explorer.releases.manifest import Manifest
from explorer.releases.tables import BROUGHT


def declare(name: str, parser: Parser) -> None:
    """Add the arguments of one of the commands: build, publish, list, rollback, prune or verify."""
    if name == "build":
        parser.option("--scale", value="number", type=float, default=1.0)
    elif name == "publish":
        parser.place("files", nargs="+", type=Path)
        parser.option("--table", value="table", choices=BROUGHT)
        parser.option("--mode", choices=MODES, default="append")
        parser.option("--until", value="day", type=clock.day)
        parser.option("--scope", choices=SCOPES, default="auto")
        parser.option("--dry-run", action="store_true")
        parser.option("--list", value="file", type=Path)
        parser.option("--on-publish", value="command")
    elif name == "rollback":
        parser.place("id")
        parser.option("--fewer", action="store_true")
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
    """Put back or build the release that a server needs. Raises Trouble where that cannot be."""
    told.unread(words)
    with below_the_bar():
        _tell(publishing.begin(Bar(words), who()), words)


def _run(command: Callable[[argparse.Namespace, Words], int], options: argparse.Namespace) -> int:
    told.unread(options.words)
    if command in (_build, publish.publish):
        own_files.told(options.words)
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
    told.restated(otherwise, words)
    return DONE


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
            named = {"table": words(f"table_name.{one['table']}"), "mode": words(f"publish_mode.{one['mode']}")}
            print("\t" + words("command.brought", **{**one, **named}))
    return DONE


def _roll_back(options: argparse.Namespace, words: Words) -> int:
    _tell(publishing.roll_back(options.id, options.by, options.note, fewer=options.fewer), words)
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


def _tell(manifest: Manifest, words: Words) -> None:
    told = {"rows": words.number(manifest.rows), "tables": len(manifest.tables), "imports": len(manifest.imports)}
    print("\n" + words("command.release", release=manifest.id, until=manifest.until, **told))


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Words], int]] = {
    "build": _build,
    "publish": publish.publish,
    "list": _list,
    "rollback": _roll_back,
    "prune": _prune,
    "verify": _verify,
}
