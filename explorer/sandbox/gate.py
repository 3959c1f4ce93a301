"""The one gate of a reader's SQL: read by DuckDB's parser and by sqlglot's, and let through only where both agree.

It runs in a worker process, never where pages are served: a text can make a parser crash or take all memory.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice

import duckdb
import sqlglot

# Loaded now, for its own sake: the parser loads it when it first needs it, and a worker can open no file by then.
import sqlglot.optimizer.annotate_types
import sqlglot.optimizer.normalize_identifiers
import sqlglot.optimizer.simplify
import sqlglot.transforms
from sqlglot import exp

from explorer.core.errors import Trouble
from explorer.sandbox import allowlist, faults, limits, parse_tree, pivots, typos

STEPS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
HALF = re.compile("[\ud800-\udfff]")  # half a character
PIVOT = re.compile(r"\bpivot", re.IGNORECASE)
ROOTS = (exp.Query, exp.Values, exp.Table, exp.Summarize, exp.Describe, exp.Show, exp.Pivot, exp.From)
# What DuckDB's tree cannot hold beside a SELECT, in sqlglot's words; the other tree's allow-list stands behind it.
NEVER = (
    *(exp.DML, exp.DDL, exp.Command, exp.Copy, exp.Set, exp.Use, exp.Attach, exp.Detach, exp.Pragma, exp.Kill),
    *(exp.Drop, exp.Alter, exp.Merge, exp.Into, exp.Placeholder, exp.Parameter, exp.ReadCSV, exp.ReadParquet),
)
# Functions that sqlglot makes of operators and of syntax.
SYNTAX = (
    *(exp.And, exp.Or, exp.Not, exp.Xor, exp.Case, exp.If, exp.Cast, exp.TryCast, exp.Try, exp.Array, exp.Struct),
    *(exp.ToMap, exp.Map, exp.Exists, exp.Columns, exp.Extract, exp.RegexpLike, exp.StartsWith, exp.ArrayContains),
    *(exp.ArrayContainsAll, exp.ArrayOverlaps, exp.GenerateSeries, exp.Unnest, exp.Explode, exp.Anonymous, exp.Rand),
    *(exp.Dot, exp.Bracket, exp.Interval, exp.IntDiv, exp.Pow, exp.Mod, exp.Between, exp.List, exp.AnyValue, exp.Ceil),
)


@dataclass(frozen=True)
class Admitted:
    """A statement that was let through, the tables of the release that it reads, and what was put into it."""

    text: str
    tables: tuple[str, ...]
    added: tuple[faults.Added, ...] = ()


def admit(text: str, known: frozenset[str], parser: duckdb.DuckDBPyConnection) -> Admitted:
    """Return the statement if it is exactly one question to the tables ``known``, of known functions.

    ``parser``: any connection; it reads the text and runs nothing of it. Raises Trouble with what is wrong and where.
    """
    measured(text)
    statement = _one(text, parser)
    try:
        tables = parse_tree.tables_read(statement, known, parser)
        _second(statement, known)
    except RecursionError as fault:
        raise Trouble("sandbox_too_complex") from fault
    except duckdb.Error as fault:
        raise faults.of(fault, statement) from fault
    except Trouble as fault:
        if fault.key not in typos.UNREAD or (again := pivots.wrapped(statement)) is None:
            raise
        return replace(admit(again.text, known, parser), added=(again.added,))
    return Admitted(statement, tables)


def measured(text: str) -> str:
    """Return the text where a parser may be shown it. Raises Trouble when it is empty, too long or too nested."""
    if not text.strip():
        raise Trouble("sandbox_empty")
    if len(text.encode(errors="replace")) > limits.TEXT:
        raise Trouble("sandbox_too_long", most=limits.TEXT)
    if "\0" in text or HALF.search(text):
        raise Trouble("sandbox_unread", line=1, column=1)
    if max(accumulate((STEPS.get(sign, 0) for sign in text), initial=0)) > limits.NESTED:
        raise Trouble("sandbox_too_complex")
    return text


def _one(text: str, parser: duckdb.DuckDBPyConnection) -> str:
    """Return the one statement of a text. Raises Trouble where there is none, another kind, or more than one."""
    try:
        found = parser.extract_statements(text)
    except duckdb.Error as fault:
        raise faults.of(fault, text) from fault
    if len(found) > 1:
        raise Trouble("sandbox_several", count=len(found))
    if not found:
        raise Trouble("sandbox_empty")
    try:
        kind = found[0].type
    except (RuntimeError, TypeError, ValueError):  # a kind that Python's side of the database has no name for
        kind = None
    if kind == duckdb.StatementType.MULTI and PIVOT.search(text):
        raise Trouble("sandbox_pivot")
    if kind == duckdb.StatementType.EXPLAIN:
        raise Trouble("sandbox_explain")
    if kind != duckdb.StatementType.SELECT:
        raise Trouble("sandbox_not_a_question")
    return text.rstrip().rstrip(";")


def _second(text: str, known: frozenset[str]) -> None:
    """Read the statement once more, with the other parser."""
    try:
        read = [one for one in sqlglot.parse(text, dialect="duckdb") if one and not isinstance(one, exp.Semicolon)]
    except sqlglot.errors.SqlglotError as fault:
        said = getattr(fault, "errors", None) or [{}]
        raise typos.unread(said[0]) from fault
    if len(read) != 1:
        raise Trouble("sandbox_several", count=len(read))
    if len(nodes := list(islice(read[0].walk(), limits.NODES + 1))) > limits.NODES:
        raise Trouble("sandbox_too_complex")
    if not isinstance(read[0], ROOTS):
        raise Trouble("sandbox_not_a_question")
    expressions = {node.alias.lower() for node in nodes if isinstance(node, exp.CTE)} | {"__tmp1", "tables", ""}
    for node in nodes:
        if isinstance(node, NEVER):
            raise Trouble("sandbox_construct", name=type(node).__name__.upper(), line=1, column=1)
        if isinstance(node, exp.Table) and (node.db or node.name.lower() not in known | expressions):
            raise Trouble("sandbox_table", name=node.name[:80], line=1, column=1)
        if isinstance(node, exp.Func) and not _known(node):
            raise Trouble("sandbox_function", name=node.sql_name().lower()[:80], line=1, column=1)


def _known(node: exp.Func) -> bool:
    if isinstance(node, exp.Anonymous):
        return node.name.lower() in allowlist.FUNCTIONS
    return isinstance(node, (exp.Binary, exp.Connector, *SYNTAX)) or type(node) in _classes()


@lru_cache(maxsize=1)
def _classes() -> frozenset[type[exp.Func]]:
    """Return sqlglot's classes of the functions allowed: it has names of its own, and its own for some operators."""
    found: set[type[exp.Func]] = set()
    for name in sorted(allowlist.FUNCTIONS):
        for arguments in ("", "a", "a, b", "a, b, c", "a, b, c, d"):
            try:
                call = sqlglot.parse_one(f"{name}({arguments})", dialect="duckdb")
            except (sqlglot.errors.SqlglotError, ValueError):
                continue
            found |= {type(node) for node in call.find_all(exp.Func)}
    return frozenset(found - {exp.Anonymous})
