"""How the codes of a column may be spelt, and which spelling is nearest to a wrong one."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as part

import polars as pl

from explorer.core import language
from explorer.pipeline.intake.fields import Field
from explorer.pipeline.intake.values.cells import BROKEN, LONGEST, folded

FLAGS = {
    "yes": ("y", "true", "1", "是", "有", "√", "✓", "✔", "对"),
    "no": ("n", "false", "0", "否", "无", "没有", "×", "✗", "✘"),
}
SEPARATORS = re.compile(r"[\s,，、;；/／|.]+")
NUMERALS = "一二三四五六七八九"
NEAR = {True: 0.5, False: 0.7}  # by whether the text is Chinese, where one wrong sign of two is half
LONGEST_MISSPELT = 40
NAMED = {"measure": 3}  # names offered for a wrong one: of 122 measures the nearest may be another measure
MOST_ALIKE = 10  # spellings that are looked at for a wrong one
MOST_HINTS = 500  # different wrong texts of a column for which the nearest is looked for
Code = str | None
Read = tuple[Code, str | None, str]


@dataclass(frozen=True)
class Spellings:
    """What each folded spelling means, and how it is written.

    ``twice``: spellings that mean several codes, with what they may mean; ``instead``: spellings that mean nothing
    here, with what is probably meant: a county in the column of cities. ``near``: whether a folded text may be a slip
    for a folded spelling, where being alike is not enough.
    """

    codes: Mapping[str, Code]
    shown: Mapping[str, str]
    twice: Mapping[str, str]
    instead: Mapping[str, str] = part(default_factory=dict)
    near: Callable[[str, str], bool] = lambda wrong, known: True  # noqa: ARG005

    def nearest(self, text: str, most: int = 1) -> str:
        """Return the known spellings most like a wrong one, at most so many; empty where none is like it."""
        wrong = folded(text[:LONGEST])
        if wrong in self.instead or len(wrong) > LONGEST_MISSPELT:
            return self.instead.get(wrong, "")
        chinese = any("一" <= sign <= "鿿" for sign in wrong)
        alike = difflib.get_close_matches(wrong, self.shown, MOST_ALIKE, NEAR[chinese])
        found = [one for one in alike if self.near(wrong, one)][:most]
        return " / ".join(dict.fromkeys(self.shown[one] for one in found))


def gather(spelt: Iterable[tuple[str, Code]]) -> Spellings:
    """Return spellings from pairs of a spelling and its code; one that means several codes is kept apart."""
    meant: dict[str, dict[Code, str]] = {}
    for text, code in spelt:
        if text:
            meant.setdefault(folded(text), {}).setdefault(code, text)
    once = {name: next(iter(codes)) for name, codes in meant.items() if len(codes) == 1}
    shown = {name: next(iter(meant[name].values())) for name in once}
    twice = {name: " / ".join(str(code) for code in codes) for name, codes in meant.items() if len(codes) > 1}
    return Spellings(once, shown, twice)


def options(field: Field) -> Spellings:
    """Return the spellings of a column's options: code, name in either language, and what fields.toml adds."""
    pairs: list[tuple[str, Code]] = [(name, None) for name in field.nothing]
    for code in field.codes:
        names = [field.option(code, language.words(one)) for one in language.LANGUAGES]
        pairs += [(name, code) for name in (code, *names, *dict(field.also).get(code, ()))]
        pairs += [(name.removeprefix(f"{code} "), code) for name in names]
        pairs += [(name, code) for name in FLAGS.get(code, ())] if field.kind == "flag" else []
        pairs += [(name, code) for name in _classes(int(code))] if field.family == "nice_class" else []
    return gather(pairs)


def _classes(number: int) -> tuple[str, ...]:
    tens, ones = divmod(number, 10)
    ten = f"{NUMERALS[tens - 1] if tens > 1 else ''}十" if tens else ""
    spelt = ten + (NUMERALS[ones - 1] if ones else "")
    return (
        spelt,
        f"{number:02}",
        f"{number}类",
        f"第{number}类",
        f"第{number:02}类",
        f"第{spelt}类",
        f"class {number}",
    )


def read(texts: pl.Series, known: Spellings, field: Field) -> pl.DataFrame:
    """Return ``value`` (the code), ``rule`` and ``hint`` for each text.

    Rules: unknown_option, several_options, several_classes, broken_text.
    """
    return typed((one(text, known, field, place < MOST_HINTS) for place, text in enumerate(texts)), field)


def one(text: str, known: Spellings, field: Field, hinting: bool) -> Read:
    """Return the code, rule and hint of one text."""
    return (None, "broken_text", "") if re.search(BROKEN, text) else _one(text, known, field, hinting)


def _one(text: str, known: Spellings, field: Field, hinting: bool) -> Read:
    name, code = folded(text[:LONGEST]), text.strip().upper()
    if name in known.codes:
        return known.codes[name], None, ""
    if name in known.twice:
        return None, "several_options", known.twice[name]
    if field.family == "nice_class" and all(folded(part) in known.codes for part in SEPARATORS.split(text.strip())):
        return None, "several_classes", ""
    if field.others and re.fullmatch(field.others, code):
        return code, None, ""
    if field.within and (found := re.fullmatch(field.within, code)):
        return found[1], None, ""
    return None, "unknown_option", known.nearest(text, NAMED.get(field.kind, 1)) if hinting else ""


def typed(rows: Iterable[Read], field: Field) -> pl.DataFrame:
    """Return rows of value, rule and hint as a frame whose values have the column's type."""
    schema = {"value": pl.String, "rule": pl.String, "hint": pl.String}
    frame = pl.DataFrame(list(rows), schema=schema, orient="row")
    value = pl.col("value") == "yes" if field.kind == "flag" else pl.col("value").cast(field.type)
    return frame.with_columns(value=value)
