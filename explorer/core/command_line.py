"""What all commands share: arguments explained in the reader's language, and how a command ends.

0 done; 2 what was given is at fault (a file, the arguments, a statement); 3 stopped, by a person or by a limit; 4 done,
but part of what was given is at fault and was left out; 1 anything else that is in the way, in one sentence on standard
error.
"""

import argparse
import functools
import re
import signal
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.core.language import Words

DONE, TROUBLE, AT_FAULT, STOPPED, IN_PART = range(5)
GIVEN = ("decision_", "intake_", "import_", "returns_", "sandbox_")
ALSO_GIVEN = frozenset(
    {
        "correction_without_reason",
        "hook_missing",
        "hook_unreadable",
        "host_not_here",
        "keep_too_few",
        "port_not_a_number",
        "release_in_use",
        "release_unknown",
        "scale_not_positive",
    }
)
PLACE = frozenset(
    {
        "intake_unwritable",
        "import_damaged",
        "returns_unwritable",
        "sandbox_unreadable",
        "sandbox_busy",
        "sandbox_unavailable",
    }
)
LIMITS = frozenset({"sandbox_too_slow", "sandbox_memory", "sandbox_crashed", "sandbox_stopped", "sandbox_too_large"})
COLUMN = re.compile(r"^(?P<name> {2,}\S+(?: \S+)*)(?P<gap> {2,})")  # what a help names, and the gap before its meaning
# What argparse says of arguments, and which of our sentences says the same: help_wrong.<key>.
SAID = tuple(
    (key, re.compile(pattern, re.DOTALL))
    for key, pattern in (
        ("missing", r"the following arguments are required: (?P<names>.+)"),
        ("unknown", r"unrecognized arguments: (?P<names>.+)"),
        ("choice", r"argument (?P<name>.+?): invalid choice: (?P<asked>.+) \(choose from (?P<allowed>.+)\)"),
        ("day", r"argument (?P<name>.+?): invalid day value: (?P<asked>.+)"),
        ("int", r"argument (?P<name>.+?): invalid int value: (?P<asked>.+)"),
        ("float", r"argument (?P<name>.+?): invalid float value: (?P<asked>.+)"),
        ("no_value", r"argument (?P<name>.+?): expected .*argument.*"),
        ("surplus", r"argument (?P<name>.+?): ignored explicit argument (?P<asked>.+)"),
        ("ambiguous", r"ambiguous option: (?P<asked>.+) could match (?P<allowed>.+)"),
        ("other", r".*"),
    )
)


def at_fault(key: str) -> bool:
    """Return whether a trouble lies in what was given: whoever mends that need not touch the machine."""
    return key in ALSO_GIVEN or (key.startswith(GIVEN) and key not in PLACE)


@dataclass(frozen=True)
class Codes:
    """How a command ends, which is not the same under its former name: see docs/decisions/command-line.md.

    ``arguments``: after arguments that make no sense; ``at_fault``: the troubles that end with 2 if not as at_fault.
    """

    arguments: int = AT_FAULT
    at_fault: frozenset[str] | None = None

    def of(self, trouble: Trouble) -> int:
        """Return how a command ends that a trouble ended."""
        if trouble.key in LIMITS:
            return STOPPED
        given = at_fault(trouble.key) if self.at_fault is None else trouble.key in self.at_fault
        return AT_FAULT if given else TROUBLE


