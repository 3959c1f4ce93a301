"""An A4 document in the house's type, and what a briefing is put together from: paragraphs, tables, links, fields."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from explorer.core.spreadsheet import MADE
from explorer.exports.office.chart_style import PALETTE

PAGE, EDGE = (21.0, 29.7), (1.5, 1.7)  # A4, and its margins above and beside, in cm
BODY, TABLE, SMALL = 9.5, 8.5, 8.0
CODE = 2.7  # of a link's picture, in cm
HEADINGS = {"Title": 17.0, "Heading 1": 11.5}
RULE = {"val": "single", "sz": "4", "space": "0", "color": PALETTE.faint.lstrip("#")}
LONGEST_PROPERTY = 255


@dataclass(frozen=True)
class Words:
    """Some words in one look: colour as RRGGBB, whether bold."""

    text: str
    colour: str = PALETTE.ink
    bold: bool = False


Cell = str | Words | Sequence[Words]


class Document:
    """A document whose every run names its fonts: of Latin letters, of Chinese characters."""

    def __init__(self, fonts: tuple[str, str]) -> None:
        self.file, self.fonts = docx.Document(), fonts
        section = self.file.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(PAGE[0]), Cm(PAGE[1])
        section.top_margin = section.bottom_margin = Cm(EDGE[0])
        section.left_margin = section.right_margin = Cm(EDGE[1])
        section.header_distance = section.footer_distance = Cm(0.7)
        styles: Any = self.file.styles
        for name, size in {"Normal": BODY, "Header": SMALL, "Footer": SMALL, **HEADINGS}.items():
            self._style(styles[name], size)

    def describe(self, title: str, author: str) -> None:
        """Say in the file's properties what it is and who made it; the same view gives the same file."""
        told = self.file.core_properties
        told.title, told.author, told.last_modified_by, told.comments = title[:LONGEST_PROPERTY], author, author, ""
        told.created = told.modified = MADE

    def heading(self, text: str, level: int) -> None:
        """Write a heading: 0 is the title."""
        self.file.add_heading(text, level)

    def paragraph(self, runs: Sequence[Words], size: float = BODY, after: float = 4, within: Any = None) -> Any:
        """Write a paragraph, ``within`` a cell or below everything; ``size`` and the room ``after`` it in points."""
        paragraph = (within or self.file).add_paragraph()
        paragraph.paragraph_format.space_after = Pt(after)
        self._fill(paragraph, runs, size)
        return paragraph

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float]) -> None:
        """Write a table whose head is repeated on every page; ``widths`` in cm."""
        table = self.file.add_table(rows=1 + len(rows), cols=len(heads))
        table.autofit = False
        _rules(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        grey = [Words(head, PALETTE.grey, bold=True) for head in heads]
        for row, cells in zip(table.rows, [grey, *rows], strict=True):
            _whole(row, head=cells is grey)
            for cell, content, width in zip(row.cells, cells, widths, strict=True):
                cell.width = Cm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                self._fill(paragraph, _runs(content), TABLE)
        self.file.add_paragraph().paragraph_format.space_after = Pt(0)

    def beside(self, png: bytes, said: str, wide_as: float = CODE) -> Any:
        """Put a picture at the right edge and return the place beside it; ``said``: for who cannot see it.

        ``wide_as``: how wide it is, in cm.
        """
        wide = PAGE[0] - 2 * EDGE[1]
        table = self.file.add_table(rows=1, cols=2)
        table.autofit = False
        left, right = table.rows[0].cells
        _whole(table.rows[0], head=False)
        for column, cell, width in zip(
            table.columns, (left, right), (wide - wide_as - 0.4, wide_as + 0.4), strict=True
        ):
            column.width = cell.width = Cm(width)
        paragraph = right.paragraphs[0]
        paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.RIGHT, Pt(0)
        run = paragraph.add_run()
        self._name(run.font, run._r.get_or_add_rPr())  # noqa: SLF001 (whatever is written beside it)
        picture = run.add_picture(io.BytesIO(png), Cm(wide_as))
        picture._inline.docPr.set("descr", said)  # noqa: SLF001 (the library has no other way to say it)
        left._element.remove(left.paragraphs[0]._p)  # noqa: SLF001 (its first paragraph is empty)
        last = self.file.add_paragraph()  # a document ends with one
        last.paragraph_format.space_after, last.paragraph_format.line_spacing = Pt(0), Pt(1)
        return left

    def link(self, paragraph: Any, text: str, address: str, size: float = SMALL) -> None:
        """Add a link to a paragraph."""
        identity = self.file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        anchor = OxmlElement("w:hyperlink")
        anchor.set(qn("r:id"), identity)
        self._fill(paragraph, [Words(text, PALETTE.series)], size)
        run = paragraph.runs[-1]
        run.font.underline = True
        anchor.append(run._r)  # noqa: SLF001 (the library has no links of its own)
        paragraph._p.append(anchor)  # noqa: SLF001

    def frame(self, head: str, foot: Sequence[str]) -> None:
        """Write what stands above and below every page; between the parts of ``foot`` stand page and count."""
        section = self.file.sections[0]
        self._fill(section.header.paragraphs[0], [Words(head, PALETTE.grey)], SMALL)
        paragraph = section.footer.paragraphs[0]
        for part, field in zip(foot, ("PAGE", "NUMPAGES", ""), strict=True):
            self._fill(paragraph, [Words(part, PALETTE.grey)], SMALL)
            if field:
                counted = OxmlElement("w:fldSimple")
                counted.set(qn("w:instr"), field)
                self._fill(paragraph, [Words("1", PALETTE.grey)], SMALL)
                counted.append(paragraph.runs[-1]._r)  # noqa: SLF001 (the library has no fields of its own)
                paragraph._p.append(counted)  # noqa: SLF001

    def _fill(self, paragraph: Any, runs: Sequence[Words], size: float) -> None:
        for one in runs:
            run = paragraph.add_run(one.text)
            run.font.size, run.font.bold = Pt(size), one.bold
            run.font.color.rgb = RGBColor.from_string(one.colour.lstrip("#"))
            self._name(run.font, run._r.get_or_add_rPr())  # noqa: SLF001 (the library names Latin fonts only)

    def _style(self, style: Any, size: float) -> None:
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(PALETTE.ink.lstrip("#"))
        style.paragraph_format.space_before = Pt(0 if style.name != "Heading 1" else 4)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.line_spacing = 1.0
        marks = style.element.get_or_add_rPr()
        self._name(style.font, marks)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), "en-GB")
        spoken.set(qn("w:eastAsia"), "zh-CN")
        marks.append(spoken)

    def _name(self, font: Any, marks: Any) -> None:
        """Name both fonts, in place of the theme's."""
        font.name = self.fonts[0]
        named = marks.rFonts
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            named.attrib.pop(qn(f"w:{attribute}"), None)
        named.set(qn("w:eastAsia"), self.fonts[1])


def _runs(content: Cell) -> Sequence[Words]:
    if isinstance(content, str):
        return [Words(content)]
    return [content] if isinstance(content, Words) else content


def _whole(row: Any, *, head: bool) -> None:
    """Keep a row on one page, and repeat the head on each."""
    told = row._tr.get_or_add_trPr()  # noqa: SLF001 (the library has no other way)
    told.append(OxmlElement("w:cantSplit"))
    if head:
        told.append(OxmlElement("w:tblHeader"))


def _rules(table: Any) -> None:
    """Draw thin lines between the rows and nothing else."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in RULE.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 (the library has no other way)
