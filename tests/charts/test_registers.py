"""What the charts of a register draw: a line of its stock, bars of what it gained and lost."""

import datetime as dt
import json

import polars as pl
import pytest

from explorer import charts
from explorer.charts import registers as drawn
from explorer.core import language
from explorer.core.goals import Text
from tests.support.cases import each

ZH = language.words("zh")
UNIT = Text("件", "marks")
ROWS = [
    (dt.date(2024, 12, 31), 20_000.0, 3_000.0, 90_000.0, "published", False),
    (dt.date(2025, 12, 31), 25_000.0, 5_000.0, 110_000.0, "simulated", False),
    (dt.date(2026, 9, 30), 9_000.0, 0.0, 119_000.0, "simulated", True),
]
SERIES = pl.DataFrame(ROWS, schema=["period", "begun", "ended", "stock", "evidence", "partial"], orient="row")
SPECS = (charts.stock_spec, charts.flow_spec, charts.ahead_spec)


def role(rows, name):
    return rows.filter(pl.col("role") == name)


def test_a_stock_stands_at_the_end_of_its_period_and_what_was_gained_in_the_middle():
    stock = role(charts.stock_rows(SERIES, "year", UNIT, ZH), "point")
    assert stock["x"].to_list() == pytest.approx([2024, 2025, 2025.748], abs=0.001)
    bars = role(charts.flow_rows(SERIES, "year", UNIT, ZH), "begun")
    assert ((bars["x"] + bars["x2"]) / 2).to_list() == pytest.approx([2023.5, 2024.5, 2025.5])


def test_the_middle_of_a_period_is_that_of_its_months():
    day = dt.date(2026, 9, 30)
    assert [drawn.middle(day, span) for span in ("year", "quarter", "month")] == pytest.approx(
        [2025.5, 2025 + 7.5 / 12, 2025 + 8.5 / 12]
    )


def test_both_charts_of_a_register_show_the_same_years():
    frames = [
        role(make(SERIES, "year", UNIT, ZH), "frame")["x"].to_list() for make in (charts.stock_rows, charts.flow_rows)
    ]
    assert frames == [[2023, 2026]] * 2


def test_a_stock_is_a_line_whose_simulated_parts_are_dashed():
    rows = charts.stock_rows(SERIES, "year", UNIT, ZH)
    assert role(rows, "point")["evidence"].to_list() == ["公开发布", "模拟", "模拟"]
    assert set(role(rows, "segment")["line"]) == {"simulated"}
    assert role(rows, "newest")["label"].to_list() == ["11.9 万件"]
    low, high = role(rows, "frame")["y"]
    assert low < 90_000
    assert high > 119_000


def test_what_is_gained_goes_up_and_what_is_lost_down_and_nothing_is_no_bar():
    rows = charts.flow_rows(SERIES, "year", UNIT, ZH)
    assert role(rows, "begun")["y"].to_list() == [20_000, 25_000, 9_000]
    assert role(rows, "ended")["y"].to_list() == [-3_000, -5_000]
    assert role(rows, "ended")["label"].to_list() == ["3,000 件", "5,000 件"]
    assert role(rows, "begun")["line"].to_list() == ["real", "simulated", "simulated"]


def test_an_incomplete_year_says_which_months_it_covers():
    rows = role(charts.flow_rows(SERIES, "year", UNIT, ZH), "begun")
    assert rows["period"].to_list() == ["2024年", "2025年", "2026年1—9月"]
    assert rows["partial"].to_list() == [False, False, True]


@pytest.mark.parametrize("span", drawn.WIDTHS)
def test_bars_of_neighbouring_periods_do_not_touch(span):
    every = {"year": "1y", "quarter": "1q", "month": "1mo"}[span]
    days = pl.date_range(dt.date(2023, 1, 1), dt.date(2025, 12, 1), every, eager=True)
    ends = days.dt.offset_by(every).dt.offset_by("-1d")
    series = pl.DataFrame({"period": ends}).with_columns(
        begun=pl.lit(1.0), ended=pl.lit(0.0), evidence=pl.lit("simulated"), partial=pl.lit(value=False)
    )
    bars = role(charts.flow_rows(series, span, UNIT, ZH), "begun").sort("x")
    assert (bars["x"].slice(1) > bars["x2"].head(bars.height - 1)).all()


def test_months_to_come_are_named_and_the_greatest_has_its_number():
    months = pl.DataFrame(
        {"period": [dt.date(2026, 10, 31), dt.date(2026, 11, 30)], "count": [5.0, 7.0], "evidence": ["simulated"] * 2}
    )
    rows = charts.ahead_rows(months, UNIT, ZH)
    assert role(rows, "ahead")["month"].to_list() == ["2026-10", "2026-11"]
    assert role(rows, "newest")["label"].to_list() == ["7 件"]


@each("spec", SPECS)
@each("theme", ["light", "dark"])
@each("code", language.LANGUAGES)
def test_a_spec_is_finished_kept_and_turns_no_text_on_its_side(spec, code, theme):
    made = spec(code, theme)
    assert made is spec(code, theme)
    assert "data" not in made
    assert made["config"]["axis"]["labelAngle"] == 0
    assert 'labelAngle": 90' not in json.dumps(made)


@pytest.mark.parametrize("spec", SPECS)
def test_no_bar_or_point_has_a_tooltip_without_words(spec):
    layers = [inner for layer in spec("zh", "light")["layer"] for inner in layer.get("layer", [layer])]
    said = [layer["encoding"].get("tooltip") for layer in layers]
    assert all(one == {"value": None} or isinstance(one, list) for one in said)
