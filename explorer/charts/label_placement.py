"""Names beside the points of a picture: each where it lies over no other name, no other point and no line."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

# The least picture for which all names are set, and a phone's: on a wider one they only lie farther apart.
WIDE, NARROW = (600.0, 370.0), (270.0, 370.0)
# A name's letters and its height, half of a point, half of a line; pixels.
SIZE, HIGH, POINT, LINE = 12.0, 13.0, 5.0, 1.0
LATIN = 0.57  # of a letter's size
# Where a name may stand, from its point's middle: beside it, above and below, at last farther off.
PLACES = ((9, -7), (9, 8), (-9, -7), (-9, 8), (0, -14), (0, 15), (9, -20), (9, 21), (-9, -20), (-9, 21))
FARTHER = ((0, -28), (0, 29), (9, 34), (-9, -34), (-9, 34), (9, -34), (12, 0), (-12, 0))
LABEL = 15.0  # how high a label beside a line is
# For which names beside a line are set: a page, the presentation, a phone of 390 pixels less what its axis takes.
SIZES = ((600.0, 370.0), (600.0, 250.0), (300.0, 330.0))
MOST_TRIED, OVER = 9, 100.0  # places a name is tried at; how bad one name over another is
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Picture:
    """What names stand in: points and places of lines as shares of width and height from the lower left corner.

    ``size``: width and height in pixels. ``margin``: pixels right of it that names may reach into.
    ``high``: how high a name is.
    """

    size: Point
    points: Sequence[Point]
    names: Sequence[str]
    lines: Sequence[Point] = ()
    margin: float = 0.0
    high: float = HIGH
    taken: list[Box] = field(default_factory=list)

    def box(self, place: int, offset: Point) -> Box:
        """Return where the name of a point stands."""
        return _box(self.points[place], self.names[place], offset, self.size, self.high)

    def free(self, place: int, offset: Point) -> bool:
        """Whether the name of a point has room so far from it: inside, off other names and off other points."""
        box = self.box(place, offset)
        return not self.beyond(box) and not any(_over(box, other) for other in (*self.taken, *self.dots(place)))

    def beyond(self, box: Box) -> float:
        """Return by how many pixels a name reaches beyond the picture."""
        left, right = max(0.0, -box[0]), max(0.0, box[2] - self.size[0] - self.margin)
        return left + right + max(0.0, -box[1]) + max(0.0, box[3] - self.size[1])

    def dots(self, place: int) -> Iterator[Box]:
        """Yield the points but one's own."""
        return (_around(one, self.size) for one in self.points if one != self.points[place])

    def cost(self, place: int, offset: Point) -> float:
        """Return how bad it is for the name of a point to stand so far from it; 1 is a name 8 pixels farther off."""
        box = self.box(place, offset)
        crossed = sum(_over(box, _around(one, self.size, LINE)) for one in self.lines)
        covered = sum(_over(box, dot) for dot in self.dots(place))
        return math.hypot(*offset) / 8 + min(crossed, 6) / 2 + 4 * covered + self.beyond(box) / 6


def placed(points: Sequence[Point], names: Sequence[str], order: Sequence[int]) -> Iterator[tuple[int, Point, bool]]:
    """Yield which point is named, how far its name stands from it in pixels, and whether a phone has room for it.

    ``points``: shares of the picture's width and height from its lower left corner. Who comes first in ``order`` is
    named first; whose name has room nowhere is left out.
    """
    wide, narrow = (Picture(size, points, names) for size in (WIDE, NARROW))
    for place in order:
        offset = next((one for one in PLACES if wide.free(place, one)), None)
        if offset is None:
            continue
        wide.taken.append(wide.box(place, offset))
        everywhere = narrow.free(place, offset)
        narrow.taken.extend([narrow.box(place, offset)] if everywhere else [])
        yield place, offset, everywhere


def beside(points: Sequence[Point], names: Sequence[str], lines: Sequence[Point], margin: float) -> tuple[Point, ...]:
    """Return how far the name of each of the first points stands from it in pixels, on whatever screen.

    All are named, none over another where that can be: of all ways to place them the one that covers least.
    ``lines``: places of lines, in shares as ``points``. ``margin``: see Picture; it is a part of the picture's width.
    """
    pictures = [Picture((size[0] - margin, size[1]), points, names, lines, margin, LABEL) for size in SIZES]
    places, found = (*PLACES, *FARTHER), list[list[tuple[float, Point, list[Box]]]]()
    for place in range(len(names)):
        ways = [(sum(one.cost(place, at) for one in pictures), at) for at in places]
        found.append([(cost, at, [one.box(place, at) for one in pictures]) for cost, at in sorted(ways)[:MOST_TRIED]])

    def together(ways: tuple[tuple[float, Point, list[Box]], ...]) -> float:
        over = sum(any(map(_over, a[2], b[2])) for a, b in combinations(ways, 2))
        return sum(cost for cost, _, _ in ways) + OVER * over

    return tuple(at for _, at, _ in min(product(*found), key=together))


def _box(point: Point, name: str, offset: Point, size: Point, high: float = HIGH) -> Box:
    """Return left, lower, right and upper edge of a name: it begins, ends or has its middle where it stands."""
    wide = sum(SIZE if ord(sign) > 0x2E7F else LATIN * SIZE for sign in name)
    x, y = point[0] * size[0] + offset[0], point[1] * size[1] - offset[1]
    left = x if offset[0] > 0 else x - wide if offset[0] < 0 else x - wide / 2
    return left, y - high / 2, left + wide, y + high / 2


def _around(point: Point, size: Point, half: float = POINT) -> Box:
    x, y = point[0] * size[0], point[1] * size[1]
    return x - half, y - half, x + half, y + half


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def apart(places: Sequence[float], gap: float, top: float) -> list[float]:
    """Return ascending places at least ``gap`` apart, none above ``top``: pushed up first, then down from the top."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + gap) if found else place)
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], top if at == len(found) - 1 else found[at + 1] - gap)
    return found
