"""What the text of a link means to each kind of prompt, and how the answer is written back."""

import datetime as dt

import pytest

from explorer.links.prompts import Day, FreeText, Ignored, Number, One, PageNumber, Several, Slider, Weights
from tests.support.cases import each

FIRST, LAST = dt.date(2019, 1, 1), dt.date(2026, 9, 30)
LONG = "x" * 5000


@each(
    "asked, meant",
    [
        (None, LAST),
        ("", LAST),
        ("2024-02-29", dt.date(2024, 2, 29)),
        ("2018-12-31", FIRST),
        ("2019-01-01", FIRST),
        ("2026-09-30", LAST),
        ("2026-10-01", LAST),
        ("9999-12-31", LAST),
        ("2023-02-29", LAST),
        ("0000-00-00", LAST),
        ("2024-W01-1", LAST),
        ("20240229", LAST),
        ("２０２４-02-29", LAST),
    ],
)
def test_a_day_outside_is_the_nearest_and_no_day_is_the_last(asked, meant):
    assert Day("as_of", "", FIRST, LAST).read(asked) == meant


def test_a_day_of_its_own_stands_where_none_is_asked_for_but_never_outside():
    usual = Day("as_of", "", FIRST, LAST, dt.date(2024, 3, 31))
    assert usual.read(None) == usual.read("x") == dt.date(2024, 3, 31)
    assert usual.read("2030-01-01") == LAST
    assert Day("as_of", "", FIRST, LAST, dt.date(2030, 1, 1)).read(None) == LAST


@each(
    "asked, meant",
    [
        (None, 3.0),
        ("", None),
        ("x", 3.0),
        ("nan", 3.0),
        ("inf", 3.0),
        ("1e999", 3.0),
        ("-1", 0.0),
        ("0", 0.0),
        ("10", 10.0),
        ("10.1", 10.0),
        ("0.30000000000000004", 0.3),
    ],
)
def test_a_number_outside_is_the_nearest_bound_and_no_number_is_the_usual_one(asked, meant):
    assert Number("goal", "", (0.0, 10.0), 3.0).read(asked) == meant


def test_a_slider_cannot_be_left_empty():
    assert Slider("growth", "", (0.0, 10.0), 3.0, track=(0.0, 5.0), step=0.1).read("") == 3.0


@each(
    "asked, meant", [(None, "a"), ("betta", "beta"), ("beta", "beta"), ("x", "a"), ("", "a"), (LONG, "a"), ("2", "a")]
)
def test_a_misspelt_slug_is_the_nearest_and_a_strange_one_the_first(asked, meant):
    assert One("show", "", {"a": "A", "beta": "B", "21": "C"}).read(asked) == meant


@each(
    "asked, meant",
    [(None, ("b",)), ("", ()), ("c,a", ("a", "c")), ("a,x", ("a",)), ("x", ("b",)), ("a,a", ("a",)), (",", ("b",))],
)
def test_several_stand_in_their_own_order_without_strangers(asked, meant):
    assert Several("scenarios", "", {"a": "A", "b": "B", "c": "C"}, ("b",)).read(asked) == meant


@each(
    "asked, meant", [(None, 1), ("0", 1), ("1", 1), ("7", 7), ("8", 7), ("-3", 1), ("٣", 1), ("2.5", 1), ("9" * 500, 7)]
)
def test_a_page_outside_is_the_nearest(asked, meant):
    assert PageNumber("page", "", 7).read(asked) == meant


def test_weights_hold_what_can_be_read_and_nothing_for_the_others():
    prompt = Weights("weights", "", {"1": "A", "2": "B"}, {"1": 1.0, "2": 1.0}, "")
    assert prompt.read("1:3,3:9,2:-1") == {"1": 3.0, "2": 0.0}
    assert prompt.read("x") == prompt.read(None) == {"1": 1.0, "2": 1.0}
    assert prompt.unusable("1:3,2:4", prompt.read("1:3,2:4")) is None
    assert prompt.unusable("1:3,3:9", prompt.read("1:3,3:9")) == Ignored("weights", "1:3,3:9", "1")


@pytest.mark.parametrize(
    "prompt",
    [
        Day("as_of", "", FIRST, LAST),
        Number("goal", "", (0.0, 1e9), 12.5),
        One("show", "", {"a": "A", "b": "B"}, "b"),
        Several("scenarios", "", {"a": "A", "b": "B"}, ("a", "b")),
        PageNumber("page", "", 7),
        FreeText("find", ""),
        Weights("weights", "", {"1": "A", "2": "B"}, {"1": 1.5, "2": 0.0}, ""),
    ],
    ids=lambda prompt: prompt.kind,
)
def test_what_is_written_is_read_as_the_same(prompt):
    answer = prompt.read(None)
    assert prompt.read(prompt.write(answer)) == answer
    assert prompt.unusable(prompt.write(answer), answer) is None
    assert prompt.unusable(None, answer) is None
