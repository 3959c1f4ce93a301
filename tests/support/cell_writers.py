"""Writers of files: the same rows by openpyxl, XlsxWriter, polars, a hand and, by way of LibreOffice, again."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import polars as pl
import xlsxwriter
from openpyxl.utils import get_column_letter

from tests.support.written_cells import ZERO, Native

Rows = Sequence[Sequence[object]]
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def openpyxls(rows: Rows) -> bytes:
    """Return rows as openpyxl writes them."""
    book = openpyxl.Workbook()
    for row, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells, start=1):
            at = book.active.cell(row, place)
            if isinstance(cell, Native):
                at.value, at.number_format = cell.value, cell.form
            elif cell != "":
                at.value, at.data_type = cell, "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xlsxwriters(rows: Rows) -> bytes:
    """Return rows as XlsxWriter writes them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, forms = book.add_worksheet(), {}
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if not isinstance(cell, Native):
                    sheet.write_string(row, place, str(cell))
                    continue
                form = forms.setdefault(cell.form, book.add_format({"num_format": cell.form}))
                write = {bool: sheet.write_boolean, dt.date: sheet.write_datetime, dt.datetime: sheet.write_datetime}
                write.get(type(cell.value), sheet.write_number)(row, place, cell.value, form)
    return content.getvalue()


def number(cell: Native) -> float | int | bool:
    """Return the number by which a spreadsheet keeps a cell."""
    if isinstance(cell.value, dt.date):
        moment = cell.value if isinstance(cell.value, dt.datetime) else dt.datetime.combine(cell.value, dt.time())
        past = moment - ZERO
        return past.days + past.seconds / 86_400 + past.microseconds / 86_400e6
    return cell.value


def by_hand(
    rows: Rows,
    *,
    text: str = "inlineStr",
    prefix: str = "",
    quote: str = '"',
    named: bool = True,
    typed: bool = False,
    exponents: bool = False,
    spaced: bool = False,
    from_1904: bool = False,
) -> bytes:
    """Return rows as a workbook written sign by sign, in one of the ways that the standard allows.

    ``text``: how texts are kept (s, str, inlineStr, rich); ``prefix``: of the elements; ``named``: whether cells and
    rows say where they are; ``typed``: whether numbers say that they are; ``exponents``: whether they have one.
    """
    q, n = (f"{prefix}:" if prefix else ""), (f"xmlns:{prefix}" if prefix else "xmlns")
    forms, shared = dict[str, int](), list[str]()

    def tag(cell: object, at: str) -> str:
        where = f" r={quote}{at}{quote}" if named else ""
        if not isinstance(cell, Native):
            said = escape(str(cell))
            kept = f'<{q}t xml:space="preserve">{said}</{q}t>'
            if text == "inlineStr":
                return f"<{q}c{where} t={quote}inlineStr{quote}><{q}is>{kept}</{q}is></{q}c>"
            if text == "str":
                return f"<{q}c{where} t={quote}str{quote}><{q}v>{said}</{q}v></{q}c>"
            runs = "".join(f'<{q}r><{q}t xml:space="preserve">{escape(sign)}</{q}t></{q}r>' for sign in str(cell))
            shared.append(f"<{q}si>{runs if text == 'rich' and cell != '' else kept}</{q}si>")
            return f"<{q}c{where} t={quote}s{quote}><{q}v>{len(shared) - 1}</{q}v></{q}c>"
        value = number(cell)
        style = f" s={quote}{forms.setdefault(cell.form, len(forms) + 1)}{quote}"
        kind = "b" if isinstance(value, bool) else "n" if typed else ""
        kinds = f" t={quote}{kind}{quote}" if kind else ""
        told = f"{value:.16e}" if exponents and not isinstance(value, bool) else repr(value + 0)
        between = "\n  " if spaced else ""
        return f"<{q}c{where}{style}{kinds}>{between}<{q}v>{between}{told}{between}</{q}v>{between}</{q}c>"

    lines = [
        f"<{q}row"
        + (f" r={quote}{row}{quote}>" if named else ">")
        + "".join(tag(cell, f"{get_column_letter(place)}{row}") for place, cell in enumerate(cells, start=1))
        + f"</{q}row>"
        for row, cells in enumerate(rows, start=1)
    ]
    sheet = f'<{q}worksheet {n}="{SHEET}"><{q}sheetData>{"".join(lines)}</{q}sheetData></{q}worksheet>'
    codes = "".join(
        f'<{q}numFmt numFmtId="{163 + place}" formatCode={quoteattr(form)}/>' for form, place in forms.items()
    )
    styles = f'<{q}xf numFmtId="0"/>' + "".join(f'<{q}xf numFmtId="{163 + place}"/>' for place in forms.values())
    look = (
        f'<{q}styleSheet {n}="{SHEET}"><{q}numFmts count="{len(forms)}">{codes}</{q}numFmts>'
        f'<{q}cellXfs count="{len(forms) + 1}">{styles}</{q}cellXfs></{q}styleSheet>'
    )
    words = f'<{q}sst {n}="{SHEET}">{"".join(shared)}</{q}sst>'
    since = f'<{q}workbookPr date1904="1"/>' if from_1904 else ""
    book = (
        f'<{q}workbook {n}="{SHEET}" xmlns:r="{OFFICE}">{since}<{q}sheets><{q}sheet name="S" sheetId="1" r:id="rId1"/>'
        f"</{q}sheets></{q}workbook>"
    )
    return packed(
        {
            "xl/workbook.xml": book,
            "xl/worksheets/sheet1.xml": sheet,
            "xl/styles.xml": look,
            "xl/sharedStrings.xml": words,
        }
    )


def packed(parts: dict[str, str]) -> bytes:
    """Return the parts of a workbook with what holds them together."""
    kinds = {"workbook": "sheet.main", "sheet1": "worksheet", "styles": "styles", "sharedStrings": "sharedStrings"}
    names = {name.rsplit("/", 1)[-1].removesuffix(".xml"): name for name in parts}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{KINDS}{kinds[short]}+xml"/>' for short, name in names.items()
    )
    related = {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(related.items(), start=1)
    )
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **parts,
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return content.getvalue()


def delimited(rows: Rows, encoding: str = "utf-8", separator: str = ",") -> bytes:
    """Return rows as CSV; a cell that is no text stands as Python writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([[_plain(cell) for cell in row] for row in rows])
    return text.getvalue().encode(encoding)


def _plain(cell: object) -> str:
    return str(cell.value) if isinstance(cell, Native) else str(cell)


def typed(rows: Rows, place: int, dtype: pl.DataType | None = None) -> pl.DataFrame:
    """Return rows as a table whose column at ``place`` has the type of its cells, all others being texts."""
    head, *body = rows
    columns = {
        str(name): pl.Series([_plain(row[at]) for row in body], dtype=pl.String)
        if at != place
        else pl.Series([row[at].value for row in body], strict=False)
        for at, name in enumerate(head)
    }
    frame = pl.DataFrame(columns)
    return frame if dtype is None else frame.with_columns(pl.nth(place).cast(dtype))


def parquets(frame: pl.DataFrame) -> bytes:
    """Return a table as Parquet."""
    content = io.BytesIO()
    frame.write_parquet(content)
    return content.getvalue()


def polars_books(frame: pl.DataFrame) -> bytes:
    """Return a table as polars writes a workbook."""
    content = io.BytesIO()
    frame.write_excel(content)
    return content.getvalue()
