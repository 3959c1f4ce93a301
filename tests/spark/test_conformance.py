"""Every statement of ``queries/`` gives on Spark and Sail what it gives on DuckDB, in its order where it has one."""

import datetime as dt
import re
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
import sqlglot

from tests.support import portable

QUERIES = Path(__file__).parents[2] / "queries"
# Of a city and of the province, of two days, of filters that leave something.
QUESTIONS = (
    {
        "as_of": dt.date(2024, 3, 31),
        "before": dt.date(2023, 3, 31),
        "area": "210000",
        "rows": "city",
        "columns": "none",
    },
    {
        "as_of": dt.date(2022, 12, 31),
        "before": dt.date(2021, 12, 31),
        "area": "210100",
        "rows": "county",
        "columns": "kind",
    },
)
USUAL = {"evidence": "all", "find": "", "record": "A0", "sort": "", "limit": 50, "offset": 0}


def statements():
    """Return every file but the worked examples, which are DuckDB's, with its statement; some have none."""
    paths = [path for path in sorted(QUERIES.rglob("*.sql")) if path.parent.name != "examples"]
    said = {path: "\n\n".join(path.read_text("utf-8").split("\n\n")[1:]) for path in paths}
    return {path: text for path, text in said.items() if "\nselect" in f"\n{text}"}


def asked(statement, question):
    """Return a statement with its parameters filled in: whatever the question does not name is not narrowed."""

    def value(name):
        given = (USUAL | question).get(name, "all")
        return f"date '{given}'" if isinstance(given, dt.date) else repr(given)

    return re.sub(r"\$(\w+)", lambda found: value(found[1]), statement)


def alike(mine, theirs):
    """Whether two cells are one value: numbers to a billionth of it."""
    if isinstance(mine, float) and isinstance(theirs, float):
        return mine == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    return mine == theirs


def plain(rows):
    """Return rows with every number as a double and every moment as its day."""
    return [tuple(_plain(cell) for cell in row) for row in rows]


def _plain(cell):
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return float(cell)
    return cell.date() if isinstance(cell, dt.datetime) else cell


def in_order(said, rows):
    """Return the rows as they came where the statement has an order, else in one of ours."""
    ordered = sqlglot.parse_one(said, read="duckdb").args.get("order")
    return rows if ordered else sorted(rows, key=lambda row: [(cell is None, str(cell)) for cell in row])


def test_every_statement_gives_what_it_gives_on_duckdb(engine, tables, capsys):
    here, wrong, lines = duckdb.connect(), [], []
    for path in tables.glob("*.parquet"):
        here.sql(f"create view {path.stem} as from '{path}'")
    known = statements()
    assert len(known) >= 65
    for path, statement in known.items():
        name, rows, seconds = f"{path.parent.name}/{path.name}", 0, 0.0
        for question in QUESTIONS:
            said = asked(statement, question)
            mine, began = here.sql(said), time.perf_counter()
            try:
                answer = engine.sql(portable.spark(said))
                theirs = in_order(said, plain(answer.collect()))
            except Exception as fault:  # noqa: BLE001 (whatever an engine says, the other statements are asked too)
                wrong.append((name, str(fault).splitlines()[0][:300]))
                continue
            seconds += time.perf_counter() - began
            own = in_order(said, plain(mine.fetchall()))
            rows += len(own)
            if [one.lower() for one in answer.columns] != [one.lower() for one in mine.columns]:
                wrong.append((name, "other columns"))
            elif len(own) != len(theirs) or not all(map(alike, sum(own, ()), sum(theirs, ()))):
                wrong.append((name, "other values"))
        lines.append(f"{name:<70} {rows:>7,} rows {seconds:>7.2f} s")
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert not wrong
