"""CSV as offices write it: its encoding and separator are found, its records counted as Excel counts rows."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

import polars as pl

from explorer.core import spreadsheet
from explorer.core.errors import Trouble
from explorer.pipeline.intake.readers.sheet import HEAD, MORE, WIDEST, Sheet

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ENCODINGS = ("utf-8", "gb18030")
SEPARATORS = (",", ";", "\t")
NOT_IN_TEXT = tuple(bytes([sign]) for sign in (*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
NO_SEPARATOR = "\x01"
MOST_SPOILT = 0.1  # of the bytes beyond ASCII; of Chinese in GB18030 more than half are no UTF-8
PIECE, BATCH = 1 << 20, 50_000


def sheets(content: bytes, file: str) -> tuple[Sheet, ...]:
    """Return the file as one sheet for each separator: under all but one, its heading is a single cell.

    Raises Trouble when the bytes are no text in an encoding we know.
    """
    encoding = _encoding(content, file)
    return tuple(_sheet(content, encoding, separator, file) for separator in SEPARATORS)


def _encoding(content: bytes, file: str) -> str:
    """Return the encoding: by its mark, else strict UTF-8, else strict GB18030, each over the whole file."""
    marked = [encoding for mark, encoding in MARKS if content.startswith(mark)]
    if "utf-16" not in marked and any(sign in content for sign in NOT_IN_TEXT):
        raise Trouble("intake_not_a_table", file=file)
    found = next((encoding for encoding in marked or ENCODINGS if _decodes(content, encoding)), None)
    if found and not (found == "gb18030" and _is_spoilt(content)):
        return found
    raise Trouble("intake_encoding", file=file)


def _decodes(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for start in range(0, len(content), PIECE):
            decoder.decode(content[start : start + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_spoilt(content: bytes) -> bool:
    """Whether nearly all of it is UTF-8: a few bad bytes would make GB18030 of it, and every name another."""
    signs = len(content) - len(content.decode("ascii", "ignore"))
    lost = len(content) - len(content.decode("utf-8", "ignore").encode())
    return lost < signs * MOST_SPOILT


def _sheet(content: bytes, encoding: str, separator: str, file: str) -> Sheet:
    def records() -> Iterator[list[str]]:
        yield from _read(io.TextIOWrapper(io.BytesIO(content), encoding, newline=""), separator, file)

    def load(first: int, width: int) -> pl.DataFrame:
        rows = _by_lines(content, encoding, separator, width)
        if rows is None:
            every = records()
            rows = pl.concat([_frame([], width), *(_frame(part, width) for part in iter(lambda: _some(every), []))])
        if b"'" in content:  # which our own files put before what a spreadsheet would compute
            rows = rows.with_columns(spreadsheet.bare(pl.all()))
        return rows.select(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row"), pl.all()).slice(first - 1)

    with io.TextIOWrapper(io.BytesIO(content), encoding, newline="") as text:
        return Sheet(file, _head(text, separator), load)


def _some(records: Iterator[list[str]]) -> list[list[str]]:
    return list(islice(records, BATCH))


def _read(lines: Iterable[str], separator: str, file: str) -> Iterator[list[str]]:
    number = 1
    try:
        for record in csv.reader(lines, delimiter=separator, strict=True):
            yield record
            number += 1
    except csv.Error as fault:
        raise Trouble("intake_quotes", file=file, row=number) from fault


def _head(lines: Iterable[str], separator: str) -> tuple[tuple[str, ...], ...]:
    """Return the first records, read leniently: a title may have quotation marks, and no heading of ours has."""
    found: list[tuple[str, ...]] = []
    with suppress(csv.Error):
        found.extend(tuple(record[:WIDEST]) for record in islice(csv.reader(lines, delimiter=separator), HEAD))
    return tuple(found)


def _by_lines(content: bytes, encoding: str, separator: str, width: int) -> pl.DataFrame | None:
    """Return the records of a file in which each is a line, None where a cell may run over several lines.

    Four times as fast as reading record by record: only lines with quotation marks are read one by one.
    """
    plain = content if encoding == "utf-8" else _as_utf_8(content, encoding)
    if plain.count(b"\r") != plain.count(b"\r\n") or NO_SEPARATOR.encode() in plain:
        return None
    lines = pl.read_csv(plain, has_header=False, separator=NO_SEPARATOR, quote_char=None, schema={"line": pl.String})
    quotes = lines.select(pl.col("line").str.count_matches('"', literal=True)).to_series().fill_null(0)
    if (quotes % 2 == 1).any():
        return None
    split = pl.col("line").str.splitn(separator, width + 1).struct
    cells = [split.field(f"field_{place}").alias(str(place)) for place in range(width)]
    beyond = split.field(f"field_{width}").str.strip_chars(f"{separator} \t")
    rows = lines.select(*cells, pl.when(beyond != "").then(beyond).alias(MORE))
    quoted = (quotes > 0).arg_true()
    if quoted.is_empty():
        return rows
    try:
        records = list(_read(lines["line"].gather(quoted).to_list(), separator, ""))
    except Trouble:
        return None
    return _with(rows, quoted, _frame(records, width)) if len(records) == len(quoted) else None


def _as_utf_8(content: bytes, encoding: str) -> bytes:
    """Return the text in UTF-8 without its mark, piece by piece: a million names at once take half a gigabyte."""
    pieces = (content[start : start + PIECE] for start in range(0, len(content), PIECE))
    return b"".join(text.encode() for text in codecs.iterdecode(pieces, encoding))


def _with(rows: pl.DataFrame, places: pl.Series, others: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the ``others`` in their places."""
    numbered = rows.with_row_index("place")
    put = others.select(places.alias("place").cast(numbered["place"].dtype), pl.all())
    return pl.concat([numbered.join(put, on="place", how="anti"), put]).sort("place").drop("place")


def _frame(records: list[list[str]], width: int) -> pl.DataFrame:
    """Return records of any length as columns of texts, null where empty, and what stands beyond the last heading."""
    beyond: list[str | None] = [None] * len(records)
    for place, record in enumerate(records):
        if len(record) != width:
            beyond[place] = next((cell for cell in record[width:] if cell.strip()), None)
            records[place] = record[:width] + [""] * (width - len(record))
    columns = list(zip(*records, strict=True)) or [()] * width
    frame = pl.DataFrame({str(place): pl.Series(cells, dtype=pl.String) for place, cells in enumerate(columns)})
    return frame.with_columns(pl.Series(MORE, beyond, dtype=pl.String))
