"""The registry of tables: every entry says all that there is to say, and nobody else keeps a list of tables."""

import ast

import duckdb
import polars as pl

from explorer.core import paths
from explorer.pipeline.intake import fields
from explorer.releases import tables
from explorer.releases.tables import ENTRIES, TABLES
from tests.house.imports import LIBRARY, ROOT, tree

FEWEST = 3  # of so many tables a list is one of tables, not of something else


def columns_named(one):
    dated = one.dated
    own = () if dated is None else (dated.begins, *dated.emptied, *({"day": ["known_on"]}.get(dated.known, ())))
    return {*filter(None, (one.key, one.starts)), *one.order, *one.happened, *one.aspects, *own}


def test_every_table_of_a_release_has_an_entry_and_every_column_an_entry_names_is_there(small):
    held = {path.stem: set(pl.read_parquet_schema(path)) for path in small.folder.glob("*.parquet")}
    assert held.keys() == TABLES.keys()
    assert not {(one.name, name) for one in ENTRIES for name in columns_named(one) - held[one.name]}


def test_an_entry_says_everything_that_its_role_asks_for():
    asked = {
        "register": ("key", "order", "happened", "dated"),
        "figures": ("order", "happened", "dated"),
        "goals": ("order", "happened", "dated"),
        "reference": ("key",),
        "derived": ("made_from",),
        "measured": ("dated",),
    }
    assert not [(one.name, name) for one in ENTRIES for name in asked[one.role] if not getattr(one, name)]
    assert not [one.name for one in ENTRIES if one.role == "register" and bool(one.starts) == bool(one.part_of)]
    assert not [one.name for one in ENTRIES if not set(one.happened) >= set(filter(None, [one.starts]))]


def test_a_table_with_days_says_how_it_knows_time(small):
    dated = {
        path.stem
        for path in small.folder.glob("*.parquet")
        if any(kind == pl.Date for kind in pl.read_parquet_schema(path).values())
    }
    assert dated == {one.name for one in ENTRIES if one.dated}


def test_what_is_derived_is_made_from_the_tables_that_its_statement_reads_and_that_stand_before_it():
    parser, names = duckdb.connect(), list(TABLES)
    for name in tables.DERIVED:
        statement = (paths.QUERIES / "derived" / f"{name}.sql").read_text("utf-8")
        read = {"observations" if one == "standing" else one for one in parser.get_table_names(statement)}
        assert set(TABLES[name].made_from) == read - {"profile"}, name
        assert all(names.index(part) < names.index(name) for part in TABLES[name].made_from), name
    assert {path.stem for path in (paths.QUERIES / "derived").glob("*.sql")} == set(tables.DERIVED)


def test_what_can_be_brought_is_what_files_are_read_for_and_reaches_as_far_in_both():
    assert {name: set(TABLES[name].happened) for name in tables.BROUGHT} == {
        slug: set(table.until) for slug, table in fields.TABLES.items()
    }


def test_behind_a_register_stand_its_parts_and_what_is_made_from_them():
    assert tables.behind("patents") == ("patents", "patent_events", "high_value_patents")
    assert tables.behind("trademarks") == ("trademarks",)
    assert tables.behind("service_network") == ("service_network", "units_open")


# Besides the list of tables: that of addresses, and that of the files of data/.
KEEPERS = {("releases", "tables.py"), ("api", "schemas.py"), ("inputs", "columns.py")}


def literals(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Dict):
            yield node, node.keys
        elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            yield node, node.elts


def test_no_other_module_keeps_a_list_of_tables():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in LIBRARY
        if (path.parent.name, path.name) not in KEEPERS
        for node, parts in literals(path)
        if len({part.value for part in parts if isinstance(part, ast.Constant)} & TABLES.keys()) >= FEWEST
    ]
    assert not found
