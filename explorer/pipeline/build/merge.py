"""The office's rows among the release's: which of them count, and how far each table then knows."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from explorer.core.errors import Trouble
from explorer.core.profile import profile
from explorer.pipeline.build import figures, matching
from explorer.pipeline.build.matching import Instead
from explorer.pipeline.imports import Import
from explorer.releases import pieces, reconcile
from explorer.releases.manifest import Listed
from explorer.releases.pieces import Drawn
from explorer.releases.tables import BROUGHT, DERIVED, GOALS, REGISTERS, TABLES

Held = pl.DataFrame | Drawn
MOST_NAMED = 3  # numbers in a sentence
EVERY = "*"  # among the cities that lists speak of: all of them


@dataclass(frozen=True)
class Office:
    """One import with its rows."""

    one: Import
    rows: pl.DataFrame


def merge(tables: Mapping[str, Held], brought: Sequence[Office]) -> dict[str, Held]:
    """Return the tables with the office's rows in them; a table of which the office brought nothing stays as it is.

    In a register they take the place of every simulated row of the kinds that they hold, and of the published rows that
    are the same thing (``likeness``), whose sources they name besides their own; a kind that they lack stays as it was,
    and so does a city that they do not speak of (``listed``).
    Among themselves a ``replace`` takes the place of all before it of its kinds and cities, and the later row of a key
    that of the earlier. Observations and goals are never merged: every row stays, and an
    observation keeps its import's place in the log.
    ``brought`` is in the order in which it counts. Raises Trouble for columns that are not the table's.
    """
    merged = dict(tables)
    for name in dict.fromkeys(office.one.table for office in brought):
        counts = in_force(name, brought)
        lives = TABLES[name].role == "figures"
        shape = reconcile.lived(pieces.bare(tables[name]), ()) if lives else pieces.bare(tables[name])
        rows = [_like(office, shape) for office in counts]
        own = figures.in_the_log(rows) if lives else pl.concat(rows)
        if key := TABLES[name].key:
            spoken = listed(brought, every_city(tables)).get(name, {})
            there = pl.concat(_kept(part, own, name, spoken) for part in pieces.of(tables[name]))
            own = own.unique(key, keep="last", maintain_order=True)
            same = matching.pairs(there, own, name, key)
            own = _with_sources(own, there, same, key)
            there = there.join(same, left_on=key, right_on="gone", how="anti")
        else:
            there = reconcile.lived(pieces.whole(tables[name]), ()) if lives else pieces.whole(tables[name])
        merged[name] = pl.concat([there, own]).sort(TABLES[name].order, nulls_last=True, maintain_order=True)
    return merged


def instead(tables: Mapping[str, Held], brought: Sequence[Office]) -> tuple[Instead, ...]:
    """Return every published row of ``tables`` whose place the office's rows take, with the row that takes it."""
    touched = {office.one.table for office in brought}
    return tuple(one for name in REGISTERS if name in touched for one in _instead(name, tables[name], brought))


def _instead(name: str, table: Held, brought: Sequence[Office]) -> Iterator[Instead]:
    if isinstance(table, Drawn) or (there := _published(table)).is_empty():
        return
    counts, key = in_force(name, brought), TABLES[name].key
    own = pl.concat([_like(office, table) for office in counts]).unique(key, keep="last", maintain_order=True)
    called = [column for column in ("name_zh", "name", "title") if column in table.columns][:1]
    names = [{row[0]: row[-1] or "" for row in rows.select(key, *called).iter_rows()} for rows in (there, own)]
    same = matching.pairs(there, own, name, key).unique("gone", keep="first", maintain_order=True)
    for gone, by in same.sort("gone").iter_rows():
        yield Instead(name, gone, names[0][gone], by, names[1][by])


def _kept(table: pl.DataFrame, own: pl.DataFrame, name: str, spoken: Mapping[str, Listed]) -> pl.DataFrame:
    """Return the rows that stay beside the office's: the published ones, and the simulated that it says nothing of.

    That is kinds that it lacks, and of those in ``spoken`` other cities.
    """
    kinds = TABLES[name].kinds
    silent = ~pl.col(kinds).is_in(own[kinds].unique().implode()) if kinds else pl.lit(value=False)
    for kind, one in spoken.items():
        of_kind = pl.col(kinds) == kind if kinds else pl.lit(value=True)
        silent |= of_kind & ~pl.col("city").is_in(list(one.cities))
    return table.filter((pl.col("evidence") == "published") | ((pl.col("evidence") == "simulated") & silent))


