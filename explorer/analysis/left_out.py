"""Which files of the project have a fault and are not used: told on every page, at the start, beside every release."""

from contextlib import suppress
from pathlib import Path

from explorer.analysis.registers import queries
from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.releases import statements, store
from explorer.releases.store import Edition


def files(edition: Edition | None) -> dict[str, Trouble]:
    """Return the first fault of each file that has one, by its name; without a release, no statement is looked at."""
    asked = {str(Path("queries/registers", name)): fault for name, fault in queries.questions().faulty.items()}
    return {**catalogue.left_out(), **asked, **(statements.faults(edition) if edition else {})}


def edition() -> Edition | None:
    """Return the release in use; None where there is none, or it is damaged, which whoever needs it says."""
    with suppress(Trouble):
        return store.edition()
    return None
