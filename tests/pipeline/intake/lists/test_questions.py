"""Every question of a list has its sentence, in both languages, with its codes by their names."""

import datetime as dt
import re

import pytest

from explorer.core import language, paths
from explorer.pipeline import intake
from explorer.pipeline.intake.lists import questions
from explorer.pipeline.intake.yearly.table import Question

LISTS = paths.ROOT / "explorer" / "pipeline" / "intake" / "lists"


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_codes_and_tables_are_called_by_their_names(code):
    words = language.words(code)
    asked = [
        (0, "", Question("kind_from_sheet", {"kind": "rights_aid_workstation", "text": "工作站"})),
        (3, "opened_on", Question("sheet_of_another", {"table": "trademarks"})),
    ]
    told = intake.asked(asked, "service_network", words)
    assert told.columns == [words("intake.row"), words("intake.place"), words("intake.question")]
    (_, _, first), (row, where, second) = told.rows()
    assert words("facet_kind.rights_aid_workstation") in first
    assert (row, where) == (3, words("intake_field.opened_on"))
    assert words("table_name.trademarks") in second


def test_every_question_that_a_list_asks_has_a_sentence():
    written = " ".join(path.read_text("utf-8") for path in LISTS.glob("*.py"))
    asked = set(re.findall(r'Question\(\s*"(\w+)"', written))
    assert len(asked) > 15
    assert {f"intake_question.{kind}" for kind in asked} <= language.words("zh").sentences.keys()


def test_what_several_columns_ask_alike_is_asked_once_with_the_sum_of_their_rows():
    day = dt.date(2025, 12, 31)
    one, other = (Question("day_of_list", {"count": count, "day": day}) for count in (2, 3))
    apart = Question("ticked", {"yes": 1, "no": 0})
    found = questions.summed([(0, "a", one), (0, "a", apart), (0, "a", other), (0, "b", one)])
    assert [(where, dict(each.blanks)) for _, where, each in found] == [
        ("a", {"count": 5, "day": day}),
        ("a", {"yes": 1, "no": 0}),
        ("b", {"count": 2, "day": day}),
    ]
