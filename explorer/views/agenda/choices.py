"""What the page of an agenda is asked: the agenda itself, which its links change."""

from explorer.links import agenda
from explorer.links.agenda import Agenda
from explorer.links.ask import Ask


def choose_agenda(ask: Ask) -> Agenda:
    """Return the agenda that the link carries. Raises Trouble for one that cannot be read."""
    collected = agenda.read(ask.given(agenda.NAME) or "")
    ask.keep(agenda.NAME, agenda.written(collected))
    return collected
