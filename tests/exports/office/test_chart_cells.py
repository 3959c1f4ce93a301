"""A graph's numbers as columns: where a line must not lead, how a number is written."""

from dataclasses import replace

import polars as pl

from explorer.analysis.view import View
from explorer.exports.office.chart import drawable
from explorer.exports.office.chart_cells import _form, layout
from explorer.views.exhibit import Graph, Series
from tests.support.cases import each
from tests.support.open_xml import seen


def columns(exhibit) -> dict[str, tuple]:
    return {column.head: column.cells for column in layout(exhibit, exhibit.graph).columns}


def with_series(exhibit, *series):
    return replace(exhibit, graph=Graph("time", "件", series))


def test_a_line_ends_where_a_value_of_another_evidence_lies_between(small):
    real = Series("real", "published", ((2019.0, 1.0), (2021.0, 3.0)))
    invented = Series("made", "simulated", ((2020.0, 2.0), (2022.0, 4.0)))
    found = columns(with_series(seen("target", "en"), real, invented))
    assert found["Period"] == ("2019", "2020", "2021", "2022")
    assert found["real"] == (1.0, None, 3.0, None)
    assert found["made"] == (None, 2.0, None, 4.0)


def test_no_line_leads_across_a_break_of_definition(small, monkeypatch):
    broken = pl.DataFrame(
        {"kind": ["break", "policy"], "happened_on": ["2021-01-01", "2019-06-01"], "short_en": ["census", "law"]}
    ).with_columns(pl.col("happened_on").str.to_date())
    real = Series("real", "published", ((2019.0, 1.0), (2020.0, 2.0), (2021.0, 3.0)))
    exhibit = with_series(seen("target", "en"), real)
    monkeypatch.setattr(View, "events", lambda *_: broken)
    found = columns(exhibit)
    assert found["Period"] == ("2019", "2020", "census", "2021")
    assert found["real"] == (1.0, 2.0, None, 3.0)


def test_what_lies_ahead_has_its_own_times_and_no_gaps(small):
    known = Series("real", "office", ((2020.0, 1.0), (2020.5, 1.5)))
    path = Series("way", "path", ((2020.0, 1.0), (2021.0, 2.0)))
    high = Series("high", "band", ((2020.0, 3.0), (2021.0, 4.0)))
    found = layout(with_series(seen("target", "en"), known, path, high), Graph("time", "件", (known, path, high)))
    assert [column.head for column in found.columns] == ["Period", "Time", "real", "Time", "way", "high", "Unit"]
    assert found.columns[3].cells == (2020.0, 2021.0)
    assert [line.across.column for line in found.lines] == [1, 3, 3]


def test_values_have_as_many_cells_as_the_longest_path(small):
    real = Series("real", "published", ((2019.0, 1.0),))
    path = Series("way", "path", ((2019.0, 1.0), (2020.0, 2.0), (2021.0, 3.0)))
    found = columns(with_series(seen("target", "en"), real, path))
    assert found["real"] == (1.0, None, None)


def test_a_bar_that_is_cut_short_is_said_to_be(small):
    exhibit = seen("overview", "en")
    shares = Graph("bars", "%", (Series("achieved", "share", ((0.0, 509.0), (1.0, 50.0))),), categories=("a", "b"))
    assert "200" in layout(exhibit, shares).columns[-1].cells[0]
    whole = replace(shares, series=(Series("achieved", "share", ((0.0, 200.0), (1.0, -100.0))),))
    assert layout(exhibit, whole).columns[-1].cells == ("Unit: %",)


@each(
    "cells, most, form",
    [
        ((3200.0,), 2, "#,##0"),
        ((8539.9, 3200.0), 2, "#,##0.0"),
        ((12.115254713303781,), 2, "#,##0.00"),
        ((12.04, 12.0), 1, "#,##0"),
        ((None, 1.25), 0, "#,##0"),
        (("a", None), 2, "#,##0"),
        ((2025.75,), None, "General"),
    ],
)
def test_a_number_has_no_more_decimals_than_it_needs_and_its_source_gave(cells, most, form):
    assert _form(cells, most) == form


def test_a_promise_alone_is_nothing_to_draw():
    promise = (Series("path", "path", ((2022.0, 1.0),)), Series("goal", "goal", ((2025.0, 2.0),)))
    assert not drawable(Graph("time", "件", promise))
    assert not drawable(None)
    assert drawable(Graph("time", "件", (*promise, Series("value", "office", ((2023.0, 1.5),)))))
