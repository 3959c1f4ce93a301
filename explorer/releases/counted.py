"""What stands behind a count: which kinds of which registers, how good they are, from which day and until which.

A register's kinds may come from different hands: a list of one kind says nothing about the others.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import duckdb

from explorer.core import paths
from explorer.releases import connection, reconcile
from explorer.releases.release import Edition
from explorer.releases.tables import DERIVED, REGISTERS, TABLES, Entry

# Where a statement reads a table, and where it names kinds of the table it last read.
READS = re.compile(r"\bfrom\s+(\w+)|\bkind\s*(?:=|in)\s*('[^']*'|\([^)]*\))", re.IGNORECASE)
QUOTED = re.compile(r"'([^']*)'")


@dataclass(frozen=True)
class Behind:
    """What a statement counts.

    ``filled``: whether it may count at all: where there is no list, no row would be a claim of nothing, and a few
    published ones a claim that there are no more.
    ``until``: the last day it may count to; ``since``: the first day of which the office's list says something.
    ``cities``: those that the office's lists alone speak of, where they do not of all: what stands behind a count in
    these is ``within``, and the rest is said of all others, and of the province. ``days``: how far each of them knows.
    """

    evidence: str
    filled: bool
    until: dt.date
    since: dt.date | None
    cities: frozenset[str] = frozenset()
    within: "Behind | None" = None
    days: Mapping[str, dt.date] = field(default_factory=dict)

    def of(self, area: str) -> "Behind":
        """Return what stands behind the count in an area."""
        if self.within is None or area not in self.cities:
            return self
        return replace(self.within, until=min(self.within.until, self.days.get(area, self.within.until)))


@dataclass(frozen=True)
class Held:
    """What a register holds of one kind (empty where it has none): the weakest evidence, and since when it knows."""

    kind: str
    evidence: str
    since: dt.date | None


@lru_cache(maxsize=512)
def behind(source: Edition, sql: str) -> Behind:
    """Return what stands behind a statement in a release."""
    listed = [
        one
        for name, kinds in named(sql).items()
        for kind, one in source.listed.get(name, {}).items()
        if not kinds or kind in kinds
    ]
    if not listed:
        return _behind(source, sql, "")
    within, elsewhere = (_behind(source, sql, without) for without in ("simulated", "office"))
    cities = frozenset.intersection(*(frozenset(one.cities) for one in listed))
    days = {city: min(one.day(city) for one in listed) for city in cities}
    return replace(elsewhere, cities=cities, within=within, days=days)


def _behind(source: Edition, sql: str, without: str) -> Behind:
    """Return what stands behind a statement; ``without``: the evidence left out of kinds that not every city lists."""
    parts = [_part(source, name, kinds, sql, without) for name, kinds in named(sql).items()]
    since = [part.since for part in parts if part.since is not None]
    return Behind(
        max((part.evidence for part in parts), key=reconcile.RANK.__getitem__, default="published"),
        all(part.filled for part in parts),
        min((part.until for part in parts), default=source.until),
        max(since, default=None),
    )


def weakest(source: Edition, tables: Iterable[str]) -> str:
    """Return the evidence of what is counted from several tables, all kinds of them: that of the weakest."""
    return max((source.evidence[name] for name in tables), key=reconcile.RANK.__getitem__)


def filled(tables: Iterable[str], source: Edition) -> bool:
    """Whether something may be counted from several tables: no register behind them is without any row."""
    return source.unfilled.isdisjoint(tables)


def known_until(tables: Iterable[str], source: Edition) -> dt.date:
    """Return the day up to which something may be counted from several tables: that of the one that knows least."""
    return min((source.known.get(name, source.until) for name in tables), default=source.until)


@lru_cache(maxsize=256)
def tables_in(sql: str) -> tuple[str, ...]:
    """Return the names of the tables a statement reads; DuckDB's parser wants a value in each parameter's place."""
    return tuple(sorted(_parser().cursor().get_table_names(re.sub(r"\$\w+", "null", sql))))


@lru_cache(maxsize=1)
def _parser() -> duckdb.DuckDBPyConnection:
    """Return a connection that only reads statements: opening one takes longer than reading twenty."""
    return duckdb.connect(config={"threads": 1})


@lru_cache(maxsize=256)
def named(sql: str) -> Mapping[str, frozenset[str]]:
    """Return the tables behind a statement, registers in the place of what is derived from them, and their kinds.

    Without kinds: all of them count.
    """
    found: dict[str, set[str]] = {}
    statements = [sql, *_derived(tables_in(sql))]
    for name in (name for statement in statements for name in tables_in(statement)):
        for part in _origins(name):
            found.setdefault(part, set())
    for statement in statements:
        for name, kind in _named(statement):
            found[name].add(kind)
    return {name: frozenset(kinds) for name, kinds in found.items()}


def _named(statement: str) -> Iterator[tuple[str, str]]:
    """Yield each kind that a statement names, with the register whose kind it is."""
    last = ""
    for match in READS.finditer(statement):
        last = match[1] or last
        if match[2]:
            owners = [name for name in _origins(last) if name in TABLES and TABLES[name].kinds]
            yield from ((name, kind) for name in owners for kind in QUOTED.findall(match[2]))


def _derived(names: Iterable[str]) -> Iterator[str]:
    """Yield the statements of derived tables that rest on registers, and of those behind them."""
    for name in names:
        if name in DERIVED and not set(REGISTERS).isdisjoint(_origins(name)):
            statement = (paths.QUERIES / "derived" / f"{name}.sql").read_text("utf-8")
            yield statement
            yield from _derived(tables_in(statement))


def _origins(name: str) -> tuple[str, ...]:
    """Return the tables that a table is made from where registers are among them, else itself."""
    made = TABLES[name].made_from if name in TABLES else ()
    return made if not set(REGISTERS).isdisjoint(made) else (name,)


def _part(source: Edition, name: str, kinds: frozenset[str], sql: str, without: str) -> Behind:
    """Return what stands behind a count of some kinds of one table in a statement."""
    if name not in REGISTERS:
        evidence = source.evidence.get(name, "published")
        return Behind(evidence, name not in source.unfilled, known_until([name], source), None)
    held = [one for one in _held(source, name, _also(name, sql), without) if not kinds or one.kind in kinds]
    partly = {kind for kind in source.listed.get(name, ()) if not kinds or kind in kinds}
    if not held or (without and partly - {one.kind for one in held}):
        return Behind("published", False, known_until([name], source), None)
    until = [source.known.get(f"{name}.{one.kind}", known_until([name], source)) for one in held]
    since = [one.since for one in held if one.evidence == "office" and one.since is not None]
    evidence = max((one.evidence for one in held), key=reconcile.RANK.__getitem__)
    # What is published names single things and is nobody's list: counting it would claim that there are no others.
    whole = [one.evidence != "published" for one in held]
    return Behind(evidence, all(whole) if kinds else any(whole), min(until), max(since, default=None))


def _also(name: str, sql: str) -> tuple[str, ...]:
    """Return the columns of a statement of which a list may say nothing."""
    dated = TABLES[name].dated
    return tuple(column for column in (dated.also if dated else ()) if re.search(rf"\b{column}\b", sql))


@lru_cache(maxsize=32)
def _held(source: Edition, name: str, also: tuple[str, ...], without: str) -> tuple[Held, ...]:
    """Return what a register holds of each kind; ``since`` is of the office's rows.

    ``without``: the evidence whose rows are left out of kinds that the office's lists speak of in some cities alone.
    Where a row without a day of its own counts from the day it became known, the list knows nothing before that day;
    nor before the first day in each of the columns ``also``, and where none has one, never.
    """
    entry = TABLES[name]
    begins = entry.dated.begins if entry.dated else "known_on"
    own = "filter (evidence = 'office')"
    # DuckDB goes through a register of millions of rows in little memory; Polars takes a hundred megabytes to do it.
    counted = [
        f"max(list_position({list(reconcile.RANK)}, evidence)) - 1 as rank",
        f"min({begins}) {own} as first_day",
        *([f"max(known_on) filter (evidence = 'office' and {begins} is null) as listed"] if _by_the_day(entry) else []),
        *(f"coalesce(min({column}) {own}, date '{dt.date.max}') as {column}" for column in also),
    ]
    kind, rows = entry.kinds or "''", connection.connection(source).cursor().table(name)
    kept = rows.filter("evidence is not null")
    if without and (partly := list(source.listed.get(name, ()))):
        kept = kept.filter(f"not (evidence = '{without}' and list_contains({partly}, {kind}))")
    found = kept.aggregate(f"{kind}, {', '.join(counted)}", kind).order("1").fetchall()
    names = dict(enumerate(reconcile.RANK))
    return tuple(Held(one or "", names[rank], max(filter(None, days), default=None)) for one, rank, *days in found)


def _by_the_day(entry: Entry) -> bool:
    """Whether rows of the table that lack a day of their own count from the day they became known."""
    return entry.dated is not None and entry.dated.known == "day"