def every_city(tables: Mapping[str, Held]) -> frozenset[str]:
    """Return the codes of the home province's cities, without the zones that lie within them."""
    if "areas" not in tables:
        return frozenset()
    return frozenset(pieces.whole(tables["areas"]).filter(parent=profile().home, level="city")["area"])


def listed(brought: Sequence[Office], every: Collection[str]) -> dict[str, dict[str, Listed]]:
    """Return of each register and kind the cities that the office's lists speak of, where that is not ``every`` one.

    A table without kinds has them under the empty one. Of each city they know as far as its own list.
    """
    found: dict[str, dict[str, Listed]] = {}
    for name in dict.fromkeys(office.one.table for office in brought):
        for kind, days in _spoken(name, brought).items():
            if EVERY not in days and not (every and days.keys() >= set(every)):
                cities = tuple(sorted(days))
                told = Listed(cities, min(days.values()), tuple(days[city] for city in cities))
                found.setdefault(name, {})[kind] = told
    return found


def _spoken(name: str, brought: Sequence[Office]) -> dict[str, dict[str, dt.date]]:
    """Return of each kind of a register to which day the office's lists know of which city, or of EVERY one."""
    found: dict[str, dict[str, dt.date]] = {}
    for one in brought:
        if one.one.table != name or name not in REGISTERS:
            continue
        anew = one.one.mode == "replace"
        for kind in sorted(_kinds(one)):
            days = found.setdefault(kind, {})
            if anew and not one.one.cities:
                days.clear()
            for place in one.one.cities or (EVERY,):
                days[place] = one.one.until if anew else max(one.one.until, days.get(place, one.one.until))
    return found


def _kinds(office: Office) -> set[str]:
    """Return the kinds that an import holds; the empty one where its table has none."""
    kinds = TABLES[office.one.table].kinds
    return set(office.rows[kinds].unique()) if kinds else {""}


def _until(days: Mapping[str, dt.date], every: Collection[str]) -> dt.date:
    """Return the day to which all cities are known: of each by the list that knows most of it."""
    whole = days.get(EVERY, dt.date.min)
    return min(max(days.get(city, whole), whole) for city in (every or days))


