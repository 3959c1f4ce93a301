"""A graph as a chart that an office can edit: it draws the cells of its sheet, and changes when one of them does."""

import io
import math
import zipfile
from itertools import zip_longest
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from explorer.core import spreadsheet
from explorer.core.spreadsheet import Book
from explorer.exports.office import chart_series
from explorer.exports.office.chart_cells import GREATEST_SHARE, LEAST_SHARE, Cell, Column, Layout, layout
from explorer.exports.office.chart_series import Pen
from explorer.exports.office.chart_style import PALETTE
from explorer.exports.office.imprint import FONTS, over_time
from explorer.views.exhibit import Exhibit, Graph

PART = "xl/charts/chart1.xml"
DATA = "Data"
WIDEST_LABEL, WIDEST_COLUMN, ROOM = 46, 15, 0.12
FEW = 30  # numbers below a chart that can still be read on its page
SHARES, MOST_YEARS_NAMED, MOST_CATEGORIES = 50, 18, 18


def part(exhibit: Exhibit, graph: Graph, size: int) -> tuple[bytes, bytes]:
    """Return a chart as the XML of its part, and the workbook of its numbers, which goes with it (see draw)."""
    drawn, bare = io.BytesIO(), io.BytesIO()
    with spreadsheet.workbook(drawn) as book:
        (sheet,) = book.sheets([DATA])
        sheet.insert_chart(0, 0, draw(book, sheet, exhibit, graph, size))
    with spreadsheet.workbook(bare) as book:
        (sheet,) = book.sheets([DATA])
        _write(book, sheet, layout(exhibit, graph))
    with zipfile.ZipFile(drawn) as parts:
        return parts.read(PART), bare.getvalue()


def drawable(graph: Graph | None) -> bool:
    """Whether there is anything to draw: a goal and the path to it are a promise, and nothing is known yet."""
    return graph is not None and any(one.points and one.mark not in ("path", "goal") for one in graph.series)


def draw(book: Book, sheet: Worksheet, exhibit: Exhibit, graph: Graph, size: int, top: int = 0) -> Chart:
    """Write a graph's numbers into a sheet, from the row ``top`` on, and return the chart that draws them.

    The chart stands nowhere yet. ``size``: of its texts, in points.
    """
    found = layout(exhibit, graph)
    _write(book, sheet, found, top)
    chart = book.book.add_chart(_kind(exhibit, graph))
    pen = Pen(sheet.get_name(), top, FONTS[exhibit.view.words.named][0], size)
    unnamed = []
    for line in found.lines:
        if holes := chart_series.holes(pen, line, graph):
            unnamed.append(len(chart.series))
            chart.add_series(holes)
        chart.add_series(chart_series.series(pen, line, graph, alone=_alone(graph)))
    if graph.kind == "bars":
        _axes_of_bars(chart, pen, exhibit, graph)
    else:
        _axes_of_points(chart, pen, graph, found)
    title = {"name": pen.first(found.unit), "name_font": pen.font(PALETTE.grey), "overlay": True}
    chart.set_title(title | {"layout": {"x": 0.005, "y": 0.005}})
    chart.set_legend({"position": "bottom", "font": pen.font(smaller=2), "delete_series": unnamed})
    chart.show_blanks_as("gap")
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PALETTE.paper}})
    chart.set_plotarea({"fill": {"none": True}})
    return chart


def _write(book: Book, sheet: Worksheet, found: Layout, top: int = 0) -> None:
    forms = sorted({column.form for column in found.columns})
    looks = {form: book.book.add_format({"num_format": form, "valign": "top"}) for form in forms}
    sheet.set_row(top, 2 * spreadsheet.LINE_HEIGHT)
    widths = [_wide(column) for column in found.columns]
    for row, cells in enumerate(zip_longest(*(column.cells for column in found.columns)), start=top + 1):
        spreadsheet.room(sheet, row, cells, widths)
    for place, column in enumerate(found.columns):
        sheet.write_string(top, place, column.head[: spreadsheet.LONGEST_CELL], book.looks["head"])
        sheet.set_column(place, place, widths[place])
        for row, cell in enumerate(column.cells, start=top + 1):
            if isinstance(cell, float) and math.isfinite(cell):
                sheet.write_number(row, place, cell, looks[column.form])
            else:
                spreadsheet.write(sheet, row, place, cell, book)
    # With few numbers a chart and they are one page; of many the first page has the chart, the others the head.
    spreadsheet.on_paper(sheet, pages=0 if max(len(column.cells) for column in found.columns) > FEW else 1)
    sheet.repeat_rows(top)


def _wide(column: Column) -> int:
    widest = WIDEST_LABEL if any(isinstance(cell, str) for cell in column.cells) else WIDEST_COLUMN
    return min(widest, spreadsheet.width([column.head, *map(_said, column.cells)]))


def _said(cell: Cell) -> str:
    """Return a cell about as wide as it will be shown."""
    return f"{cell:,.2f}" if isinstance(cell, float) else cell or ""


