"""The sensitivity as a sentence, a table and a sheet, which say the same of the driver that moves most."""

from explorer.analysis.outlook import assumptions, sensitivity
from explorer.core import language
from explorer.views.whatif import sensitivity as said
from tests.analysis.outlook.test_target_outlook import PATENTS, seen, view
from tests.views.whatif.test_tables import sheet


def test_the_sentence_is_about_the_first_row_and_the_page_has_both(small):
    for code in language.LANGUAGES:
        here = view(small)
        ahead, words = seen(here), language.words(code)
        knobs = assumptions.usual_knobs(here, ahead)
        found = sensitivity.drivers(here, ahead, knobs)
        told = said.sentence(ahead, found, words)
        assert words(f"sensitivity.{found[0].name}") in told
        assert words.value(found[0].value, ahead.goal.indicator) in told
        drawn = str(said.table(here, ahead))
        assert drawn.count("<tr") == 1 + len(found)
        assert here.words("sensitivity.title") in drawn


def test_the_sheet_has_numbers_and_what_they_were_moved_by(small):
    rows = sheet("sensitivity", plan="cn-15fyp", indicator=PATENTS, goal="22", evidence="published")
    growth = next(row for row in rows if row["Driver"] == "growth a year")
    assert growth["Step"] == "1 percentage point"
    assert growth["Change if lower"] < 0 < growth["Change if higher"]


def test_steps_are_moved_by_one_of_their_unit(small):
    here = view(small, "ln-2025", "210000", evidence="all")
    ahead = seen(here, "trademarks_in_force", method="linear_drift")
    knobs = assumptions.usual_knobs(here, ahead)
    (step, *_) = (one for one in sensitivity.drivers(here, ahead, knobs) if one.name == "step")
    years = ahead.goal.year - ahead.start[0]
    assert round(step.more, 6) == round(years, 6) == round(-step.less, 6)


def test_a_readers_knob_moves_nothing_of_it(small):
    asked = {"plan": "cn-15fyp", "indicator": PATENTS, "goal": "22", "evidence": "published", "scenarios": "own"}
    assert sheet("sensitivity", **asked, growth="9") == sheet("sensitivity", **asked, growth="2")


def test_nothing_is_said_where_nothing_is_known(small):
    here = view(small, "ln-2025", "210000", evidence="published")
    ahead = seen(here, "regional_public_brands")
    assert said.table(here, ahead) is None
