"""A patent has one number however it is written; one that contradicts itself or its row is a fault.

The check digits are reckoned by hand: 202110123456 gives 2*2+0+2*4+1*5+1*6+0+1*8+2*9+3*2+4*3+5*4+6*5 = 117 = 10*11 + 7.
"""

import polars as pl
import pytest

from explorer.pipeline import intake
from explorer.pipeline.intake.values import patents
from tests.support.cases import each
from tests.support.intake_files import TODAY, delimited

HEADING = ("申请号", "专利类型", "专利名称", "市", "申请日", "授权日")


def read(text):
    return patents.read(pl.Series([text])).row(0)


def faults(number, kind="发明", filed="2021-02-09"):
    content = delimited([HEADING, (number, kind, "甲", "沈阳", filed, "2023-01-17")])
    return intake.check(content, "a.csv", "patents", today=TODAY).faults.select("column", "rule").rows()


@each(
    "text, number",
    [
        *((text, "2021101234567") for text in ("2021101234567", "202110123456.7", "ZL202110123456.7")),
        *((text, "2021101234567") for text in ("cn202110123456.7", "202110123456", "CN202110123456A")),
        *((text, "2021101234567") for text in ("ＺＬ 2021 1 0123456.7", "CN 202110123456.7 B", "2021101234567.0")),
        *((text, "202110123468X") for text in ("202110123468.x", "202110123468X", "ZL202110123468")),
        *((text, "2021101234660") for text in ("202110123466.0", "2021101234660", "202110123466")),
        *((text, "981012345") for text in ("98101234.5", "ZL98101234.5", "98101234")),
        ("PCT/CN2021/070001", "PCT/CN2021/070001"),
        ("US10123456B2", "US10123456B2"),
    ],
)
def test_a_patents_number_is_one_however_it_is_written(text, number):
    assert read(text) == (number, None, "")


@each(
    "text, rule, hint",
    [
        ("2.02110E+12", "mangled_key", ""),
        ("202110123456.8", "check_digit", "2021101234567"),
        ("202110123465.7", "check_digit", "2021101234656"),
        ("98101234.X", "check_digit", "981012345"),
        *((text, "publication_no", "") for text in ("CN112345678A", "CN212345678U", "CN1234567C", "112345678")),
        *((text, "odd_patent", "") for text in ("2021401234567", "199810123456", "3021101234567")),
    ],
)
def test_a_number_that_is_not_that_of_an_application_is_a_fault(text, rule, hint):
    assert read(text) == (None, rule, hint)


@pytest.mark.parametrize("swap", range(11))
def test_two_digits_that_change_places_are_found(swap):
    digits = "2021101234567"
    other = digits[:swap] + digits[swap + 1] + digits[swap] + digits[swap + 2 :]
    assert other == digits or read(other)[1] in ("check_digit", "odd_patent")


def test_a_number_is_held_against_the_kind_and_the_day_of_filing_of_its_row():
    assert faults("202110123456.7") == []
    assert faults("202220765432.1", filed="2022-08-22") == [("申请号", "number_kind")]
    assert faults("202220765432.1", "实用新型", "2022-08-22") == []
    assert faults("98101234.5", "外观设计", "1998-02-09") == [("申请号", "number_kind")]
    assert faults("202010123456.2", filed="2021-02-09") == [("申请号", "number_year")]


def test_a_divisional_application_keeps_the_day_of_its_parent():
    assert faults("202110123456.7", filed="2018-02-09") == []


@each(
    "text",
    ["见附件", "20l110101848X", "20142010143500", "2O17201019254", "LN-2023-000006", "P-17", "2011101006092（含）"],
)
def test_what_is_no_number_of_any_office_is_a_fault(text):
    assert read(text)[0] is None


@each("text", ["EP3456789", "JP2020-123456", "WO2020/123456", "US10123456B2", "KR1020200012345", "PCT/US2020/012345"])
def test_a_number_of_another_office_stays_as_it_is(text):
    assert read(text) == (text, None, "")
