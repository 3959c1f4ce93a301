"""What the server's libraries log of strangers' requests: so many lines a minute, and nothing that somebody typed."""

import logging
import re
import time
from collections import Counter

SAME, MINUTE = 20, 60.0  # lines of one place in the libraries; seconds
NAMES = ("asyncio", "uvicorn.error", "websockets.server")
PLACE = re.compile(r"%(?:\(\w+\))?[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]")
LEFT_OUT = "…"


class Rare(logging.Filter):
    """Lets so many records of one place in the code pass a minute: a message may hold what a stranger chose."""

    def __init__(self) -> None:
        super().__init__()
        self.since, self.seen = time.monotonic(), Counter[tuple[str, int]]()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is still within them."""
        if time.monotonic() - self.since > MINUTE:
            self.since = time.monotonic()
            self.seen.clear()
        place = record.pathname, record.lineno
        self.seen[place] += 1
        return self.seen[place] <= SAME


class Unsaid(logging.Filter):
    """Leaves out of a warning what it would be filled in with: an origin, a host, an error of the login."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Pass every record."""
        if record.levelno >= logging.WARNING and record.args:
            record.msg, record.args = PLACE.sub(LEFT_OUT, str(record.msg)), ()
        return True


def begin() -> None:
    """Hold the libraries that are loaded to both; Streamlit's modules each have a logger of their own."""
    rare, unsaid = Rare(), Unsaid()
    streamlits = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "streamlit"]
    for name in (*NAMES, *streamlits):
        logging.getLogger(name).addFilter(rare)
    for name in streamlits:
        logging.getLogger(name).addFilter(unsaid)
