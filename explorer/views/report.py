"""A report as one value: headings, paragraphs, tables and pictures in their order, for a page and a document alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.views.exhibit import Picture


@dataclass(frozen=True)
class Heading:
    """The heading of a chapter."""

    text: str


@dataclass(frozen=True)
class Line:
    """A paragraph; ``lead``: the words it begins with, set apart. ``aside``: it explains what stands beside it."""

    text: str
    lead: str = ""
    aside: bool = False


@dataclass(frozen=True)
class Listing:
    """A table of texts; ``widths``: of its columns, as parts of the whole."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


@dataclass(frozen=True)
class Entry:
    """One thing that a chapter speaks of: its title, what is said of it, and its picture."""

    title: str
    lines: Sequence[Line]
    picture: Picture | None = None


Block = Heading | Line | Listing | Entry


@dataclass(frozen=True)
class Report:
    """A report with its title and the line below it; texts are plain and in one language."""

    title: str
    subtitle: str
    blocks: Sequence[Block] = field(default=())
