"""The SQL page: off until switched on, a link shows its text and waits, a result says what it rests on."""

import datetime as dt
import io
import json
import re
from dataclasses import replace

import openpyxl
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from explorer import charts
from explorer.analysis.view import View
from explorer.core import catalogue, language, paths
from explorer.core.errors import Trouble
from explorer.links import parameters as links_parameters
from explorer.links import parsing, sql
from explorer.releases import manifest, store
from explorer.sandbox import pool
from explorer.sandbox.examples import examples, read
from explorer.sandbox.pool import Answer
from explorer.views.sql import results, schema
from explorer.web.auth import session
from tests.pages.test_pages import html

EN = language.words("en")


@pytest.fixture
def on(small, monkeypatch):
    monkeypatch.setenv("EXPLORER_SQL", "on")
    return small


@pytest.fixture(autouse=True, scope="module")
def workers_end():
    yield
    for office in pool._POOLS.values():
        office.close()
    pool._POOLS.clear()


def opened(text="", **parameters):
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.switch_page("pages/sql.py")
    app.query_params["lang"] = "en"
    if text:
        app.query_params["sql"] = sql.written(text)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def run(app):
    return next(button for button in app.button if button.label == "Run").click().run()


def said(app):
    return "\n".join(one.value for kind in ("info", "warning", "error", "caption") for one in app.get(kind))


def test_it_is_off_until_the_operator_says_so(small, monkeypatch):
    monkeypatch.delenv("EXPLORER_SQL", raising=False)
    app = opened("select 1")
    assert "EXPLORER_SQL=on" in app.info[0].value
    assert not app.text_area
    for word, allowed in {"on": True, " ON ": True, "off": False, "": False, "1": False}.items():
        monkeypatch.setenv("EXPLORER_SQL", word)
        assert session.may_ask() is allowed


def test_a_link_shows_its_text_and_runs_nothing_before_somebody_says_so(on):
    app = opened("select 40 + 2 as answer")
    assert app.text_area[0].value == "select 40 + 2 as answer"
    assert "has not been run" in said(app)
    assert not app.dataframe
    app = run(app)
    assert app.dataframe[0].value["answer"].to_list() == [42]
    assert "has not been run" not in said(app)


def test_a_text_typed_is_run(on):
    app = opened()
    app.text_area[0].set_value("from areas select count(*) as n")
    app = run(app)
    assert app.dataframe[0].value["n"][0] > 100


def test_a_day_in_a_table_has_no_time_of_day(on):
    """Streamlit writes a day with midnight unless its column says that it is one."""
    app = opened()
    app.text_area[0].set_value("select date '2026-10-01' as day, timestamp '2026-10-01 03:00' as moment")
    columns = json.loads(run(app).dataframe[0].proto.columns)
    assert columns["day"]["type_config"] == {"type": "date", "format": "YYYY-MM-DD"}
    assert "moment" not in columns


def test_another_text_waits_again(on):
    app = run(opened("select 1 as a"))
    app.query_params["sql"] = sql.written("select 2 as b")
    app.run()
    assert app.text_area[0].value == "select 2 as b"
    assert "has not been run" in said(app)


def test_what_is_wrong_is_one_sentence_with_its_place(on):
    app = run(opened("select kind,\n  nosuch from patents"))
    assert len(app.error) == 1
    assert "Line 2, column 3" in app.error[0].value.replace("\\", "")
    assert not app.exception


def test_simulated_rows_are_named_and_published_ones_are_not_warned_of(on):
    assert "not to be quoted" in said(run(opened("select count(*) from patents")))
    app = run(opened("select count(*) from areas"))
    assert "not to be quoted" not in said(app)
    assert "all published" in said(app)


def test_rows_beyond_ten_thousand_are_said_to_be_missing(on):
    assert "The first 10,000 rows" in said(run(opened("from range(10001)")))


def test_an_earlier_day_is_kept_and_its_limits_are_said(on):
    app = run(opened("from patents select max(filed_on) as last", as_of="2020-06-30"))
    assert app.dataframe[0].value["last"][0] <= dt.date(2020, 6, 30)
    assert "records that began later are left out" in said(app)


@pytest.mark.parametrize("junk", ["x" * 7000, "1.", "1.AAAA", "2.abc", "<script>", "1." + "A" * 5000, "\u202e"])
def test_a_damaged_link_shows_an_empty_page_and_says_so(on, junk):
    app = opened(sql=junk)
    assert not app.exception
    assert app.text_area[0].value == ""
    assert app.warning


