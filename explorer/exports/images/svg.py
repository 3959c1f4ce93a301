"""What a plate is drawn with: SVG texts, lines and pictures within it. Every text is escaped."""

import re
from collections.abc import Sequence
from html import escape
from typing import Literal

from explorer.core import marks
from explorer.exports.images import typeface

Anchor = Literal["start", "middle", "end"]
NAMED = re.compile(r'\bid="([^"]+)"')
LEADING = 1.36
HALO = 'paint-order="stroke" stroke="{paper}" stroke-width="3" stroke-linejoin="round"'
PAPER = marks.PALETTES["light"].paper
# Letters no XML may hold; a link can carry them.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def sheet(width: float, height: float, title: str, language: str, parts: Sequence[str], paper: str) -> str:
    """Return a whole SVG file: its title for whoever cannot see it, its ground, its parts."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}" lang="{language}"'
        f' font-family="{escape(typeface.STACK)}"><title>{plain(title)}</title>'
        f'<rect width="{width:g}" height="{height:g}" fill="{paper}"/>{"".join(parts)}</svg>'
    )
    # In a Chinese typeface these are as wide as a character, which suits Chinese only.
    return svg if language == "zh" else svg.replace("“", "&quot;").replace("”", "&quot;")


def plain(text: str) -> str:
    """Return a text as it may stand in XML."""
    return escape(UNWRITABLE.sub("", text))


def text(x: float, y: float, said: str, size: float, colour: str, anchor: Anchor = "start", weight: float = 0) -> str:
    """Return one line of text; ``y`` is its base line. ``weight``: an outline that makes a heading stand out."""
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    heavy = f' stroke="{colour}" stroke-width="{weight:g}"' if weight else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{placed}{heavy}>{plain(said)}</text>'


def block(
    x: float, y: float, said: Sequence[str], size: float, colour: str, *, weight: float = 0, leading: float = LEADING
) -> str:
    """Return lines of text below one another; ``y`` is the base line of the first."""
    return "".join(
        text(x, y + place * size * leading, line, size, colour, weight=weight) for place, line in enumerate(said)
    )


def rule(x: float, y: float, width: float, colour: str, thickness: float = 1) -> str:
    """Return a horizontal line."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{thickness:g}" fill="{colour}"/>'


def within(svg: str, x: float, y: float, width: float, height: float, name: str, paper: str = PAPER) -> str:
    """Return a drawing as a part of a plate, as large as fits into a box, in its middle.

    ``name`` keeps what the drawing calls its own apart from what others call theirs; ``paper``: its ground.
    """
    inner = NAMED.sub(rf'id="{name}-\1"', svg).replace("url(#", f"url(#{name}-").replace('href="#', f'href="#{name}-')
    # What a label crosses is faded around it, so that it can be read.
    inner = inner.replace("<text ", f"<text {HALO.format(paper=paper)} ")
    head, body = inner.split(">", 1)
    view = re.search(r'viewBox="([^"]+)"', head)
    box = view[1] if view else f"0 0 {width:g} {height:g}"
    # A browser sets a label in its own font, which may be wider than ours: its end is not to be cut off.
    placed = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<svg {placed} viewBox="{box}" overflow="visible">{body}'
