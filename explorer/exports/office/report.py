"""A report as a document: its chapters, tables, and entries with their pictures beside them."""

from collections.abc import Sequence
from typing import Any

from explorer.exports.images import render
from explorer.exports.office.chart_style import PALETTE
from explorer.exports.office.docx_parts import EDGE, PAGE, SMALL, Document, Words
from explorer.views.report import Block, Entry, Heading, Line, Listing

WIDE = PAGE[0] - 2 * EDGE[1]  # between the margins, in cm
PICTURE, HIGH = 6.8, 3.1  # cm of an entry's picture
DRAWN = 345  # pixels across, of which its letters are drawn


def write(paper: Document, blocks: Sequence[Block]) -> None:
    """Write the blocks of a report in their order. Raises Trouble where a picture cannot be drawn now."""
    for one in blocks:
        match one:
            case Heading():
                paper.heading(one.text, 1)
            case Line():
                _line(paper, one)
            case Listing():
                if one.rows:
                    paper.table(one.heads, [list(row) for row in one.rows], _widths(one.widths))
            case Entry():
                _entry(paper, one)


def _widths(parts: Sequence[float]) -> list[float]:
    return [WIDE * part / sum(parts) for part in parts]


def _line(paper: Document, one: Line, within: Any = None) -> None:
    lead = [Words(one.lead, PALETTE.grey, bold=True)] if one.lead else []
    runs = [*lead, Words(one.text, PALETTE.grey if one.aside else PALETTE.ink)]
    if within is None and not one.aside:
        paper.paragraph(runs, after=3)
    else:
        paper.paragraph(runs, SMALL, 0.6, within)


def _entry(paper: Document, one: Entry) -> None:
    place = None
    if one.picture:
        drawn = render.chart_png(one.picture, DRAWN, round(DRAWN * HIGH / PICTURE))
        place = paper.beside(drawn, one.title, PICTURE)
    paper.paragraph([Words(one.title, bold=True)], after=2, within=place)
    for line in one.lines:
        _line(paper, line, place)
