"""The overview in columns, for a screen seen from afar: each target's name, status, newest value and goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.core import marks
from explorer.exports.images import typeface
from explorer.exports.images.svg import block, rule, text
from explorer.views.target_row import Section, TargetRow

ROOM, GAP = 1104.0, 24.0
COUNTS = (2, 3)  # of columns: as many as make the picture lowest, and so its letters largest
NUMBER, TEXT = 24, 36  # where each part of a row begins, from its column's left edge on
TITLE, SIZE, SMALL, BETWEEN = 15.5, 14.5, 13.5, 12
LINE, EDGES, HEADING = 19.0, 6.0, 28.0
Piece = tuple[str, str, float]  # what is said, its colour, its size


@dataclass(frozen=True)
class Row:
    """One target, or a heading without a number, as lines in a column: its title's, then what is known of it."""

    number: str
    title: Sequence[str]
    known: Sequence[Sequence[Piece]] = ()

    @property
    def high(self) -> float:
        """How high it is."""
        return EDGES + LINE * (len(self.title) + len(self.known)) if self.number else HEADING


def laid_out(found: Sequence[Section], theme: str = "light") -> list[list[Row]]:
    """Return the rows column by column, in as many columns as make the highest of them lowest."""
    ways = [_parts(_rows(found, theme, _wide(count)), count) for count in COUNTS]
    return min(ways, key=_highest)


def height(columns: Sequence[Sequence[Row]]) -> float:
    """Return how high the columns are."""
    return _highest(columns)


def drawn(columns: Sequence[Sequence[Row]], left: float, top: float, palette: marks.Palette) -> Iterator[str]:
    """Yield the drawn rows, one column beside the other."""
    wide = _wide(len(columns))
    for place, column in enumerate(columns):
        x, y = left + place * (wide + GAP), top
        for row in column:
            if row.number:
                yield rule(x, y, wide, palette.faint, 0.7)
                yield from _drawn(row, x, y + LINE - 1, palette)
            else:
                yield text(x, y + 20, row.title[0], SMALL, palette.grey)
            y += row.high


def _drawn(row: Row, x: float, y: float, palette: marks.Palette) -> Iterator[str]:
    yield text(x + NUMBER, y, row.number, SIZE, palette.grey, "end")
    yield block(x + TEXT, y, row.title, TITLE, palette.ink, leading=LINE / TITLE)
    for place, line in enumerate(row.known, start=len(row.title)):
        at = x + TEXT
        for said, colour, size in line:
            yield text(at, y + place * LINE, said, size, colour)
            at += typeface.width(said, size) + BETWEEN


def _wide(count: int) -> float:
    return (ROOM - (count - 1) * GAP) / count


def _highest(columns: Sequence[Sequence[Row]]) -> float:
    return max((sum(row.high for row in column) for column in columns), default=0.0)


def _parts(rows: Sequence[Row], count: int) -> list[list[Row]]:
    """Return rows in columns about as high as each other; no heading stands last in one."""
    whole, parts, rest = sum(row.high for row in rows), list[list[Row]](), list(rows)
    for place in range(count - 1):
        end, high, share = 0, 0.0, sum(row.high for row in rest) / (count - place)
        while end < len(rest) and high + rest[end].high / 2 <= share:
            high += rest[end].high
            end += 1
        while end and not rest[end - 1].number:
            end -= 1
        parts.append(rest[:end])
        rest = rest[end:]
    return [*parts, rest] if whole else []


def _rows(found: Sequence[Section], theme: str, wide: float) -> list[Row]:
    rows = list[Row]()
    for heading, mine in found:
        rows += [Row("", [heading])] if heading else []
        rows += [_row(one, theme, wide - TEXT) for one in mine]
    return rows


def _row(shown: TargetRow, theme: str, room: float) -> Row:
    """Return a target's row; status, value and goal stand on one line where they have room."""
    title = typeface.lines(shown.title, TITLE, room, 2)
    return Row(str(shown.no), title, _broken([*_status(shown, theme), *_known(shown, theme)], room))


def _broken(pieces: Sequence[Piece], room: float) -> list[list[Piece]]:
    """Return pieces on lines no wider than ``room``; a piece that is wider is cut."""
    lines, at = list[list[Piece]](), 0.0
    for said, colour, size in pieces:
        wide = typeface.width(said, size)
        if not lines or at + wide > room:
            lines.append([])
            at = 0.0
        lines[-1].append((typeface.shortened(said, size, room), colour, size))
        at += wide + BETWEEN
    return lines


def _status(shown: TargetRow, theme: str) -> list[Piece]:
    return [(shown.status.short, shown.status.colour(theme), SIZE)]


def _known(shown: TargetRow, theme: str) -> list[Piece]:
    palette, newest = marks.palette(theme), shown.newest
    value = f"{newest.text} {newest.sign}" if newest else "–"
    return [(value, palette.ink, SIZE), (shown.aim, palette.goal, SMALL)]
