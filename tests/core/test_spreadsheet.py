"""Files that offices open: texts stay texts, numbers numbers, and nothing in the data is ever computed."""

import datetime as dt
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import polars as pl
import pytest

from explorer.core import spreadsheet
from tests.support.cases import each

SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EVIL = (
    '=HYPERLINK("http://a.b","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "{=1+1}",
    "http://a.b",
    "<b>&amp;",
    "=1+1",
    "\n=1",
    "＝1+1",
)


def opened(made: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """Read a workbook without the library that wrote it: per sheet, per row, each cell's type and content."""
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        names = [sheet.attrib["name"] for sheet in _read(book.read("xl/workbook.xml")).find("x:sheets", SPACE)]
        shared = [
            "".join(text.text or "" for text in item.iter(f"{{{SPACE['x']}}}t"))
            for item in _read(book.read("xl/sharedStrings.xml"))
        ]
        found = {}
        for number, name in enumerate(names, start=1):
            sheet = _read(book.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(sheet.iter(f"{{{SPACE['x']}}}f")), "a formula"
            assert not list(sheet.iter(f"{{{SPACE['x']}}}hyperlink")), "a link"
            found[name] = [[_cell(cell, shared) for cell in row] for row in sheet.find("x:sheetData", SPACE)]
    return found


def _read(part: bytes) -> ET.Element:
    return ET.fromstring(part)


def _cell(cell: ET.Element, shared: list[str]) -> tuple[str, str]:
    kind, value = cell.attrib.get("t", "n"), cell.find("x:v", SPACE)
    content = value.text or "" if value is not None else ""
    return (kind, shared[int(content)] if kind == "s" else content)


def test_every_type_keeps_its_own():
    rows = pl.DataFrame({"市": ["大连市"], "值": [1.25], "名次": [2], "日": [dt.date(2025, 12, 31)]})
    found = opened(spreadsheet.xlsx({"各市": rows}, {"标题": "台账"}, "说明"))
    assert list(found) == ["说明", "各市"]
    assert found["说明"] == [[("s", "标题"), ("s", "台账")]]
    assert found["各市"] == [
        [("s", "市"), ("s", "值"), ("s", "名次"), ("s", "日")],
        [("s", "大连市"), ("n", "1.25"), ("n", "2"), ("n", "46022")],  # 31 December 2025, counted from 1900
    ]


def test_what_no_spreadsheet_can_hold_is_a_text_with_every_digit():
    days = [dt.date(1899, 12, 31), dt.date(1, 1, 1), dt.date(1900, 1, 1)]
    rows = pl.DataFrame({"日": days, "数": [9_007_199_254_740_993, -(10**15), 10**15 - 1]})
    assert opened(spreadsheet.xlsx({"rows": rows}, {}))["rows"][1:] == [
        [("s", "1899-12-31"), ("s", "9007199254740993")],
        [("s", "0001-01-01"), ("s", "-1000000000000000")],
        [("n", "1"), ("n", "999999999999999")],
    ]


def test_a_moment_shows_its_hour_and_midnight_a_day():
    rows = pl.DataFrame({"时": ["2024-01-01 06:00:00", "2024-01-01 00:00:00"]}).select(pl.col("时").str.to_datetime())
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx({"rows": rows}, {})))
    shown = [book["rows"].cell(row, 1).number_format for row in (2, 3)]
    assert shown == ["yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd"]
    assert spreadsheet.csv(rows).decode("utf-8-sig") == "时\n2024-01-01 06:00:00\n2024-01-01 00:00:00\n"


@each("evil", EVIL)
def test_no_text_becomes_a_formula_or_a_link_wherever_it_stands(evil):
    found = opened(spreadsheet.xlsx({"rows": pl.DataFrame({evil: [evil]})}, {evil: evil}))
    assert found["rows"] == [[("s", evil)], [("s", evil)]]
    assert found["Notes"] == [[("s", evil), ("s", evil)]]


