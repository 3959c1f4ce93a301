"""A link as a value: which parameters there are, how an address is written, and how one is read without a page."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode

KNOWN = (
    *("plan", "indicator", "area", "as_of", "evidence", "lang", "release", "agenda", "print", "group", "only", "find"),
    "list",
    *("department", "goal", "goal_year", "method", "years", "level", "scenarios", "growth", "change", "change_year"),
    *("renewal", "hidden", "split", "weights", "show", "per", "scale", "against", "figure"),
    *("county", "kind", "ipc_section", "holder_type", "industry", "pre_examined", "nice_class", "mark_type"),
    *("standard", "eu_list", "unit_level", "state", "span", "rows", "columns", "measure", "sort", "page", "record"),
    *("since", "since_release", "what"),
    *("sql", "table"),
)

Value = TypeVar("Value")


@dataclass(frozen=True)
class Ignored:
    """A parameter whose value nobody knows; ``used`` stands in its place (empty: nothing does)."""

    name: str
    asked: str
    used: str


@dataclass
class Reading:
    """An address being read: what it asks, what was read and used of it so far, and what could not be used."""

    query: Mapping[str, str]
    used: dict[str, str] = field(default_factory=dict)
    ignored: list[Ignored] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def given(self, name: str) -> str | None:
        """Return what the address says of parameter ``name``, which then counts as read."""
        self.read.add(name)
        return self.query.get(name)

    def take(self, name: str, read: Callable[[str | None], Value], write: Callable[[Value], str]) -> Value:
        """Return what parameter ``name`` means, and note it."""
        asked = self.given(name)
        found = read(asked)
        told, written = asked is None or _same(asked, write(found)), write(found)
        ignored = None if told else Ignored(name, asked or "", written)
        if worth_saying(written, write(read(None))):
            return self.keep(name, found, written, ignored)
        self.ignored += [ignored] if ignored else []
        return found

    def keep(self, name: str, found: Value, written: str, ignored: Ignored | None = None) -> Value:
        """Note what was used of parameter ``name`` and what was not; return what it means."""
        self.used[name] = written
        self.ignored += [ignored] if ignored else []
        return found


_NOW: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading(query: Mapping[str, str]) -> Iterator[Reading]:
    """Let the choices made inside come from ``query`` instead of a page: no widget is drawn, nothing is written."""
    found = Reading(query)
    token = _NOW.set(found)
    try:
        yield found
    finally:
        _NOW.reset(token)


def being_read() -> Reading | None:
    """Return the address being read without a page; None on a page."""
    return _NOW.get()


def unread(query: Mapping[str, str], read: AbstractSet[str]) -> list[str]:
    """Return the names of the parameters that say something and that nobody read: the view does not use them."""
    return [name for name in KNOWN if query.get(name) and name not in read]


def worth_saying(written: str, usual: str) -> bool:
    """Whether a link has to say a value: an empty text that can only be empty says nothing."""
    return bool(written or usual)


def in_order(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters in the order in which links write them."""
    return {name: parameters[name] for name in KNOWN if name in parameters}


def to(page: str, parameters: Mapping[str, str]) -> str:
    """Return the relative address of a page ('' is the overview) that carries every parameter given."""
    return f"{page or '.'}?{urlencode(parameters)}"


def _same(asked: str, used: str) -> bool:
    """Whether both mean the same; a number may be written otherwise."""
    if asked == used:
        return True
    try:
        return float(asked) == float(used)
    except ValueError:
        return False
