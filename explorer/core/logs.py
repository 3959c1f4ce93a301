"""What the server says of itself while it runs: one line an event, as text or, by LOG_FORMAT=json, as JSON.

An event is a name and plain values. None of them is a secret or tells a person: no address, no cookie, no question, no
name of anybody who signs in.
"""

import datetime as dt
import json
import logging
import sys

from explorer.core import settings

LOG = logging.getLogger("explorer")
FORMAT, JSON = "LOG_FORMAT", "json"


def event(name: str, *, level: int = logging.INFO, **values: object) -> None:
    """Log that something happened."""
    LOG.log(level, name, extra={"values": values})


class Line(logging.Formatter):
    """A record as one line: moment in UTC, level, event, values; what went wrong follows in the same JSON or below."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()}
        told |= getattr(record, "values", {})
        fault = self.formatException(record.exc_info) if record.exc_info else ""
        if settings.of(FORMAT).lower() == JSON:
            return json.dumps(told | ({"fault": fault} if fault else {}), ensure_ascii=False, default=str)
        plain = ("at", "level", "event")
        line = " ".join(str(value) if name in plain else f"{name}={value}" for name, value in told.items())
        return f"{line}\n{fault}" if fault else line


def begin() -> None:
    """Let the events of this process go to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    LOG.handlers, LOG.propagate = [handler], False
    LOG.setLevel(logging.INFO)
