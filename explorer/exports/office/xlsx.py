"""A view as a workbook: a cover, its chart over the cells it draws, and the tables behind it."""

import io

from xlsxwriter.worksheet import Worksheet

from explorer.core import spreadsheet
from explorer.core.spreadsheet import Book
from explorer.exports.office import chart as office_chart
from explorer.exports.office import xlsx_tables
from explorer.exports.office.imprint import cover
from explorer.views.exhibit import Exhibit

SIZE = 11
WIDTH, HEIGHT = 1080, 560  # in pixels
TOP = 30  # the row below a chart of that height
LONGEST_LINK = 2079  # what a spreadsheet takes for a link


def sheet(exhibit: Exhibit, at: str) -> bytes:
    """Return a view as XLSX; ``at`` is where the site answers."""
    words, made = exhibit.view.words, io.BytesIO()
    found = xlsx_tables.sheets(exhibit)
    drawn = [words("office.chart")] if office_chart.drawable(exhibit.graph) else []
    with spreadsheet.workbook(made) as book:
        front, *others = book.sheets([words("ledger.cover"), *drawn, *found])
        _cover(front, cover(exhibit, at), book)
        if drawn and exhibit.graph:
            place = others.pop(0)
            # Above the numbers, so that who changes one sees the chart change.
            chart = office_chart.draw(book, place, exhibit, exhibit.graph, SIZE, TOP)
            chart.set_size({"width": WIDTH, "height": HEIGHT})
            place.insert_chart(0, 0, chart, {"description": exhibit.title})
        for one, rows in zip(others, found.values(), strict=True):
            spreadsheet.fill(one, rows, book)
    return made.getvalue()


def _cover(front: Worksheet, lines: dict[str, str], book: Book) -> None:
    """Write the cover; its last line is the address of the page, the one link of the workbook."""
    spreadsheet.notes_on(front, lines, book)
    spreadsheet.on_paper(front)
    link = list(lines.values())[-1]
    if len(link) <= LONGEST_LINK:
        look = book.book.add_format({"font_color": "#0B5CAD", "underline": 1, "text_wrap": True, "valign": "top"})
        front.write_url(len(lines) - 1, 1, link, look, link)
