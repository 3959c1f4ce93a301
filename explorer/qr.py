"""A link as a QR code."""

import segno
from segno.encoder import DataOverflowError

MOST_MODULES = 93  # a denser code cannot be read from a picture on a screen


def path(link: str) -> tuple[int, str] | None:
    """Return how many modules a side has, and the dark ones as the data of an SVG path; None for too long a link."""
    try:
        code = segno.make(link, error="l", micro=False)
    except DataOverflowError:
        return None
    side = len(code.matrix)
    if side > MOST_MODULES:
        return None
    dark = ((x, y) for y, row in enumerate(code.matrix) for x, cell in enumerate(row) if cell)
    return side, "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)
