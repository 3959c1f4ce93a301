"""Faults in the reader's words, and as a workbook in which nothing is a formula."""

import io
import re

import openpyxl
import polars as pl

from explorer.core import language, paths
from explorer.pipeline import intake
from explorer.pipeline.intake import report
from tests.support.cases import each
from tests.support.intake_files import EXAMPLES, TODAY, another, delimited, planted, whole

ZH, EN = language.words("zh"), language.words("en")


def faults(*rows):
    schema = {"row": pl.Int64, "column": pl.String, "value": pl.String, "rule": pl.String, "hint": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_fault_says_what_is_wrong_and_what_to_do():
    found = intake.said(
        faults((7, "所在市", "沈羊", "unknown_option", "沈阳市"), (8, "所在市", None, "needed", "")), ZH
    )
    assert found.rows() == [
        (7, "所在市", "沈羊", "不在可填的选项中", "是否应为“沈阳市”？否则请从模板的选项中选填。"),
        (8, "所在市", "", "必填而未填", "请补填。"),
    ]
    assert intake.said(faults((7, "City", "x", "unknown_option", "")), EN)["What to do"].item() == (
        "Choose one of the template's options."
    )


def rules():
    """Every rule the intake and the cities' returns can name, read from their own code."""
    folder = paths.ROOT / "explorer" / "pipeline"
    modules = (path for part in ("intake", "city_forms") for path in (folder / part).rglob("*.py"))
    written = " ".join(path.read_text("utf-8") for path in modules)
    return sorted(
        key.removeprefix("intake_wrong.")
        for key in ZH.sentences
        if key.startswith("intake_wrong.") and "_hint" not in key
    ), written


def test_every_rule_has_its_sentences_and_every_sentence_its_rule():
    known, written = rules()
    remedies = {
        key.removeprefix("intake_remedy.").removesuffix("_hint")
        for key in ZH.sentences
        if key.startswith("intake_remedy.")
    }
    assert remedies == set(known)
    assert [rule for rule in known if not re.search(rf"[\"|]{rule}[\"|]", written)] == []


@each("words", [ZH, EN])
@each("example", EXAMPLES)
def test_every_planted_fault_is_said_without_a_blank_left_open(example, words):
    more = [planted(example, fault, another(example, place)) for place, fault in enumerate(example.faults, start=1)]
    checked = intake.check(delimited(whole(example, [*example.rows, *more])), "a", example.table, today=TODAY)
    told = intake.said(checked.faults, words)
    assert told.height == checked.faults.height
    assert not told.select(pl.any_horizontal(pl.all().cast(pl.String).str.contains(r"\{|\}"))).to_series().any()
    assert not told.select(pl.any_horizontal(pl.all().is_null())).to_series().any()


def test_a_workbook_of_faults_runs_nothing_that_stands_in_the_file():
    content = intake.faults_workbook(
        faults((5, "=cmd|' /C calc'!A0", "=1+1", "not_a_day", ""), (6, "日", "@x", "needed", "")), ZH
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert [cell.value for cell in book["问题清单"][2]][:3] == [5, "=cmd|' /C calc'!A0", "=1+1"]


def test_a_workbook_of_too_many_faults_says_that_it_leaves_some_out(monkeypatch):
    monkeypatch.setattr(report, "MOST_IN_A_WORKBOOK", 2)
    book = openpyxl.load_workbook(
        io.BytesIO(intake.faults_workbook(faults(*[(n, "日", "", "needed", "") for n in range(5)]), EN))
    )
    assert book["Faults"].max_row == 3
    cover = {row[0].value: row[1].value for row in book["Summary"].iter_rows()}
    assert cover["Listed"].startswith("The first 2 only")
    assert cover["This is needed, and the cell says nothing"] == "5"
