"""The statements of ``queries/`` on another engine: what they may not say, and the same said to Spark.

A statement is DuckDB's. What Spark refuses, or reads otherwise without a word, is forbidden, and named with what says
the same on both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import sqlglot
from sqlglot import exp

APART = re.compile(r"--[^\n]*|'[^']*'")  # comments and texts: nothing is searched in them
# What is forbidden, and what to write instead.
FORBIDDEN = {
    r"date_?(diff|sub)\s*\(\s*(?!'day')": "year(b) - year(a), or date_diff('day', a, b)",
    r"(::|\bas )\s*(u?(tiny|small|big|huge)?int(eger)?)\b": "round(x), or x::double",
    r"\bwithin group\b|\bquantile_cont\b|\bpercentile_\w+": "median(x)",
    r"\blist\s*\(": "array_agg(x order by y)",
    r"\blist_position\b": "a column to order by",
    r"\bdayofweek\b|\bisodow\b": "year(x), month(x) or last_day(x)",
    r"/\s*\d+\.\d+(?![\d:])|\d+\.\d+\s*/": "x / 2.5::double",
    r"\blog\s*\(": "ln(x) or log10(x)",
    r"_on\s*-(?!\s*(interval\b|to_))|-\s*(\w+\.)?\w+_on\b": "date_diff('day', a, b)",
    r"\basof\b": "lead(x) over (…), joined on the days between",
    r"\b(un)?pivot\b": "union all, or max(x) filter (where …)",
    r"\bby name\b|\bcolumns\s*\(|\*\s*(replace|exclude)\b": "the columns by their names",
    r"\bfrom\s+(generate_series|range)\s*\(": "from (values (1), (2)) as some (number)",
    r"\[|\bmap\s*[({]": "columns, or rows",
    r"\b(group|order) by all\b": "the columns by their names",
    r"(?<!date )(?<!interval )'\d{4}-\d{2}-\d{2}'": "date '2023-01-01'",
}
LITERAL = re.compile(r"(?<!date )(?<!interval )'\d{4}-\d{2}-\d{2}'")
UNITS = {"to_years": 12, "to_months": 1}


@dataclass(frozen=True)
class Fault:
    """What another engine would refuse or read otherwise: the line from 1, what stands there, what to write."""

    line: int
    said: str
    instead: str

    def __str__(self) -> str:
        return f"{self.line}: {self.said!r}; write {self.instead}"


def faults(statement: str) -> Iterator[Fault]:
    """Yield what a statement says that Spark would refuse or read otherwise, in the order of FORBIDDEN."""
    plain = APART.sub(lambda one: one[0] if LITERAL.fullmatch(one[0]) else _blank(one[0]), statement)
    for pattern, instead in FORBIDDEN.items():
        for found in re.finditer(pattern, plain):
            yield Fault(plain.count("\n", 0, found.start()) + 1, found[0].strip(), instead)


def _blank(text: str) -> str:
    """Return a text or comment without its letters; what date_diff counts in is kept."""
    return text if text == "'day'" else re.sub(r"[^\n']", " ", text)


def named(path: Path) -> list[str]:
    """Return the faults of a file as a person is told of them: file, line, what stands there, what to write."""
    return [f"{path.name}:{one}" for one in faults(path.read_text("utf-8"))]


@lru_cache(maxsize=256)
def spark(statement: str) -> str:
    """Return a statement in Spark's words.

    How DuckDB keeps the parts of a statement is its own affair, and years or months by number are months there.
    Raises sqlglot.errors.ParseError for what is no statement.
    """
    tree = sqlglot.parse_one(statement, read="duckdb")
    for part in tree.find_all(exp.CTE):
        part.set("materialized", None)
    return tree.transform(_by_months).sql(dialect="spark")


def _by_months(node: exp.Expression) -> exp.Expression:
    """Return ``day + to_years(n)`` as ``add_months(day, 12 * n)``; every other node stays."""
    if not isinstance(node, exp.Add | exp.Sub) or not isinstance(node.expression, exp.Anonymous):
        return node
    months = UNITS.get(node.expression.name.lower())
    if months is None:
        return node
    count = exp.Paren(this=node.expression.expressions[0].copy())
    signed = exp.Mul(this=exp.Literal.number(months), expression=count)
    moved = signed if isinstance(node, exp.Add) else exp.Neg(this=signed)
    return exp.AddMonths(this=node.this.copy(), expression=moved)
