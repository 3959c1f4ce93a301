"""A link as a QR code."""

import base64
import io

import segno
from segno.encoder import DataOverflowError

MOST_MODULES = 93  # a denser code cannot be read from a picture on a screen
MOST_PRINTED = 73  # nor one with modules below a third of a millimetre, in the small place that a file has for it
MARGIN = 2  # modules around a code on a page: it needs a quiet zone
DOTS, QUIET = 8, 4  # of a module in a file's picture; modules around it


def path(link: str) -> tuple[int, str] | None:
    """Return how many modules a side has, and the dark ones as the data of an SVG path; None for too long a link."""
    code = _code(link, MOST_MODULES)
    if code is None:
        return None
    dark = ((x, y) for y, row in enumerate(code.matrix) for x, cell in enumerate(row) if cell)
    return len(code.matrix), "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)


def picture(link: str) -> str | None:
    """Return the code as the data address of an SVG with its quiet zone; None for too long a link."""
    drawn = path(link)
    if drawn is None:
        return None
    side, dark = drawn
    whole = side + 2 * MARGIN
    box = f'viewBox="{-MARGIN} {-MARGIN} {whole} {whole}"'
    ground = f'<rect x="{-MARGIN}" y="{-MARGIN}" width="{whole}" height="{whole}" fill="#fff"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{ground}<path d="{dark}"/></svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def png(link: str) -> bytes | None:
    """Return the code as a PNG with its quiet zone, for an inch of a slide or of paper; None for too long a link."""
    code = _code(link, MOST_PRINTED)
    if code is None:
        return None
    made = io.BytesIO()
    code.save(made, kind="png", scale=DOTS, border=QUIET)
    return made.getvalue()


def _code(link: str, most: int) -> segno.QRCode | None:
    try:
        code = segno.make(link, error="l", micro=False)
    except DataOverflowError:
        return None
    return code if len(code.matrix) <= most else None
