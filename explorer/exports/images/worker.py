"""The process that draws: charts from specs, PNG and PDF from SVG. drawing.py starts it and speaks to it.

It answers one order after another on the socket it was given as its standard input. An order is a kind and a text, an
answer whether it was drawn and what (see core/worker_process.py).
"""

import contextlib
import io
import json
import socket
import sys

import vl_convert
from PIL import Image

from explorer.core import worker_process
from explorer.core.worker_process import Message
from explorer.exports.images import steady, typeface
from explorer.exports.images.drawing import DRAWN, KINDS, ORDERS, REFUSED

POLITENESS = 19
PNG_SCALE = 2  # pixels of a PNG for each pixel of the picture, as screens and projectors have them
COLOURS = 256
LONGEST = 500  # letters of a complaint


def draw(kind: str, order: str) -> bytes:
    """Return a chart's SVG, or a picture as PNG or PDF. Raises ValueError or RuntimeError for what cannot be drawn."""
    if kind == "png":
        return _small(vl_convert.svg_to_png(order, scale=PNG_SCALE))
    if kind == "pdf":
        return steady.ordered(bytes(vl_convert.svg_to_pdf(order)))
    # Data come with the order: nothing is fetched from anywhere.
    return str(vl_convert.vegalite_to_svg(json.loads(order), allowed_base_urls=[])).encode()


def _small(png: bytes) -> bytes:
    """Return a PNG of few colours, a fifth of the size: chats leave out a picture that is too large."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(made, "png")
    return made.getvalue()


def serve(line: socket.socket) -> None:
    """Answer orders until the other side is gone."""
    for order in worker_process.received(line, ORDERS):
        try:
            answer = Message(DRAWN, body=draw(KINDS[order.kind], order.body.decode()))
        except (RuntimeError, ValueError) as fault:
            answer = Message(REFUSED, body=" ".join(str(fault).split())[:LONGEST].encode())
        worker_process.send(line, answer)


def main() -> int:
    """Draw politely, with our font, until the server is gone."""
    worker_process.yield_to_pages(POLITENESS)
    vl_convert.register_font_directory(str(typeface.FOLDER))
    with worker_process.line_to_parent() as line, contextlib.suppress(worker_process.BrokenLineError):
        serve(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
