"""What the database complains of, as a Trouble that names the place in the reader's text."""

import json
import re
from collections.abc import Iterable

import duckdb

from explorer.core.errors import Trouble
from explorer.sandbox import limits, messages, parse_tree, typos

LONGEST, NEAREST = 300, 3
FILES = frozenset({"io", "permission"})
NEAR = re.compile(r'at or near "(.*)"', re.DOTALL)
HEAD = re.compile(r"\A([A-Z]\w+ )+Error: ")  # what stands before a complaint that is no document
MEMORY, GRAVE = frozenset({"out of memory", "out_of_memory", "outofmemory"}), frozenset({"internal", "fatal"})
Added = tuple[tuple[int, int], ...]  # places of the text that is read, and how many bytes were put in there
TAKEN_BACK = "explain "  # stands before the text where the place of a fault is asked for


def of(fault: Exception, text: str, *added: Added) -> Trouble:
    """Return what went wrong with ``text``; ``added``: what was put into it before it was read, the last first."""
    said = _document(fault)
    message = str(said.get("exception_message") or HEAD.sub("", str(fault)))
    at = _origin(_position(said), added)
    where = parse_tree.place(text, at) if 0 <= at <= len(text.encode()) else {}
    if limit := _limit(fault):
        return limit
    if said.get("error_subtype") == "COLUMN_NOT_FOUND" and {"name", "candidates"} <= said.keys():
        close, name = messages.short(_names(said["candidates"])), messages.short(said["name"])
        slip = typos.in_name(text, at, name) if where else None
        return slip or Trouble("sandbox_column" if close else "sandbox_no_column", name=name, close=close, **where)
    if known := messages.told(message):
        key, values = known
        slip = typos.in_name(text, at, values["name"]) if where and key == "sandbox_no_from" else None
        return slip or Trouble(key, **(values | where))
    if isinstance(fault, duckdb.ParserException) and (near := NEAR.search(message)):
        slip = typos.in_syntax(text, at, near[1]) if where else None
        return slip or Trouble("sandbox_syntax", near=messages.short(near[1]), **parse_tree.place(text, max(at, 0)))
    return Trouble("sandbox_refused", said=messages.short(message, LONGEST), **where)


def _limit(fault: Exception) -> Trouble | None:
    """Return what has nothing to do with the text: memory, time, a file that is gone and whose name is nobody's."""
    kind = _kind(fault)
    if kind in MEMORY or isinstance(fault, duckdb.OutOfMemoryException):
        return Trouble("sandbox_memory")
    if kind == "interrupt" or isinstance(fault, duckdb.InterruptException):
        return Trouble("sandbox_too_slow", seconds=f"{limits.SECONDS:g}")
    if kind in FILES or isinstance(fault, (duckdb.IOException, duckdb.PermissionException)):
        return Trouble("sandbox_unreadable")
    return None


def grave(fault: Exception) -> bool:
    """Whether the database says of itself that it can no longer be trusted."""
    return _kind(fault) in GRAVE or isinstance(fault, (duckdb.InternalException, duckdb.FatalException))


def position(fault: Exception) -> int:
    """Return the byte that the database names, of the text that it read; -1 where it names none."""
    return _position(_document(fault))


def _origin(position: int, added: Iterable[Added]) -> int:
    """Return where a byte of the text that was read is in the reader's text; -1 for what does not stand in it."""
    for parts in added:
        if any(at <= position < at + length for at, length in parts):
            return -1
        position -= sum(length for at, length in parts if position >= at + length)
    return position


def _position(said: dict[str, str]) -> int:
    found = said.get("position", "")
    return int(found) if found.isdecimal() and len(found) < 10 else -1


def _names(listed: str) -> str:
    """Return names as they are written in a query: what is no word stands in double quotation marks."""
    names = [name for name in listed.split(",") if name][:NEAREST]
    return ", ".join(name if name.isidentifier() else f'"{name}"' for name in names)


def _kind(fault: Exception) -> str:
    """Return what Arrow hands on without its class; of the database's own classes nothing is believed to the letter."""
    return "" if isinstance(fault, duckdb.Error) else _document(fault).get("exception_type", "").lower()


def _document(fault: Exception) -> dict[str, str]:
    _, _, text = str(fault).partition("{")
    try:
        found = json.loads("{" + text)
    except ValueError:
        return {}
    texts = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in texts if isinstance(value, str)}
