"""A template filled in with its own examples has no fault; an empty one has no rows."""

import datetime as dt

import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline import intake
from explorer.pipeline.intake import templates
from explorer.pipeline.intake.values import areas, codes
from tests.support.cases import each
from tests.support.intake_files import filled, opened, saved

BOTH = [language.words(code) for code in language.LANGUAGES]
EVERY = [(table, words) for table in intake.TABLES for words in BOTH]
IDS = [f"{table}-{words.code}" for table, words in EVERY]


@each("table, words", EVERY)
def test_a_template_filled_in_with_its_examples_is_clean(table, words):
    content = filled(table, words)
    checked = intake.check(content, "a.xlsx", table)
    assert checked.faults.rows() == []
    assert (checked.rows.height, checked.unread) == (2, ())
    assert intake.recognise(content, "a.xlsx") == table


@each("table, words", EVERY)
def test_an_empty_template_has_no_rows_since_its_examples_are_never_read(table, words):
    with pytest.raises(Trouble) as caught:
        intake.check(intake.template(table, words), "a.xlsx", table)
    assert caught.value.key == "intake_no_rows"


@each("table, words", EVERY)
def test_every_option_of_every_drop_down_is_understood(table, words):
    world = areas.world()
    book = opened(table, words)
    offered = {
        cells[0]: [cell for cell in cells[1:] if cell] for cells in book.worksheets[2].iter_cols(values_only=True)
    }
    for field in intake.TABLES[table].fields:
        names = templates.choices(field, world, words)
        assert offered.get(field.label(words), []) == names
        if field.kind in ("option", "flag"):
            known = codes.options(field)
            assert [known.codes[codes.folded(name)] for name in names] == list(field.codes)
        if field.kind == "area":
            known = areas.every_area(world, field)
            assert [known.codes[codes.folded(name)] for name in names] == list(world.areas)


def test_drop_downs_stand_in_the_columns_they_belong_to():
    rules = opened("trademarks", BOTH[0]).worksheets[0].data_validations.dataValidation
    assert {str(rule.sqref) for rule in rules} == {f"{letter}3:{letter}20002" for letter in "CDEGH"}
    assert {rule.errorStyle for rule in rules} == {"warning"}


def test_a_key_typed_into_the_template_stays_a_text():
    rows = opened("trademarks", BOTH[0]).worksheets[0]
    assert rows.column_dimensions["A"].number_format == "@" or rows["A3"].number_format == "@"


def test_days_typed_as_days_are_read_as_days():
    book = opened("trademarks", BOTH[0])
    for place, cell in enumerate(
        ("1", "甲", "沈阳市", None, "9 科学仪器", None, None, None, dt.date(2023, 3, 9)), start=1
    ):
        book.worksheets[0].cell(3, place).value = cell
    assert intake.check(saved(book), "a", "trademarks").rows["registered_on"].to_list() == [dt.date(2023, 3, 9)]


def test_the_options_say_the_unit_of_every_measure():
    world = areas.world()
    columns = list(opened("observations", BOTH[0]).worksheets[2].iter_cols(values_only=True))
    assert columns[-1][0] == "各指标的单位（依次对应首列）"
    rows = dict(zip(columns[0][1:], columns[-1][1:], strict=True))
    assert all(rows[measure["name_zh"]] == measure["unit"] for measure in world.measures.values())
