"""What a reader can be asked, one parameter a prompt: how a link spells the answer, and what its widget says.

A prompt is a plain value. Its name, ``read`` and ``write`` are all that reading a link takes; the rest is for whoever
draws it.
"""

import datetime as dt
import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, TypeVar

from explorer.core import texts
from explorer.links import parsing
from explorer.links.parsing import Spelt

Value = TypeVar("Value")
Kind = Literal["one", "several", "number", "day", "text", "page", "weights"]


@dataclass(frozen=True)
class Ignored:
    """A parameter whose value nobody knows; ``used`` stands in its place (empty: nothing does)."""

    name: str
    asked: str
    used: str


@dataclass(frozen=True)
class Prompt(ABC, Generic[Value]):
    """What parameter ``name`` is to be.

    ``scope``: what the answer is about; about something else, it is forgotten.
    """

    kind: ClassVar[Kind]
    name: str
    label: str
    scope: str = field(default="", kw_only=True)

    @abstractmethod
    def read(self, asked: str | None) -> Value:
        """Return what the text of a link means: the nearest sensible answer; None is a link without the parameter."""

    @abstractmethod
    def write(self, answer: Value) -> str:
        """Return an answer as links write it."""

    def held(self, found: Any) -> Value:
        """Return the answer that a widget holds."""
        answer: Value = found
        return answer

    def unusable(self, asked: str | None, answer: Value) -> Ignored | None:
        """Return what of a link's text did not become part of the answer; None where all of it did."""
        written = self.write(answer)
        return None if asked in (None, written) else Ignored(self.name, asked or "", written)


@dataclass(frozen=True)
class One(Prompt[str]):
    """One of several slugs, by default the first; ``options``: what each is called. A misspelt one is the nearest.

    ``bare``: the widget stands where its label would only be repeated.
    """

    kind = "one"
    options: Mapping[str, str]
    default: str | None = None
    bare: bool = False

    def read(self, asked: str | None) -> str:
        """Return the option asked for, the one it is a misspelling of, or the default."""
        options = tuple(self.options)
        return parsing.nearest(asked, options, options[0] if self.default is None else self.default)

    def write(self, answer: str) -> str:
        """Return the slug itself."""
        return answer


@dataclass(frozen=True)
class Several(Prompt[tuple[str, ...]]):
    """Some of several slugs, in their own order; ``options``: what each is called."""

    kind = "several"
    options: Mapping[str, str]
    default: Sequence[str]

    def read(self, asked: str | None) -> tuple[str, ...]:
        """Return the options named with commas between; the default where none is known, none for an empty text."""
        wanted = self.default if asked is None else asked.split(",")
        known = tuple(option for option in self.options if option in wanted)
        return known if known or asked == "" else tuple(self.default)

    def write(self, answer: tuple[str, ...]) -> str:
        """Return the slugs with commas between."""
        return ",".join(answer)

    def held(self, found: Any) -> tuple[str, ...]:
        """Return the slugs of the list that a widget holds."""
        return tuple(found)


@dataclass(frozen=True)
class Number(Prompt[float | None]):
    """A number within ``bounds``, of at most so many ``digits`` behind the point; it may be left empty (None)."""

    kind = "number"
    clearable: ClassVar[bool] = True
    bounds: tuple[float, float]
    default: float | None
    digits: int = 6

    def read(self, asked: str | None) -> float | None:
        """Return the number, or the nearest of the bounds; the default where it is none."""
        try:
            number = float(asked or "")
        except ValueError:
            return None if asked == "" and self.clearable else self.held(self.default)
        low, high = self.bounds
        return self.held(min(max(number, low), high) if math.isfinite(number) else self.default)

    def write(self, answer: float | None) -> str:
        """Return the number in as few digits as it takes; nothing for none."""
        return parsing.number(answer)

    def held(self, found: Any) -> float | None:
        """Return the number that a widget holds: a slider in steps of 0.1 stands at 0.30000000000000004."""
        return None if found is None else round(found, self.digits)


@dataclass(frozen=True)
class Slider(Number):
    """A number that is turned rather than typed: in steps along ``track``, which grows to where a link puts it."""

    clearable = False
    track: tuple[float, float] = field(kw_only=True)
    step: float = field(kw_only=True)


@dataclass(frozen=True)
class Day(Prompt[dt.date]):
    """A day from ``first`` to ``last``, by default the last; one outside means the nearest of the two."""

    kind = "day"
    first: dt.date
    last: dt.date
    default: dt.date | None = None

    def read(self, asked: str | None) -> dt.date:
        """Return the day, within the first and the last."""
        return parsing.nearest_day(asked, self.first, self.last, self.default)

    def write(self, answer: dt.date) -> str:
        """Return the day as 2024-03-31."""
        return answer.isoformat()


@dataclass(frozen=True)
class FreeText(Prompt[str]):
    """A text of at most ``longest`` letters; ``spelt``: how a link writes it; ``hint``: what stands in its empty field.

    ``lines``: it has more than one.
    """

    kind = "text"
    longest: int = parsing.LONGEST
    spelt: Spelt = parsing.ONE_LINE
    hint: str = ""
    lines: bool = False

    def read(self, asked: str | None) -> str:
        """Return what can be seen of the text that a link carries."""
        return texts.plain(self.spelt[0](asked))

    def write(self, answer: str) -> str:
        """Return the text as a link carries it."""
        return self.spelt[1](answer)


@dataclass(frozen=True)
class PageNumber(Prompt[int]):
    """A page of a list from 1 to ``last``; ``scope`` is the list, since another one begins at its first page."""

    kind = "page"
    last: int

    def read(self, asked: str | None) -> int:
        """Return the page, or the nearest there is."""
        return parsing.nearest_page(asked, self.last)

    def write(self, answer: int) -> str:
        """Return the page's number."""
        return str(answer)


@dataclass(frozen=True)
class Weights(Prompt[dict[str, float]]):
    """One weight for each area of ``names``, edited in a table of two columns; ``heading``: that of the areas.

    What cannot be read, is negative or names another area is left out; an area that is not named weighs nothing.
    """

    kind = "weights"
    names: Mapping[str, str]
    default: Mapping[str, float]
    heading: str

    def read(self, asked: str | None) -> dict[str, float]:
        """Return the weight of each area."""
        found = dict(self._pairs(asked))
        return dict.fromkeys(self.names, 0.0) | found if found else dict(self.default)

    def write(self, answer: dict[str, float]) -> str:
        """Return area:weight with commas between."""
        return parsing.weighed(answer)

    def unusable(self, asked: str | None, answer: dict[str, float]) -> Ignored | None:
        """Return the pairs if any of them could not be used; which areas could is told in their place."""
        if asked is None or len(read := self._pairs(asked)) == len(asked.split(",")):
            return None
        return Ignored(self.name, asked, ",".join([area for area, _ in read] or answer))

    def _pairs(self, asked: str | None) -> list[tuple[str, float]]:
        return [(area, weight) for area, weight in parsing.weights(asked) if area in self.names]
