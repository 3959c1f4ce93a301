"""An exhibit as a picture: SVG, PNG or PDF, with everything that makes it understood without its page."""

import importlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Literal

from explorer.core import marks
from explorer.core.errors import Trouble
from explorer.exports.images import cover as images_cover
from explorer.exports.images import drawing, typeface
from explorer.exports.images import plate as images_plate
from explorer.exports.images import svg as images_svg
from explorer.exports.images.plate import Box, Plate
from explorer.views.exhibit import Cover, Exhibit, Picture

Kind = Literal["png", "svg", "pdf"]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
PNG_SCALE = 2
# A chart is drawn smaller than its place and enlarged into it, so that its labels can be read from afar.
ENLARGED = 1.16
A4_WIDTH = 841.89  # points
COLOUR, DARK = re.compile("#[0-9A-F]{6}"), marks.dark_of()
SIZES = re.compile(r'\b(width|height)="([\d.]+)"')


def kind_of(asked: str) -> Kind:
    """Return a kind of picture. Raises Trouble for another."""
    for kind in KINDS:
        if kind == asked:
            return kind
    raise Trouble("unknown_kind", asked=asked[:80], allowed=", ".join(KINDS))


def size(exhibit: Exhibit, at: str) -> tuple[int, int]:
    """Return width and height of an exhibit's PNG in pixels; nothing is drawn for it."""
    return images_plate.WIDTH * PNG_SCALE, images_plate.plan(exhibit, at).height * PNG_SCALE


def svg(exhibit: Exhibit, at: str) -> str:
    """Return an exhibit's picture as SVG; ``at``: where the site answers.

    Raises Trouble when it cannot be drawn now (see drawing.Studio.draw).
    """
    return _filled(images_plate.plan(exhibit, at), exhibit)


def bare(exhibit: Exhibit, theme: str) -> str:
    """Return the picture alone as SVG, in a theme's colours (see plate.bare). Raises Trouble as svg does."""
    return _filled(images_plate.bare(exhibit, theme), exhibit, theme)


def pages(exhibit: Exhibit, at: str) -> list[str]:
    """Return the picture as SVG on as many sheets of A4 as it takes. Raises Trouble as svg does."""
    return [_filled(plate, exhibit) for plate in images_plate.pages(exhibit, at)]


def _filled(plate: Plate, exhibit: Exhibit, theme: str = "light") -> str:
    return plate.filled([_chart(*one, theme) for one in zip(exhibit.pictures, plate.boxes, strict=False)])


def drawn(svg_file: str, kind: Kind) -> bytes:
    """Return a finished SVG picture as a file of a kind. Raises Trouble as svg does."""
    if kind == "svg":
        return svg_file.encode()
    return drawing.studio().draw(kind, _on_paper(svg_file) if kind == "pdf" else svg_file)


def sheets(svg_files: Sequence[str]) -> bytes:
    """Return finished SVG pictures as the sheets of one PDF. Raises Trouble as svg does."""
    found = [drawn(one, "pdf") for one in svg_files]
    return found[0] if len(found) == 1 else _bound([("", found)], "")


def pdf(shown: Sequence[Exhibit], at: str, cover: Cover | None = None) -> bytes:
    """Return one PDF with the cover and the sheets of each exhibit, in their order. Raises Trouble as svg does."""
    first = [(cover.title, [images_cover.page(cover)])] if cover else []
    parts = [*first, *((one.title, pages(one, at)) for one in shown)]
    title = cover.title if cover else shown[0].title
    return _bound([(name, [drawn(one, "pdf") for one in several]) for name, several in parts], title)


def _bound(parts: Sequence[tuple[str, Sequence[bytes]]], title: str) -> bytes:
    """Return sheets as one PDF, the first sheet of each named part in its outline."""
    pypdf = importlib.import_module("pypdf")  # with the first that has several: a start has no use for it
    book = pypdf.PdfWriter()
    for name, several in parts:
        for sheet in several:
            book.append(pypdf.PdfReader(io.BytesIO(sheet)))
        if name:
            book.add_outline_item(title=name, page_number=len(book.pages) - len(several))
    if title:
        book.add_metadata({"/Title": title})
    made = io.BytesIO()
    book.write(made)
    return made.getvalue()


def _on_paper(svg_file: str) -> str:
    """Return the picture as wide as A4 on its side; the first two sizes are the whole picture's."""
    return SIZES.sub(
        lambda found: f'{found[1]}="{float(found[2]) * A4_WIDTH / images_plate.WIDTH:g}"', svg_file, count=2
    )


def chart_png(picture: Picture, width: int, height: int) -> bytes:
    """Return a chart alone as PNG, so many pixels wide and high as its letters are drawn for. Raises Trouble as svg."""
    chart = _chart(picture, Box(0, 0, width * ENLARGED, height * ENLARGED), "light")
    within = images_svg.within(chart, 0, 0, width, height, "chart", marks.PALETTES["light"].paper)
    whole = images_svg.sheet(width, height, picture.caption, "zh", [within], marks.PALETTES["light"].paper)
    return drawn(whole, "png")


def in_dark(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a chart's spec as it would be built for a dark page: the same in that theme's colours."""
    written = COLOUR.sub(lambda found: DARK.get(found[0], found[0]), json.dumps(spec, ensure_ascii=False))
    return dict(json.loads(written))


def _chart(picture: Picture, box: Box, theme: str) -> str:
    """Return a chart's SVG, drawn for its place and in our font; one that knows its own size is fitted in later."""
    spec = in_dark(picture.spec) if theme == "dark" else dict(picture.spec)
    spec["config"] = spec.get("config", {}) | {"font": typeface.FAMILY, "axisX": {"labelSeparation": 8}}
    spec["data"] = {"values": picture.rows.to_dicts()}
    if spec.get("width") == "container":
        # Bars that would lie over one another keep their height, and the whole is fitted in smaller.
        smaller = max(1.0, images_plate.natural(picture) * ENLARGED / box.height)
        spec |= {
            "width": box.width / ENLARGED * smaller,
            "height": box.height / ENLARGED * smaller,
            "autosize": {"type": "fit", "contains": "padding"},
        }
    chart = drawing.studio().draw("chart", json.dumps(spec, ensure_ascii=False)).decode()
    # A browser has not got our font: it must know which of its own to take.
    return chart.replace(f'font-family="{typeface.FAMILY}"', f'font-family="{escape(typeface.STACK)}"')
