"""Yearly tables made row by row, pasted or as a workbook, and what the intake says of them."""

import io

import openpyxl

from explorer.core import language
from explorer.pipeline import intake

HEAD = ["指标名称", "单位", "2024年", "2025年"]
STATIONS = ["知识产权维权援助工作站", "家", 84, 105]
MARKS = ["商标有效注册量", "件", 743_000, 812_000]
AGENCIES = ["省级知识产权服务品牌机构", "家", 26, 31]
OUTLETS = ["省级知识产权信息公共服务网点", "家", 15, 21]


def pasted(*rows) -> bytes:
    """Return rows as a spreadsheet gives them to whoever copies them."""
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows).encode()


def workbook(sheets, *, hidden=(), merged=(), unseen_rows=(), unseen_columns=()) -> bytes:
    """Return a workbook of sheets by name; ``merged``: the ranges of the first one; unseen: what it hides of it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    for row in unseen_rows:
        book.worksheets[0].row_dimensions[row].hidden = True
    for column in unseen_columns:
        book.worksheets[0].column_dimensions[column].hidden = True
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def checked(*rows):
    """Return what the intake says of pasted rows."""
    return intake.check(pasted(*rows), "粘贴", "observations")


def figures(found) -> dict[tuple[str, int], float]:
    """Return the clean values by measure and year."""
    rows = found.rows.select("measure", "period", "value").iter_rows()
    return {(measure, day.year): value for measure, day, value in rows}


def states(found) -> dict[tuple[str, int], str]:
    """Return the states of the clean figures by measure and year."""
    rows = found.rows.select("measure", "period", "state").iter_rows()
    return {(measure, day.year): state for measure, day, state in rows}


def kinds(found) -> list[tuple[int, str]]:
    """Return what is asked: the row and the kind of question."""
    return [(row, one.kind) for row, _, one in found.questions]


def rules(found) -> list[tuple[int, str, str]]:
    """Return the faults: row, column and rule."""
    return found.faults.select("row", "column", "rule").rows()


def sentences(found, code="zh") -> str:
    """Return everything that a reader is told of a file."""
    words = language.words(code)
    told = (intake.said(found.faults, words), intake.asked(found.questions, found.table, words))
    return "\n".join(str(row) for one in told for row in one.rows())