def test_a_target_leads_to_its_own_sql(on):
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.switch_page("pages/target.py")
    app.query_params["lang"], app.query_params["indicator"] = "en", "trademarks_in_force"
    app.query_params["as_of"] = "2023-12-31"
    app.run()
    (way,) = re.findall(rf'<a href="(sql[^"]*)"[^>]*>{re.escape(EN("sql.open_target"))}</a>', html(app))
    for part in ("as_of=2023-12-31", f"release={on.id}", "sql=1."):
        assert part in way


def test_every_indicators_sql_fits_into_a_link():
    for slug, indicator in catalogue.indicators().items():
        if indicator.sql:
            assert sql.read(sql.written(indicator.sql)) == indicator.sql, slug


def test_a_text_too_long_for_a_link_is_left_out_of_it():
    text = "select " + ", ".join(str(hash(str(n))) for n in range(900))
    assert sql.written(text) == ""
    assert sql.written("  ") == ""


EVERY = examples()


def test_there_are_twenty_examples_with_titles_in_both_languages():
    assert len(EVERY) == 20
    assert all(one.title.zh and one.title.en and one.title.zh != one.title.en for one in EVERY)
    assert len({one.text for one in EVERY}) == 20


@pytest.mark.parametrize("example", EVERY, ids=lambda one: one.name)
def test_an_example_is_answered(on, example):
    assert pool.shared(on).ask(example.text, on, on.until)
    assert sql.read(sql.written(example.text)) == example.text


def test_an_example_without_titles_is_left_out_and_says_why_where_it_is_read(tmp_path):
    titles = '-- title = { zh = "好", en = "Sound" }\n'
    for name, top in {"a": '-- title = "x"\n', "b": titles}.items():
        (tmp_path / f"{name}.sql").write_text(f"{top}\nselect 1\n", "utf-8")
    assert [one.name for one in examples(tmp_path)] == ["b"]
    with pytest.raises(Trouble):
        read(tmp_path / "a.sql")


def test_every_table_and_column_of_a_release_is_described(small):
    for code in language.LANGUAGES:
        words = language.words(code)
        for name, table in manifest.read_manifest(small.folder).tables.items():
            assert words(f"sql_table.{name}")
            assert words(f"sql_row.{name}")
            for column in table.schema:
                assert words(f"sql_column.{column}"), (name, column)


def test_the_schema_shows_a_value_of_each_column(on):
    view = View(on, "ln-2025", "210000", on.until, "all", "en")
    found = schema.columns(view, "areas")
    assert found["Column"].to_list() == ["area", "name_zh", "name_en", "level", "parent"]
    assert found["Example"][0] == "100000"


def test_an_example_shows_no_day_that_had_not_come_but_the_end_of_a_term(small, tmp_path):
    begun, ended, expires = dt.date(2010, 1, 1), dt.date(2020, 1, 1), dt.date(2030, 1, 1)
    rows = {
        "registered_on": [begun] * 2,
        "ended_on": [None, ended],
        "expires_on": [expires] * 2,
        "name": ["辽" * 30, "b"],
    }
    pl.DataFrame(rows).write_parquet(tmp_path / "trademarks.parquet")

    def example(day):
        view = View(replace(small, folder=tmp_path), "ln-2025", "210000", day, "all", "en")
        return schema._examples(view, "trademarks")

    names = "辽" * 23 + "…"
    after = {"registered_on": "2010-01-01", "ended_on": "2020-01-01", "expires_on": "2030-01-01", "name": names}
    assert example(dt.date(2025, 1, 1)) == after
    assert example(dt.date(2015, 1, 1)) == after | {"ended_on": ""}


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (["b", None, "a", "b"], "b, a"),
        ([True, False, None], "true, false"),
        ([None, 3, 4], "3"),
        ([None], ""),
        (["x" * 30], "x" * 23 + "…"),
        (["沈阳", "大连"], "沈阳"),
        ([str(n) for n in range(12)], "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"),
        ([str(n) for n in range(13)], "0"),
    ],
)
def test_codes_are_listed_and_anything_else_shows_one_value(values, shown):
    assert schema._shown(pl.Series(values)) == shown


def answer(rows, tables=("patents",)):
    return Answer(pl.DataFrame(rows), tables, more=False, seconds=0.5)


