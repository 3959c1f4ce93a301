"""An exhibit as a picture: SVG, PNG or PDF, with everything that makes it understood without its page."""

import importlib
import io
import json
import re
from collections.abc import Sequence
from html import escape
from typing import Literal

from explorer import drawing, plates, typeface
from explorer.exhibit import Cover, Exhibit, Picture
from explorer.plates import Box, contents
from explorer.trouble import Trouble

Kind = Literal["png", "svg", "pdf"]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
PNG_SCALE = 2
# A chart is drawn smaller than its place and enlarged into it, so that its labels can be read from afar.
ENLARGED = 1.16
A4_WIDTH = 841.89  # points
SIZES = re.compile(r'\b(width|height)="([\d.]+)"')


def kind_of(asked: str) -> Kind:
    """Return a kind of picture. Raises Trouble for another."""
    for kind in KINDS:
        if kind == asked:
            return kind
    raise Trouble("unknown_kind", asked=asked[:80], allowed=", ".join(KINDS))


def size(exhibit: Exhibit, at: str) -> tuple[int, int]:
    """Return width and height of an exhibit's PNG in pixels; nothing is drawn for it."""
    return plates.WIDTH * PNG_SCALE, plates.plan(exhibit, at).height * PNG_SCALE


def svg(exhibit: Exhibit, at: str, *, bare: bool = False) -> str:
    """Return an exhibit's picture as SVG; ``at``: where the site answers; ``bare``: without words (see plates.plan).

    Raises Trouble when it cannot be drawn now (see drawing.Studio.draw).
    """
    plate = plates.plan(exhibit, at, bare=bare)
    return plate.filled([_chart(*one) for one in zip(exhibit.pictures, plate.boxes, strict=False)])


def drawn(svg_file: str, kind: Kind) -> bytes:
    """Return a finished SVG picture as a file of a kind. Raises Trouble as svg does."""
    if kind == "svg":
        return svg_file.encode()
    return drawing.studio().draw(kind, _on_paper(svg_file) if kind == "pdf" else svg_file)


def pdf(shown: Sequence[Exhibit], at: str, cover: Cover | None = None) -> bytes:
    """Return one PDF with the cover and a page for each exhibit, in their order. Raises Trouble as svg does."""
    pypdf = importlib.import_module("pypdf")  # with the first agenda: a start has no use for it
    book = pypdf.PdfWriter()
    first = [(cover.title, contents.page(cover))] if cover else []
    for title, page in [*first, *((one.title, svg(one, at)) for one in shown)]:
        book.append(pypdf.PdfReader(io.BytesIO(drawn(page, "pdf"))))
        book.add_outline_item(title=title, page_number=len(book.pages) - 1)
    book.add_metadata({"/Title": cover.title if cover else shown[0].title})
    made = io.BytesIO()
    book.write(made)
    return made.getvalue()


def _on_paper(svg_file: str) -> str:
    """Return the picture as wide as A4 on its side; the first two sizes are the whole picture's."""
    return SIZES.sub(lambda found: f'{found[1]}="{float(found[2]) * A4_WIDTH / plates.WIDTH:g}"', svg_file, count=2)


def _chart(picture: Picture, box: Box) -> str:
    """Return a chart's SVG, drawn for its place and in our font; one that knows its own size is fitted in later."""
    spec = dict(picture.spec)
    spec["config"] = spec.get("config", {}) | {"font": typeface.FAMILY, "axisX": {"labelSeparation": 8}}
    spec["data"] = {"values": picture.rows.to_dicts()}
    if spec.get("width") == "container":
        spec |= {
            "width": box.width / ENLARGED,
            "height": box.height / ENLARGED,
            "autosize": {"type": "fit", "contains": "padding"},
        }
    chart = drawing.studio().draw("chart", json.dumps(spec, ensure_ascii=False)).decode()
    # A browser has not got our font: it must know which of its own to take.
    return chart.replace(f'font-family="{typeface.FAMILY}"', f'font-family="{escape(typeface.STACK)}"')
