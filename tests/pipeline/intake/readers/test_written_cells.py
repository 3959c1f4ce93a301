"""One meaning, however it is written: read as what it is, or named as a fault at its cell; never something else."""

from collections import Counter

from tests.support import cell_writers
from tests.support.read_back import by_subject, compared, laid
from tests.support.written_cells import Native, every

CELLS = by_subject(every())
WRITERS = {
    "by hand, with a prefix": lambda rows: cell_writers.by_hand(rows, prefix="x", text="s", typed=True),
    "by hand, nothing named": lambda rows: cell_writers.by_hand(rows, named=False, text="rich", spaced=True),
}


def test_a_cell_of_a_workbook_is_what_it_is_or_a_fault_at_its_place():
    counted, wrong = Counter(), []
    for writer, write in WRITERS.items():
        for subject, cells in CELLS.items():
            found, broken = compared(subject, cells, write(laid(subject, cells)), writer, lambda one: one.sure)
            counted, wrong = counted + found, wrong + broken
    assert not wrong, "\n".join(wrong)
    assert counted.total() == len(WRITERS) * sum(map(len, CELLS.values()))


def test_a_text_of_a_csv_file_is_what_it_is_or_a_fault_at_its_place():
    wrong = []
    for subject, cells in CELLS.items():
        texts = [one for one in cells if not isinstance(one.cell, Native)]
        content = cell_writers.delimited(laid(subject, texts), "gb18030")
        wrong += compared(subject, texts, content, "CSV", lambda one: one.sure)[1]
    assert not wrong, "\n".join(wrong)


def test_days_counted_from_1904_are_refused_as_a_whole():
    rows = laid("day", CELLS["day"][:3])
    content = cell_writers.by_hand(rows, from_1904=True)
    assert compared("day", CELLS["day"][:3], content, "1904", lambda _: True)[1] == [
        "1904 day: the whole file refused: intake_from_1904: file=表"
    ]


def test_places_written_as_no_office_writes_them_are_refused_as_a_whole():
    content = cell_writers.by_hand(laid("day", CELLS["day"][:3]), quote="'")
    (said,) = compared("day", CELLS["day"][:3], content, "odd", lambda _: True)[1]
    assert "intake_damaged" in said
