"""A report as elements of a page: its chapters, tables and entries in their order."""

from collections.abc import Sequence

from htpy import Node, b, details, div, h1, p, section, summary

from explorer.views import html
from explorer.views.html import Column
from explorer.views.report import Block, Entry, Heading, Line, Listing, Report


def head(found: Report, *more: Node) -> str:
    """Return the title of a report and the line below it, with whatever else stands there."""
    return html.finished(div(".headline")[h1[found.title], p(".subtitle")[found.subtitle], more])


def body(blocks: Sequence[Block]) -> str:
    """Return the blocks of a report in their order."""
    return html.finished(div(".report")[[_chapter(one) for one in _chapters(blocks)]])


def _chapters(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks of each chapter, its heading in front; what stands before the first heading is one too."""
    found: list[list[Block]] = [[]]
    for one in blocks:
        found += [[]] if isinstance(one, Heading) else []
        found[-1].append(one)
    return [one for one in found if one]


def _chapter(blocks: Sequence[Block]) -> Node:
    """Return a chapter; one that only explains the others is folded."""
    first, *rest = blocks
    if isinstance(first, Heading) and rest and all(isinstance(one, Line) and one.aside for one in rest):
        return details[summary[_block(first)], [_block(one) for one in rest]]
    return [_block(one) for one in blocks]


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
