"""Free texts stay as they are; numbers that records are known by are told in one way, or not at all."""

import polars as pl
import pytest

from explorer.pipeline.intake.values import cells, texts
from tests.support.cases import each


def keys(text, **how):
    return texts.keys(pl.Series([text]), **how).row(0)


@each(
    "text, key",
    [
        ("12345678", "12345678"),
        ("１２３４", "1234"),
        ("12345678.0", "12345678"),
        ("0012", "0012"),
        ("g123x", "G123X"),
        ("第1234号", "第1234号"),
        ("LN-2023_01/2", "LN-2023_01/2"),
        ("202310123456.7", "202310123456.7"),
    ],
)
def test_a_key_is_written_in_one_way(text, key):
    assert keys(text) == (key, None, "")


@each(
    "text, rule, hint",
    [
        ("1.2345E+07", "mangled_key", ""),
        ("202310123456.700012207", "mangled_key", ""),
        ('="0012"', "wrapped_key", "0012"),
        ("'0012", "wrapped_key", "0012"),
        ("12;34", "odd_key", ""),
        ("12\ufffd", "broken_text", ""),
    ],
)
def test_a_key_that_a_spreadsheet_has_changed_is_a_fault(text, rule, hint):
    assert keys(text) == (None, rule, hint)


def test_the_check_digit_of_a_patent_may_be_nought():
    assert keys("202310123456.0", check_digit=True) == ("202310123456.0", None, "")
    assert keys("2023101234567.0", check_digit=True) == ("2023101234567", None, "")


def test_a_free_text_loses_only_its_outer_spaces():
    found = texts.read(pl.Series(["　Ａ－Ｂ（①）㎡ ｱ\u00a0", "=1+1", "a  b"]))
    assert found["value"].to_list() == ["Ａ－Ｂ（①）㎡ ｱ", "=1+1", "a  b"]
    assert found["rule"].is_null().all()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("锟斤拷公司", "broken_text"),
        ("2023-03-09 00:00:00", "made_a_day"),
        ("a\x07", "broken_text"),
        ("长" * 1001, "too_long"),
    ],
)
def test_a_spoilt_text_is_a_fault(text, rule):
    assert texts.read(pl.Series([text])).row(0) == (None, rule, "")


@each("mark", ["", " ", "-", "—", "——", "－", "/", "／", "无", "N/A", "null", "不详", "　"])
def test_many_marks_mean_nothing(mark):
    frame = pl.DataFrame({"text": [mark]})
    assert frame.select(cells.given(pl.col("text"), kind="day", needed=True)).item() is None


def test_a_mark_may_be_called_nothing():
    frame = pl.DataFrame({"text": ["无", "NA", "—"]})
    assert frame.select(text=cells.given(pl.col("text"), kind="text", needed=True))["text"].to_list() == [
        "无",
        "NA",
        None,
    ]


def test_a_word_that_is_an_option_is_not_nothing():
    frame = pl.DataFrame({"text": ["无", "-"]})
    spared = cells.given(pl.col("text"), kind="flag", needed=False, spared=frozenset(["无"]))
    assert frame.select(text=spared)["text"].to_list() == ["无", None]


@each(
    "text, name",
    [
        ("商 标（名称）", "商标名称"),
        ("ＡＢｃ_1", "abc1"),
        ("9.0", "9"),
        ("4-5", "4.5"),
        ("1.5", "1.5"),
        ("√", "√"),
        ("210100.0", "210100"),
    ],
)
def test_names_are_told_by_their_letters_and_two_numbers_are_never_one(text, name):
    assert cells.folded(text) == name
