"""Which changes of a published figure need a reason, by rows of one figure."""

import datetime as dt
from dataclasses import replace

import pytest

from explorer.core.errors import Trouble
from explorer.pipeline.publish import corrections, publishing
from explorer.pipeline.publish.corrections import Correction
from explorer.releases import current, precedence
from explorer.releases.precedence import Value
from tests.exports.office.office_files import DALIAN, day, figures, ground, rows
from tests.support.cases import each

DAY = dt.date(2026, 11, 26)
FINAL = Value(105.0, "office", "imp-1", DAY, frequency="A", order=1)
LATER = replace(FINAL, value=1050.0, source="imp-2", order=2)
FIRST = replace(FINAL, state="preliminary")
TAKEN_BACK = Value(None, "office", "imp-2", DAY, frequency="A", state="withdrawn", order=2, note="录入错误")
PUBLISHED = Value(90.0, "published", "P", DAY, "A", "A")


@each(
    "before, after, needs",
    [
        ([FINAL], [FINAL, LATER], True),
        ([FINAL, PUBLISHED], [FINAL, PUBLISHED, LATER], True),
        ([FINAL], [FINAL, replace(LATER, value=105.0)], False),
        ([FIRST], [FIRST, LATER], False),
        ([PUBLISHED], [PUBLISHED, LATER], False),
        ([], [FINAL], False),
        ([FINAL], [FINAL, TAKEN_BACK], False),
        ([FINAL], [FINAL, replace(TAKEN_BACK, note=None)], True),
        ([FINAL], [], True),
        ([FINAL], [FINAL, replace(LATER, value=None, state="undetermined")], False),
        ([replace(FINAL, basis="summed")], [replace(FINAL, basis="summed", value=1.0)], False),
    ],
)
def test_a_final_figure_of_the_office_is_not_changed_without_a_reason(before, after, needs):
    assert corrections.corrects(precedence.stated(before), precedence.decide(after)) == needs


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    publishing.rebuild(ground=ground)
    publishing.bring([gdp(9000.0, "a")], "li", ground=ground)
    return tmp_path


def gdp(value, file):
    return figures(("gdp", DALIAN, day("2025-12-31"), value, day("2026-02-01")), file=file)


def test_both_roads_ask_for_the_reason_and_change_nothing_without_one(folder):
    before = current.in_use()
    made = publishing.prepare([gdp(9100.0, "b")], ground=ground)
    assert made.corrections == (Correction("gdp", DALIAN, day("2025-12-31"), 9000.0, 9100.0),)
    for road in (
        lambda note: publishing.publish(made, "li", note),
        lambda note: publishing.bring([gdp(9100.0, "b")], "li", note, ground=ground),
    ):
        for nothing in ("", "  "):
            with pytest.raises(Trouble) as said:
                road(nothing)
            assert said.value.key == "correction_without_reason"
            assert said.value.values == {"count": 1, "corrections": made.corrections}
            assert current.in_use() == before
    publishing.publish(publishing.prepared(made.token), "li", "recounted")
    assert current.in_use() == made.release != before
    assert publishing.history()[0].entry.note == "recounted"


def test_what_is_new_or_of_another_table_needs_none(folder):
    unit = {"unit_no": "U1", "kind": "training_base", "level": "national", "city": DALIAN}
    network = publishing.Brought("service_network", rows("service_network", unit), "units.csv", b"units")
    other = figures(("gdp", DALIAN, day("2024-12-31"), 8000.0), file="c")
    made = publishing.bring([network, other], "li", ground=ground)
    assert made.corrections == ()
