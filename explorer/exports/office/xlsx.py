"""A view as a workbook: a cover, its chart over the cells it draws, and the tables behind it."""

import io
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from explorer.core import spreadsheet
from explorer.core.spreadsheet import Book
from explorer.exports.office import chart as office_chart
from explorer.exports.office import xlsx_draft, xlsx_tables
from explorer.exports.office.imprint import cover
from explorer.views.draft import exhibit as draft_exhibit
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
    worked = draft_exhibit.calculation(exhibit)
    live = [words("sheet.title")] if worked else []
    with spreadsheet.workbook(made) as book:
        front, *others = book.sheets([words("ledger.cover"), *live, *drawn, *found])
        told = xlsx_tables.to_print(exhibit)
        _cover(front, _lines(exhibit, at, [*live, *drawn, *(name for name in found if name in told)]), book)
        if worked:
            xlsx_draft.write(others.pop(0), worked, exhibit.title, book, words)
        if drawn and exhibit.graph:
            place = others.pop(0)
            # Above the numbers, so that who changes one sees the chart change.
            chart = office_chart.draw(book, place, exhibit, exhibit.graph, SIZE, TOP)
            chart.set_size({"width": WIDTH, "height": HEIGHT})
            place.insert_chart(0, 0, chart, {"description": exhibit.title})
        for one, (name, rows) in zip(others, found.items(), strict=True):
            spreadsheet.fill(one, rows, book)
            if name not in told:
                spreadsheet.off_paper(one, rows)
    return made.getvalue()


def _lines(exhibit: Exhibit, at: str, printed: Sequence[str]) -> dict[str, str]:
    """Return the lines of the cover, the link last; before it, what of the workbook is for paper."""
    words, lines = exhibit.view.words, cover(exhibit, at)
    named = words("common.list").join([words("ledger.cover"), *printed])
    last, link = lines.popitem()
    return lines | {words("office.on_paper"): words("office.printed", sheets=named), last: link}


def _cover(front: Worksheet, lines: dict[str, str], book: Book) -> None:
    """Write the cover; its last line is the address of the page, the one link of the workbook."""
    spreadsheet.notes_on(front, lines, book)
    spreadsheet.on_paper(front)
    link = list(lines.values())[-1]
    if len(link) <= LONGEST_LINK:
        look = book.book.add_format({"font_color": "#0B5CAD", "underline": 1, "text_wrap": True, "valign": "top"})
        front.write_url(len(lines) - 1, 1, link, look, link)
