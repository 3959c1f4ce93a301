"""What is shown of a text that comes from an address, a file or somebody's keyboard: its letters, and nothing hidden.

A sign that nobody sees can turn a line around, break it, or make two names look like one. Every text of a stranger
passes ``plain`` before it is said, and ``quoted`` where Markdown would be read.
"""

import re
from collections.abc import Iterable

LONGEST_ECHO = 60
# Turns of direction, breaks of line and page, joiners and marks without width, tags, halves of a letter.
HIDDEN = (
    r"\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    r"\ufff0-\ufffb\U000e0000-\U000e0fff"
)
CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
UNSEEN = re.compile(rf"[{CONTROL}{HIDDEN}\ud800-\udfff]")
MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~&@/])")


def plain(text: str) -> str:
    """Return a text without what nobody sees of it; its lines and spaces stay."""
    return UNSEEN.sub("", text) if UNSEEN.search(text) else text


def capitalised(text: str) -> str:
    """Return a word or sentence as it stands alone: with a capital where its script has them."""
    return text[:1].upper() + text[1:]


def in_a_row(sentences: Iterable[str]) -> str:
    """Return sentences after one another: with a space between them, which a full-width stop has in itself."""
    return " ".join(sentences).replace("。 ", "。")


def shortened(text: str, longest: int | None = LONGEST_ECHO) -> str:
    """Return a text plain and on one line, of at most so many letters; what is cut ends with a whole word."""
    line = " ".join(plain(text).split())
    if longest is None or len(line) <= longest:
        return line
    kept = line[: longest - 1]
    words = kept.rpartition(" ")[0]
    # A long word, or a script without spaces, is cut where it is.
    return (words if len(words) * 3 > longest * 2 else kept).rstrip(" ,:;(") + "…"


def quoted(text: str) -> str:
    """Return a text so that Markdown shows it and does nothing else: plain, on one line, every sign escaped."""
    return MARKDOWN.sub(r"\\\1", shortened(text, None))
