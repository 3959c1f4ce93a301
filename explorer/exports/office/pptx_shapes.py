"""An empty deck of 16:9 slides in the house's type, and the shapes that every slide is put together from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import pptx
from pptx.chart.data import ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from explorer.core.spreadsheet import MADE
from explorer.exports.office.chart_style import PALETTE
from explorer.exports.office.chart_xml import east_asian, explicit

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
TITLE_ONLY, LONGEST_PROPERTY = "Title Only", 255
FALLBACK = "DengXian"
POINTS_AN_INCH = 72


@dataclass(frozen=True)
class Run:
    """Some words in one look: their size in points, colour as RRGGBB, whether bold, and where they lead to."""

    text: str
    size: float
    colour: str = PALETTE.ink
    bold: bool = False
    link: str = ""


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def ends(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The place as a slide measures it."""
        return cast("tuple[Emu, Emu, Emu, Emu]", tuple(map(Inches, (self.left, self.top, self.width, self.height))))


class Drawn:
    """A finished chart as python-pptx takes one in: its XML, and the workbook of its numbers."""

    def __init__(self, xml: bytes, xlsx_blob: bytes) -> None:
        self.xml, self.xlsx_blob = xml, xlsx_blob

    def xml_bytes(self, _: XL_CHART_TYPE) -> bytes:
        """Return the chart's part."""
        return self.xml


class Deck:
    """Slides one after another, in the fonts given: of Latin letters, of Chinese characters."""

    def __init__(self, fonts: tuple[str, str]) -> None:
        self.fonts, self.file = fonts, pptx.Presentation()
        self.file.slide_width, self.file.slide_height = WIDTH, HEIGHT
        self._one_layout()
        self._theme_fonts()

    def describe(self, title: str, author: str) -> None:
        """Say in the file's properties what it is and who made it; the same views give the same file."""
        told = self.file.core_properties
        told.title, told.author, told.last_modified_by, told.keywords = title[:LONGEST_PROPERTY], author, author, ""
        told.created = told.modified = MADE

    def slide(self, title: Sequence[Run], box: Box) -> Slide:
        """Add a slide with its title, where outlines and screen readers look for it."""
        slide: Any = self.file.slides.add_slide(self.file.slide_layouts[0])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = box.ends
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        self._fill(shape.text_frame, [title])
        return cast("Slide", slide)

    def write(self, slide: Slide, box: Box, paragraphs: Sequence[Sequence[Run]], name: str) -> None:
        """Put paragraphs on a slide."""
        shape = slide.shapes.add_textbox(*box.ends)
        shape.name = name
        self._fill(shape.text_frame, paragraphs)

    def block(self, slide: Slide, box: Box, said: Run, *, filled: bool) -> None:
        """Put a rectangle in the colour of what stands in it on a slide, filled or hollow."""
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.ends)
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(said.colour if filled else PALETTE.paper)
        shape.line.color.rgb = _colour(PALETTE.paper if filled else said.colour)
        shape.shadow.inherit = False
        self._fill(shape.text_frame, [[replace(said, colour=PALETTE.paper) if filled else said]])

    def picture(self, slide: Slide, box: Box, png: bytes, said: str, link: str) -> None:
        """Put a picture on a slide that leads somewhere; ``said`` is what a screen reader says of it."""
        picture: Any = slide.shapes.add_picture(io.BytesIO(png), *box.ends)
        picture._element.nvPicPr.cNvPr.set("descr", said)  # noqa: SLF001 (the library has no other way to say it)
        picture.click_action.hyperlink.address = link

    def chart(self, slide: Slide, box: Box, chart: tuple[bytes, bytes], said: str) -> None:
        """Put a chart on a slide; ``said`` is what a screen reader says of it."""
        drawn = cast("ChartData", Drawn(explicit(chart[0], self.fonts[1]), chart[1]))
        frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box.ends, drawn)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", said)  # noqa: SLF001 (the library has no other way to say it)

    def table(
        self,
        slide: Slide,
        box: Box,
        rows: Sequence[Sequence[Run]],
        widths: Sequence[float],
        heights: Sequence[float],
    ) -> None:
        """Put a table on a slide, its first row as the head; ``widths`` are shares of the box, ``heights`` inches."""
        shape: Any = slide.shapes.add_table(len(rows), len(widths), *box.ends)
        table = shape.table
        style = shape._element.graphic.graphicData.tbl.tblPr  # noqa: SLF001 (no other way to have plain lines)
        style.find(qn("a:tableStyleId")).text = "{9D7B030F-B1BA-407E-86D3-6FE1AC9C8F26}"  # light, lines only
        for place, share in enumerate(widths):
            table.columns[place].width = Inches(box.width * share)
        for number, runs in enumerate(rows):
            table.rows[number].height = Inches(heights[number])
            for place, run in enumerate(runs):
                cell = table.cell(number, place)
                cell.margin_top = cell.margin_bottom = Inches(0.01)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                self._fill(cell.text_frame, [[run]])

    def _fill(self, frame: Any, paragraphs: Sequence[Sequence[Run]]) -> None:
        frame.word_wrap = True
        for place, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            for one in runs:
                self._run(paragraph, one)
        if frame.auto_size is not None:
            frame.auto_size = MSO_AUTO_SIZE.NONE

    def _run(self, paragraph: Any, one: Run) -> None:
        run = paragraph.add_run()
        run.text = one.text
        font = run.font
        font.size, font.bold, font.color.rgb = Pt(one.size), one.bold, _colour(one.colour)
        font.name = self.fonts[0]
        east_asian(run._r.get_or_add_rPr(), self.fonts[1])  # noqa: SLF001 (the library names Latin fonts only)
        if one.link:
            run.hyperlink.address = one.link

    def _one_layout(self) -> None:
        """Keep the one layout in use, and widen it and its master from 4:3."""
        layouts: Any = self.file.slide_layouts
        for layout in list(layouts):
            if layout.name != TITLE_ONLY:
                layouts.remove(layout)
        pages: tuple[Any, ...] = (self.file.slide_master, layouts[0])
        for page in pages:
            for shape in page.placeholders:
                shape.left, shape.width = Emu(shape.left * 4 // 3), Emu(shape.width * 4 // 3)

    def _theme_fonts(self) -> None:
        """Name the fonts for whatever somebody adds to a slide; an office without them takes the fallback."""
        part = self.file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        root = parse_xml(part.blob)
        for kind in ("a:majorFont", "a:minorFont"):
            for fonts in root.iter(qn(kind)):
                fonts.find(qn("a:latin")).set("typeface", self.fonts[0])
                fonts.find(qn("a:ea")).set("typeface", self.fonts[1])
                for font in fonts.findall(qn("a:font")):
                    if font.get("script") == "Hans":
                        font.set("typeface", FALLBACK)
        part._blob = serialize_part_xml(root)  # noqa: SLF001 (the library has no theme to change)


def width(text: str, size: float) -> float:
    """Return about how wide a text is, in inches: a Chinese character as wide as high, a Latin letter half of it."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.56 for sign in text) * size / POINTS_AN_INCH


def _colour(code: str) -> RGBColor:
    return cast("RGBColor", RGBColor.from_string(code.lstrip("#")))  # type: ignore[no-untyped-call]
