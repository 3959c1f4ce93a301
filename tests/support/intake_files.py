"""Files as offices send them, made by code: three registers, five forms, and twelve faults to plant in each."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

import openpyxl
import xlsxwriter

from explorer.pipeline import intake

FORMS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "xlsx")
TODAY = dt.date(2026, 9, 30)
ABOVE = (("辽宁省知识产权局报送表",), ("制表日期：2026年9月30日",), ())
FIRST_ROW = len(ABOVE) + 2  # the title rows, the heading, then the first row


@dataclass(frozen=True)
class Planted:
    """A fault: the cells put into one row of the clean ones, where it must be found, and by which rule."""

    rule: str
    cells: dict[str, object]
    column: str
    also: tuple[int, ...] = ()  # other rows that must be found with it, from the first row on


@dataclass(frozen=True)
class Example:
    """A table as an office keeps it: its heading and clean rows in untidy spelling."""

    table: str
    heading: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    faults: tuple[Planted, ...]
    own: tuple[str, ...]  # what a further row is told apart by, number by number


def made(form, rows):
    """Return rows of cells as a file of one of FORMS."""
    return workbook(rows) if form == "xlsx" else delimited(rows, form)


def delimited(rows, encoding="utf-8", separator=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def workbook(rows, name="Sheet1", **settings):
    return workbooks({name: rows}, **settings)


def workbooks(sheets, hidden=(), **settings):
    """Return a workbook: numbers as numbers, days as days, everything else as texts; some sheets ``hidden``."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **settings}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(row, place, cell, day)
                    elif isinstance(cell, int | float):
                        sheet.write_number(row, place, cell)
                    elif cell not in (None, ""):
                        sheet.write_string(row, place, cell)
    return content.getvalue()


def opened(table, words):
    """Return a table's template, opened."""
    return openpyxl.load_workbook(io.BytesIO(intake.template(table, words)))


def saved(book):
    """Return an opened workbook as a file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def filled(table, words):
    """Return a template filled in by somebody who copies the examples from its second sheet."""
    book = opened(table, words)
    rows, guide = book.worksheets[:2]
    for place, line in enumerate(guide.iter_rows(min_row=2, values_only=True), start=1):
        for row, cell in enumerate(line[3:5], start=3):
            rows.cell(row, place).value = cell
    return saved(book)


def whole(example, rows):
    """Return a file's rows: titles, heading, and the rows with a blank one in their midst."""
    return [*ABOVE, example.heading, *rows[:2], (), *rows[2:]]


def number_of(place):
    """Return the row in the file of the clean row at a place: one of those between is blank."""
    return FIRST_ROW + place + (1 if place >= 2 else 0)


def planted(example, fault, row):
    """Return a row with a fault in it."""
    cells = dict(zip(example.heading, row, strict=True)) | fault.cells
    return tuple(cells.values())


def another(example, number):
    """Return a clean row more, the fourth under a key of its own."""
    column, key = example.own
    cells = dict(zip(example.heading, example.rows[3], strict=True)) | {column: key.format(number)}
    return tuple(cells.values())


