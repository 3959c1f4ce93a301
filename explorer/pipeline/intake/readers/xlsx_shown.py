"""What a cell shows where its number says something else: a percentage, a month without its day, lost digits."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from explorer.pipeline.intake.readers import xlsx_markup
from explorer.pipeline.intake.readers.xlsx_markup import Place

EXPONENT = re.compile(rb"<v>(-?\d(?:\.\d+)?[eE]\+?(?:1[5-9]|[2-9]\d|\d{3,}))</v>")
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]{0,500}>")
CODE = re.compile(rb"formatCode=\"([^\"]{0,300})\"")
UNSHOWN = re.compile(rb"&quot;.*?&quot;|\[[^\]]*\]|\\.|_.|;.*$")  # texts, colours and languages, further sections
STYLES = re.compile(rb"</?(?:\w+:)?cellXfs\b")
STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]{0,500}>")
PERCENT = {9, 10}
MONTH = {17, 27, 36, 50, 52, 57}  # Excel's own formats of a year and a month, in China those from 27 on
ZERO = dt.date(1899, 12, 30)
FIRST, LAST = 61, 73_050  # serial numbers that are days: after Excel's 29 February 1900, to the end of 2099


def retold(xml: bytes, styles: bytes) -> Mapping[Place, str]:
    """Return the cells that must be told otherwise than by their number, by row and column from 1.

    A percentage is kept as a fraction and shown as 12.5%; a month and a year are kept as their first day and shown as
    2023年5月 or 2023年; a number with more digits than a spreadsheet keeps is told with its exponent, so that nobody
    takes its last zeros for digits.
    """
    found: dict[Place, str] = {}
    for match in EXPONENT.finditer(xml):
        begin = xml.rfind(b"<c", 0, match.start())
        found[xlsx_markup.place(xml[begin : match.end()])] = match[1].decode()
    codes = {_number(one, b"numFmtId"): _code(one) for one in FORMAT.findall(styles)}
    for wanted, said in (
        (PERCENT | {number for number, code in codes.items() if b"%" in code}, _percentage),
        (MONTH | {number for number, code in codes.items() if _parts(code) == {b"y", b"m"}}, _month),
        ({number for number, code in codes.items() if _parts(code) == {b"y"}}, _year),
    ):
        found |= _shown(xml, _in_styles(styles, wanted), said)
    return found


def _code(tag: bytes) -> bytes:
    """Return what a format shows, without texts between its parts."""
    code = CODE.search(tag)
    return UNSHOWN.sub(b"", code[1]).lower() if code else b""


def _parts(code: bytes) -> set[bytes]:
    """Return the parts of a day that a format shows: y, m, d, h, s; nothing for one that shows a number."""
    return {bytes([sign]) for sign in code if sign in b"ymdhs"} if b"y" in code else set()


def _shown(xml: bytes, styles: list[int], said: Callable[[float], str]) -> Iterator[tuple[Place, str]]:
    """Yield the cells of numbers in one of the styles, as they are said; those that are said as they stand are not."""
    numbers = b"|".join(str(number).encode() for number in styles)
    if not numbers:
        return
    cell = re.compile(
        rb"<c\b(?=[^>]{0,500}\bs=\"(?:" + numbers + rb")\")(?![^>]{0,500}\bt=\"(?!n\"))"
        rb"[^>]{0,500}>\s*<v>([-+.\deE]{1,40})</v>"
    )
    for match in cell.finditer(xml):
        if text := said(float(match[1])):
            yield xlsx_markup.place(match[0]), text


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


def _in_styles(styles: bytes, formats: set[int]) -> list[int]:
    """Return the numbers of the cell styles that have one of the formats."""
    ends = [found.start() for found in STYLES.finditer(styles)]
    listed = STYLE.findall(styles[ends[0] : ends[-1]]) if ends else []
    return [place for place, one in enumerate(listed) if _number(one, b"numFmtId") in formats]


def _number(tag: bytes, name: bytes) -> int:
    found = re.search(rb"\b" + name + rb"=\"(\d+)\"", tag)
    return int(found[1]) if found else -1
