"""Building a release: inputs and simulation become one immutable folder of parquet files with a manifest.

``python -m explorer.release build`` makes it; ``python -m explorer.release verify`` checks the one in use.
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import polars as pl

from explorer import inputs, language, places, seal, simulation
from explorer.trouble import Trouble

Progress = Callable[[str], None]
EVIDENCES = ("published", "office", "simulated")
DERIVED = ("population", "high_value_patents")
REGISTERS = ("patents", "patent_events", "trademarks", "geographical_indications", "service_network")
NEEDED = (*REGISTERS, "areas", "events", "measures", "observations", "periods", "sources", *DERIVED)


@dataclass(frozen=True)
class Table:
    """One parquet file as the manifest describes it. ``evidence`` is the weakest found in any row."""

    rows: int
    bytes: int
    sha256: str
    evidence: str
    schema: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """What a release holds. ``until`` is the last day the registers know; ``built_on`` is not part of the id.

    ``meaning``: a digest of the plans and queries it was built beside, which say what its tables mean.
    """

    id: str
    built_on: str
    until: str
    seed: int
    scale: float
    tables: Mapping[str, Table]
    meaning: str = ""


def build(scale: float = 1.0, progress: Progress = lambda _: None) -> Manifest:
    """Build the release of the present inputs, put it in use and return its manifest.

    The id is a digest of the content, so the same inputs and seed give the same id, and building again repairs a
    damaged folder of that id. Raises Trouble when an input cannot be read or the folder cannot be written.
    """
    progress("inputs")
    facts = inputs.read()
    assumptions = simulation.assumptions(places.INPUTS / "simulation.toml")
    tables = simulation.simulate(facts, scale=scale, progress=progress)
    tables["areas"] = facts["areas"].select("area", "name_zh", "name_en", "level", "parent")
    tables["sources"] = facts["sources"]
    tables |= {name: facts[name] for name in ("events", "measures")}
    tables["observations"] = pl.concat([published(facts["published"]), tables["observations"]], how="diagonal")
    tables["periods"] = month_ends(tables, assumptions.until)
    progress("derived")
    tables |= derive(tables)
    progress("writing")
    return publish(tables, assumptions.until, assumptions.seed, scale)


def published(figures: pl.DataFrame) -> pl.DataFrame:
    """Return the published figures as observations: one row per figure and source."""
    return figures.select(
        "measure",
        "area",
        "frequency",
        pl.col("period_end").alias("period"),
        "value",
        "unit",
        "reliability",
        "note",
        pl.lit("published").alias("evidence"),
        "source",
        "known_on",
    ).sort("measure", "area", "period", "source")


def month_ends(tables: Mapping[str, pl.DataFrame], until: dt.date) -> pl.DataFrame:
    """Return every month-end from January of the first event's year up to ``until``: the spine of all series."""
    starts = {
        "patents": "filed_on",
        "trademarks": "registered_on",
        "geographical_indications": "approved_on",
        "service_network": "opened_on",
    }
    first = min(day for name, column in starts.items() if isinstance(day := tables[name][column].min(), dt.date))
    months = pl.date_range(dt.date(first.year, 1, 1), until, "1mo", eager=True)
    return pl.DataFrame({"period": months.dt.month_end()})