def _published(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(pl.col("evidence") == "published")


def _with_sources(own: pl.DataFrame, there: pl.DataFrame, same: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the office's rows, naming the sources of the published rows that they are, and known since these were."""
    told = (
        same.join(there.select(gone=key, theirs="source", since="known_on"), on="gone")
        .group_by(pl.col("by").alias(key), maintain_order=True)
        .agg(pl.col("theirs").unique(maintain_order=True).str.join(";"), pl.col("since").min())
    )
    joined = own.join(told, on=key, how="left", maintain_order="left")
    return joined.with_columns(
        source=pl.concat_str("source", "theirs", separator=";", ignore_nulls=True),
        known_on=pl.min_horizontal("known_on", "since"),
    ).select(own.columns)


def in_force(table: str, brought: Sequence[Office]) -> list[Office]:
    """Return the imports of a table that still count, with those of their rows that do.

    A ``replace`` makes void what came before it of the kinds it holds (all of it where the table has no kinds), in the
    cities that it speaks of.
    """
    left: list[Office] = []
    for office in brought:
        if office.one.table != table:
            continue
        if office.one.mode == "replace":
            left = [one for before in left if (one := _beside(before, office, table)).rows.height]
        left.append(office)
    return left


def told_apart(counts: Sequence[Office], came: Collection[str]) -> None:
    """Raise Trouble where a number of a newly brought list stands for another thing in one that counts already.

    ``counts``: the imports of one table that count; ``came``: the ids of those newly brought. Where lists may come
    without numbers, one that has another name and another kind or city is no correction: it is a list's own count of
    its rows, and would take the other's place.
    """
    if not counts or not (entry := TABLES[counts[0].one.table]).numbered_by or not entry.aspects:
        return
    columns = [entry.key, entry.kinds, "city", "name_zh"]
    for place, later in enumerate(counts):
        for before in counts[:place] if later.one.id in came else ():
            same = before.rows.select(columns).join(later.rows.select(columns), on=entry.key, suffix="_now")
            elsewhere = pl.any_horizontal(pl.col(name) != pl.col(f"{name}_now") for name in (entry.kinds, "city"))
            renamed = pl.col("name_zh").str.strip_chars() != pl.col("name_zh_now").str.strip_chars()
            others = same.filter(elsewhere.fill_null(value=False) & renamed.fill_null(value=False))
            if not others.is_empty():
                numbers = "、".join(others[entry.key].sort().head(MOST_NAMED))
                told = {"file": later.one.file, "other": before.one.file, "count": others.height, "numbers": numbers}
                raise Trouble("import_number_taken", **told)


def _beside(before: Office, office: Office, table: str) -> Office:
    """Return an import without the rows that a later one takes the place of."""
    kinds, cities = TABLES[table].kinds, office.one.cities
    void = pl.col(kinds).is_in(office.rows[kinds].unique().implode()) if kinds else pl.lit(value=True)
    if cities:
        void &= pl.col("city").is_in(cities)
    return replace(before, rows=before.rows.filter(~void))


def known(tables: Mapping[str, Held], until: dt.date, brought: Sequence[Office]) -> dict[str, dt.date]:
    """Return the last day that every register, the observations and what is derived from registers know.

    Where some kinds of a register are the office's and others not, each kind has a day of its own besides, under the
    table's name and its own; the register's is then the earliest. ``until``: how far everything knows that the office
    did not bring. Observations know as far as the newest of
    them became known: a return that comes late tells of a day before.
    Goals are known as far as the last was set.
    """
    found = dict.fromkeys(BROUGHT, until)
    by_kind: dict[str, dict[str, dt.date]] = {}
    every, partly = every_city(tables), listed(brought, every_city(tables))
    for name in REGISTERS:
        if spoken := _spoken(name, brought):
            some = partly.get(name, {})
            days = {kind: _until(told, every) for kind, told in spoken.items() if kind not in some}
            by_kind[name] = _by_kind(name, tables, days, until, some)
            found[name] = min([max(days.values(), default=until), *by_kind[name].values()])
    for name in GOALS:
        found[name] = max([until, *(office.one.until for office in in_force(name, brought))])
    heard = pieces.whole(tables["observations"]).filter(pl.col("evidence") == "office")["known_on"].max()
    if isinstance(heard, dt.date):
        found["observations"] = max(until, heard)
    counted = {name: [found[part] for part in TABLES[name].made_from if part in REGISTERS] for name in DERIVED}
    own = {f"{name}.{kind}": day for name, days in by_kind.items() for kind, day in days.items()}
    return found | {name: min(days) for name, days in counted.items() if days} | own


def _by_kind(
    name: str,
    tables: Mapping[str, Held],
    days: Mapping[str, dt.date],
    until: dt.date,
    partly: Mapping[str, Listed],
) -> dict[str, dt.date]:
    """Return the last day known of each kind where some are the office's and others not; else nothing.

    What the office's lists speak of in some cities alone is as far known elsewhere as what they do not speak of.
    """
    kinds = TABLES[name].kinds
    if not kinds or name not in tables:
        return {}
    held = {kind for part in pieces.of(tables[name]) for kind in part[kinds].unique()}
    others = held - set(days) | set(partly)
    return {**days, **dict.fromkeys(others, until)} if others else {}


def _like(office: Office, table: pl.DataFrame) -> pl.DataFrame:
    """Return the office's rows with the table's columns in its order and types."""
    missing = [name for name in table.columns if name not in office.rows.columns]
    if missing or office.rows.width != table.width:
        raise Trouble("import_unlike_table", table=office.one.table, columns=", ".join(missing or office.rows.columns))
    try:
        return office.rows.select(pl.col(name).cast(kind) for name, kind in table.schema.items())
    except pl.exceptions.PolarsError as fault:
        raise Trouble("import_unlike_table", table=office.one.table, columns=str(fault).splitlines()[0]) from fault