class Layout(argparse.RawDescriptionHelpFormatter):
    """The lines of a help, with its fixed words in one language."""

    def __init__(self, prog: str, *, words: Words) -> None:
        super().__init__(prog, max_help_position=32)
        self.words = words

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage with its name in the reader's language."""
        super().add_usage(usage, actions, groups, self.words("help.usage") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Arguments of one command. ``topic``: its place in the languages' help; ``declare`` adds its arguments when asked.

    A command's arguments are declared only when it is asked for, so that no command loads what another one needs.
    """

    def __init__(self, *, words: Words, topic: str, declare: "Callable[[Parser], None] | None", **more: Any) -> None:
        example = words("help.example", command=words(f"help_example.{topic}"))
        super().__init__(
            description=words(f"help_about.{topic}", product=words("common.product")),
            epilog=example if topic != "explorer" else f"{example}\n{words('help.codes')}",
            formatter_class=functools.partial(Layout, words=words),
            add_help=False,
            **more,
        )
        self.words, self.topic, self.declare = words, topic, declare
        self.places = self.add_argument_group(words("help.arguments"))
        self.choices = self.add_argument_group(words("help.options"))
        self.option("--help", "-h", action="help")
        self.option("--lang", choices=language.LANGUAGES, default=argparse.SUPPRESS)

    def place(self, name: str, **more: Any) -> None:
        """Add an argument known by its place; help_value and help_place say what it is."""
        said = f"{self.topic}_{name}"
        self.places.add_argument(
            name, metavar=self.words(f"help_value.{name}"), help=self.words(f"help_place.{said}"), **more
        )

    def option(self, *names: str, value: str | None = None, **more: Any) -> None:
        """Add an option; help_option says what it does. ``value``: the word in help_value for what follows it."""
        key = names[0].removeprefix("--").replace("-", "_")
        own = f"help_option.{self.topic}_{key}"
        meaning = self.words(own if own in self.words.sentences else f"help_option.{key}")
        if value is not None:
            more["metavar"] = self.words(f"help_value.{value}")
        self.choices.add_argument(*names, help=meaning, **more)

    def commands(self, declared: "Mapping[str, Callable[[Parser], None]]", **former: str) -> None:
        """Add the commands below this one, each with what declares its arguments. ``former``: old names → names."""
        title, metavar = self.words("help.commands"), self.words("help_value.command")
        below = self.add_subparsers(title=title, metavar=metavar, required=True)
        topics = {name: name if self.topic == "explorer" else f"{self.topic}_{name}" for name in declared}
        for name, declare in declared.items():
            shown = self.words(f"help_command.{topics[name]}")
            below.add_parser(name, words=self.words, topic=topics[name], declare=declare, help=shown)
        for old, name in former.items():  # without help they are not listed
            below.add_parser(old, words=self.words, topic=topics[name], declare=declared[name])

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Declare the arguments, then read them."""
        declare, self.declare = self.declare, None
        if declare:
            declare(self)
        return super().parse_known_args(args, namespace)

    def format_help(self) -> str:
        """Return the help: headings end in the language's own colon, and wide letters take their two columns."""
        lines = super().format_help().replace(":\n", self.words("help.colon") + "\n").splitlines()
        heading = "  " + self.words("help_value.command")
        return "\n".join(COLUMN.sub(_narrowed, line) for line in lines if line != heading) + "\n"

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and where their help is, and end."""
        key, found = next((key, found) for key, pattern in SAID if (found := pattern.fullmatch(message)))
        list_ = self.words("common.list")
        values = {name: value.replace("'", "").replace(", ", list_) for name, value in found.groupdict().items()}
        help_ = self.words("help.see", command=f"{self.prog} --help")
        self.exit(AT_FAULT, f"{self.words(f'help_wrong.{key}', **values)}{help_}\n")


def _narrowed(column: re.Match[str]) -> str:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in column["name"])
    return column["name"] + " " * max(2, len(column["gap"]) - wide)


def spoken(arguments: Sequence[str]) -> Words:
    """Return the words for whoever gave the arguments: --lang says which, else the terminal's locale."""
    asked = re.findall(r"(?:^|\0)--lang[=\0](\w+)", "\0".join(arguments))
    return language.words(asked[-1]) if asked and asked[-1] in language.LANGUAGES else language.here()


def ended(work: Callable[[], int], words: Words, codes: Codes) -> int:
    """Do a command's work and return how it ended, in one sentence on standard error where it is not done."""
    try:
        with _terminable():
            code = work()
            sys.stdout.flush()
            return code
    except Trouble as trouble:
        print(words.trouble(trouble), file=sys.stderr)
        return codes.of(trouble)
    except KeyboardInterrupt:
        print("\n" + words("command.stopped"), file=sys.stderr)
        return STOPPED
    except Exception as fault:  # noqa: BLE001 (a person at a terminal is told in one sentence, and by it a maintainer)
        last = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        print(words("command.unforeseen", fault=f"{type(fault).__name__}: {fault}", where=where), file=sys.stderr)
        return TROUBLE


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the work as Ctrl-C does: what was begun is put away, and a sentence says so."""

    def stop(_: int, __: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
