"""The province's form is read back as it was made; unchanged it changes nothing; nothing invented stands in it."""

import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from explorer.__main__ import main
from explorer.core import catalogue, language
from explorer.core.errors import Trouble
from explorer.pipeline import intake
from explorer.pipeline.city_forms import province
from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import publishing
from explorer.releases import store
from tests.exports.office.office_files import day, ground, rows
from tests.support.cases import each

PLAN = catalogue.plans()["ln-2025"]
STATIONS, MARKS = "rights_aid_workstations", "trademarks_in_force"
MONTHS = "pre_examined_time_to_grant"  # counted in parts too
COMMON = {"area": "210000", "frequency": "A"}
STATED = (
    {"measure": STATIONS, "period": day("2024-12-31"), "value": 84.0, "state": "final"},
    {"measure": STATIONS, "period": day("2025-12-31"), "value": 105.0, "state": "preliminary", "person": "张三"},
    {"measure": MARKS, "period": day("2025-12-31"), "value": None, "state": "undetermined"},
)


def filled(content, cells):
    """Return a form with cells written into it: by goal number and heading."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[province.HEAD_ROW + 1]}
    numbers = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=province.HEAD_ROW + 2)}
    for (no, head), value in cells.items():
        sheet.cell(numbers[no], heads[head], value)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def checked(content):
    found = intake.check(content, "form.xlsx", "observations")
    assert found.faults.rows() == []
    return found.rows


@pytest.fixture
def edition(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    publishing.rebuild(ground=ground)
    told = rows("observations", *(COMMON | one for one in STATED))
    publishing.bring([Brought("observations", told, "a.xlsx", b"a")], "li", ground=ground)
    return store.edition()


@each("plan, lang", [(plan, lang) for plan in province.plans().values() for lang in language.LANGUAGES])
def test_every_goal_is_read_back_from_what_is_written_into_its_row(plan, lang):
    words = language.words(lang)
    last = province.years(plan)[-1]
    head = words("returns.year", year=last)
    values = {goal.no: goal.no + (0.5 if goal.indicator.digits else 1) for goal in plan.goals}
    content = filled(province.form(plan, words), {(no, head): value for no, value in values.items()})
    assert intake.recognise(content, "form.xlsx") == "observations"
    found = dict(checked(content).select("measure", "value").iter_rows())
    assert found == {goal.indicator.measure: values[goal.no] for goal in plan.goals}


def test_an_empty_form_holds_no_figure():
    book = openpyxl.load_workbook(io.BytesIO(province.form(PLAN, language.words("zh"))))
    assert len(book.worksheets) == 2
    numbers = [cell.value for row in book.worksheets[0].iter_rows(min_row=5, min_col=4) for cell in row if cell.value]
    assert numbers == []


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_filled_form_brought_back_unchanged_says_what_stood_and_no_more(edition, lang):
    content = province.form(PLAN, language.words(lang), edition)
    found = checked(content).select("measure", "period", "value", "state", "person").sort("measure", "period").rows()
    wanted = sorted(
        ((one["measure"], one["period"], one["value"], one["state"], one.get("person")) for one in STATED),
        key=lambda one: one[:2],
    )
    assert found == wanted, "nothing published, summed, counted or simulated is among them"


@pytest.mark.publishing
@each("value", [400 / 89, 0.1 + 0.2, 123456789.12345679, 1 / 3, 2 / 3 * 1e6])
def test_a_filled_form_brought_back_unchanged_needs_no_reason_and_changes_no_figure(tmp_path, monkeypatch, value):
    """A spreadsheet keeps fifteen digits of a number and is read to nine decimals; a value may have seventeen."""
    data = tmp_path / str(value)
    monkeypatch.setenv("EXPLORER_DATA", str(data))
    publishing.rebuild(ground=ground)
    one = COMMON | {"measure": MONTHS, "period": day("2024-12-31"), "value": value, "state": "final"}
    publishing.bring([Brought("observations", rows("observations", one), "a.xlsx", b"a")], "li", ground=ground)
    content = province.form(PLAN, language.words("zh"), store.edition())
    back = Brought("observations", checked(content), "form.xlsx", content)
    made = publishing.bring([back], "li", ground=ground)  # without a note
    assert (made.corrections, made.changed) == ((), ())
    found = store.read(PLAN.goal(MONTHS).indicator, "210000", store.edition().until, "office", store.edition())
    assert found.filter(period=day("2024-12-31"))["rivals"].to_list() == [[]], "nor is a value corrected by itself"


def test_what_others_published_stands_beside_it_with_its_source(edition):
    book = openpyxl.load_workbook(io.BytesIO(province.form(PLAN, language.words("zh"), edition)))
    beside = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    told = store.read(PLAN.goals[0].indicator, "210000", edition.until, "published", edition)
    first = province.years(PLAN)[0]
    wanted = told.filter(pl.col("period").dt.year() >= first)["value"].to_list()
    assert [row[3] for row in beside if row[0] == 1] == wanted
    assert all(row[-1] for row in beside)


def test_the_forms_are_made_by_command(edition, tmp_path, capsys):
    assert main(["forms", "make", "province", "--filled", "--output", str(tmp_path / "out"), "--lang", "zh"]) == 0
    path = capsys.readouterr().out.strip()
    assert path.endswith("210000_本省年度填报表_ln-2025.xlsx")
    assert checked(Path(path).read_bytes()).height == len(STATED)
    assert main(["forms", "make", "province", "--plan", "cn-14fyp", "--lang", "en"]) == 2
    assert "ln-2025" in capsys.readouterr().err


def test_a_plan_of_others_has_no_form():
    with pytest.raises(Trouble, match="returns_no_province"):
        province.form(catalogue.plans()["cn-14fyp"], language.words("zh"))
