"""What a file that holds cells of one meaning each comes to: read, named as a fault at its cell, or wrong."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from explorer.core.errors import Trouble
from explorer.pipeline import intake
from tests.support.intake_files import TODAY
from tests.support.written_cells import SUBJECTS, Written

FIRST_KNOWN = dt.date(2025, 1, 1)
READ, FAULT, WRONG = "read", "fault", "wrong"


def by_subject(cells: Iterator[Written]) -> dict[str, list[Written]]:
    """Return cells by the column they stand in."""
    return {name: list(found) for name, found in groupby(cells, key=lambda one: one.subject)}


def laid(subject: str, cells: Sequence[Written]) -> list[list[object]]:
    """Return a table: its heading, and a row for each cell, which is all right but for that cell."""
    known = SUBJECTS[subject]
    rows = [[known.key, *(name for name, _ in known.beside), known.heading]]
    for place, one in enumerate(cells):
        rows.append([_key(known.key, place), *(text for _, text in known.beside), one.cell])
    return rows


def _key(heading: str, place: int) -> str:
    return {
        "备案号": f"E-{place}",
        "公开日期": f"{FIRST_KNOWN + dt.timedelta(place)}",
        "注册号": f"{9_900_000 + place}",
        "申请号": f"{201510100000 + place}",
    }[heading]


def compared(
    subject: str, cells: Sequence[Written], content: bytes, said: str, sure: Callable[[Written], bool]
) -> tuple[Counter[str], list[str]]:
    """Return how many cells were read, and how many a fault; and each that came in wrong or was refused for nothing.

    ``said``: what wrote the file; ``sure``: whether a cell must be read in such a file.
    """
    known = SUBJECTS[subject]
    try:
        checked = intake.check(content, "表", known.table, today=TODAY)
    except Trouble as trouble:
        return Counter(), [f"{said} {subject}: the whole file refused: {trouble}"]
    faults = {row: (column, rule) for row, column, rule in checked.faults.select("row", "column", "rule").iter_rows()}
    values = iter(checked.rows[known.slug])
    counted, wrong = Counter[str](), list[str]()
    for row, one in enumerate(cells, start=2):
        if row in faults:
            counted[FAULT] += 1
            if faults[row][0] != known.heading or sure(one):
                wrong.append(f"{said}: {one} is refused: {faults[row]}")
        else:
            value = next(values)
            counted[READ] += 1
            if not _same(value, one.meant):
                wrong.append(f"{said}: {one} is read as {value!r}")
    return counted, wrong


def _same(value: object, meant: object) -> bool:
    if isinstance(meant, float):
        return isinstance(value, float) and math.isclose(value, meant, rel_tol=1e-9)
    return value == meant
