"""``doctor``, ``backup`` and ``restore``: what the data folder is like, kept elsewhere, and brought back."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from explorer.core.command_line import DONE, TROUBLE, Parser
from explorer.core.language import Words
from explorer.pipeline.publish import backup, condition
from explorer.pipeline.publish.condition import Condition, Release
from explorer.releases.manifest import Manifest


def declare(name: str, parser: Parser) -> None:
    """Add the arguments of doctor, backup or restore."""
    if name != "doctor":
        parser.place("file", type=Path)
    parser.set_defaults(run=_COMMANDS[name])


def _doctor(options: argparse.Namespace) -> int:
    found = condition.survey()
    print("\n".join(said(found, options.words)))
    return DONE if found.whole else TROUBLE


def said(found: Condition, words: Words) -> list[str]:
    """Return what is there, a line each, then what each way back would put in use."""
    nothing = words("doctor.nothing")
    lines = [words("doctor.current", name=found.named or nothing)]
    unread = ", ".join(map(str, found.unread))
    lines.append(words("doctor.log", count=found.lines) if not unread else words("doctor.log_unread", lines=unread))
    if found.begun:
        lines.append(words("doctor.begun", release=found.begun))
    lines += [_release(one, words) for one in found.releases]
    lines += [
        words(f"doctor.import_{'whole' if sound else 'damaged'}", id=name) for name, sound in found.imports.items()
    ]
    if found.doubt:
        lines.append(words.trouble(found.doubt))
    return [*lines, words("doctor.ways"), *_ways(found, words)]


def _release(one: Release, words: Words) -> str:
    if one.fault:
        return words("doctor.release_damaged", id=one.id, file=one.fault)
    return words("doctor.release_whole", id=one.id, count=one.office, imports=len(one.imports))


def _ways(found: Condition, words: Words) -> Iterator[str]:
    made = condition.build()
    if made.refusal:
        yield words("doctor.build_refused", sentence=words.trouble(made.refusal))
    else:
        yield words("doctor.build", count=made.office, imports=len(made.imports))
    for one in found.releases:
        if not one.fault and (one.id != found.named or found.doubt):
            yield words("doctor.rollback", id=one.id, count=one.office, imports=len(one.imports))


def _backup(options: argparse.Namespace) -> int:
    _tell("backed_up", backup.write(options.file), options)
    return DONE


def _restore(options: argparse.Namespace) -> int:
    _tell("restored", backup.restore(options.file), options)
    return DONE


def _tell(key: str, manifest: Manifest, options: argparse.Namespace) -> None:
    words: Words = options.words
    print(words(f"command.{key}", file=options.file, release=manifest.id, imports=len(manifest.imports)))


_COMMANDS = {"doctor": _doctor, "backup": _backup, "restore": _restore}