def test_a_text_that_looks_like_a_formula_stays_a_text_when_it_is_edited():
    with zipfile.ZipFile(io.BytesIO(spreadsheet.xlsx({"rows": pl.DataFrame({"a": ["=1+1"]})}, {}))) as book:
        assert b'quotePrefix="1"' in book.read("xl/styles.xml")


def test_what_is_unknown_stays_an_empty_cell_and_is_no_zero():
    rows = pl.DataFrame({"a": [None, float("nan"), float("inf"), 0.0]}, strict=False)
    found = opened(spreadsheet.xlsx({"rows": rows}, {}))["rows"]
    assert found[1:] == [[("n", "0")]]


def test_a_column_of_nothing_at_all_is_no_obstacle():
    assert opened(spreadsheet.xlsx({"rows": pl.DataFrame({"a": [None]})}, {}))["rows"] == [[("s", "a")]]


def test_sheet_names_are_made_acceptable_and_differ():
    names = ["a/b:c", "x" * 40, "x" * 40, "", "'quoted'", "History", "A B C"]
    found = list(opened(spreadsheet.xlsx({name or " ": pl.DataFrame({"a": ["b"]}) for name in names}, {})))
    assert len(found) == len({name.lower() for name in found}) == len(set(names)) + 1
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in found)


def test_a_text_longer_than_a_cell_may_hold_is_cut_and_not_lost():
    found = opened(spreadsheet.xlsx({"rows": pl.DataFrame({"a": ["x" * 40_000]})}, {}))
    assert len(found["rows"][1][0][1]) == 32_767


def test_a_sign_that_no_xml_may_hold_does_not_break_the_file():
    assert opened(spreadsheet.xlsx({"rows": pl.DataFrame({"a": ["a\x00b\x0bc"]})}, {}))["rows"][1][0][1]


def test_the_same_rows_give_the_same_file():
    rows = {"rows": pl.DataFrame({"a": ["b"]})}
    assert spreadsheet.xlsx(rows, {"a": "b"}) == spreadsheet.xlsx(rows, {"a": "b"})


def test_csv_opens_in_chinese_and_holds_no_formula():
    made = spreadsheet.csv(pl.DataFrame({"项": ["=1+1", "-0.5", "+5.2%", "@x", "大连"]}))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig").splitlines() == ["项", "'=1+1", "-0.5", "+5.2%", "'@x", "大连"]


def test_a_csv_guards_the_names_of_its_columns():
    written = spreadsheet.csv(pl.DataFrame({"=cmd|'/C calc'!A0": [1], "@a": [2], "数量": [3]})).decode("utf-8-sig")
    assert written.splitlines()[0] == "'=cmd|'/C calc'!A0,'@a,数量"


@pytest.mark.parametrize("evil", ["\n=1", "＝1+1", "＠SUM(A1)"])
def test_a_csv_guards_what_begins_with_a_line_or_a_full_width_sign(evil):
    assert pl.read_csv(spreadsheet.csv(pl.DataFrame({"a": [evil]})))["a"][0] == f"'{evil}"


def test_a_csv_guards_every_text_column_on_its_own():
    rows = pl.DataFrame({"名称": ["=1+1", "沈阳"], "编号": ["1,234", "@x"], "值": [-1.5, 2.0], "空": [None, None]})
    text = spreadsheet.csv(rows.cast({"空": pl.String})).removeprefix(spreadsheet.BYTE_ORDER_MARK).decode()
    assert text.splitlines() == ["名称,编号,值,空", '\'=1+1,"1,234",-1.5,', "沈阳,'@x,2.0,"]


def test_a_row_is_as_high_as_its_longest_text_needs():
    made = spreadsheet.xlsx({"rows": pl.DataFrame({"a": ["x", "y" * 100, "一" * 50]})}, {})
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        rows = _read(book.read("xl/worksheets/sheet2.xml")).find("x:sheetData", SPACE)
    assert [row.attrib.get("ht") for row in rows] == [None, None, "45", "45"]
