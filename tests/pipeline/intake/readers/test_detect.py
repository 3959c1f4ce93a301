"""Files that are not what they say, too large, or dangerous: each refused with a sentence of its own."""

import io
import re
import zipfile
import zlib
from contextlib import suppress

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline import intake
from explorer.pipeline.intake.readers import detect, sheet, xlsx_package
from tests.support.cases import each
from tests.support.intake_files import FIRST_ROW, FORMS, TRADEMARKS, delimited, made, whole, workbook, workbooks

ROWS = whole(TRADEMARKS, TRADEMARKS.rows)
PLAIN = workbook(ROWS)
SHEET = "xl/worksheets/sheet1.xml"


def refused(content, most=detect.UPLOADED):
    with pytest.raises(Trouble) as caught:
        intake.check(content, "报表.xlsx", "trademarks", most=most)
    for code in language.LANGUAGES:
        assert "{" not in language.words(code).trouble(caught.value)
    return caught.value


def rewritten(content, change=None, more=()):
    """Return a package with its parts changed and some more put in."""
    made_new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made_new, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)) if change else old.read(name))
        for name, part in more:
            new.writestr(name, part)
    return made_new.getvalue()


def in_sheet(old, new, content=PLAIN):
    """Return the workbook with something else in its sheet's XML."""
    return rewritten(content, lambda name, part: re.sub(old, new, part, count=1) if name == SHEET else part)