def _kind(exhibit: Exhibit, graph: Graph) -> dict[str, str]:
    if graph.kind == "bars":
        return {"type": "column" if over_time(exhibit) else "bar"}
    return {"type": "scatter", "subtype": "straight_with_markers" if graph.kind == "time" else "marker_only"}


def _alone(graph: Graph) -> bool:
    """Whether every category has one bar: that of the one evidence its value has."""
    places = [x for one in graph.series for x, _ in one.points]
    return len(places) == len(set(places))


def _axes_of_bars(chart: Chart, pen: Pen, exhibit: Exhibit, graph: Graph) -> None:
    """Draw periods from left to right, and everything else from top to bottom, its values at the bars themselves."""
    line = {"color": PALETTE.faint}
    heights = {"num_format": "#,##0", "num_font": pen.font(PALETTE.grey), "line": {"none": True}}
    if over_time(exhibit):
        step = -(-len(graph.categories) // MOST_CATEGORIES)
        names = {
            "num_font": pen.font(),
            "line": line,
            "interval_unit": step,
            "label_position": "low",
            "major_tick_mark": "none",
        }
        chart.set_x_axis(names)
        chart.set_y_axis(heights | {"major_gridlines": {"visible": True, "line": line}, "min": 0})
        return
    crowded = max(0, (len(graph.categories) - MOST_CATEGORIES + 5) // 6)
    names = {"num_font": pen.font(smaller=min(5, 4 * crowded)), "line": line, "label_position": "low", "reverse": True}
    names["interval_unit"] = 1
    # Of bars, what other charts have below stands on the left.
    chart.set_y_axis(names | {"major_tick_mark": "none", "major_gridlines": {"visible": False}})
    # Where every bar has its number, they need no axis.
    spoken = chart_series.labelled(graph) == len(graph.series)
    grid = {"visible": not spoken, "line": line}
    chart.set_x_axis(heights | {"visible": not spoken, "major_gridlines": grid} | _ends(exhibit, graph))


def _ends(exhibit: Exhibit, graph: Graph) -> dict[str, float]:
    """Return the ends of an axis of values; of shares, no further than a reader can take in."""
    # Of an overview's bars over several slides, those on each are drawn alike.
    whole = exhibit.graph if exhibit.page == "overview" and exhibit.graph else graph
    values = [y for one in whole.series for _, y in one.points] or [0.0]
    low, high = min(0.0, *values), max(0.0, *values)
    if exhibit.page == "overview":
        low, high = max(low, LEAST_SHARE), min(max(high, 100.0), GREATEST_SHARE)
        steps = (math.floor((low - 1) / SHARES) if low else 0, math.floor((high + 1) / SHARES) + 1)
        return {"min": steps[0] * SHARES, "max": steps[1] * SHARES, "major_unit": SHARES}
    room = (high - low) * ROOM or 1.0
    return {"min": low - room if low else 0.0, "max": high + room}


def _axes_of_points(chart: Chart, pen: Pen, graph: Graph, found: Layout) -> None:
    line, grid = {"color": PALETTE.grey}, {"visible": True, "line": {"color": PALETTE.faint, "width": 0.75}}
    up: dict[str, Any] = {"num_font": pen.font(PALETTE.grey), "line": {"none": True}, "major_gridlines": grid}
    across: dict[str, Any] = {"num_font": pen.font(PALETTE.grey), "line": line, "label_position": "low"}
    up["num_format"] = _ticks(y for one in graph.series for _, y in one.points)
    if graph.kind == "pairs":
        across |= {"name": pen.top(found.lines[0].across), "name_font": pen.font(PALETTE.grey)} if found.lines else {}
        across["num_format"] = _ticks(x for one in graph.series for x, _ in one.points)
        across["major_gridlines"] = grid
    else:
        across |= _years([x for one in graph.series for x, _ in one.points])
    chart.set_x_axis(across)
    chart.set_y_axis(up)


def _ticks(values: Any) -> str:
    return "#,##0" if max(map(abs, values), default=0.0) >= 1000 else "General"


def _years(times: list[float]) -> dict[str, Any]:
    """Return the axis of time: a year's number in its middle, a tick where it ends, room for labels on the right.

    An office writes numbers at major ticks alone, and by the format "0" 2024.5, the middle of 2025, as 2025: so those
    stand in the middles, unseen, and the ticks that are seen between them (see charts/layers.years for the times).
    """
    first, last = math.ceil(min(times)) - 1.5, math.ceil(max(times)) + 0.5
    last += max(1, round((last - first) * ROOM)) - 1
    step = -(-round(last - first) // MOST_YEARS_NAMED)
    ticks = {"major_tick_mark": "none", "minor_tick_mark": "outside", "minor_unit": 0.5}
    return ticks | {
        "num_format": "0",
        "min": first,
        "max": last,
        "major_unit": step,
        "major_gridlines": {"visible": False},
    }
