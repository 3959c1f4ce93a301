"""DuckDB's own reading of a statement, walked with an allow-list: tables, functions, types and kinds of nodes.

A name of a common table expression counts only where DuckDB sees it, so that none can stand for a file or a table of
the catalogue somewhere else.
"""

import json
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

import duckdb

from explorer.core.errors import Trouble
from explorer.sandbox import allowlist, suggestions

PLAIN = re.compile(r"\w+")
TABLES = '"tables"'
SKIPPED = frozenset({"qualified_name", "literal", "query_location", "query_location_length"})

Node = Mapping[str, Any]


@dataclass
class Reading:
    """A statement being walked: its text, the tables there are, and those it reads."""

    text: str
    known: frozenset[str]
    read: set[str] = field(default_factory=set)


def tables_read(text: str, known: frozenset[str], parser: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the tables of a release that one SELECT reads; ``known``: their names, in small letters.

    Raises Trouble for anything that ``vocabulary`` does not name, RecursionError for a tree too deep to walk.
    """
    found = parser.execute(
        "select json_serialize_sql($text, skip_null := true, skip_empty := true, skip_default := true)", {"text": text}
    ).fetchone()
    tree = json.loads(found[0] if found else "{}")
    if tree.get("error", True) or len(tree["statements"]) != 1:
        raise Trouble("sandbox_not_a_question")
    reading = Reading(text, known)
    _walk(tree["statements"][0]["node"], frozenset(), reading)
    return tuple(sorted(reading.read))


def place(text: str, location: int) -> dict[str, int]:
    """Return line and column, counted from 1, of a byte of the text."""
    before = text.encode()[:location].decode(errors="ignore")
    return {"line": before.count("\n") + 1, "column": len(before) - (before.rfind("\n") + 1) + 1}


def _walk(node: Any, seen: AbstractSet[str], reading: Reading) -> None:
    if isinstance(node, list):
        for part in node:
            _walk(part, seen, reading)
    elif isinstance(node, dict):
        _judge(node, seen, reading)
        for name, part, inside in _parts(node, seen, reading):
            if name not in SKIPPED:
                _walk(part, inside, reading)


def _parts(node: Node, seen: AbstractSet[str], reading: Reading) -> Iterator[tuple[str, Any, AbstractSet[str]]]:
    """Yield the parts of a node with the names of common table expressions that each of them sees."""
    inside = set(seen)
    for entry in node.get("cte_map", {}).get("map", ()):
        name = str(entry["key"]).lower()
        if not PLAIN.fullmatch(name):
            raise Trouble("sandbox_table", name=name, **place(reading.text, 0))
        query = entry["value"].get("query_node") or entry["value"].get("query")
        itself = {name} if _recursive(query) else set()
        yield "cte", entry["value"], frozenset(inside | itself)
        inside.add(name)
    if node.get("type") == "RECURSIVE_CTE_NODE" and "cte_name" in node:
        inside.add(str(node["cte_name"]).lower())
    yield from ((name, part, frozenset(inside)) for name, part in node.items() if name != "cte_map")


def _recursive(query: Any) -> bool:
    node = query.get("node", query) if isinstance(query, dict) else {}
    return bool(node.get("type") == "RECURSIVE_CTE_NODE")


def _judge(node: Node, seen: AbstractSet[str], reading: Reading) -> None:
    """Refuse a node that is of no allowed kind or names what is not allowed."""
    if (kind := node.get("class")) is not None:
        if kind not in allowlist.EXPRESSIONS:
            _refuse("sandbox_construct", kind, node, reading)
        if kind in ("FUNCTION", "WINDOW"):
            _function(node, allowlist.FUNCTIONS, reading)
        if kind == "TYPE" and str(node.get("type_name", "")).lower() not in allowlist.TYPES:
            _refuse("sandbox_type", node.get("type_name", ""), node, reading)
    elif isinstance(kind := node.get("type"), str):
        _place(kind, node, seen, reading)


def _place(kind: str, node: Node, seen: AbstractSet[str], reading: Reading) -> None:
    allowed = allowlist.QUERIES | allowlist.PLACES | allowlist.CHANGES | allowlist.ORDERS
    if kind not in allowed or "at_clause" in node:
        _refuse("sandbox_construct", kind, node, reading)
    if kind == "BASE_TABLE":
        _table(node, seen, reading)
    elif kind == "TABLE_FUNCTION":
        called = {"query_location": node.get("query_location", 0)} | node.get("function", {})
        _function(called, allowlist.TABLE_FUNCTIONS, reading)
    elif kind == "SHOW_REF":
        shown = node.get("show_type", "DESCRIBE")
        listing = shown == "SHOW_SPECIAL" and node.get("table_name") == TABLES
        if not listing and (shown not in allowlist.DESCRIPTIONS or "query" not in node):
            _refuse("sandbox_construct", "SHOW", node, reading)


def _table(node: Node, seen: AbstractSet[str], reading: Reading) -> None:
    path = node.get("qualified_name", {}).get("path") or [node.get("table_name", "")]
    name = str(path[-1]).lower()
    if len(path) == 1 and name in seen:
        return
    if len(path) != 1 or name not in reading.known:
        close = suggestions.among(name, reading.known) if len(path) == 1 else ""
        _refuse("sandbox_table", ".".join(map(str, path)), node, reading, close)
    reading.read.add(name)


def _function(node: Node, allowed: frozenset[str], reading: Reading) -> None:
    path = node.get("qualified_name", {}).get("path") or [node.get("function_name", "")]
    # A column before the point of a method reads like a schema; a known function is the same one in any schema.
    if {str(path[-1]).lower(), str(node.get("function_name", path[-1])).lower()} - allowed:
        name = ".".join(map(str, path))
        _refuse("sandbox_function", name, node, reading, suggestions.function(name))


def _refuse(key: str, name: object, node: Node, reading: Reading, close: str = "") -> None:
    where = place(reading.text, int(node.get("query_location", 0)))
    values = {"name": str(name)[:80]} | where
    raise Trouble(key + "_close", close=close, **values) if close else Trouble(key, **values)
