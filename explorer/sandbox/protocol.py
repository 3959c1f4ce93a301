"""What passes between the pages' process and a worker: orders as JSON, answers as a header and Arrow bytes.

Nothing is ever unpickled. Lengths are bounded before a byte is read, and an answer is checked in full before it is
used: whoever took over a worker could not harm the pages with what it sends.
"""

import datetime as dt
import json
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute

from explorer.sandbox import limits

ORDER, ANSWER = struct.Struct(">I"), struct.Struct(">BII")
READY, TAKEN, ROWS, FAULT = 1, 2, 3, 4
LONGEST_ORDER = 4 * limits.TEXT * 6  # as JSON escapes the longest text
POLL = 0.1
EPOCH = dt.date(1970, 1, 1)
TICKS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}  # of a second
DAYS = [(day - EPOCH).days for day in (dt.date.min, dt.date.max)]


class BrokenWireError(Exception):
    """The other side is gone or sends what nobody asked for."""


class StoppedError(Exception):
    """The time is over, or the visitor pressed stop."""


@dataclass(frozen=True)
class Said:
    """One answer: its kind, what is said about it, and its rows as an Arrow stream."""

    kind: int
    header: dict[str, Any] = field(default_factory=dict)
    body: bytes = b""


def order(wish: dict[str, Any]) -> bytes:
    """Return an order as it is sent."""
    text = json.dumps(wish).encode()
    return ORDER.pack(len(text)) + text


def taken(line: socket.socket) -> dict[str, Any] | None:
    """Return the next order; None when the other side is gone."""
    head = line.recv(ORDER.size, socket.MSG_WAITALL)
    if len(head) < ORDER.size:
        return None
    (length,) = ORDER.unpack(head)
    if length > LONGEST_ORDER:
        return None
    found: dict[str, Any] = json.loads(line.recv(length, socket.MSG_WAITALL))
    return found


def said(kind: int, header: dict[str, Any], table: pa.Table | None = None) -> bytes:
    """Return an answer as it is sent."""
    body = b""
    if table is not None:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        body = sink.getvalue().to_pybytes()
    text = json.dumps(header).encode()
    return ANSWER.pack(kind, len(text), len(body)) + text + body


def heard(line: socket.socket, until: float, stopped: Callable[[], bool] = lambda: False) -> Said:
    """Return the next answer. Raises StoppedError at ``until`` (monotonic) or when stopped, else BrokenWireError."""
    kind, header, body = ANSWER.unpack(_bytes(line, ANSWER.size, until, stopped))
    if kind not in (READY, TAKEN, ROWS, FAULT) or header > limits.HEADER or body > 2 * limits.ANSWER:
        raise BrokenWireError
    try:
        about = json.loads(_bytes(line, header, until, stopped))
    except (ValueError, RecursionError) as fault:
        raise BrokenWireError from fault
    if not isinstance(about, dict):
        raise BrokenWireError
    return Said(kind, about, _bytes(line, body, until, stopped))


def table(body: bytes) -> pa.Table:
    """Return the rows of an answer, every offset checked. Raises BrokenWireError for bytes that are none."""
    try:
        with pa.ipc.open_stream(body) as stream:
            found = stream.read_all()
        found.validate(full=True)
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise BrokenWireError from fault
    if found.num_rows > limits.ROWS or found.num_columns > limits.COLUMNS or not all(map(_plain, found.schema.types)):
        raise BrokenWireError
    if not all(map(on_calendar, found.columns)):
        raise BrokenWireError
    return found


def on_calendar(column: pa.ChunkedArray) -> bool:
    """Whether all days and moments lie in the years 1 to 9999: others end whoever handles them in Python or polars."""
    if pa.types.is_timestamp(column.type):
        a_day, numbers = 86_400 * TICKS[column.type.unit], column.cast(pa.int64())
    elif pa.types.is_date32(column.type):
        a_day, numbers = 1, column.cast(pa.int32())
    else:
        return not pa.types.is_date(column.type)
    found, (first, last) = pyarrow.compute.min_max(numbers).as_py(), DAYS
    return found["min"] is None or bool(first * a_day <= found["min"] and found["max"] < (last + 1) * a_day)


def _plain(kind: pa.DataType) -> bool:
    kinds = pa.types
    simple = (kinds.is_integer, kinds.is_floating, kinds.is_boolean, kinds.is_string, kinds.is_date, kinds.is_timestamp)
    return any(one(kind) for one in simple) or kinds.is_null(kind)


def _bytes(line: socket.socket, length: int, until: float, stopped: Callable[[], bool]) -> bytes:
    found = bytearray()
    while len(found) < length:
        left = until - time.monotonic()
        if left <= 0 or stopped():
            raise StoppedError
        line.settimeout(min(left, POLL))
        try:
            part = line.recv(min(length - len(found), 2**20))
        except TimeoutError:
            continue
        except OSError as fault:
            raise BrokenWireError from fault
        if not part:
            raise BrokenWireError
        found += part
    return bytes(found)
