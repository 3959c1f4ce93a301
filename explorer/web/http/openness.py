"""What may leave in bulk: published figures to everybody, the office's own where the operator opens them."""

import os

from explorer.core.errors import Trouble
from explorer.links import parsing
from explorer.releases.store import EVIDENCE_SHOWN, Edition

PUBLISHED, OFFICE = "published", "office"


def office_open() -> bool:
    """Whether the operator opens the office's own figures to everybody: OPEN_DATA=office in the environment."""
    return os.environ.get("OPEN_DATA", "").strip() == OFFICE


def evidence(asked: str | None, edition: Edition) -> str:
    """Return the evidence by which data are handed out: what is asked for, else what is open to everybody.

    Raises Trouble for none, and for what would hand out figures of the office that are not open.
    """
    if asked is None:
        return OFFICE if office_open() else PUBLISHED
    found = parsing.one_of("evidence", asked, tuple(EVIDENCE_SHOWN))
    if holds_office(found, edition) and not office_open():
        raise Trouble("office_not_open", asked=found)
    return found


def holds_office(evidence: str, edition: Edition) -> bool:
    """Whether an answer by this evidence can hold anything that the office brought."""
    return evidence != PUBLISHED and edition.brought
