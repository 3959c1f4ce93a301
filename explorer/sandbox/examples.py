"""The worked examples: queries/examples/*.sql, a title in both languages above one statement."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from explorer.core import catalogue, paths
from explorer.core.goals import Text


@dataclass(frozen=True)
class Example:
    """One example: its file's name, its title, its statement."""

    name: str
    title: Text
    text: str


@lru_cache(maxsize=2)
def examples(folder: Path = paths.QUERIES / "examples") -> tuple[Example, ...]:
    """Return the examples of ``folder`` in the order of their names; one without its titles is left out."""
    return tuple(catalogue.sound(folder, "*.sql", read).values())


def read(path: Path) -> Example:
    """Read one example. Raises Trouble for a file without its titles."""
    fields, text = catalogue.query_file(path, catalogue.TITLE)
    return Example(path.stem, Text(**fields["title"]), text)
