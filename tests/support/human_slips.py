"""Slips that people make in one cell of a table: what each does to a text, and where nobody could see it.

``escapes`` says why a slip that gives another right-looking value cannot be found in the file alone; a slip without it
has to be found, or to mean the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
NUMBERS = ("number", "day", "period")
CODES = ("key", "patent")
NAMES = ("city", "county", "area", "option", "flag", "measure", "promise", "plan", "city_of_plan")
DIGITS = (*NUMBERS, *CODES)
ANY = (*DIGITS, *NAMES, "text", "unit", "goal_unit")
Change = Callable[[str, Random, Mapping[str, object]], str | None]
SAME_DAY = "another day of the calendar is as likely as this one"
SAME_NUMBER = "another number is as likely as this one; orders of magnitude alone are asked about"
SAME_KEY = "numbers of records other than patents have no check digit"
SAME_PATENT = "several dealings may be of one patent"
TWELVE = "twelve digits are a number without its check digit"
SAME_NAME = "names are texts: only their owner knows the right one"
SAME_CHOICE = "another of the choices is as likely as this one"
SAME_PLACE = (
    "another place of the same city, or another city where no county stands beside it, is as likely as this one"
)


@dataclass(frozen=True)
class Slip:
    """One slip: what it is called, the kinds of columns it happens in, what it makes of a text (None: nothing here).

    ``beside``: other texts of the row and the column, by what the change asks for.
    """

    name: str
    kinds: tuple[str, ...]
    change: Change
    escapes: Mapping[str, str] = field(default_factory=dict)


def _digit(text: str, random: Random) -> int | None:
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    return random.choice(places) if places else None


def _at(change: Callable[[str, int, Random], str | None]) -> Change:
    """Return a change of one digit of a text."""

    def changed(text: str, random: Random, beside: Mapping[str, object]) -> str | None:
        del beside
        place = _digit(text, random)
        return None if place is None else change(text, place, random)

    return changed


def _text(change: Callable[[str], str | None]) -> Change:
    return lambda text, *_: change(text)


def _put(text: str, place: int, sign: str) -> str:
    return text[:place] + sign + text[place + 1 :]


def _swapped(text: str, place: int, random: Random) -> str | None:
    del random
    pair = text[place : place + 2]
    return text[:place] + pair[::-1] + text[place + 2 :] if pair.isdigit() and len(set(pair)) == 2 else None


def _other(text: str, place: int, random: Random) -> str:
    return _put(text, place, random.choice([sign for sign in "0123456789" if sign != text[place]]))


def _date(change: Callable[[str, str, str], str]) -> Change:
    return _text(lambda text: change(*text.split("-")) if text.count("-") == 2 else None)


def _from(what: str) -> Change:
    """Return a change into another text of the row or the column."""

    def changed(text: str, random: Random, beside: Mapping[str, object]) -> str | None:
        others = [one for one in beside[what] if one != text]
        return random.choice(others) if others else None

    return changed


def _always(text: str) -> Change:
    return lambda *_: text


def _float(change: Callable[[float], str]) -> Change:
    return _text(lambda text: change(float(text)))


_VALUES = dict.fromkeys(("number", "day", "period"), "") | {"number": SAME_NUMBER, "day": SAME_DAY, "period": SAME_DAY}
_SLIPPED = {**_VALUES, "key": SAME_KEY, "area": SAME_PLACE, "option": SAME_CHOICE}
_CHOSEN = dict.fromkeys(NAMES, SAME_CHOICE) | dict.fromkeys(("city", "county", "area", "city_of_plan"), SAME_PLACE)
_EMPTIED = "a column that may be empty looks the same as one that nobody has filled in"
_OPTIONAL = dict.fromkeys((*ANY,), _EMPTIED)
_NAMED = {"text": SAME_NAME}
_LAID = {"text": SAME_NAME, "key": SAME_KEY, "option": SAME_CHOICE, "county": SAME_PLACE}

SLIPS = (
    # Digits and the signs around them.
    Slip(
        "the letter O for a nought",
        DIGITS,
        _text(lambda text: text.replace("0", "O", 1) if "0" in text else None),
        {"key": SAME_KEY},
    ),
    Slip(
        "the letter l for a one",
        DIGITS,
        _text(lambda text: text.replace("1", "l", 1) if "1" in text else None),
        {"key": SAME_KEY},
    ),
    Slip(
        "the letter I for a one",
        DIGITS,
        _text(lambda text: text.replace("1", "I", 1) if "1" in text else None),
        {"key": SAME_KEY},
    ),
    Slip("full-width signs", ANY, _text(lambda text: text.translate(WIDE)), _NAMED),
    Slip("one full-width digit", DIGITS, _at(lambda text, place, _: _put(text, place, chr(ord(text[place]) + 0xFEE0)))),
    Slip("two digits the other way round", DIGITS, _at(_swapped), _SLIPPED),
    Slip(
        "a digit left out",
        DIGITS,
        _at(lambda text, place, _: text[:place] + text[place + 1 :]),
        {**_SLIPPED, "patent": TWELVE},
    ),
    Slip("a digit twice", DIGITS, _at(lambda text, place, _: text[:place] + text[place] + text[place:]), _SLIPPED),
    Slip("another digit", DIGITS, _at(_other), _SLIPPED),
    Slip("a digit too many in front", DIGITS, _text(lambda text: f"1{text}"), _SLIPPED),
    Slip("a digit too many behind", DIGITS, _text(lambda text: f"{text}0"), _SLIPPED),
    Slip(
        "the point left out", ("number",), _text(lambda text: text.replace(".", "") if "." in text else None), _VALUES
    ),
    Slip(
        "a comma for the point",
        ("number",),
        _text(lambda text: text.replace(".", ",") if "." in text else None),
        _VALUES,
    ),
    Slip("two points", ("number", "day"), _text(lambda text: text + ".5.5")),
    Slip("commas between thousands", ("number",), _float(lambda number: f"{number:,}")),
    Slip("Chinese commas between thousands", ("number",), _float(lambda number: f"{number:,}".replace(",", "，"))),
    Slip(
        "an ideographic comma",
        ("number",),
        _float(lambda number: f"{number:,}".replace(",", "、")),
    ),
    Slip("a space between thousands", ("number",), _float(lambda number: f"{number:,}".replace(",", " "))),
    Slip("a minus in front", ("number",), _text(lambda text: f"-{text}"), {"number": SAME_NUMBER}),
    Slip("brackets around a negative number", ("number",), _text(lambda text: f"({text})")),
    Slip("万 left out of the number", ("number",), _float(lambda number: f"{number / 10_000:.6f}"), _VALUES),
    Slip("万 counted twice", ("number",), _float(lambda number: f"{number * 10_000:.0f}"), _VALUES),
    Slip("a unit of another size behind", ("number",), _text(lambda text: f"{text}元")),
    Slip(
        "万 behind",
        ("number",),
        _text(lambda text: f"{text}万"),
        {"number": "of what is counted one by one, 万 is how large counts are written"},
    ),
    Slip("a sign for a share behind", ("number",), _text(lambda text: f"{text}‰")),
    Slip("a share for a percentage", ("number",), _float(lambda number: f"{number / 100:g}"), _VALUES),
    Slip(
        "an exponent",
        ("number", "key", "patent"),
        _text(lambda text: f"{float(text):.2E}" if text.replace(".", "").isdigit() else None),
        _VALUES,
    ),
    Slip("Chinese numerals", NUMBERS, _text(lambda text: text.translate(CHINESE))),
    Slip("about", NUMBERS, _text(lambda text: f"约{text}")),
    Slip("more than", NUMBERS, _text(lambda text: f"{text}余")),
    Slip("a range", NUMBERS, _text(lambda text: f"{text}~{text}1")),
    Slip("a query behind", (*NUMBERS, *NAMES), _text(lambda text: f"{text}?")),
    # Days.
    Slip(
        "month and day the other way round", ("day",), _date(lambda year, month, day: f"{year}-{day}-{month}"), _VALUES
    ),
    Slip("the day first", ("day",), _date(lambda year, month, day: f"{day}/{month}/{year}")),
    Slip("the month first", ("day",), _date(lambda year, month, day: f"{month}/{day}/{year}")),
    Slip("two digits of the year", ("day",), _date(lambda year, month, day: f"{year[2:]}.{month}.{day}")),
    Slip("the year 2205 for 2025", ("day", "period"), _text(lambda text: f"22{text[2:]}")),
    Slip("a century back", ("day", "period"), _text(lambda text: f"19{text[2:]}"), _VALUES),
    Slip("last year in January", ("day", "period"), _text(lambda text: f"{int(text[:4]) - 1}{text[4:]}"), _VALUES),
    Slip(
        "a year that is to come",
        ("day", "period"),
        _text(lambda text: f"2031{text[4:]}"),
        {"day": "a right may end in a year to come"},
    ),
    Slip(
        "a month without its day",
        ("day",),
        _date(lambda year, month, _: f"{year}-{month}"),
        {"day": "where a month is enough it is taken, and said"},
    ),
    Slip(
        "a year alone", ("day",), _date(lambda year, *_: year), {"day": "where a year is enough it is taken, and said"}
    ),
    Slip("the 30th of February", ("day",), _date(lambda year, *_: f"{year}-02-30")),
    Slip("a thirteenth month", ("day",), _date(lambda year, _, day: f"{year}-13-{day}")),
    Slip("strokes", ("day",), _date(lambda year, month, day: f"{year}/{month}/{day}")),
    Slip("points", ("day",), _date(lambda year, month, day: f"{year}.{int(month)}.{int(day)}")),
    Slip("in Chinese", ("day",), _date(lambda year, month, day: f"{year}年{int(month)}月{int(day)}日")),
    Slip("a moment besides", ("day",), _text(lambda text: f"{text} 09:30:00")),
    Slip("a moment 43 seconds before midnight", ("day",), _text(lambda text: f"{text} 23:59:17")),
    Slip("half a year", ("period",), _text(lambda text: f"{text}年上半年")),
    # Signs that nobody sees, and signs that come with copying.
    Slip("spaces behind", ANY, _text(lambda text: f"{text}  ")),
    Slip("an ideographic space in front", ANY, _text(lambda text: f"\u3000{text}")),
    Slip(
        "a space in the middle",
        ANY,
        _text(lambda text: f"{text[:2]} {text[2:]}" if len(text) > 2 else None),
        {**_NAMED, "key": SAME_KEY},
    ),
    Slip("a space that does not break", ANY, _text(lambda text: f"{text}\u00a0")),
    Slip("a sign without a width", ANY, _text(lambda text: f"{text[:1]}\u200b{text[1:]}")),
    Slip("a line break behind", ANY, _text(lambda text: f"{text}\n")),
    Slip(
        "a line break in the middle",
        ANY,
        _text(lambda text: f"{text[:2]}\n{text[2:]}" if len(text) > 2 else None),
        _NAMED,
    ),
    Slip("a tab in front", ANY, _text(lambda text: f"\t{text}")),
    Slip("an apostrophe in front", ANY, _text(lambda text: f"'{text}"), _NAMED),
    Slip("a formula around", ANY, _text(lambda text: f'="{text}"'), _NAMED),
    Slip("a full stop behind", ANY, _text(lambda text: f"{text}。"), _NAMED),
    Slip("a remark in brackets behind", ANY, _text(lambda text: f"{text}（含）"), {**_NAMED, "key": SAME_KEY}),
    Slip("a sign that is broken", ANY, _text(lambda text: f"{text[:1]}\ufffd{text[2:]}")),
    Slip(
        "the text twice",
        ANY,
        _text(lambda text: text * 2),
        {**_NAMED, "key": SAME_KEY, "number": SAME_NUMBER, "option": SAME_CHOICE},
    ),
    # Names and choices.
    Slip(
        "the last sign left out",
        NAMES,
        _text(lambda text: text[:-1] if len(text) > 1 else None),
        {"area": SAME_PLACE, "option": SAME_CHOICE},
    ),
    Slip(
        "a sign that sounds alike",
        NAMES,
        _text(lambda text: f"{text[:1]}阳{text[2:]}"),
        {"city": SAME_PLACE, "county": SAME_PLACE},
    ),
    Slip("县 for the last sign", ("city", "county"), _text(lambda text: f"{text[:-1]}县"), {"county": SAME_PLACE}),
    Slip("the province for the city", ("city", "county", "city_of_plan"), _always("辽宁省")),
    Slip("another one of the column", NAMES, _from("column"), _CHOSEN),
    Slip("capitals and small letters", ANY, _text(lambda text: text.swapcase()), _NAMED),
    Slip("a word of one's own", NAMES, _text(lambda text: f"{text}类别之外")),
    Slip("the unit in other words", ("unit", "goal_unit"), _text(lambda text: f"万{text}")),
    # The cell as a whole.
    Slip("nothing", ANY, _always(""), _OPTIONAL),
    Slip("a dash", ANY, _always("—"), _OPTIONAL),
    Slip("无", ANY, _always("无"), {**_OPTIONAL, "text": SAME_NAME, "flag": SAME_CHOICE}),
    Slip("as above", ANY, _always("同上")),
    Slip("see the annex", ANY, _always("见附件"), _NAMED),
    Slip(
        "the cell above",
        ANY,
        _from("above"),
        {**_SLIPPED, **_LAID, **dict.fromkeys(NAMES, SAME_CHOICE), "patent": SAME_PATENT},
    ),
    Slip("the cell to the left", ANY, _from("left"), {**_SLIPPED, **_LAID, "flag": _EMPTIED}),
)
