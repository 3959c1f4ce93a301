"""What the database complains of, as a Trouble that names the place in the reader's text."""

import json
import re

import duckdb

from explorer.sandbox import limits, tree
from explorer.trouble import Trouble

LONGEST = 300
NEAR = re.compile(r'at or near "(.*)"', re.DOTALL)
MEMORY, GRAVE = frozenset({"out of memory", "out_of_memory", "outofmemory"}), frozenset({"internal", "fatal"})
TAKEN_BACK = "explain "  # stands before the text where the place of a fault is asked for


def of(fault: Exception, text: str, ahead: int = 0) -> Trouble:
    """Return what went wrong with ``text``; ``ahead``: bytes that stood before it when it was read."""
    said = _document(fault)
    message = " ".join(str(said.get("exception_message", fault)).split())
    where = tree.place(text, max(int(said.get("position", ahead)) - ahead, 0))
    known = "position" in said
    if isinstance(fault, duckdb.ParserException):
        near = NEAR.search(message)
        return Trouble("sandbox_syntax", near=_short(near[1] if near else message), **where)
    if _kind(said) in MEMORY or isinstance(fault, duckdb.OutOfMemoryException):
        return Trouble("sandbox_memory")
    if _kind(said) == "interrupt" or isinstance(fault, duckdb.InterruptException):
        return Trouble("sandbox_too_slow", seconds=f"{limits.SECONDS:g}")
    if said.get("error_subtype") == "COLUMN_NOT_FOUND":
        close = _short(str(said.get("candidates", "")).replace(",", ", "))
        return Trouble("sandbox_column" if close else "sandbox_no_column", name=said["name"], close=close, **where)
    if known:
        return Trouble("sandbox_refused_at", said=_short(message), **where)
    return Trouble("sandbox_refused", said=_short(message))


def grave(fault: Exception) -> bool:
    """Whether the database says of itself that it can no longer be trusted."""
    return _kind(_document(fault)) in GRAVE or isinstance(fault, (duckdb.InternalException, duckdb.FatalException))


def _kind(said: dict[str, str]) -> str:
    return str(said.get("exception_type", "")).lower()


def _document(fault: Exception) -> dict[str, str]:
    _, _, text = str(fault).partition("{")
    try:
        found = json.loads("{" + text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
