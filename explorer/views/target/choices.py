"""What the page of one target can be asked besides its target: a filter of its list."""

from explorer.analysis.view import View
from explorer.links.ask import Ask
from explorer.links.prompts import FreeText


def choose_find(ask: Ask, view: View) -> str:
    """Return what is looked for in a target's list."""
    return ask(FreeText("find", view.words("gap.find")))
