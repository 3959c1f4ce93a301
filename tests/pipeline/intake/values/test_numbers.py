"""Numbers as people write them, against the unit of their column."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as some

from explorer.pipeline.intake.values import numbers
from tests.support.cases import each

WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def read(unit, *texts):
    return numbers.read(pl.Series(texts, dtype=pl.String), pl.Series([unit] * len(texts))).rows()


@settings(deadline=None)
@given(some.integers(-(10**12), 10**12))
def test_a_whole_number_is_read_as_python_reads_it(number):
    ways = (f"{number}", f"{number:,}", f"{number:,}".translate(WIDE), f" {number}.0 ", f"{number}件")
    assert read("件", *ways) == [(float(number), None, "")] * len(ways)


@settings(deadline=None)
@given(some.floats(allow_nan=False, allow_infinity=False))
def test_a_number_with_decimals_is_read_as_python_reads_it(number):
    assert read("分", repr(number)) == [(float(repr(number)), None, "")]


@settings(deadline=None)
@given(some.integers(0, 10**8))
def test_ten_thousands_and_hundred_millions_are_counted_where_the_unit_is_one(number):
    assert read("件", f"{number}万", f"{number}万件", f"{number} 亿") == [
        (float(number * 10_000), None, ""),
        (float(number * 10_000), None, ""),
        (float(number * 100_000_000), None, ""),
    ]


@each(
    "unit, text, rule, hint",
    [
        ("万元", "500万", "unit_in_cell", "500"),
        ("万元", "5000000元", "unit_in_cell", "500"),
        ("万元", "0.5亿元", "unit_in_cell", "5000"),
        ("万元", "500美元", "unit_in_cell", ""),
        ("件", "5项", "unit_in_cell", ""),
        ("件", "5千", "unit_in_cell", "5000"),
        ("件", "12%", "unit_in_cell", ""),
        ("%", "12万", "unit_in_cell", ""),
        ("%", "0.125", "percent_unsaid", "0.125% / 12.5%"),
        ("%", "-0.5", "percent_unsaid", "-0.5% / -50%"),
        ("%", "1", "percent_unsaid", "1% / 100%"),
        ("万元", "1,23", "ambiguous_number", ""),
        ("万元", "1.234,5", "ambiguous_number", ""),
        ("万元", "1.234.567", "ambiguous_number", ""),
        ("万元", "12,3456", "ambiguous_number", ""),
        ("万元", "约500", "not_a_number", ""),
        ("万元", "500-600", "not_a_number", ""),
        ("万元", "(500)", "not_a_number", ""),
        ("万元", "五百", "not_a_number", ""),
        ("万元", "1 234", "not_a_number", ""),
        ("万元", "1e999", "not_a_number", ""),
        ("万元", "nan", "not_a_number", ""),
    ],
)
def test_what_is_not_one_number_in_the_unit_says_why(unit, text, rule, hint):
    assert read(unit, text) == [(None, rule, hint)]


@each(
    "unit, text, value",
    [
        ("万元", "350万元", 350),
        ("%", "12.5％", 12.5),
        ("%", "0.5%", 0.5),
        ("%", "0", 0),
        ("%", "1.5", 1.5),
        ("件/万人", "16", 16),
        ("亿元", "8,539.9亿元", 8539.9),
        ("件", "1.1万", 11000),
    ],
)
def test_the_columns_own_unit_may_stand_in_the_cell(unit, text, value):
    assert read(unit, text) == [(value, None, "")]


@settings(deadline=None)
@given(some.text(max_size=12), some.sampled_from(["件", "万元", "%", ""]))
def test_no_text_whatever_breaks_the_reading(text, unit):
    value, rule, _ = read(unit, text)[0]
    assert (value is None) == (rule is not None)