def test_files_carry_the_query_the_evidence_and_no_formula(small):
    view = View(small, "ln-2025", "210000", small.until, "all", "en")
    found = answer({"a": ["=1+1", "b"], "n": [1, 2]})
    notes = results.notes(view, found, "select 1", "http://x", {"sql": "1.x"})
    book = openpyxl.load_workbook(io.BytesIO(results.xlsx(found, notes, view)))
    assert [cell.value for cell in book["Result"]["A"]] == ["a", "=1+1", "b"]
    assert book["Result"]["A"][1].data_type == "s"
    assert "not to be quoted" in str([cell.value for cell in book["About"]["B"]])
    stored = results.parquet(found, notes)
    assert pl.read_parquet(io.BytesIO(stored)).equals(found.rows)
    assert pl.read_parquet_metadata(io.BytesIO(stored))["Query"] == "select 1"
    assert results.name(view, found).endswith("_simulated")
    assert not results.name(view, answer({"a": [1]}, ("areas",))).endswith("_simulated")
    assert results.weakness(view, answer({"a": [1]}, ())) is None


def test_a_workbook_is_offered_only_where_it_is_made_in_a_few_seconds(on):
    def files(app):
        return [one.proto.label for one in app.get("download_button")]

    wide = run(opened("select " + ", ".join(f"range as c{n}" for n in range(100)) + " from range(5000)"))
    assert "Download XLSX" not in files(wide)
    assert "too many for XLSX" in said(wide)
    assert "Download CSV" in files(wide)
    assert "Download XLSX" in files(run(opened("from areas")))


@pytest.mark.parametrize(
    ("rows", "kind", "x", "y", "colour"),
    [
        ({"y": [2020, 2021], "n": [1, 2]}, "line", "y", "n", ""),
        ({"c": ["a", "b"], "n": [1.5, 2]}, "bar", "c", "n", ""),
        ({"c": ["a", "a", "b"], "k": ["x", "y", "x"], "n": [1, 2, 3]}, "bar", "c", "n", "k"),
        ({"d": [dt.date(2020, 1, 1), dt.date(2020, 2, 1)], "n": [1, 2]}, "line", "d", "n", ""),
        ({"a": [1, 2], "b": [3, 4]}, None, "", "", ""),
        ({"c": ["a"], "n": [1]}, None, "", "", ""),
        ({"c": ["a", "b"], "n": [float("nan"), 1.0]}, None, "", "", ""),
        ({"c": ["a", "b"], "2024": [1, 2], "2025": [3, 4]}, None, "", "", ""),
        ({"c": ["a", "b"], "e": [None, float("inf")], "n": [1, 2]}, "bar", "c", "n", ""),
        ({"c": [str(n) for n in range(41)], "n": range(41)}, None, "", "", ""),
    ],
)
def test_the_first_suitable_columns_are_drawn(rows, kind, x, y, colour):
    picture = charts.suitable(pl.DataFrame(rows))
    assert (picture.kind, picture.x, picture.y, picture.colour) == (kind, x, y, colour) if kind else picture is None


def test_a_picture_of_simulated_rows_is_dashed_and_its_odd_names_are_only_titles():
    rows = pl.DataFrame({"年.份[0]": [2020, 2021, 2022], "数'量": [1, None, 3]})
    picture = charts.suitable(rows)
    drawn = charts.quick_rows(rows, picture)
    assert drawn["x"].to_list() == [2019.5, 2021.5], "the middles of 2020 and 2022 among year-ends"
    assert drawn["y"].to_list() == [1, 3]
    spec = charts.quick_spec(picture, "light", simulated=True)
    assert spec["layer"][0]["mark"]["strokeDash"] == [4, 3]
    assert re.search("年.份", str(spec))
    assert "strokeDash" in str(charts.quick_spec(picture, None, simulated=False))


def test_few_bars_have_room_for_their_labels_beside_the_axes():
    picture = charts.suitable(pl.DataFrame({"c": ["a", "b", "d"], "n": [1, 2, 3]}))
    heights = [charts.quick_spec(picture, "light", simulated=False, bars=bars)["height"] for bars in (3, 4)]
    assert heights[0] >= 3 * 20 + 70  # a title and labels above and below take some 70
    assert heights[1] - heights[0] == 20


def test_the_parameters_are_known():
    assert {"sql", "table"} <= set(links_parameters.KNOWN)
    assert parsing.one_line(" a \n b ") == "a b"
    assert store.inventory