def derive(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the derived tables: each file of queries/derived over the tables given."""
    with duckdb.connect(config={"threads": os.cpu_count() or 1}) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        return {name: _derived(connection, name) for name in DERIVED}


def _derived(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    table: pl.DataFrame = connection.sql(_statement(name)).pl()
    return table.sort(pl.all())


def _statement(name: str) -> str:
    return (places.QUERIES / "derived" / f"{name}.sql").read_text("utf-8")


def weakest(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Return the weakest evidence of any row of each table; a derived table is as weak as what it is made from."""
    found = {
        name: max(table["evidence"].unique(), key=EVIDENCES.index, default="published")
        for name, table in tables.items()
        if "evidence" in table.columns
    }
    with duckdb.connect() as parser:
        made_from = {name: parser.get_table_names(_statement(name)) for name in DERIVED if name in tables}
    for name, parts in made_from.items():
        found[name] = max((found.get(part, "published") for part in parts), key=EVIDENCES.index)
    return {name: found.get(name, "published") for name in tables}


def verify(folder: Path) -> Manifest:
    """Return the manifest of a release folder after checking every file against it.

    Raises Trouble naming the first file that is missing, truncated or altered.
    """
    try:
        manifest = read_manifest(folder)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Trouble("release_damaged", file="manifest.json") from fault
    for name, table in manifest.tables.items():
        path = folder / f"{name}.parquet"
        if not path.is_file() or _digest(path) != table.sha256:
            raise Trouble("release_damaged", file=path.name)
    return manifest


def usable() -> bool:
    """Whether there is a release with every table the pages need; its files are checked when it is opened."""
    try:
        return set(NEEDED) <= set(read_manifest(current()).tables)
    except (Trouble, OSError, ValueError, KeyError, TypeError):
        return False


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a release folder as it stands, without checking the files."""
    fields = json.loads((folder / "manifest.json").read_text("utf-8"))
    tables = {name: Table(**table) for name, table in fields.pop("tables").items()}
    return Manifest(**fields, tables=tables)


def current() -> Path:
    """Return the folder of the release in use. Raises Trouble when none has been built."""
    try:
        name = (places.data() / "CURRENT").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise Trouble("release_missing") from fault
    folder = places.data() / "releases" / name
    if not name or Path(name).name != name or not folder.is_dir():
        raise Trouble("release_missing")
    return folder


def publish(tables: Mapping[str, pl.DataFrame], until: dt.date, seed: int, scale: float = 1.0) -> Manifest:
    """Make ``tables`` the release in use and return its manifest. Raises Trouble when the folder cannot be written.

    Everything is written aside and made visible by two renames: readers see the old release or the new one.
    """
    try:
        return _publish(tables, until, seed, scale)
    except OSError as fault:
        raise Trouble("release_unwritable", folder=places.data().name, fault=fault.strerror) from fault


def _publish(tables: Mapping[str, pl.DataFrame], until: dt.date, seed: int, scale: float) -> Manifest:
    releases = places.data() / "releases"
    aside = releases / f".building-{os.getpid()}"
    seal.remove(aside)
    aside.mkdir(parents=True)
    try:
        evidence = weakest(tables)
        written = {
            name: _write(aside / f"{name}.parquet", table, evidence[name]) for name, table in sorted(tables.items())
        }
        means = places.meaning()
        content = hashlib.sha256("".join([*(table.sha256 for table in written.values()), means]).encode()).hexdigest()
        manifest = Manifest(
            id=f"{until:%Y%m%d}-{content[:10]}",
            built_on=dt.datetime.now(dt.UTC).date().isoformat(),
            until=until.isoformat(),
            seed=seed,
            scale=scale,
            tables=written,
            meaning=means,
        )
        _write_text(aside / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        seal.close(aside)
        _move(aside, releases / manifest.id)
        _write_text(places.data() / "CURRENT.new", manifest.id + "\n")
        os.replace(places.data() / "CURRENT.new", places.data() / "CURRENT")
    finally:
        seal.remove(aside)
    return manifest


def _move(aside: Path, folder: Path) -> None:
    """Put the finished folder in its place; an intact folder of the same content stays as it is."""
    if folder.is_dir():
        try:
            verify(folder)
        except Trouble:
            damaged = folder.with_name(f".damaged-{os.getpid()}")
            os.rename(folder, damaged)
            seal.remove(damaged)
        else:
            return
    os.rename(aside, folder)


def _write(path: Path, table: pl.DataFrame, evidence: str) -> Table:
    table.write_parquet(path, compression="zstd", statistics=True)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return Table(
        rows=table.height,
        bytes=path.stat().st_size,
        sha256=_digest(path),
        evidence=evidence,
        schema={name: str(dtype) for name, dtype in table.schema.items()},
    )


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Bar:
    """A progress bar on standard error: one mark a step, with its name."""

    steps = 12

    def __init__(self) -> None:
        self.done = 0

    def __call__(self, step: str) -> None:
        """Show that ``step`` has begun."""
        self.done = min(self.done + 1, self.steps)
        marks = "#" * self.done + "." * (self.steps - self.done)
        print(f"\r[{marks}] {step:<28}", end="", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line. Returns 0 when done, 1 with one sentence on standard error otherwise."""
    parser = argparse.ArgumentParser(prog="python -m explorer.release", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build the release of the present inputs and put it in use")
    building.add_argument("--scale", type=float, default=1.0, help="multiply the simulated registers (benchmarks)")
    commands.add_parser("verify", help="check the release in use against its manifest")
    options = parser.parse_args(arguments)
    if not getattr(options, "scale", 1.0) > 0:
        print(language.here().trouble(Trouble("scale_not_positive", asked=options.scale)), file=sys.stderr)
        return 2
    try:
        manifest = build(options.scale, Bar()) if options.command == "build" else verify(current())
    except Trouble as trouble:
        print("\n" + language.here().trouble(trouble), file=sys.stderr)
        return 1
    rows = sum(table.rows for table in manifest.tables.values())
    print(f"\nrelease {manifest.id}: {rows:,} rows in {len(manifest.tables)} tables, known until {manifest.until}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