TRADEMARKS = Example(
    "trademarks",
    (
        *("序号", "注册证号", "商 标 名 称", "所在市", "区县", "国际分类", "权利人", "权利人类型"),
        *("商标类型", "注册日期", "有效期至", "注销日期"),
    ),
    (
        (
            1,
            "１２３４５６７８",
            "辽河",
            "沈阳",
            "和平",
            "第9类",
            "甲公司",
            "企业",
            "普通",
            "2023年3月9日",
            "2033/3/8",
            "—",
        ),
        (2, "12345679.0", "无", "大连市", "210202", "9.0", "张三", "个人", "普通商标", "20210328", "2031.3.27", ""),
        (
            3,
            12345680,
            "－Ａ－",
            "210300",
            "铁西区",
            30,
            "乙公司",
            "enterprise",
            "ordinary",
            dt.date(2020, 1, 2),
            "",
            "/",
        ),
        (4, "G1234567", "沈水", "辽宁省沈阳市", "沈阳市铁西区", "第三十类", "", "", "证明商标", "43832", "", ""),
        (
            5,
            "12345682",
            "丙,丁",
            "21SF00",
            "",
            "05",
            "丙大学",
            "高等院校",
            "集体",
            "2015-06-30 00:00:00",
            "",
            "2020.1.1",
        ),
    ),
    (
        Planted("ambiguous_day", {"注册日期": "03/09/2023"}, "注册日期"),
        Planted("incomplete_day", {"注册日期": "2023年3月"}, "注册日期"),
        Planted("no_such_day", {"注册日期": "2023-02-30"}, "注册日期"),
        Planted("unknown_option", {"所在市": "沈羊市"}, "所在市"),
        Planted("county_elsewhere", {"所在市": "大连", "区县": "和平区"}, "区县"),
        Planted("unknown_option", {"国际分类": "46"}, "国际分类"),
        Planted("needed", {"商 标 名 称": "—"}, "商 标 名 称"),
        Planted("twice", {"注册证号": "12345678"}, "注册证号", also=(0,)),
        Planted("order", {"注册日期": "2023-03-09", "有效期至": "2023-03-08"}, "有效期至"),
        Planted("ahead", {"注册日期": "2026-10-01", "注销日期": ""}, "注册日期"),
        Planted("unknown_option", {"权利人类型": "外星人"}, "权利人类型"),
        Planted("mangled_key", {"注册证号": "1.2345E+07"}, "注册证号"),
    ),
    ("注册证号", "G99{:02}"),
)
PATENT_EVENTS = Example(
    "patent_events",
    ("备案号", "专利号", "地市", "区县", "业务类型", "登记日", "质押项目号", "质押金额（万元）", "授权局"),
    (
        ("E-1", "2021101234567", "沈阳", "", "质押", "2023-05-16", "P-1", "1,200", ""),
        ("e-2", "202110123466.0", "大连", "", "专利质押", "2023年5月16日", "P-1", "１２００．５", ""),
        ("E-3", 2021101234586, "鞍山", "铁西区", "转让", "2023/5/16", "无", "-", ""),
        ("E-4", "202110123468X", "锦州", "", "境外授权", "45062", "", "", "us"),
        ("E-5", "2021101234571", "本溪", "", "许可", dt.date(2023, 5, 16), "", "350万元", "欧专局"),
    ),
    (
        Planted("not_a_day", {"登记日": "去年"}, "登记日"),
        Planted("unit_in_cell", {"质押金额（万元）": "500万"}, "质押金额（万元）"),
        Planted("ambiguous_number", {"质押金额（万元）": "1,23"}, "质押金额（万元）"),
        Planted("not_a_number", {"质押金额（万元）": "约五百"}, "质押金额（万元）"),
        Planted("negative", {"质押金额（万元）": "-5"}, "质押金额（万元）"),
        Planted("unknown_option", {"业务类型": "典当"}, "业务类型"),
        Planted("unknown_option", {"地市": "长春市"}, "地市"),
        Planted("twice", {"备案号": "e-1"}, "备案号", also=(0,)),
        Planted("ahead", {"登记日": "2026年10月1日"}, "登记日"),
        Planted("wrapped_key", {"备案号": '="0012"'}, "备案号"),
        Planted("needed", {"专利号": ""}, "专利号"),
        Planted("unknown_option", {"授权局": "火星"}, "授权局"),
    ),
    ("备案号", "E-99{:02}"),
)
REPEATED = {"指标": "年末常住人口", "地区": "沈阳市", "频率": "A", "时期": "2023", "单位": "万人", "公开日期": ""}
OBSERVATIONS = Example(
    "observations",
    ("指标", "地区", "频率", "时期", "数值", "单位", "可靠性", "备注", "公开日期"),
    (
        ("年末常住人口", "沈阳", "年", "2023", "920.4", "万人", "", "公报", ""),
        ("resident_population", "210200", "A", "2023-12-31", 753.9, "万人", "A", "", ""),
        ("有效注册商标量(国内)", "辽宁省", "", "2024年", "85万件", "件", "B", "", ""),
        ("有效注册商标量（国内）", "辽宁", "季", "2024年第2季度", "860,000", "件", "", "—", ""),
        ("trademarks_in_force", "沈阳市铁西区", "M", "2024-06", "12000", "件", "", "", ""),
    ),
    (
        Planted("unknown_option", {"指标": "常驻人口数目"}, "指标"),
        Planted("several_options", {"地区": "铁西区"}, "地区"),
        Planted("unit", {"指标": "年末常住人口", "单位": "人"}, "单位"),
        Planted("not_a_period", {"时期": "上半年"}, "时期"),
        Planted("frequency_differs", {"频率": "月", "时期": "2022"}, "时期"),
        Planted("not_its_last_day", {"频率": "月", "时期": "2024-05-30"}, "时期"),
        Planted("frequency_unsaid", {"频率": "", "时期": "2024-06-30"}, "时期"),
        Planted("unit_in_cell", {"指标": "年末常住人口", "单位": "万人", "数值": "920万"}, "数值"),
        Planted("negative", {"数值": "-3"}, "数值"),
        Planted("not_whole", {"指标": "有效注册商标量(国内)", "单位": "件", "数值": "3.5"}, "数值"),
        Planted("beyond", {"指标": "商标品牌指导站县区覆盖率", "单位": "%", "数值": "120%"}, "数值"),
        Planted("twice", REPEATED, "指标", also=(0,)),
        Planted("ahead", {"频率": "年", "时期": "2026"}, "时期"),
        Planted("unknown_option", {"可靠性": "很好"}, "可靠性"),
    ),
    ("公开日期", "2026-09-{:02}"),
)
EXAMPLES = (TRADEMARKS, PATENT_EVENTS, OBSERVATIONS)
