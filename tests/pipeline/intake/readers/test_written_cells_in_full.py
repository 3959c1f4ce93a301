"""The same meanings by every writer there is, LibreOffice among them: `make test-office` counts what comes of them."""

import datetime as dt
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator

import polars as pl
import pytest

from tests.support import cell_writers
from tests.support.read_back import READ, by_subject, compared, laid
from tests.support.written_cells import Native, Written, every

pytestmark = pytest.mark.office
CELLS = by_subject(every())
CHINA = "Asia/Shanghai"
CASTS = {
    dt.date: (None, pl.Datetime("us")),
    dt.datetime: tuple(pl.Datetime(unit) for unit in ("ms", "us", "ns")),
    int: (pl.Int64, pl.Float64),
    float: (pl.Float64, pl.Decimal(38, 9)),
    bool: (None,),
}
PLAIN = ("General", "0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")  # formats that a typed column can do without
BOOKS = {
    "openpyxl": cell_writers.openpyxls,
    "XlsxWriter": cell_writers.xlsxwriters,
    "by hand": cell_writers.by_hand,
    "by hand, shared texts": lambda rows: cell_writers.by_hand(rows, text="s", typed=True),
    "by hand, formulas' texts": lambda rows: cell_writers.by_hand(rows, text="str", exponents=True),
    "by hand, rich texts": lambda rows: cell_writers.by_hand(rows, text="rich", spaced=True),
    "by hand, with a prefix": lambda rows: cell_writers.by_hand(
        rows, prefix="ss", text="s", exponents=True, typed=True
    ),
    "by hand, nothing named": lambda rows: cell_writers.by_hand(rows, named=False, text="s"),
    "by hand, prefix and no names": lambda rows: cell_writers.by_hand(rows, prefix="x", named=False, spaced=True),
}
MINUTES = 5
Made = Iterator[tuple[str, list[Written], bytes]]


def books(subject: str, cells: list[Written]) -> Made:
    """Yield a workbook of each writer."""
    rows = laid(subject, cells)
    for name, write in BOOKS.items():
        yield name, cells, write(rows)


def texts(subject: str, cells: list[Written]) -> Made:
    """Yield files that hold texts alone: CSV in every encoding and by every separator, and typed tables of texts."""
    told = [one for one in cells if not isinstance(one.cell, Native)]
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        yield f"CSV {encoding}", told, cell_writers.delimited(laid(subject, told), encoding)
    yield "CSV ;", told, cell_writers.delimited(laid(subject, told), separator=";")
    untabbed = [one for one in told if "\t" not in str(one.cell)]
    yield "CSV tab", untabbed, cell_writers.delimited(laid(subject, untabbed), separator="\t")
    head, *body = laid(subject, told)
    frame = pl.DataFrame([dict(zip(head, row, strict=True)) for row in body])
    yield "Parquet of texts", told, cell_writers.parquets(frame)
    yield "Parquet of categories", told, cell_writers.parquets(frame.with_columns(pl.all().cast(pl.Categorical)))
    yield "polars, texts", told, cell_writers.polars_books(frame)


def typed(subject: str, cells: list[Written]) -> Made:
    """Yield tables whose column has a type: as Parquet, as polars writes a workbook, and moments with their zone."""
    native = [one for one in cells if isinstance(one.cell, Native) and one.cell.form in PLAIN]
    place = len(laid(subject, [])[0]) - 1
    for kind, casts in CASTS.items():
        some = [one for one in native if type(one.cell.value) is kind]
        for cast in casts if some else ():
            frame = cell_writers.typed(laid(subject, some), place, cast)
            yield f"Parquet {cast or kind}", some, cell_writers.parquets(frame)
            yield f"polars {cast or kind}", some, cell_writers.polars_books(frame)
            if isinstance(cast, pl.Datetime):
                local = pl.nth(place).dt.replace_time_zone(CHINA)
                for zone in (CHINA, "UTC", "America/New_York"):
                    moved = frame.with_columns(local.dt.convert_time_zone(zone))
                    yield f"Parquet {cast} {zone}", some, cell_writers.parquets(moved)


def sure(one: Written) -> bool:
    """Whether a cell must be read; of a whole float with twelve digits nobody knows whether the 0 is a check digit."""
    return one.sure and not (one.subject == "patent" and isinstance(one.cell, Native))


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """A folder of the same workbooks as LibreOffice writes them: kept again, by way of its own format, and as CSV."""
    assert shutil.which("soffice"), "LibreOffice is needed; on Debian: apt install libreoffice-calc-nogui"
    folder = tmp_path_factory.mktemp("office")
    for subject, cells in CELLS.items():
        (folder / f"{subject}.xlsx").write_bytes(cell_writers.openpyxls(laid(subject, cells)))
        plain = [one for one in cells if not isinstance(one.cell, Native)]
        (folder / f"{subject}-texts.xlsx").write_bytes(cell_writers.openpyxls(laid(subject, plain)))

    def convert(form, files, to):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", folder / to, *sorted(files)]
        subprocess.run(command, check=True, capture_output=True, timeout=MINUTES * 60)

    whole = [folder / f"{subject}.xlsx" for subject in CELLS]
    convert("xlsx", whole, "again")
    convert("ods", whole, "ods")
    convert("xlsx", (folder / "ods").glob("*.ods"), "by way of ods")
    convert("csv:Text - txt - csv (StarCalc):44,34,76", folder.glob("*-texts.xlsx"), "csv")
    return folder


def by_libreoffice(converted, subject: str, cells: list[Written]) -> Made:
    """Yield what LibreOffice made of them. Its CSV holds what is shown alone: what it rounds there is gone."""
    for way in ("again", "by way of ods"):
        yield f"LibreOffice {way}", cells, (converted / way / f"{subject}.xlsx").read_bytes()
    plain = [one for one in cells if not isinstance(one.cell, Native)]
    yield "LibreOffice CSV", plain, (converted / "csv" / f"{subject}-texts.csv").read_bytes()


def test_every_writer_and_every_way_of_writing_comes_to_the_same_meaning(converted, capsys):
    counted, wrong = dict[str, Counter[str]](), list[str]()
    for subject, cells in CELLS.items():
        made = [*books(subject, cells), *texts(subject, cells), *by_libreoffice(converted, subject, cells)]
        for asked, files in ((lambda one: one.sure, made), (sure, typed(subject, cells))):
            for writer, some, content in files:
                found, broken = compared(subject, some, content, writer, asked)
                counted[writer] = counted.get(writer, Counter()) + found
                wrong += broken
    whole = sum(counted.values(), Counter())
    with capsys.disabled():
        told = "\n".join(f"  {writer}: {dict(found)}" for writer, found in counted.items())
        print(f"\n{told}\n{whole.total()} cells by {len(counted)} writers: {dict(whole)}, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)
    assert whole.total() >= 2_000 < whole[READ]
