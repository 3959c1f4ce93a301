"""Files that people write in TOML: read, and every fault told by file, place and field in one sentence."""

import datetime as dt
import difflib
import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from explorer.core.errors import Trouble

LARGEST = 1e15
WHOLE = {"year": (1900, 2200), "whole": (0, LARGEST)}
LONGEST, MOST, BITS = 40, 12, 100  # of what is repeated in a sentence
LINE = re.compile(r"\(at line (\d+)")
Kind = Literal["text", "day", "year", "whole", "number", "flag", "table"]
Fields = dict[str, "Field"]


@dataclass(frozen=True)
class Field:
    """What a field holds. ``many``: a list of it; ``empty``: a text or list that may be so; ``allowed``: its words.

    Of a table, ``keys`` are its fields; where they may have any name, ``each`` is what each of them holds.
    """

    kind: Kind
    needed: bool = True
    many: bool = False
    empty: bool = False
    allowed: Collection[str] = ()
    keys: Fields | None = None
    each: "Field | None" = None


class At(NamedTuple):
    """Where something stands: file, row of it (``[[goals]] no = 3``; "" for its head) and field."""

    file: str
    row: str = ""
    name: str = ""

    def of(self, name: str) -> "At":
        """Return the place of a field of this one."""
        return At(self.file, self.row, f"{self.name}.{name}" if self.name else name)

    def fault(self, key: str, **values: object) -> Trouble:
        """Return the fault of this place."""
        return Trouble(key, file=self.file, field=", ".join(part for part in (self.row, self.name) if part), **values)


def read(path: Path) -> str:
    """Return the text of a file without its byte order mark. Raises Trouble for one not to be opened, or not UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as fault:
        raise Trouble("file_not_opened", file=path.name) from fault
    except UnicodeDecodeError as fault:
        raise Trouble("file_not_utf8", file=path.name) from fault


def parse(text: str, path: Path) -> dict[str, Any]:
    """Return a text of TOML as a table. Raises Trouble, which names the line, for what is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = LINE.search(str(fault))
        raise Trouble("file_not_toml", file=path.name, at=line[1] if line else len(text.splitlines())) from fault
    except (ValueError, RecursionError) as fault:
        raise Trouble("file_too_deep", file=path.name) from fault


def check(at: At, table: Mapping[str, Any], fields: Fields) -> None:
    """Raise Trouble for the first field of a table that is missing, unknown or not written as ``fields`` says."""
    for name in table:
        if name not in fields:
            raise at.of(name).fault("field_unknown", close=close_to(name, fields))
    for name, field in fields.items():
        if name in table:
            _value(at.of(name), table[name], field)
        elif field.needed:
            raise at.of(name).fault("field_missing")


def known(at: At, asked: object, allowed: Collection[str]) -> None:
    """Raise Trouble for a word that is none of those allowed."""
    if asked not in allowed:
        raise at.fault("field_not_known", asked=shown(asked), close=close_to(str(asked), allowed))


def close_to(asked: str, allowed: Collection[str]) -> str:
    """Return the words that another one is nearest to; without any, of few all, of many the first."""
    words, asked = list(allowed), asked[:LONGEST]
    few = [*words[:MOST], "…"] if len(words) > MOST else words
    near = sorted(difflib.get_close_matches(asked, words, n=max(len(words), 1)), key=lambda word: _far(word, asked))
    return ", ".join(near[:3] or few) or "–"


def _far(word: str, asked: str) -> tuple[float, int, str]:
    """Return how far a word is from another one; of two alike, that is nearer which begins alike."""
    alike = difflib.SequenceMatcher(None, asked, word).ratio()
    return (
        -alike,
        -next((place for place in range(len(asked)) if word[place : place + 1] != asked[place]), len(asked)),
        word,
    )


def shown(value: object) -> str:
    """Return a value as the file writes it, shortened."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    if isinstance(value, int) and value.bit_length() > BITS:
        return "…"
    said = json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else str(value)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _value(at: At, value: Any, field: Field) -> None:
    if not field.many:
        _one(at, value, field)
        return
    if not isinstance(value, list):
        raise at.fault("field_not_list", asked=shown(value))
    if not (value or field.empty):
        raise at.fault("field_empty")
    for place, one in enumerate(value, 1):
        _one(At(at.file, at.row, f"{at.name}[{place}]"), one, field)


def _one(at: At, value: Any, field: Field) -> None:
    if not _fits(value, field):
        key = f"field_not_{field.kind}"
        raise at.fault(key, asked=shown(value))
    if field.allowed:
        known(at, value, field.allowed)
    if field.keys is not None:
        check(at, value, field.keys)
    if field.each is not None:
        for name, one in value.items():
            _value(at.of(name), one, field.each)


def _fits(value: Any, field: Field) -> bool:
    """Whether a value is of a field's kind: to Python true is a number, and a moment a day."""
    if field.kind == "text":
        return isinstance(value, str) and (field.empty or bool(value.strip()))
    if field.kind == "day":
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if field.kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST  # nan is not
    if field.kind in WHOLE:
        low, high = WHOLE[field.kind]
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    return isinstance(value, bool if field.kind == "flag" else dict)


TEXT = Field("text")
BOTH = Field("table", keys={"zh": TEXT, "en": TEXT})
NAMED = Field("table", each=BOTH)
