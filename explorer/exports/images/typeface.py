"""The typeface pictures are set in: how wide a text is, and where its lines break."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from explorer.core import marks

FOLDER = Path(__file__).with_name("fonts")
# First and last character (hexadecimal) and width in thousandths; whatever it does not name is as wide as the type is
# large. To read the font itself would take a library.
WIDTHS, PER_EM = FOLDER / "widths.csv", 1000
FAMILY = "Explorer Sans SC"
# A browser that is given an SVG has not got our font: it takes the first it has.
STACK = f"'{FAMILY}', {marks.FONT}"
ELLIPSIS = "…"
# Between two Chinese characters a line may break anywhere, but these begin no line or end none.
BEGINS_NO_LINE = "，。、；：！？）》〉」』】”’％…·—,.;:!?)]}%"
ENDS_NO_LINE = "（《〈「『【“‘([{"
JOINTS = "&?/"
# The mark of a value's evidence stays with its word.
SIGNS = "".join(mark.sign for mark in marks.EVIDENCE.values())
WIDE = r"\u2e80-\uffef"
PIECE = re.compile(rf"[{SIGNS}]\s[^\s{WIDE}]*[{WIDE}]{{0,3}}|\s+|[{WIDE}]|[^\s{WIDE}]+")


@lru_cache(maxsize=1)
def _widths() -> dict[int, float]:
    """Return the width of each character that is no whole one, in shares of the type's size."""
    rows = [line.split(",") for line in WIDTHS.read_text("utf-8").splitlines()]
    return {code: int(wide) / PER_EM for first, last, wide in rows for code in range(int(first, 16), int(last, 16) + 1)}


def width(text: str, size: float) -> float:
    """Return how wide a text is at a size, in the unit of the size; a character it lacks counts as a whole one."""
    widths = _widths()
    return sum(widths.get(ord(sign), 1.0) for sign in text) * size


def shortened(text: str, size: float, room: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than ``room``."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def lines(text: str, size: float, room: float, most: int) -> list[str]:
    """Return the text broken into at most ``most`` lines no wider than ``room``; what does not fit is cut."""
    found, line = [], ""
    for piece in _pieces(text, size, room):
        if line and width((line + piece).rstrip(), size) > room:
            found.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    found += [line.rstrip()] if line.strip() else []
    if len(found) > most:
        found[most - 1 :] = [shortened("".join((found[most - 1], ELLIPSIS)), size, room)]
    return found


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    """Yield what must stay together, in order; a word wider than the room is broken where it has to be."""
    held = ""
    for piece in PIECE.findall(text):
        if held and held[-1] not in ENDS_NO_LINE and piece[0] not in BEGINS_NO_LINE:
            yield held
            held = ""
        held += piece
        while width(held, size) > room:
            fits = next(
                count for count in range(len(held) - 1, 0, -1) if count == 1 or width(held[:count], size) <= room
            )
            # A link breaks before one of its joints, where one is near.
            joint = max(held.rfind(sign, 1, fits + 1) for sign in JOINTS)
            fits = joint if joint > fits * 0.6 else fits
            yield held[:fits]
            held = held[fits:]
    if held:
        yield held
