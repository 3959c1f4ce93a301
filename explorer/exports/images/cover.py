"""The first page of a file of several exhibits: what it holds, and what it does not."""

from explorer.core import language, marks
from explorer.exports.images import typeface
from explorer.exports.images.svg import LEADING, block, sheet, text
from explorer.views.exhibit import Cover

WIDTH, HEIGHT, MARGIN, NUMBER = 1200, 848, 48, 40  # pixels: A4 on its side, as the plates after it
TITLE, SAID, SIZES, SMALL = 31, 16.5, (21.0, 18.0, 16.0, 14.0, 12.0, 10.5), 13.5
TOP, BETWEEN, MOST_LINES = 172.0, 0.5, 3
INK = marks.PALETTES["light"]


def page(cover: Cover) -> str:
    """Return the page as SVG, its items in as large a type as lets all of them stand on it."""
    sized = next((size for size in SIZES if _lowest(cover, size) < HEIGHT - MARGIN), SIZES[-1])
    parts = [
        text(MARGIN, MARGIN - 6, language.words(cover.lang)("common.product"), SMALL, INK.grey),
        block(
            MARGIN, MARGIN + 36, typeface.lines(cover.title, TITLE, WIDTH - 2 * MARGIN, 2), TITLE, INK.ink, weight=0.5
        ),
        text(MARGIN, TOP - 48, cover.said, SAID, INK.grey),
        *_items(cover, sized)[0],
    ]
    return sheet(WIDTH, HEIGHT, cover.title, cover.lang, parts, INK.paper)


def _lowest(cover: Cover, size: float) -> float:
    return _items(cover, size)[1]


def _items(cover: Cover, size: float) -> tuple[list[str], float]:
    """Return the items, numbered, each with why it is missing where it is, and how far down they reach."""
    parts, y = [], TOP
    for place, (name, why) in enumerate(cover.items, start=1):
        parts.append(text(MARGIN, y, str(place), size, INK.grey))
        for said, colour in ((name, INK.grey if why else INK.ink), (why, INK.goal)):
            lines = typeface.lines(said, size, WIDTH - 2 * MARGIN - NUMBER, MOST_LINES) if said else []
            parts.append(block(MARGIN + NUMBER, y, lines, size, colour))
            y += len(lines) * size * LEADING
        y += size * BETWEEN
    return parts, y
