"""The marks by which a list says that there is something or not: √ and ×, 有 and 无, 是 and 否."""

from collections.abc import Iterable, Mapping

from explorer.pipeline.intake.values.cells import DASHES, folded
from explorer.pipeline.intake.values.codes import FLAGS

YES = frozenset((*FLAGS["yes"], "☑", "■", "●", "已建", "已建站", "已建成", "已设立", "已设", "yes"))
NO = frozenset(
    (*FLAGS["no"], "☒", "☐", "□", "╳", "✕", "✖", "x", "未建", "未建站", "未建成", "未设立", "未设", "尚无", "no")
)
AS_PICTURE = "\ufe0f"  # behind a sign that is to be drawn in colour
CIRCLES = frozenset("○〇◯")


def meaning(text: str) -> bool | None:
    """Return whether a mark says that there is something; None for what is no such mark, a circle among it."""
    plain = folded(text.replace(AS_PICTURE, ""))
    return True if plain in YES else False if plain in NO else None


def is_blank(text: str | None) -> bool:
    """Whether a cell says nothing at all."""
    return text is None or text.strip() in DASHES


def signs(texts: Iterable[str]) -> Mapping[str, bool | None]:
    """Return what the different texts of a column mean: yes; no, or nothing; None for what is no such mark.

    A circle is yes in a column that has no other mark for it: beside √ it may be what is only planned.
    """
    known = {text: False if is_blank(text) else meaning(text) for text in texts}
    circles = [text for text in known if folded(text) in CIRCLES]
    return known if True in known.values() else known | dict.fromkeys(circles, True)
