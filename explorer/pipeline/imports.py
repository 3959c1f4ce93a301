"""What the office brought: kept for ever under data/imports/, each import with its rows and the file they came in."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Literal

import polars as pl

from explorer.core import disk, language, paths
from explorer.core.errors import Trouble
from explorer.releases import manifest, reach
from explorer.releases.reconcile import SAID
from explorer.releases.tables import BROUGHT

Mode = Literal["append", "replace"]
MODES: tuple[Mode, ...] = Mode.__args__  # type: ignore[attr-defined]
LONGEST_NAME, DIGITS = 120, 10
FIGURES, FINAL = "observations", "final"


@dataclass(frozen=True)
class Brought:
    """What somebody brings: clean rows of one table (its columns less evidence and source) and the file they came in.

    ``mode``: ``append`` adds to what the office brought before, ``replace`` takes its place. ``until``: the last day
    the file knows; None: the last day on which anything in it happened, never after the day it is brought.
    ``cities``: the codes of those that a list speaks of; empty: of all of them, and those it does not name have none.
    """

    table: str
    rows: pl.DataFrame
    file: str
    content: bytes
    mode: Mode = "append"
    until: dt.date | None = None
    cities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Import:
    """One import as it is kept. ``sha256``: of the file as it came; ``on``: the day it was brought.

    ``cities``: as in Brought.
    """

    id: str
    table: str
    mode: Mode
    file: str
    sha256: str
    rows: int
    until: dt.date
    by: str
    on: dt.date
    note: str = ""
    cities: tuple[str, ...] = ()


def folder() -> Path:
    """Return the folder that holds every import in a folder of its own."""
    return paths.data() / "imports"


def stage(brought: Brought, aside: Path, on: dt.date, used: Sequence[Import]) -> Import:
    """Return the import that ``brought`` is, writing it to aside/<id> where it is not kept yet.

    The same content is the same import, unless ``used`` (those of the release in use) has a later one of its table:
    then the file corrects that one and is an import of the day ``on``. Raises Trouble for rows that cannot be taken.
    """
    _sound(brought)
    until = brought.until or reaches(brought, on)
    packed = BytesIO()
    _lean(brought).write_parquet(packed, compression="zstd")
    original = hashlib.sha256(brought.content).hexdigest()
    digest = hashlib.sha256(packed.getvalue()).hexdigest()
    mark = _mark(brought.table, brought.mode, until, original, digest, *brought.cities)
    for kept in sorted(folder().glob(f"imp-*-{mark}"), reverse=True):
        if _last_of_its_table(kept.name, brought.table, used) and intact(kept.name):
            return read(kept)
    new = Import(
        id=f"imp-{on:%Y%m%d}-{mark}",
        table=brought.table,
        mode=brought.mode,
        file=_file_name(brought.file),
        sha256=original,
        rows=brought.rows.height,
        until=until,
        by="",
        on=on,
        cities=brought.cities,
    )
    if intact(new.id):
        return read(folder() / new.id)
    disk.folder(aside / new.id)
    disk.save(aside / new.id / "rows.parquet", packed.getvalue())
    disk.save(aside / new.id / "original", brought.content)
    _write(aside / new.id, new)
    return new


def sign(place: Path, by: str, note: str) -> None:
    """Write into a staged import who published it, and what they said of it."""
    _write(place, replace(read(place), by=by, note=note))


def read(place: Path) -> Import:
    """Return an import by its folder, as import.json describes it. Raises Trouble when that cannot be read."""
    try:
        fields = json.loads((place / "import.json").read_text("utf-8"))
        days = {name: dt.date.fromisoformat(fields[name]) for name in ("until", "on")}
        return Import(**fields | days | {"cities": tuple(fields.get("cities", ()))})
    except manifest.UNREADABLE as fault:
        raise Trouble("import_damaged", id=place.name) from fault


def kept(id_: str, *aside: Path) -> Import:
    """Return the import ``id_``, looked for in the folders ``aside`` first. Raises Trouble when it is not there."""
    return read(_place(id_, *aside))


def why(id_: str) -> str:
    """Return what was said when an import was published; nothing where it is no import or nothing was said."""
    try:
        return kept(id_).note
    except Trouble:
        return ""


def rows(id_: str, *aside: Path) -> pl.DataFrame:
    """Return an import's rows as those of the release: the office's, from this import, known since it came.

    Columns: those of the table. Raises Trouble when the import is missing or was altered.
    """
    place = _place(id_, *aside)
    one = read(place)
    if not _whole(place, one):
        raise Trouble("import_damaged", id=id_)
    found = pl.read_parquet(place / "rows.parquet")
    if one.table == FIGURES:
        found = _lived(found)
    return found.with_columns(evidence=pl.lit("office"), source=pl.lit(id_), known_on=_known(one, found.columns))


def intact(id_: str) -> bool:
    """Whether an import is kept with its file and its rows as they came."""
    try:
        return _whole(folder() / id_, read(folder() / id_))
    except Trouble:
        return False


def source(one: Import) -> dict[str, str | None]:
    """Return the import as a row of the release's sources, so that every page can name it."""
    words = language.words("zh")
    return {
        "source": one.id,
        "title": words("imports.title", file=one.file),
        "publisher": words("imports.publisher"),
        "url": None,
        "published": one.on.isoformat(),
        "published_on": one.on.isoformat(),
        "locator": None,
        "reached": "original",
    }