def test_a_file_over_the_limit():
    trouble = refused(b"a," * (detect.UPLOADED // 2) + b"a")
    assert trouble.key == "intake_too_large"
    assert trouble.values["most"] == 25


def test_a_file_of_just_the_limit_is_looked_at():
    assert refused(b"a," * (detect.UPLOADED // 2)).key == "intake_no_heading"


@each("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n\r\n \t", b"\x00" * 100])
def test_an_empty_file(content):
    assert refused(content).key == "intake_empty"


@pytest.mark.parametrize("start", [b"MZ\x90\x00\x03", b"\x7fELF\x02\x01", b"#!/bin/sh\n"])
def test_a_program_by_any_name(start):
    assert refused(start + b"\x00" * 500).key == "intake_program"


@each(
    "content",
    [
        b"%PDF-1.7\n\x00\x01",
        b"\x89PNG\r\n\x1a\n\x00",
        b"\x1f\x8b\x08\x00",
        "名,市\n".encode("utf-16-le"),
        zlib.compress(b"a" * 99) + b"\x00",
    ],
)
def test_other_content_by_any_name(content):
    assert refused(content).key == "intake_not_a_table"


def test_a_web_page_that_calls_itself_excel():
    assert refused("<html><table><tr><td>注册号</td></tr></table></html>".encode()).key == "intake_web_page"
    assert refused(b"\xef\xbb\xbf  <?xml version='1.0'?><Workbook/>").key == "intake_web_page"


def test_old_excel_and_a_password():
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert refused(compound + "Workbook".encode("utf-16-le")).key == "intake_old_workbook"
    assert refused(compound + "EncryptedPackage".encode("utf-16-le")).key == "intake_encrypted"


def test_a_document_that_is_no_workbook():
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as file:
        file.writestr("word/document.xml", "<w/>")
    assert refused(document.getvalue()).key == "intake_not_a_table"


def test_macros():
    assert refused(rewritten(PLAIN, more=[("xl/vbaProject.bin", b"x")])).key == "intake_macros"
    assert refused(rewritten(PLAIN, more=[("xl/macrosheets/sheet1.xml", b"x")])).key == "intake_macros"


def test_a_formula_is_refused_by_its_cell():
    book = openpyxl.load_workbook(io.BytesIO(PLAIN))
    book["Sheet1"]["L6"] = "=TODAY()"
    saved = io.BytesIO()
    book.save(saved)
    trouble = refused(saved.getvalue())
    assert (trouble.key, trouble.values["cell"], trouble.values["sheet"]) == ("intake_formula", "L6", "Sheet1")


def test_an_error_is_refused_by_its_cell():
    book = openpyxl.load_workbook(io.BytesIO(PLAIN))
    book["Sheet1"]["E7"] = "#N/A"
    saved = io.BytesIO()
    book.save(saved)
    trouble = refused(saved.getvalue())
    assert (trouble.key, trouble.values["cell"]) == ("intake_error_cell", "E7")


def test_days_counted_from_1904():
    assert refused(workbook(ROWS, date_1904=True)).key == "intake_from_1904"


def test_a_zip_bomb_that_says_how_large_it_is():
    bomb = rewritten(PLAIN, more=[("xl/media/image.bin", b"\x00" * (xlsx_package.UNPACKED + 1))])
    assert len(bomb) < detect.MEGABYTE
    assert refused(bomb).key == "intake_zip_bomb"


def test_a_zip_bomb_that_is_packed_too_tightly():
    assert refused(rewritten(PLAIN, more=[("xl/media/image.bin", b"\x00" * (64 << 20))])).key == "intake_zip_bomb"


def test_a_zip_bomb_that_lies_about_its_size():
    """The directory says 100 bytes; what is packed is 64 MB."""
    name, real = b"xl/media/image.bin", 64 << 20
    bomb = rewritten(PLAIN, more=[(name.decode(), b"\x00" * real)])
    lying = bomb.replace(real.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != bomb
    assert refused(lying).key == "intake_zip_bomb"


def test_a_sheet_of_a_million_columns_is_refused_before_it_is_built():
    wide = in_sheet(rb"</sheetData>", b'<row r="99"><c r="BDWGN99"><v>1</v></c></row></sheetData>')
    trouble = refused(wide)
    assert (trouble.key, trouble.values["most"]) == ("intake_too_wide", sheet.WIDEST)


def test_a_million_cells_without_names_in_one_row_are_refused_too():
    cells = b"<c><v>1</v></c>" * 1_000_000
    trouble = refused(in_sheet(rb"</sheetData>", b"<row>" + cells + b"</row></sheetData>"))
    assert trouble.key in ("intake_too_wide", "intake_zip_bomb")


def test_two_cells_far_apart_do_not_make_a_billion():
    far = in_sheet(rb"</sheetData>", b'<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row></sheetData>')
    assert refused(far).key == "intake_too_many_cells"
    assert refused(
        in_sheet(rb"</sheetData>", b'<row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>')
    ).key == ("intake_too_many_cells")


FAR_APART = (
    b'<row r="1"><c r="ZZ999999"><v>1</v></c></row>',
    b'<row r="1048576"><c r="ZZ1048576" x="/"><v>1</v></c></row>',
    b'<row r="1048576"><c><v>1</v></c>' + b"<c><v>1</v></c>" * 600 + b"</row>",
    b"<row r='1048576'><c r='ZZ1048576'><v>1</v></c></row>",
    b'<row r="9"><c r ="ZZ1048576"><v>1</v></c></row>',
    b'<row r="9"><c\nr= "ZZ1048576"><v>1</v></c></row>',
    b'<row r="9"><c' + b" " * 600 + b'r="ZZ1048576"><v>1</v></c></row>',
    b'<row r="9"><c r="&#90;Z1048576"><v>1</v></c></row>',
    b'<row r="9"><c r="zz1048576"><v>1</v></c></row>',
)


@each("row", FAR_APART)
def test_no_spelling_of_a_cells_place_hides_how_far_it_is(row):
    trouble = refused(in_sheet(rb"</sheetData>", row + b"</sheetData>"))
    assert trouble.key in ("intake_too_many_cells", "intake_damaged")


def test_tags_that_never_close_do_not_hold_anybody_up():
    assert refused(in_sheet(rb"</sheetData>", b"<c " * 200_000)).key in ("intake_damaged", "intake_zip_bomb")


def test_rows_coloured_to_the_last_column_are_no_harm():
    coloured = in_sheet(rb"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    assert intake.check(coloured, "报表.xlsx", "trademarks").faults.is_empty()


def test_entities_are_not_expanded():
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert refused(in_sheet(rb"^<\?xml[^>]*>", doctype)).key == "intake_damaged"


@pytest.mark.parametrize("cut", [30, 400, 2000])
def test_a_workbook_that_was_cut_off(cut):
    assert refused(PLAIN[:-cut]).key == "intake_damaged"
    assert refused(PLAIN[:cut]).key == "intake_damaged"


@each("place", range(200, len(PLAIN) - 200, 397))
def test_a_workbook_with_one_byte_changed_is_read_or_refused_but_never_breaks(place):
    spoilt = PLAIN[:place] + bytes([PLAIN[place] ^ 0xFF]) + PLAIN[place + 1 :]
    with suppress(Trouble):
        assert intake.check(spoilt, "报表.xlsx", "trademarks").records


def parquet(**columns):
    content = io.BytesIO()
    pl.DataFrame(columns).write_parquet(content)
    return content.getvalue()


MARKS = {
    "registration_no": ["1", "2"],
    "name": ["甲", "乙"],
    "city": ["210100", "210200"],
    "nice_class": [9, 30],
    "registered_on": pl.Series(["2023-03-09", "2024-01-02"]).str.to_date(),
}


PARQUET = parquet(**MARKS)


def test_parquet_is_read_by_its_types():
    checked = intake.check(parquet(**MARKS), "报表", "trademarks")
    assert checked.faults.is_empty()
    assert checked.rows["nice_class"].to_list() == [9, 30]


def test_a_fault_in_parquet_is_counted_as_below_a_heading():
    spoilt = parquet(**MARKS | {"nice_class": [9, 46]})
    assert intake.check(spoilt, "报表", "trademarks").faults.row(0)[:3] == (3, "nice_class", "46")


def test_parquet_that_is_damaged_nested_or_unreasonable():
    assert refused(parquet(**MARKS)[:-20]).key == "intake_damaged"
    assert refused(b"PAR1" + b"\x00" * 100).key == "intake_damaged"
    assert refused(parquet(**MARKS, more=[[1], [2]])).key == "intake_nested"
    assert refused(parquet(**{f"c{place}": [1] for place in range(703)})).key == "intake_too_wide"
    zeros = pl.Series([0]).new_from_index(0, sheet.MOST_CELLS + 1)
    assert refused(parquet(city=zeros)).key == "intake_too_many_cells"


@each("form", FORMS)
@each("name", ["a.exe", "a.xlsx", "a.csv", "a.parquet", "a"])
def test_the_extension_is_not_believed(form, name):
    assert intake.check(made(form, ROWS), name, "trademarks").faults.is_empty()


def test_text_in_an_encoding_that_is_not_known():
    assert refused("注册号,市\n".encode("gb18030") + b"\xff\xff\n").key == "intake_encoding"
    assert refused(b"\xef\xbb\xbf" + "注册号".encode("gb18030")).key == "intake_encoding"


def test_utf_8_with_a_bad_byte_is_not_taken_for_gb18030():
    text = "registration_no,name\n" + "1,辽河沈水商标名称示例文字\n" * 9
    whole_but_one = text.encode()[:-3] + b"\xb1\xed\n"
    whole_but_one.decode("gb18030", "strict")
    assert refused(whole_but_one).key == "intake_encoding"


def test_quotation_marks_that_do_not_pair_up():
    lines = delimited(ROWS).decode().replace("辽河", '"辽河')
    trouble = refused(lines.encode())
    assert (trouble.key, trouble.values["row"]) == ("intake_quotes", FIRST_ROW)


def test_a_title_with_quotation_marks_is_named_too():
    trouble = refused(b'"a"b,c\r\n' + delimited(ROWS[3:]))
    assert (trouble.key, trouble.values["row"]) == ("intake_quotes", 1)


@each("separator", [",", ";", "\t"])
@each("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end(separator, end):
    text = delimited(ROWS, separator=separator).decode().replace("\r\n", end)
    checked = intake.check(text.encode(), "a", "trademarks")
    assert checked.faults.is_empty()
    assert checked.rows["name"].to_list()[-1] == "丙,丁"


def test_a_cell_may_run_over_several_lines():
    rows = [*ROWS[:4], ("1", "99", "上\n下", "沈阳", "", "9", "", "", "", "2023-03-09", "", ""), *ROWS[4:]]
    checked = intake.check(delimited(rows), "a", "trademarks")
    assert checked.rows["name"][0] == "上\n下"
    spoilt = [*rows, ("1", "98", "甲", "沈阳", "", "46", "", "", "", "2023-03-09", "", "")]
    assert intake.check(delimited(spoilt), "a", "trademarks").faults["row"].to_list() == [len(spoilt)]


def test_a_comma_too_many_is_a_fault_and_empty_cells_at_the_end_are_not():
    lines = delimited(ROWS).decode().split("\r\n")
    lines[4] += ",,,"
    lines[5] += ",多余"
    faults = intake.check("\r\n".join(lines).encode(), "a", "trademarks").faults
    assert faults.select("row", "value", "rule").rows() == [(6, "多余", "too_many_cells")]


def test_a_cell_to_the_right_of_the_heading_is_a_fault_in_a_workbook_too():
    rows = [*ROWS[:4], (*ROWS[4], " ", "多余"), *ROWS[5:]]
    faults = intake.check(workbook(rows), "a", "trademarks").faults
    assert faults.select("row", "value", "rule").rows() == [(FIRST_ROW, "多余", "too_many_cells")]


def test_rows_and_columns_are_excels_own_where_the_table_stands_aside():
    aside = workbooks({"表": [(), (), *((None, None, *row) for row in ROWS)]})
    spoilt = in_sheet(rb'<c r="H10"([^>]*)><v>30</v>', rb'<c r="H10"\1><v>46</v>', aside)
    assert intake.check(aside, "a", "trademarks").faults.is_empty()
    faults = intake.check(spoilt, "a", "trademarks").faults
    assert faults.select("column", "value").rows() == [("国际分类", "46")]
    assert faults["row"].to_list() == [FIRST_ROW + 2 + 3]


def test_a_percentage_is_read_as_it_is_shown():
    heading = ("指标", "地区", "时期", "数值", "单位")
    book = openpyxl.Workbook()
    page = book.active
    for cells in (
        heading,
        ("copyright_industry_gdp_share", "全国", "2023", 0.0748, "%"),
        ("gdp", "全国", "2023", 0.5, "亿元"),
    ):
        page.append(cells)
    page["D2"].number_format = page["D3"].number_format = "0.00%"
    saved = io.BytesIO()
    book.save(saved)
    checked = intake.check(saved.getvalue(), "a", "observations")
    assert checked.rows["value"].to_list() == [7.48]
    assert checked.faults.select("row", "value", "rule").rows() == [(3, "50%", "unit_in_cell")]


def test_a_number_that_excel_has_cut_to_fifteen_digits_is_no_key():
    cut = workbook([*ROWS[:4], (1, "12345678901234567", "甲", "沈阳", "", "9", "", "", "", "2023-03-09", "", "")])
    shared = in_sheet(rb'<c r="B5"[^>]*><v>\d+</v>', b'<c r="B5"><v>1.23456789012345E+16</v>', cut)
    assert intake.check(cut, "a", "trademarks").faults.is_empty()
    assert intake.check(shared, "a", "trademarks").faults.select("column", "rule").rows() == [
        ("注册证号", "mangled_key")
    ]


STARTS = (b"", b"PK\x03\x04", b"PAR1", b"\xff\xfe", b"\xef\xbb\xbf", "注册号,市\n".encode("gb18030"))


@settings(deadline=None, max_examples=200)
@given(some.sampled_from(STARTS), some.binary(max_size=300))
def test_no_bytes_whatever_break_the_reading(start, content):
    with suppress(Trouble):
        intake.check(start + content, "a", "trademarks")


# The same sixty changes each time: some other change, one in thousands, ends polars and the process with it.
@settings(deadline=None, max_examples=60, derandomize=True)
@given(some.integers(4, len(PARQUET) - 1), some.integers(1, 255))
def test_parquet_with_one_byte_changed_is_read_or_refused_but_never_breaks(place, change):
    spoilt = bytearray(PARQUET)
    spoilt[place] ^= change
    with suppress(Trouble):
        intake.check(bytes(spoilt), "a", "trademarks")
