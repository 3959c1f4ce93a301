"""The cities' annual returns: forms filled in as a city would, collected from a folder, summed by another road."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from explorer.__main__ import main
from explorer.core import catalogue, language
from explorer.core.errors import Trouble
from explorer.pipeline import city_forms, intake
from tests.support.cases import each

pytestmark = pytest.mark.publishing

PLAN = catalogue.plans()["ln-2025"]
SHENYANG, DALIAN, BENXI = "210100", "210200", "210500"
MARKS, SHARE = "trademarks_in_force", "guidance_station_coverage"


def filled(city, figures, lang="zh", **changed):
    """Return a form as a city sends it back: ``figures`` by measure and year, ``changed`` cells by their place."""
    book = openpyxl.load_workbook(io.BytesIO(city_forms.form(PLAN, city, language.words(lang))))
    sheet = book.worksheets[0]
    heads = [str(cell.value) for cell in sheet[5]]
    lines = {sheet.cell(row, len(heads)).value: row for row in range(6, sheet.max_row + 1)}
    for (measure, year), value in figures.items():
        place = next(place for place, head in enumerate(heads, start=1) if head.startswith(str(year)))
        sheet.cell(lines[measure], place).value = value
    for place, value in changed.items():
        sheet[place] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(content):
    return city_forms.read(content, "form.xlsx", PLAN)


def faults(content):
    return [tuple(row) for row in read(content).faults.select("row", "column", "value", "rule").iter_rows()]


@pytest.fixture(scope="module")
def fourteen():
    """Forms of all fourteen cities: the n-th returns n * 1,000 marks and n + 1 per cent: 1 could be all."""
    return {
        city: filled(city, {(MARKS, 2025): number * 1000, (SHARE, 2025): number + 1}, "zh" if number % 2 else "en")
        for number, city in enumerate(city_forms.cities(PLAN), start=1)
    }


@pytest.fixture
def folder(tmp_path, fourteen):
    for city, form in fourteen.items():
        (tmp_path / f"{city}.xlsx").write_bytes(form)
    return tmp_path


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_form_asks_for_every_goal_with_cities_and_every_year_of_the_plan(lang):
    words = language.words(lang)
    sheet = openpyxl.load_workbook(io.BytesIO(city_forms.form(PLAN, SHENYANG, words))).worksheets[0]
    asked = [sheet[f"I{row}"].value for row in range(6, sheet.max_row + 1)]
    assert asked == [goal.indicator.measure for goal in PLAN.goals if goal.indicator.level == "city"]
    assert [str(cell.value)[:4] for cell in sheet[5]][3:7] == ["2022", "2023", "2024", "2025"]
    assert SHENYANG in [cell.value for cell in sheet[2]]


def test_a_year_takes_a_number_within_its_bounds_or_a_dash():
    book = openpyxl.load_workbook(io.BytesIO(city_forms.form(PLAN, SHENYANG, language.words("zh"))))
    rules = {str(one.sqref): (one.type, one.formula1) for one in book.worksheets[0].data_validations.dataValidation}
    assert rules["D6:G6"][0] == "custom"
    assert rules["D6:G6"][1].startswith('OR(D6="—",D6="-",AND(ISNUMBER(D6),D6>=0,')


def test_an_empty_form_returns_nothing_and_counts_what_is_empty():
    found = read(filled(SHENYANG, {}))
    assert found.city == SHENYANG
    assert (found.rows.height, found.faults.height) == (0, 0)
    assert found.blanks == 4 * len([goal for goal in PLAN.goals if goal.indicator.level == "city"])


def test_figures_are_read_as_people_write_them():
    found = read(filled(DALIAN, {(MARKS, 2023): "20.5万", (MARKS, 2024): "２１０，０００", (SHARE, 2025): 71.5}))
    assert found.faults.is_empty()
    rows = found.rows.sort("period", "measure").select("measure", "area", "period", "value", "unit").rows()
    assert rows == [
        (MARKS, DALIAN, dt.date(2023, 12, 31), 205_000.0, "件"),
        (MARKS, DALIAN, dt.date(2024, 12, 31), 210_000.0, "件"),
        (SHARE, DALIAN, dt.date(2025, 12, 31), 71.5, "%"),
    ]


def test_an_english_form_is_read_as_the_same():
    figures = {(MARKS, 2025): 205_000, (SHARE, 2024): 70}
    assert read(filled(DALIAN, figures, "en")).rows.equals(read(filled(DALIAN, figures, "zh")).rows)


def test_words_for_nothing_are_empty_cells():
    whole = read(filled(DALIAN, {})).blanks
    found = read(filled(DALIAN, {(MARKS, 2024): "无", (MARKS, 2025): "暂无"}))
    assert (found.rows.height, found.faults.height, found.blanks) == (0, 0, whole)


def test_a_dash_says_that_a_figure_is_not_determined_as_in_the_provinces_table(tmp_path):
    found = read(filled(DALIAN, {(MARKS, 2024): 9000, (MARKS, 2025): "—"}))
    assert found.rows.select("value", "state").rows() == [(9000.0, None), (None, "undetermined")]
    (tmp_path / "a.xlsx").write_bytes(filled(DALIAN, {(MARKS, 2024): 9000, (MARKS, 2025): "—"}))
    words = language.words("zh")
    returned = city_forms.returned(city_forms.collect(tmp_path, PLAN), [b""], words)
    checked = intake.check(returned.content, returned.file, "observations")
    assert checked.faults.rows() == []
    assert checked.rows.select("value", "state").rows() == [(9000.0, "final"), (None, "undetermined")]


def test_a_city_whose_figure_is_not_determined_leaves_no_sum(folder):
    (folder / f"{SHENYANG}.xlsx").write_bytes(filled(SHENYANG, {(MARKS, 2025): "—", (SHARE, 2025): 1}))
    rows = city_forms.observations(city_forms.collect(folder, PLAN), language.words("zh"))
    assert rows.filter(area="210000", measure=catalogue.indicators()[MARKS].measure).is_empty()


def test_a_remark_that_calls_a_figure_preliminary_makes_it_so():
    book = openpyxl.load_workbook(io.BytesIO(filled(DALIAN, {(MARKS, 2024): 9000, (MARKS, 2025): 9500})))
    sheet = book.worksheets[0]
    heads = [str(cell.value) for cell in sheet[5]]
    line = next(row for row in range(6, sheet.max_row + 1) if sheet.cell(row, len(heads)).value == MARKS)
    note = heads.index(language.words("zh")("returns.note")) + 1
    sheet.cell(line, note).value = "2025年为快报数"
    made = io.BytesIO()
    book.save(made)
    assert read(made.getvalue()).rows["state"].to_list() == [None, "preliminary"]


@each(
    "measure, value, rule",
    [
        (MARKS, "about 20", "not_a_number"),
        (MARKS, "20家", "unit_in_cell"),
        (MARKS, 12.5, "returns_whole"),
        (MARKS, -3, "returns_range"),
        (SHARE, 101, "returns_range"),
    ],
)
def test_a_wrong_cell_is_named_by_its_row_and_column(measure, value, rule):
    row = next(place for place, goal in enumerate(city_forms.asked(PLAN).goals, 6) if goal.indicator.measure == measure)
    ((found, column, told, why),) = faults(filled(BENXI, {(measure, 2024): value}))
    assert (found, column, why) == (row, "2024年", rule)
    assert told.startswith(str(value)[:2])


def test_with_one_fault_nothing_of_the_form_is_taken():
    assert read(filled(BENXI, {(MARKS, 2023): 5, (MARKS, 2024): "?"})).rows.is_empty()


def test_changed_units_codes_and_lines_are_faults():
    first = city_forms.asked(PLAN).goals[0].indicator.measure
    assert faults(filled(BENXI, {}, C7="万件"))[0][1:] == ("单位", "万件", "returns_unit")
    found = faults(filled(BENXI, {}, I7="trademarks_in_farce"))
    assert {one[3] for one in found} == {"returns_measure", "returns_line_missing"}
    assert "returns_twice" in {one[3] for one in faults(filled(BENXI, {}, I7=first))}
    assert [one[3] for one in faults(filled(BENXI, {}, D5="2031年"))] == ["returns_year"]


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"D2": "220100"}, "returns_unknown_city"),
        ({"D2": None}, "returns_unknown_city"),
        ({"I5": "x"}, "returns_no_form"),
        ({"D5": "a", "E5": "b", "F5": "c", "G5": "d"}, "returns_no_years"),
    ],
)
def test_a_file_that_is_no_form_or_of_no_city_is_refused(changed, key):
    with pytest.raises(Trouble) as raised:
        read(filled(SHENYANG, {}, **changed))
    assert raised.value.key == key


def test_a_program_that_calls_itself_a_form_is_refused():
    with pytest.raises(Trouble):
        read(b"MZ" + bytes(5000))


def changed_form(change, figures=((MARKS, 2024, 1000), (MARKS, 2025, 2000))):
    """Return a form, changed after it was filled: ``change`` gets its sheet and the row of the marks."""
    book = openpyxl.load_workbook(io.BytesIO(filled(SHENYANG, {(name, year): value for name, year, value in figures})))
    sheet = book.worksheets[0]
    row = next(row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 9).value == MARKS)
    change(sheet, row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def hide_row(sheet, row):
    sheet.row_dimensions[row].hidden = True


def hide_year(sheet, row):
    sheet.column_dimensions["F"].hidden = True


def merge_years(sheet, row):
    sheet.merge_cells(f"F{row}:G{row}")


def merge_lines(sheet, row):
    sheet.merge_cells(f"F{row}:F{row + 1}")


def add_column(sheet, row):
    sheet["K5"], sheet[f"K{row}"] = "责任处室", "商标处"


@each(
    "change, kind, part",
    [
        (hide_row, "rows_unseen", ""),
        (hide_year, "columns_unseen", "F“2024年"),
        (merge_years, "merged_cells", "1000"),
        (merge_lines, "merged_cells", "1000"),
        (add_column, "columns_unread", "K“责任处室”"),
    ],
)
def test_what_is_hidden_merged_or_nobodys_column_is_told_by_its_form(change, kind, part):
    found = city_forms.received([("沈阳.xlsx", changed_form(change))], PLAN)
    (form,) = found.forms.values()
    assert [one.kind for one in form.asked] == [kind]
    assert part in str(form.asked[0].blanks)
    said = [line for line in city_forms.said(found, language.words("zh")) if line.startswith("沈阳.xlsx：")]
    assert len(said) == 1
    assert part in said[0]


def test_a_form_as_it_was_sent_out_and_filled_leaves_nothing_to_look_at(fourteen):
    for content in (*fourteen.values(), filled(SHENYANG, {})):
        assert read(content).asked == ()


def test_a_form_on_a_hidden_sheet_is_refused():
    def hide(sheet, row):
        sheet.parent.create_sheet("x")
        sheet.sheet_state = "hidden"

    with pytest.raises(Trouble) as caught:
        read(changed_form(hide))
    assert caught.value.key == "intake_hidden_sheet"


def test_fourteen_forms_are_added_up_where_values_add_up(folder):
    found = city_forms.collect(folder, PLAN)
    assert (found.sound, found.missing, found.twice) == (True, (), {})
    rows = city_forms.observations(found, language.words("zh"))
    province = rows.filter(area="210000")
    assert province.select("measure", "value").rows() == [(MARKS, 1000.0 * 14 * 15 / 2)]
    assert rows.filter(measure=SHARE).height == 14, "percentages of cities are no percentage of the province"


def test_a_city_that_is_missing_is_named_and_nothing_is_summed(folder):
    (folder / f"{BENXI}.xlsx").unlink()
    found = city_forms.collect(folder, PLAN)
    assert found.missing == (BENXI,)
    assert city_forms.observations(found, language.words("zh")).filter(area="210000").is_empty()


def test_of_a_city_with_two_forms_none_is_taken(folder):
    (folder / "沈阳 改.xlsx").write_bytes(filled(SHENYANG, {(MARKS, 2025): 1}))
    found = city_forms.collect(folder, PLAN)
    assert found.twice == {SHENYANG: ("210100.xlsx", "沈阳 改.xlsx")}
    assert not found.sound
    assert SHENYANG not in {one.city for one in found.taken}


def test_forms_that_were_sent_are_collected_like_those_of_a_folder(folder, fourteen):
    sent = [(f"{city}.xlsx", content) for city, content in fourteen.items()]
    found, words = city_forms.received(sent, PLAN), language.words("zh")
    assert city_forms.observations(found, words).equals(
        city_forms.observations(city_forms.collect(folder, PLAN), words)
    )


def test_a_form_with_a_fault_is_held_by_name_and_the_others_are_taken(fourteen):
    sent = [("沈阳.xlsx", fourteen[SHENYANG]), ("本溪.xlsx", filled(BENXI, {(MARKS, 2024): "?"})), ("说明.xlsx", b"MZ")]
    found, words = city_forms.received(sent, PLAN), language.words("zh")
    assert [one.city for one in found.faulty] == [BENXI]
    told = city_forms.said(found, words)
    assert told[0].startswith("收到 2 个市的填报表，共 2 个数值")
    assert "大连市" in told[1]
    assert "沈阳市" not in told[1]
    assert told[2] == "有问题、暂不采用的填报表：本溪市。"
    assert told[3].startswith("说明.xlsx 未采用")
    assert set(city_forms.observations(found, words)["area"]) == {SHENYANG}
    assert found.whole == ("沈阳.xlsx",)
    assert city_forms.faults(found, words).select(words("returns.file"), words("intake.column")).rows() == [
        ("本溪.xlsx", "2024年")
    ]


def test_two_files_of_one_name_are_two_forms(fourteen):
    found = city_forms.received([("form.xlsx", fourteen[SHENYANG]), ("form.xlsx", fourteen[DALIAN])], PLAN)
    assert {one.city for one in found.taken} == {SHENYANG, DALIAN}
    assert list(found.forms) == ["form.xlsx", "form.xlsx (2)"]


def test_the_same_forms_make_the_same_zip_whatever_their_order():
    assert (
        city_forms.packed({"a": b"1", "b": b"2"})
        == city_forms.packed({"b": b"2", "a": b"1"})
        != city_forms.packed({"a": b"1"})
    )


def test_the_forms_of_all_cities_are_one_zip():
    words = language.words("zh")
    with zipfile.ZipFile(io.BytesIO(city_forms.forms(PLAN, words))) as folder:
        names = folder.namelist()
        assert (len(names), "210100_沈阳市_ln-2025.xlsx" in names) == (14, True)
        assert read(folder.read("210200_大连市_ln-2025.xlsx")).city == DALIAN


def test_the_command_makes_a_form_for_every_city(tmp_path, capsys):
    assert main(["forms", "--lang", "zh", "make", "all", "--output", str(tmp_path)]) == 0
    assert len(list(tmp_path.glob("*.xlsx"))) == 14
    assert (tmp_path / "210100_沈阳市_ln-2025.xlsx").exists()


def test_the_command_collects_a_folder_and_names_the_missing(folder, tmp_path, capsys):
    (folder / f"{BENXI}.xlsx").unlink()
    out = tmp_path / "out" / "returns.csv"
    assert main(["forms", "--lang", "en", "collect", str(folder), "--output", str(out)]) == 0
    said = capsys.readouterr().err
    assert "Not returned: Benxi" in said
    checked = intake.check(out.read_bytes(), out.name, "observations")
    assert (checked.rows.height, checked.faults.height) == (26, 0), "what was collected can be published as it is"


def test_the_command_lists_faults_as_csv_and_writes_nothing(folder, tmp_path, capsys):
    (folder / f"{BENXI}.xlsx").write_bytes(filled(BENXI, {(MARKS, 2024): "?"}))
    out = tmp_path / "returns.csv"
    assert main(["forms", "--lang", "zh", "collect", str(folder), "--output", str(out)]) == 2
    said = capsys.readouterr()
    assert f"{BENXI}.xlsx" in said.out
    assert "2024年" in said.out
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments", [["make", "999999"], ["collect", "/nowhere/at/all"], ["make", "210100", "--plan", "cn-14fyp"]]
)
def test_trouble_is_one_sentence(arguments, capsys):
    assert main(["forms", "--lang", "en", *arguments]) == 2
    said = capsys.readouterr().err.strip()
    assert "\n" not in said
    assert "Traceback" not in said
