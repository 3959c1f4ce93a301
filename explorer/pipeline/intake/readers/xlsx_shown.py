"""What a cell shows where its number says something else: a percentage, a unit, a month alone, lost digits."""

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping

from explorer.pipeline.intake.readers import number_format, xlsx_markup
from explorer.pipeline.intake.readers.number_format import Section
from explorer.pipeline.intake.readers.xlsx_markup import Place

VALUE = rb"<(?:\w+:)?v(?:\s[^>]{0,100})?>\s*"
LOST = re.compile(VALUE + rb"(-?\d(?:\.\d+)?[eE]\+?(?:1[5-9]|[2-9]\d|\d{3,})|-?\d{16,})(?:\.0*)?\s*<")
TEXT = re.compile(rb"\bt\s*=\s*[\"'](?:s|str|inlineStr)[\"']")
TRUTH = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]{0,500}\st\s*=\s*[\"']b[\"'])[^>]{0,500}>\s*<(?:\w+:)?v(?:\s[^>]{0,100})?>"
    rb"(?![01]<)\s*(0|1|true|false)\s*<"
)
EXACT = 1 << 53  # beyond it whole numbers have gaps
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]{0,1000}>")
CODE = re.compile(rb"\bformatCode\s*=\s*(?:\"([^\"]{0,500})\"|'([^']{0,500})')")
STYLES = re.compile(rb"</?(?:\w+:)?cellXfs\b")
STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]{0,500}>")
ZERO = dt.date(1899, 12, 30)
FIRST, LAST = 61, 73_050  # serial numbers that are days: after Excel's 29 February 1900, to the end of 2099


def retold(xml: bytes, styles: bytes) -> Mapping[Place, str]:
    """Return the cells that must be told otherwise than by their number, by row and column from 1.

    A percentage is kept as a fraction and shown as 12.5%; a month and a year are kept as their first day and shown as
    2023年5月 or 2023年; a unit may stand in the format alone, and so may the zeros before a number; a number with more
    digits than a spreadsheet keeps is told with its exponent, so that nobody takes its last digits for right ones.
    ``xml``: with every cell named (xlsx_markup.named).
    """
    codes = number_format.OWN | {_number(one, b"numFmtId"): _code(one) for one in FORMAT.findall(styles)}
    wanted = {number: code for number, code in codes.items() if any(map(_says, number_format.sections(code)))}
    return dict([*_shown(xml, _in_styles(styles, wanted)), *_truths(xml), *_lost(xml)])


def _says(section: Section) -> bool:
    """Whether a section says what a number or a day does not: a whole day is told well enough as one."""
    return section.says and not section.parts - {"y", "m"}


def _lost(xml: bytes) -> Iterator[tuple[Place, str]]:
    """Yield the numbers that have lost digits, with an exponent."""
    for match in LOST.finditer(xml):
        cell, number = xml[max(xml.rfind(b"<", 0, match.start()), 0) : match.end()], match[1].decode()
        if "e" in number.lower():
            yield xlsx_markup.place(cell), number
        elif not TEXT.search(cell) and abs(int(number)) > EXACT:
            yield xlsx_markup.place(cell), f"{float(number):.15e}"


def _truths(xml: bytes) -> Iterator[tuple[Place, str]]:
    """Yield the truths that are not written as 0 or 1: readers take everything but 0 for true."""
    for match in TRUTH.finditer(xml):
        yield xlsx_markup.place(match[0]), "true" if match[1] in (b"1", b"true") else "false"


def _shown(xml: bytes, styles: Mapping[int, str]) -> Iterator[tuple[Place, str]]:
    """Yield the cells of numbers in one of the styles, as they are said; those that are said as they stand are not."""
    if not styles:
        return
    numbers = b"|".join(str(number).encode() for number in styles)
    cell = re.compile(
        rb"<(?:\w+:)?c\b(?=[^>]{0,500}?\ss\s*=\s*[\"'](?P<style>" + numbers + rb")[\"'])"
        rb"(?![^>]{0,500}\st\s*=\s*[\"'](?!n[\"']))[^>]{0,500}>\s*" + VALUE + rb"(?P<value>[-+.\deE]{1,40})\s*<"
    )
    for match in cell.finditer(xml):
        text = match["value"].decode()
        try:
            told = _told(text, float(text), styles[int(match["style"])])
        except ValueError:  # no number at all: the reader of workbooks says what it is
            continue
        if told:
            yield xlsx_markup.place(match[0]), told


def _told(text: str, number: float, code: str) -> str:
    """Return a number as its format shows it, empty where that is only the number."""
    section = number_format.shown_by(code, number)
    if section.percent:
        return _percentage(number)
    if section.parts:
        return _month(number) if section.parts == {"y", "m"} else _year(number) if section.parts == {"y"} else ""
    if section.scaled:  # 1.2万 is shown of 12345, which is the number
        return ""
    if "e" in text.lower():
        text = str(int(number)) if number.is_integer() and abs(number) < EXACT else repr(number)
    if section.padded > 1 and number.is_integer():
        text = f"{int(number):0{section.padded}}"
    return f"{section.before}{text}{section.after}" if section.before or section.after or section.padded > 1 else ""


def _percentage(number: float) -> str:
    return f"{round(number * 100, 9):.9f}".rstrip("0").rstrip(".") + "%"


def _month(number: float) -> str:
    """Return a month that is kept as its first day; a day in its midst is known better than it is shown."""
    day = _day(number)
    return f"{day:%Y-%m}" if day and day.day == 1 else ""


def _year(number: float) -> str:
    day = _day(number)
    return f"{day:%Y}" if day and (day.month, day.day) == (1, 1) else ""


def _day(number: float) -> dt.date | None:
    return ZERO + dt.timedelta(int(number)) if number.is_integer() and FIRST <= number <= LAST else None


def _in_styles(styles: bytes, codes: Mapping[int, str]) -> Mapping[int, str]:
    """Return the cell styles that have one of the formats, by their number, with its code."""
    ends = [found.start() for found in STYLES.finditer(styles)]
    listed = enumerate(_number(one, b"numFmtId") for one in STYLE.findall(styles[ends[0] : ends[-1]])) if ends else ()
    return {place: codes[number] for place, number in listed if number in codes}


def _code(tag: bytes) -> str:
    code = CODE.search(tag)
    return html.unescape((code[1] or code[2] or b"").decode("utf-8", "replace")) if code else ""


def _number(tag: bytes, name: bytes) -> int:
    found = re.search(rb"\b" + name + rb"\s*=\s*[\"'](\d{1,9})[\"']", tag)
    return int(found[1]) if found else -1
