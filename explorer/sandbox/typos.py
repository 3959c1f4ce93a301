"""Slips that the parsers have no name for: full-width signs of a Chinese keyboard, texts without their marks."""

import re
from collections.abc import Mapping
from typing import Any

from explorer.core.errors import Trouble
from explorer.sandbox import parse_tree

FULL = "，（）；：＝＞＜＋－＊／％．。、“”‘’！"
HALF = ",();:=><+-*/%..,''''!"
SIGN = re.compile(f"[{FULL}]")
UNREAD = frozenset({"sandbox_unread", "sandbox_count", "sandbox_backtick"})
ARGUMENTS = re.compile(r"\ARequired (keyword|argument): '|\AThe number of provided arguments")
FIRST_ROWS = re.compile(r"\b(select\s+top|limit\s+\d+)\s*\Z", re.IGNORECASE)  # as other databases write it
BEFORE = re.compile(r"[^\s'\"]*\s*\Z")  # the word that ends before a place


def in_name(text: str, at: int, name: str) -> Trouble | None:
    """Return what was meant by a name that no column has, at a byte of the text; None where nothing is odd about it."""
    if found := SIGN.search(name):
        return _full_width(text, at + len(name[: found.start()].encode()), found[0])
    if text.encode()[at : at + 1] == b'"' or not name.isascii():
        return Trouble("sandbox_text", name=name, **parse_tree.place(text, at))
    return None


def in_syntax(text: str, at: int, near: str) -> Trouble | None:
    """Return the full-width sign in or before the word at which the parser gave up, or another database's LIMIT."""
    before = text.encode()[:at].decode(errors="ignore")
    word = BEFORE.search(before)
    start = word.start() if word else len(before)
    if FIRST_ROWS.search(before):
        return Trouble("sandbox_limit", **parse_tree.place(text, at))
    if found := SIGN.search(before[start:] + near):
        return _full_width(text, len((before + near)[: start + found.start()].encode()), found[0])
    return None


def _full_width(text: str, at: int, sign: str) -> Trouble:
    return Trouble("sandbox_full_width", sign=sign, half=HALF[FULL.index(sign)], **parse_tree.place(text, at))


def unread(said: Mapping[str, Any]) -> Trouble:
    """Return what the second parser could not read, from what it says of it."""
    where = {"line": int(said.get("line", 1)), "column": int(said.get("col", 1))}
    if ARGUMENTS.search(str(said.get("description", ""))):
        return Trouble("sandbox_count", **where)
    if said.get("highlight") == "`":
        return Trouble("sandbox_backtick", **where)
    return Trouble("sandbox_unread", **where)
