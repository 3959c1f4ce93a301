"""Names beside the points of a picture: each where it lies over no other name and no other point."""

from collections.abc import Iterator, Sequence

# The least picture for which all names are set, and a phone's: on a wider one they only lie farther apart.
WIDE, NARROW = (600.0, 370.0), (270.0, 370.0)
SIZE, HIGH, POINT = 12.0, 13.0, 5.0  # a name's letters and its height, half of a point; pixels
LATIN = 0.57  # of a letter's size
# Where a name may stand, from its point's middle: beside it, above and below, at last farther off.
PLACES = ((9, -7), (9, 8), (-9, -7), (-9, 8), (0, -14), (0, 15), (9, -20), (9, 21), (-9, -20), (-9, 21))
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def placed(points: Sequence[Point], names: Sequence[str], order: Sequence[int]) -> Iterator[tuple[int, Point, bool]]:
    """Yield which point is named, how far its name stands from it in pixels, and whether a phone has room for it.

    ``points``: shares of the picture's width and height from its lower left corner. Who comes first in ``order`` is
    named first; whose name has room nowhere is left out.
    """
    taken, narrow = list[Box](), list[Box]()
    for place in order:
        offset = next((one for one in PLACES if _free(points, names, place, one, taken, WIDE)), None)
        if offset is None:
            continue
        taken.append(_box(points[place], names[place], offset, WIDE))
        everywhere = _free(points, names, place, offset, narrow, NARROW)
        if everywhere:
            narrow.append(_box(points[place], names[place], offset, NARROW))
        yield place, offset, everywhere


def _free(
    points: Sequence[Point], names: Sequence[str], place: int, offset: Point, taken: Sequence[Box], size: Point
) -> bool:
    box = _box(points[place], names[place], offset, size)
    dots = (_around(one, size) for other, one in enumerate(points) if other != place)
    inside = box[0] >= 0 and box[2] <= size[0] and box[1] >= 0 and box[3] <= size[1]
    return inside and not any(_over(box, other) for other in (*taken, *dots))


def _box(point: Point, name: str, offset: Point, size: Point) -> Box:
    """Return left, lower, right and upper edge of a name: it begins, ends or has its middle where it stands."""
    wide = sum(SIZE if ord(sign) > 0x2E7F else LATIN * SIZE for sign in name)
    x, y = point[0] * size[0] + offset[0], point[1] * size[1] - offset[1]
    left = x if offset[0] > 0 else x - wide if offset[0] < 0 else x - wide / 2
    return left, y - HIGH / 2, left + wide, y + HIGH / 2


def _around(point: Point, size: Point) -> Box:
    x, y = point[0] * size[0], point[1] * size[1]
    return x - POINT, y - POINT, x + POINT, y + POINT


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
