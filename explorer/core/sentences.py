"""What is said in each language: its own two in languages/, further ones by files of the province (data/languages/).

A further language may be half written: what it lacks is said in English, and each page says how much that is.
"""

import re
import string
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from explorer.core import fields, paths
from explorer.core.errors import Trouble
from explorer.core.fields import At
from explorer.core.profile import profile

FOLDER = Path(__file__).with_name("languages")
NAMED = ("zh", "en")  # in which every plan, indicator, area and source has its name
FALLBACK = "en"
CODE = re.compile(r"[a-z]{2,3}")
TONGUE = "frame.tongue"  # what a language calls itself where there is little room


@cache
def codes() -> tuple[str, ...]:
    """Return the code of each language: the two that are written whole, then those added, without faulty files."""
    added = sorted(path for path in paths.LANGUAGES.glob("*.toml") if path.stem not in NAMED)
    return (*NAMED, *(path.stem for path in added if _sound(path)))


def of(code: str) -> tuple[Mapping[str, str], int]:
    """Return every sentence of a language by its key, and how many of them are said in English for want of its own."""
    if code in NAMED:
        return _named(code), 0
    own, usual = read(paths.LANGUAGES / f"{code}.toml"), _named(FALLBACK)
    called = {TONGUE: code.upper(), f"language.{code}": own.get(TONGUE, code.upper())}
    return {**usual, **called, **own}, len(usual.keys() - own.keys())


def _named(code: str) -> dict[str, str]:
    """Return the sentences of one of the project's own languages, the product by the name the profile gives it."""
    sentences = dict(whole(code))
    with suppress(Trouble):  # a profile that cannot be read is told of by whoever needs more of it than the name
        sentences["common.product"] = profile().product[code]
    return sentences


@cache
def whole(code: str) -> Mapping[str, str]:
    """Return the sentences of a language of the project's own."""
    path = FOLDER / f"{code}.toml"
    return dict(_flat(fields.parse(fields.read(path), path)))


def read(path: Path) -> dict[str, str]:
    """Return the sentences of an added language. Raises Trouble for a code, key, text or blank that cannot be used."""
    if not CODE.fullmatch(path.stem) or path.stem in NAMED:
        raise Trouble("language_code", file=path.name, asked=fields.shown(path.stem))
    own = dict(_flat(fields.parse(fields.read(path), path)))
    known = {*whole(FALLBACK), f"language.{path.stem}"}
    for key, said in own.items():
        at = At(path.name, "", key)
        if key not in known:
            raise at.fault("field_unknown", close=fields.close_to(key, known))
        if not isinstance(said, str) or not said.strip():
            raise at.fault("field_not_text", asked=fields.shown(said))
        _blanks(at, key, said)
    return own


def _blanks(at: At, key: str, said: str) -> None:
    """Raise Trouble for a blank that the same sentence of the project's own languages does not fill."""
    ours = [whole(code).get(key, "") for code in NAMED]
    filled = set().union(*map(_names, ours)) | {name for one in ours for _, name, _, _ in string.Formatter().parse(one)}
    try:
        strange = _names(said) - filled
    except ValueError as fault:
        raise at.fault("field_not_text", asked=fields.shown(said)) from fault
    if strange:
        fields.known(at, min(strange), [f"{{{name}}}" for name in sorted(filter(None, filled))])


def _names(said: str) -> set[str]:
    """Return the blanks of a sentence as they are written, with how a value is to be written and converted."""
    return {
        name + (f"!{turned}" if turned else "") + (f":{form}" if form else "")
        for _, name, form, turned in string.Formatter().parse(said)
        if name is not None
    }


def _sound(path: Path) -> bool:
    try:
        read(path)
    except Trouble:
        return False
    return True


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    return [
        pair
        for name, value in table.items()
        for pair in (_flat(value, f"{prefix}{name}.") if isinstance(value, dict) else [(f"{prefix}{name}", value)])
    ]