def _lean(brought: Brought) -> pl.DataFrame:
    """Return the rows as they are kept: without what nothing is said in, as before there was any, and final states.

    So the same file is the same import, whenever it is brought.
    """
    rows = brought.rows.drop(
        name for name in SAID if name in brought.rows.columns and brought.rows[name].null_count() == brought.rows.height
    )
    if "state" not in rows.columns or not (rows["state"].fill_null(FINAL) == FINAL).all():
        return rows
    return rows.drop("state")


def _lived(rows: pl.DataFrame) -> pl.DataFrame:
    """Return figures with a state, final unless said, what is said beside them, and whether their file gives a day.

    Their place in the log is not theirs but the release's.
    """
    wanted = {"state": pl.String(), **SAID}
    missing = {name: kind for name, kind in wanted.items() if name not in rows.columns}
    said = rows.with_columns(pl.lit(None, kind).alias(name) for name, kind in missing.items())
    return said.with_columns(
        pl.col("state").fill_null(FINAL), dated=pl.col("known_on").is_not_null(), log_order=pl.lit(None, pl.Int32)
    )


def _known(one: Import, columns: Sequence[str]) -> pl.Expr:
    """Return since when a row is known: the day its file gives, else the day that it was brought.

    What counts from that day for want of another never does so after the last month-end that its list knows: no count
    would ever show it.
    """
    known = pl.col("known_on").fill_null(pl.lit(one.on))
    if reach.begins_known(one.table) not in columns:
        return known
    counted = pl.min_horizontal(pl.lit(one.on), pl.lit(reach.whole_month(one.until)))
    return pl.when(reach.undated(one.table)).then(pl.min_horizontal("known_on", counted)).otherwise(known)


def _sound(brought: Brought) -> None:
    """Raise Trouble for what no release could take: another table, columns of another, a mode that does not fit."""
    if brought.table not in BROUGHT:
        raise Trouble("import_unknown_table", asked=brought.table, allowed=", ".join(BROUGHT))
    if brought.mode == "replace" and brought.table == FIGURES:
        raise Trouble("import_only_appends")
    if brought.rows.is_empty():
        raise Trouble("import_empty", file=_file_name(brought.file))


def reaches(brought: Brought, on: dt.date) -> dt.date:
    """Return the last day on which anything in the rows happened; the day they are brought where none is known."""
    return min(reach.last_day(brought.rows, brought.table) or on, on)


def _last_of_its_table(id_: str, table: str, used: Sequence[Import]) -> bool:
    of_table = [one.id for one in used if one.table == table]
    return id_ not in of_table or of_table[-1] == id_


def _mark(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:DIGITS]


def _whole(place: Path, one: Import) -> bool:
    """Whether file and rows are those the id was made from."""
    try:
        original, packed = disk.digest(place / "original"), disk.digest(place / "rows.parquet")
    except OSError:
        return False
    mark = _mark(one.table, one.mode, one.until, original, packed, *one.cities)
    return original == one.sha256 and one.id == place.name and one.id.endswith(f"-{mark}")


def _place(id_: str, *aside: Path) -> Path:
    found = [place / id_ for place in (*aside, folder()) if (place / id_).is_dir()]
    if not found or Path(id_).name != id_:
        raise Trouble("import_damaged", id=id_)
    return found[0]


def _file_name(name: str) -> str:
    """Return a file's own name, printable and short enough to stand in a line."""
    return "".join(sign for sign in Path(name.replace("\\", "/")).name if sign.isprintable())[-LONGEST_NAME:]


def _write(place: Path, one: Import) -> None:
    disk.write(place / "import.json", json.dumps(asdict(one), ensure_ascii=False, indent=1, default=str).encode())
