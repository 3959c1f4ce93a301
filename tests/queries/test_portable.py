"""The statements keep to what DuckDB and Spark read alike, and are said to Spark in its words."""

import re
from pathlib import Path

import pytest
from sqlglot.errors import ParseError

from explorer.core import paths
from tests.support import portable
from tests.support.cases import each

FILES = [path for path in sorted(paths.QUERIES.rglob("*.sql")) if path.parent.name != "examples"]
# A statement of each kind that is forbidden, by a word of what to write instead.
WRONG = {
    "select date_diff('month', a, b)": "year(b)",
    "select cast(x as int)": "round",
    "select quantile_cont(x, 0.5)": "median",
    "select list(x order by y)": "array_agg",
    "order by list_position(known, x)": "order by",
    "select dayofweek(x)": "last_day",
    "select x / 2.5": "::double",
    "select log(x)": "log10",
    "select granted_on - filed_on": "date_diff",
    "from a asof join b": "lead",
    "unpivot a on b": "union all",
    "select * exclude (a)": "by their names",
    "from generate_series(1, 3)": "values",
    "select x[1:2]": "rows",
    "group by all": "by their names",
    "where x >= '2023-01-01'": "date '2023",
}


def test_every_statement_keeps_to_what_both_read_alike():
    assert len(FILES) >= 65
    assert not [one for path in FILES for one in portable.named(path)]


@each("said, instead", WRONG.items())
def test_what_is_forbidden_is_named_with_its_line_and_what_to_write(said, instead):
    found = list(portable.faults(f"-- One row.\nselect 1\n{said}"))
    assert [one.line for one in found] == [3]
    assert instead in found[0].instead
    assert len(WRONG) == len(portable.FORBIDDEN)


@each(
    "said",
    [
        "select 'a[1]' as \"group by all\" -- unpivot",
        "where x >= date '2023-01-01'",
        "select date_diff('day', a, b)",
        "select cast(registered_on + to_years(10) as date)",
        "select $as_of - interval 1 year",
    ],
)
def test_what_stands_in_texts_and_comments_or_is_right_is_no_fault(said):
    assert not list(portable.faults(said.replace('as "group by all"', "as a")))


def test_a_fault_of_a_file_names_the_file(tmp_path: Path):
    path = tmp_path / "mine.sql"
    path.write_text("select 1\ngroup by all\n", "utf-8")
    assert portable.named(path) == ["mine.sql:2: 'group by all'; write the columns by their names"]


def test_years_and_months_by_number_are_months_to_spark():
    said = portable.spark("select a + to_years(10 * n) as b, a - to_months(n) as c, a + interval 6 month as d from t")
    assert re.sub(r"\s+", " ", said).startswith(
        "SELECT ADD_MONTHS(a, 12 * (10 * n)) AS b, ADD_MONTHS(a, -1 * (n)) AS c"
    )


def test_how_duckdb_keeps_the_parts_of_a_statement_is_not_told_to_spark():
    said = portable.spark("with a as materialized (select 1 as x), b as not materialized (select 2) select x from a, b")
    assert "MATERIALIZED" not in said.upper()


def test_what_is_no_statement_is_refused():
    with pytest.raises(ParseError):
        portable.spark("select from where")
