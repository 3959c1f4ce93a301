"""Who may ask in SQL: nobody until the operator says so."""

import os

SWITCH = "EXPLORER_SQL"


def may_ask() -> bool:
    """Whether this visitor may ask: everybody once EXPLORER_SQL is ``on``, else nobody."""
    return os.environ.get(SWITCH, "").strip().lower() == "on"
