"""Small stand-ins for intake and publishing, for the publish page's own tests: CSV with the table's own columns.

They really make a release of the one in use and put it in use, with the project's release module. To go when the parts
they stand for are there: ``put_in`` is the only thing the tests ask of them.
"""

import datetime as dt
import io
import sys
import time
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace

import polars as pl
import tiny_release

from explorer import places, release
from explorer.trouble import Trouble

KEYS = {"trademarks": "registration_no", "patents": "application_no"}
NOT_FROM_A_FILE = ("evidence", "source")
DONE: list[SimpleNamespace] = []


@dataclass
class Checked:
    table: str
    rows: pl.DataFrame
    faults: pl.DataFrame


@dataclass
class New:
    table: str
    mode: str
    file: str
    content: bytes
    rows: pl.DataFrame
    until: dt.date | None


@dataclass
class Prepared:
    new: New
    tables: dict[str, pl.DataFrame]
    changes: dict[str, SimpleNamespace]
    flips: list[SimpleNamespace] = field(default_factory=list)
    id: str = ""


def recognise(content: bytes, file: str) -> str | None:
    names = set(content.decode().partition("\n")[0].strip().split(","))
    return next((table for table, key in KEYS.items() if key in names), None)


def check(content: bytes, file: str, table: str) -> Checked:
    if not content:
        raise Trouble("table_unrecognised", file=file)
    schema = {name: kind for name, kind in tiny_release.SCHEMAS[table].items() if name not in NOT_FROM_A_FILE}
    texts = pl.read_csv(io.BytesIO(content), infer_schema=False).with_row_index("row", offset=2)
    wrong = texts.filter(pl.col("registered_on").str.to_date(strict=False).is_null())
    faults = wrong.select(
        pl.col("row").cast(pl.Int64),
        column=pl.lit("registered_on"),
        value=pl.col("registered_on"),
        rule=pl.lit("not_a_date"),
        hint=pl.lit(""),
    )
    texts = texts.with_columns(pl.lit(None, pl.String).alias(name) for name in schema if name not in texts.columns)
    rows = texts.select(
        pl.col(name).str.to_date(strict=False) if kind == pl.Date else pl.col(name).cast(kind, strict=False)
        for name, kind in schema.items()
    )
    return Checked(table, rows, faults)


def said(faults: pl.DataFrame, words) -> pl.DataFrame:
    return faults.select(
        pl.col("row").alias("行"),
        pl.col("column").alias("列"),
        pl.col("value").alias("内容"),
        pl.lit("不是日期").alias("问题"),
        pl.lit("请写成 2023-03-09 的样子").alias("怎样改"),
    )


def faults_workbook(faults: pl.DataFrame, words) -> bytes:
    return b"PK"


def template(table: str, words) -> bytes:
    return b"PK"


def prepare(new: New, progress) -> Prepared:
    folder = release.current()
    progress("inputs")
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in release.NEEDED}
    old, key = tables[new.table], KEYS[new.table]
    rows = new.rows.with_columns(evidence=pl.lit("office"), source=pl.lit("imp-20261126-0123456789"))
    tables[new.table] = rows.select(old.columns)
    progress("derived")
    tables |= release.derive({name: table for name, table in tables.items() if name not in release.DERIVED})
    time.sleep(0.2)
    progress("writing")
    added, stay = rows.join(old, on=key, how="anti").height, rows.join(old, on=key, how="semi").height
    gone = old.join(rows, on=key, how="anti").height
    changes = {new.table: SimpleNamespace(new=added, changed=stay, withdrawn=gone)}
    flip = SimpleNamespace(
        plan="ln-2025", no=15, then="no_baseline", now="missed", value_then=None, value_now=float(rows.height)
    )
    return Prepared(new, tables, changes, [flip])


def publish(prepared: Prepared, by: str, note: str) -> None:
    made = release.publish(prepared.tables, dt.date(2026, 9, 30), seed=1)
    prepared.id = made.id
    new = prepared.new
    _note("published", made.id, by, note, file=new.file, table=new.table, rows=new.rows.height)


def roll_back(id_: str, by: str) -> None:
    (places.data() / "CURRENT").write_text(id_ + "\n", "utf-8")
    _note("rolled_back", id_, by, "", file="", table="", rows=0)


def history() -> list[SimpleNamespace]:
    return DONE


def _note(what: str, id_: str, by: str, note: str, **more: object) -> None:
    DONE.insert(0, SimpleNamespace(what=what, id=id_, by=by, note=note, on=dt.datetime.now(dt.UTC), **more))


def take_out() -> None:
    """Let them go again."""
    for name in ("intake", "publishing"):
        del sys.modules[f"explorer.{name}"]


def put_in() -> None:
    """Let the publish page find the stand-ins where the real parts would be."""
    for name in ("intake", "publishing"):
        module = ModuleType(f"explorer.{name}")
        module.__dict__.update(globals())
        sys.modules[f"explorer.{name}"] = module
