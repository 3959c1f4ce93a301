"""What passes between the pages' process and a worker of the sandbox: orders, and answers with rows as Arrow bytes.

Nothing is ever unpickled. Lengths are bounded before a byte is read, and an answer is checked in full before it is
used: whoever took over a worker could not harm the pages with what it sends.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute

from explorer.core.worker_process import BrokenLineError, Expected, Message
from explorer.sandbox import limits

ORDER, READY, TAKEN, ROWS, FAULT = range(5)
ORDERS = Expected((ORDER,), 4 * limits.TEXT * 6, 0)  # as JSON escapes the longest text
ANSWERS = Expected((READY, TAKEN, ROWS, FAULT), limits.HEADER, 2 * limits.ANSWER)
EPOCH = dt.date(1970, 1, 1)
TICKS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}  # of a second
DAYS = [(day - EPOCH).days for day in (dt.date.min, dt.date.max)]


def said(kind: int, header: Mapping[str, Any], table: pa.Table | None = None) -> Message:
    """Return an answer: what is said, and rows as an Arrow stream."""
    if table is None:
        return Message(kind, header)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return Message(kind, header, sink.getvalue().to_pybytes())


def table(body: bytes) -> pa.Table:
    """Return the rows of an answer, every offset checked. Raises BrokenLineError for bytes that are none."""
    try:
        with pa.ipc.open_stream(body) as stream:
            found = stream.read_all()
        found.validate(full=True)
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise BrokenLineError from fault
    if found.num_rows > limits.ROWS or found.num_columns > limits.COLUMNS or not all(map(_plain, found.schema.types)):
        raise BrokenLineError
    if not all(map(on_calendar, found.columns)):
        raise BrokenLineError
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
