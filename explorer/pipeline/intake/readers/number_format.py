"""Number formats of a workbook: what one shows beside the digits, in the section that a value falls into."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

# A text in quotes, a sign that stands for itself (\ or, in East Asia, !), one that is only as wide or repeated, what
# brackets say, and any other sign.
TOKEN = re.compile(
    r'"([^"]*)"?|[\\!](.)|[_*].|\[([^\]]*)\]|(AM/PM|A/P|上午/下午|General|[eE][-+])|(.)', re.DOTALL | re.IGNORECASE
)
CONDITION = re.compile(r"^\s*(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*$")
ELAPSED = re.compile(r"^(?:h+|m+|s+)$", re.IGNORECASE)
COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
}
DIGITS = "0#?"
PARTS = {"e": "y", **{part: part for part in "ymdhs"}}  # e: in East Asia the year
OF_NUMBERS = 3  # sections; the fourth is that of texts
SAYS = re.compile(r"[^\W\d_]|[%‰％]")  # what of a text beside a number can mean something: letters and percent signs
# Excel's own formats that say something, by their numbers: percentages, and a year with its month (in China from 27).
OWN = {9: "0%", 10: "0.00%", 17: "mmm-yy"} | dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"')


@dataclass(frozen=True)
class Section:
    """One section. ``percent``: the value is shown times a hundred; ``parts``: those of a day that are shown.

    ``before``, ``after``: texts beside the digits that may mean something, a unit for instance; ``padded``: how many
    digits at least, where it shows whole numbers and nothing else; ``scaled``: shown in thousands.
    """

    condition: tuple[str, float] | None = None
    percent: bool = False
    parts: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    padded: int = 0
    scaled: bool = False

    @property
    def says(self) -> bool:
        """Whether it says anything that the number alone does not."""
        return bool(self.percent or self.parts or self.before or self.after or self.padded > 1)


@lru_cache(maxsize=256)
def sections(code: str) -> tuple[Section, ...]:
    """Return the sections of a format for numbers, at least one."""
    pieces, piece = list[list[tuple[str, str]]](), list[tuple[str, str]]()
    for kind, text in _tokens(code):
        if kind == "sign" and text == ";":
            pieces.append(piece)
            piece = []
        else:
            piece.append((kind, text))
    return tuple(_section(one) for one in [*pieces, piece][:OF_NUMBERS])


def shown_by(code: str, value: float) -> Section:
    """Return the section of a format that shows a value."""
    found = sections(code)
    for place, one in enumerate(found):
        if one.condition:
            holds = COMPARED[one.condition[0]](value, one.condition[1])
        elif place == len(found) - 1:
            holds = True
        else:
            holds = value < 0 if place else value > 0 or (value == 0 and len(found) < OF_NUMBERS)
        if holds:
            return one
    return found[-1]


def _tokens(code: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a format as text, bracket, word or sign; what is only a space or repeated is left out."""
    for found in TOKEN.finditer(code):
        quoted, escaped, bracket, word, sign = found.groups()
        if quoted is not None or escaped:
            yield "text", quoted if escaped is None else escaped
        elif bracket is not None:
            yield "bracket", bracket
        elif word or sign:
            yield ("word", word) if word else ("sign", sign)


def _section(tokens: list[tuple[str, str]]) -> Section:
    condition, percent, parts, digits = None, False, set[str](), list[str]()
    beside = ["", ""]
    for kind, text in tokens:
        if kind == "text" or (kind == "sign" and text not in f"{DIGITS}.,%/" and text.lower() not in PARTS):
            beside[bool(digits)] += text
        elif kind == "bracket":
            found = CONDITION.match(text)
            condition = (found[1], float(found[2])) if found else condition
            parts |= {text[0].lower()} if ELAPSED.match(text) else set()
        elif kind == "word":
            digits += [] if text.lower().startswith(("a", "上")) else [text]
        elif text == "%":
            percent = True
        elif text.lower() in PARTS:
            parts.add(PARTS[text.lower()])
        else:
            digits.append(text)
    if parts:
        return Section(condition, parts=frozenset(parts))
    number = "".join(digits)
    before, after = (text.strip() if SAYS.search(text) else "" for text in beside)
    padded = len(number) if number and set(number) == {"0"} else 0
    return Section(condition, percent, frozenset(), before, after, padded, number.rstrip(".").endswith(","))
