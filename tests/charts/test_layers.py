"""Where a day stands on the axis of time, measured in the chart as it is drawn."""

import datetime as dt
import itertools

import polars as pl
import pytest

from explorer import charts
from explorer.analysis.assessment.standing import position, standing
from explorer.charts import layers
from explorer.charts.quick import Picture
from explorer.core import catalogue, language
from tests.support import drawn_axis
from tests.support.cases import each

ZH = language.words("zh")
MARKS = catalogue.plans()["ln-2025"].goal("trademarks_in_force")
YEAR_ENDS = [dt.date(year, 12, 31) for year in range(2019, 2026)]
SEPTEMBER, MARCH = dt.date(2026, 9, 30), dt.date(2023, 3, 9)


def observed(days):
    cells = [(day, 600_000.0 + 9_000 * at, "year", "published", "x", day) for at, day in enumerate(days)]
    return pl.DataFrame(cells, schema=["period", "value", "span", "evidence", "source", "known_on"], orient="row")


def target(days, *events):
    schema = {"kind": pl.String, "happened_on": pl.Date, "short_zh": pl.String, "title_zh": pl.String}
    happened = pl.DataFrame([("policy", day, "方案", "方案印发。") for day in events], schema=schema, orient="row")
    values = observed(days)
    return charts.target_rows(values, standing(MARKS, values, SEPTEMBER), MARKS, ZH, happened)


def quick(days):
    return charts.quick_rows(pl.DataFrame({"day": days, "n": range(len(days))}), Picture("line", "day", "n"))


def svg_of(rows, width=800):
    return drawn_axis.drawn(charts.target_spec("trademarks_in_force", "zh", "light"), rows, width)


def share(found, year, x):
    """How much of a year lies left of a place."""
    begin, end = found.year(year)
    return (x - begin) / (end - begin)


def test_a_year_end_stands_at_its_years_right_edge_and_september_at_three_quarters_of_its_year():
    svg = svg_of(target([*YEAR_ENDS, SEPTEMBER]))
    found, values = drawn_axis.axis(svg), sorted(drawn_axis.points(svg))
    places = sorted({x for x, _ in values})
    assert [share(found, day.year, x) for day, x in zip(YEAR_ENDS, places, strict=False)] == pytest.approx(
        [1] * 7, abs=0.02
    )
    assert share(found, 2026, places[-1]) == pytest.approx(0.748, abs=0.02)
    assert found.labels["2026"] == pytest.approx(sum(found.year(2026)) / 2, abs=1)


@each("width", range(240, 400, 10))
def test_the_years_of_a_phones_axis_stand_apart(width):
    """A number of four figures of 12 px is some 27 px wide; closer than that and a gap, two run into one."""
    days = [dt.date(year, 12, 31) for year in range(2012, 2026)]
    places = sorted(drawn_axis.axis(svg_of(target([*days, SEPTEMBER]), width)).labels.values())
    assert len(places) > 1
    assert min(right - left for left, right in itertools.pairwise(places)) >= 27 + layers.LABEL_APART


def test_march_2023_lies_inside_2023():
    rows = target([*YEAR_ENDS, SEPTEMBER], MARCH)
    svg = svg_of(rows)
    found = drawn_axis.axis(svg)
    begin, end = found.year(2023)
    (at,) = rows.filter(pl.col("role").str.starts_with("event"))["x"]
    assert at == position(MARCH)
    left, right = found.ticks[0], found.ticks[-1]
    years = len(found.ticks) - 1
    assert begin < left + (at - 2018) / years * (right - left) < end


def test_the_axis_begins_with_the_year_of_the_first_thing_drawn_and_ends_with_that_of_the_last():
    found = drawn_axis.axis(svg_of(target([*YEAR_ENDS, SEPTEMBER])))
    assert list(found.labels) == [str(year) for year in range(2019, 2027)]
    assert len(found.ticks) == 9


def test_on_a_phone_no_year_is_added_by_the_air_at_the_ends():
    days = [dt.date(year, 12, 31) for year in range(2009, 2026)]
    found = drawn_axis.axis(svg_of(target([*days, SEPTEMBER]), 260))
    assert len(found.ticks) == 1 + len(range(2012, 2027)), "the chart's first year is 2012"
    assert set(found.labels) <= {str(year) for year in range(2012, 2027)}


def test_where_years_have_no_room_some_labels_are_left_out_and_no_tick():
    found = drawn_axis.axis(svg_of(target([*YEAR_ENDS, SEPTEMBER]), 300))
    assert len(found.ticks) == 9
    assert 2 < len(found.labels) < 8
    gaps = sorted(found.labels.values())
    assert min(b - a for a, b in itertools.pairwise(gaps)) > 28, "four digits of 12 pixels"


def test_of_less_than_two_years_the_months_are_told():
    days = [dt.date(2026, month, 28) for month in (1, 2, 3, 4)]
    svg = drawn_axis.drawn(charts.quick_spec(Picture("line", "day", "n"), "light", simulated=False), quick(days))
    found = drawn_axis.axis(svg)
    assert {"2026-02", "2026-03"} <= set(found.labels)
    begin, end = found.year("2026-03")
    assert begin < sorted(x for x, _ in drawn_axis.points(svg))[2] < end


@each("slug", ["day", "year"])
def test_a_table_of_days_or_years_is_drawn_on_the_same_axis(slug):
    over = YEAR_ENDS if slug == "day" else [day.year for day in YEAR_ENDS]
    rows = charts.quick_rows(pl.DataFrame({slug: over, "n": range(7)}), Picture("line", slug, "n"))
    assert rows["x"].to_list() == [day.year - (0 if slug == "day" else 0.5) for day in YEAR_ENDS]
