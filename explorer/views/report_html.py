"""A report as elements of a page: its chapters, tables and entries in their order."""

from collections.abc import Sequence

from htpy import Node, b, div, h1, p, section

from explorer.views import html
from explorer.views.html import Column
from explorer.views.report import Block, Entry, Heading, Line, Listing, Report


def head(found: Report, *more: Node) -> str:
    """Return the title of a report and the line below it, with whatever else stands there."""
    return html.finished(div(".headline")[h1[found.title], p(".subtitle")[found.subtitle], more])


def body(blocks: Sequence[Block]) -> str:
    """Return the blocks of a report in their order."""
    return html.finished(div(".report")[[_block(one) for one in blocks]])


def _block(one: Block) -> Node:
    match one:
        case Heading():
            return html.heading(one.text)
        case Line():
            return p(class_="note" if one.aside else None)[one.lead and b[one.lead], one.text]
        case Listing():
            return div(".ledger")[html.grid([Column(head) for head in one.heads], [list(row) for row in one.rows])]
        case Entry():
            return section(".entry")[p[b[one.title]], [_block(line) for line in one.lines]]
