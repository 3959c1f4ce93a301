"""What every cell goes through first: outer spaces, full-width signs, the marks people write for nothing."""

import re
import unicodedata

import polars as pl

from explorer.core import texts

SPACES = " \t\r\n\u3000\u00a0\u200b\ufeff"
WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)} | {"\u3000": " ", "\u00a0": " ", "\u2212": "-"}
DASHES = ("", "-", "--", "---", "—", "——", "–", "－", "―", "─")
NOTHING = (
    *DASHES,
    "/",
    "\\",
    "／",
    "＼",
    "无",
    "暂无",
    "空",
    "不详",
    "未知",
    "n/a",
    "na",
    "#n/a",
    "null",
    "none",
    "nil",
    "nan",
)
LONGEST = 1000
# U+FFFD stands where a byte had no meaning; the other is what three of them become when read as GBK.
BROKEN = "\ufffd|锟斤拷"
BETWEEN = "."
# What a cell says that leaves what it should hold to another one, or to another paper.
POINTERS = (
    *(
        "同上",
        "同左",
        "同前",
        "〃",
        "″",
        '"',
        "ditto",
        "see above",
        "见附件",
        "见附表",
        "详见附件",
        "详见附表",
        "见备注",
    ),
    *("见上", "见下", "待补", "待补充", "待定", "另附"),
)
UNSEEN = f"[{texts.HIDDEN}]"
CONTROL = f"[{texts.CONTROL}]"


def trimmed(text: pl.Expr) -> pl.Expr:
    """Return a text without its outer spaces, the ideographic one too, and without signs that nobody sees.

    Nothing else in it changes.
    """
    return text.str.replace_all(UNSEEN, "").str.strip_chars(SPACES)


def narrow(text: pl.Expr) -> pl.Expr:
    """Return a text with full-width digits, letters and signs as half-width ones. For codes and numbers, not names."""
    return trimmed(text).str.replace_many(list(WIDE), list(WIDE.values()))


def given(text: pl.Expr, *, kind: str, needed: bool, spared: frozenset[str] = frozenset()) -> pl.Expr:
    """Return the trimmed text, null where the cell says nothing.

    A needed name or key may itself be called 无 or NA, so there only dashes are nothing. ``spared`` are folded
    spellings that mean something in this column: 无 where 有 and 无 are yes and no.
    """
    marks: tuple[str, ...] = DASHES if needed and kind in ("key", "text") else NOTHING
    marks = tuple(mark for mark in marks if mark not in spared or not mark)
    clean = trimmed(text)
    return pl.when(clean.str.to_lowercase().is_in(marks)).then(None).otherwise(clean)


def folded(text: str) -> str:
    """Return a spelling to recognise names by: letters, digits and Chinese signs alone, in one width and case.

    What stands between two digits is kept as a point: 4-5 is not 45. A text of nothing but signs stays as it is.
    """
    plain = re.sub(r"^(\d+)\.0+$", r"\1", unicodedata.normalize("NFKC", text).casefold().strip())
    plain = re.sub(r"(?<=\d)[\W_]+(?=\d)", BETWEEN, plain)
    return "".join(sign for sign in plain if sign.isalnum() or sign == BETWEEN) or plain
