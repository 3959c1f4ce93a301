"""Who answers what a page asks: a link, here; or a reader through widgets (see web.ui.widgets).

A page's choices are written once, against ``Ask``. So whatever is made from a link without its page, a picture, a
file, a preview, an item of an agenda, is read by the very code that draws the page.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from explorer.links import parameters
from explorer.links.prompts import Ignored, Prompt, Value


class Ask(Protocol):
    """Gets prompts answered, one after the other, in the order in which a page draws them."""

    def __call__(self, prompt: Prompt[Value]) -> Value:
        """Return the answer; what of the link could not be used is noted or said."""

    def row(self, key: str) -> AbstractContextManager[object]:
        """Return the place of the prompts answered inside, side by side."""

    def given(self, name: str) -> str | None:
        """Return what the link says of a parameter that has no widget; it then counts as read."""

    def keep(self, name: str, used: str, ignored: Ignored | None = None) -> None:
        """Note what is used of a parameter that has no widget, and what of it is not."""


class LinkAsk:
    """Answers from a link alone.

    ``query``: what the link says. ``used``: every parameter asked for and its value, defaults too: a link that carries
    them shows the same again. ``ignored``: what could not be used. ``read``: the names asked for. ``answered``: the
    prompts and their answers by name.
    """

    def __init__(self, query: Mapping[str, str]) -> None:
        self.query = query
        self.used: dict[str, str] = {}
        self.ignored: list[Ignored] = []
        self.read: set[str] = set()
        self.answered: dict[str, tuple[Prompt[Any], Any]] = {}

    def __call__(self, prompt: Prompt[Value]) -> Value:
        """Return what the link means."""
        asked = self.given(prompt.name)
        answer = prompt.read(asked)
        self.answered[prompt.name] = (prompt, answer)
        if parameters.worth_saying(written := prompt.write(answer), prompt.write(prompt.read(None))):
            self.used[prompt.name] = written
        ignored = prompt.unusable(asked, answer)
        if ignored and not _same_number(ignored.asked, ignored.used):
            self.ignored.append(ignored)
        return answer

    def row(self, key: str) -> AbstractContextManager[object]:
        """Return nothing to stand in: a link has no places."""
        del key
        return nullcontext()

    def given(self, name: str) -> str | None:
        """Return what the link says of a parameter, which then counts as read."""
        self.read.add(name)
        return self.query.get(name)

    def keep(self, name: str, used: str, ignored: Ignored | None = None) -> None:
        """Note what is used of a parameter, and what of it is not."""
        self.used[name] = used
        self.ignored += [ignored] if ignored else []


def _same_number(asked: str, used: str) -> bool:
    """Whether both are one number, written otherwise."""
    try:
        return float(asked) == float(used)
    except ValueError:
        return False
