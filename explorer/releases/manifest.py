"""A release's folder: what its manifest says, how it is written, and whether its files are whole."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from explorer.core import clock, disk, paths
from explorer.core.errors import Trouble
from explorer.releases import decisions
from explorer.releases.decisions import USUAL, Decisions
from explorer.releases.pieces import Stored

EVIDENCES = ("published", "office", "simulated")
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Listed:
    """Cities that the office's lists alone speak of, by their codes, and the last day to which these know.

    ``days``: the last day of each of the cities, in their order; empty in releases built before it was kept.
    """

    cities: tuple[str, ...]
    until: dt.date
    days: tuple[dt.date, ...] = ()

    def __str__(self) -> str:
        """Return what a release's id is made of: without days as releases had it that were built before these."""
        known = f", days={self.days!r}" if self.days else ""
        return f"Listed(cities={self.cities!r}, until={self.until!r}{known})"

    def day(self, city: str) -> dt.date:
        """Return the last day to which the lists know of one of the cities."""
        return dict(zip(self.cities, self.days, strict=False)).get(city, self.until)


@dataclass(frozen=True)
class Table:
    """One parquet file as the manifest describes it. ``evidence`` is the weakest found in any row.

    ``until``: the last day the table knows (ISO); empty where that is the release's own. ``kinds``: the same of single
    kinds, where they come from different hands. ``listed``: what the office's lists of a kind speak of (under the empty
    kind where the table has none), where that is not every city.
    """

    rows: int
    bytes: int
    sha256: str
    evidence: str
    schema: Mapping[str, str]
    until: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, Listed] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """What a release holds. ``until`` is the last day any of its tables knows; ``built_on`` is not part of the id.

    ``meaning``: a digest of the plans and queries it was built beside, which say what its tables mean. ``imports``:
    the ids of what the office brought, in the order in which it counts. ``decisions``: what the office decided about
    all of it.
    """

    id: str
    built_on: str
    until: str
    seed: int
    scale: float
    tables: Mapping[str, Table]
    meaning: str = ""
    imports: tuple[str, ...] = ()
    decisions: Decisions = USUAL

    @property
    def rows(self) -> int:
        """How many rows all tables hold."""
        return sum(table.rows for table in self.tables.values())


def weakest(evidence: Iterable[str]) -> str:
    """Return the weakest of several kinds of evidence; published where there is none."""
    return max(evidence, key=EVIDENCES.index, default="published")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a release folder as it stands, without checking the files."""
    fields = json.loads((folder / "manifest.json").read_text("utf-8"))
    tables = {name: _table(table) for name, table in fields.pop("tables").items()}
    decided = decisions.read(fields.pop("decisions", {}))
    return Manifest(**fields | {"imports": tuple(fields.get("imports", ()))}, tables=tables, decisions=decided)


def _table(fields: Mapping[str, Any]) -> Table:
    told = fields.get("listed", {}).items()
    listed = {kind: _listed(one) for kind, one in told}
    return Table(**{**fields, "listed": listed})


def _listed(fields: Mapping[str, Any]) -> Listed:
    days = tuple(dt.date.fromisoformat(day) for day in fields.get("days", ()))
    return Listed(tuple(fields["cities"]), dt.date.fromisoformat(fields["until"]), days)


def verify(folder: Path) -> Manifest:
    """Return the manifest of a release folder after checking every file against it.

    Raises Trouble naming the first file that is missing, truncated or altered.
    """
    try:
        manifest = read_manifest(folder)
    except UNREADABLE as fault:
        raise Trouble("release_damaged", file="manifest.json") from fault
    for name, table in manifest.tables.items():
        path = folder / f"{name}.parquet"
        try:
            whole = disk.digest(path) == table.sha256
        except OSError:
            whole = False
        if not whole:
            raise Trouble("release_damaged", file=path.name)
    return manifest


@dataclass(frozen=True)
class Origin:
    """What a release was made from, as its manifest keeps it.

    ``known``: how far single tables know, and under table.kind single kinds of them. ``listed``: of each table what
    the office's lists of a kind speak of, as ``Table`` has it.
    """

    until: dt.date
    seed: int
    scale: float = 1.0
    imports: Sequence[str] = ()
    known: Mapping[str, dt.date] | None = None
    decisions: Decisions = USUAL
    listed: Mapping[str, Mapping[str, Listed]] = field(default_factory=dict)


def write(
    folder: Path, tables: Mapping[str, pl.DataFrame | Stored], evidence: Mapping[str, str], origin: Origin
) -> Manifest:
    """Write a release into a folder that holds its stored tables alone, and return its manifest.

    The id is a digest of everything the release says: its tables, the plans and queries beside it and, where there
    are any, the imports and how far they know, and what the office decided.
    """
    known = origin.known or {}
    written = {
        name: replace(
            _write(folder / f"{name}.parquet", table, evidence[name], known.get(name), _kinds(known, name)),
            listed=dict(origin.listed.get(name, {})),
        )
        for name, table in sorted(tables.items())
    }
    manifest = Manifest(
        id="",
        built_on=clock.today().isoformat(),
        until=origin.until.isoformat(),
        seed=origin.seed,
        scale=origin.scale,
        tables=written,
        meaning=paths.meaning(),
        imports=tuple(origin.imports),
        decisions=origin.decisions,
    )
    manifest = replace(manifest, id=_identity(manifest))
    _keep(folder, manifest)
    return manifest


def extend(folder: Path, name: str, table: pl.DataFrame, evidence: str) -> Manifest:
    """Add a table to a release that is being built and return its manifest; it is another release then."""
    manifest = read_manifest(folder)
    added = _write(folder / f"{name}.parquet", table, evidence, None, {})
    tables = dict(sorted({**manifest.tables, name: added}.items()))
    manifest = replace(manifest, id=_extended(manifest, added), tables=tables)
    _keep(folder, manifest)
    return manifest


def follows(manifest: Manifest, added: str) -> bool:
    """Whether a manifest's id follows from what it says; ``added``: the table that was added last (see extend)."""
    before = replace(manifest, tables={name: table for name, table in manifest.tables.items() if name != added})
    first = _identity(before)
    last = manifest.tables.get(added)
    return manifest.id == (first if last is None else _extended(replace(before, id=first), last))


def _identity(manifest: Manifest) -> str:
    tables = manifest.tables.values()
    parts = [*(table.sha256 for table in tables), manifest.meaning]
    if manifest.imports:
        parts += [*manifest.imports, *(table.until for table in tables)]
        parts += [f"{kind}{day}" for table in tables for kind, day in table.kinds.items()]
        parts += [f"{kind}{one}" for table in tables for kind, one in table.listed.items()]
    if manifest.decisions != USUAL:
        parts.append(json.dumps(asdict(manifest.decisions)))
    return _named(manifest.until, hashlib.sha256("".join(parts).encode()).hexdigest())


def _extended(manifest: Manifest, added: Table) -> str:
    return _named(manifest.until, hashlib.sha256(f"{manifest.id}{added.sha256}".encode()).hexdigest())


def _named(until: str, content: str) -> str:
    """Return the id of a release: the last day it knows, and the beginning of the digest of what it says."""
    return f"{until.replace('-', '')}-{content[:10]}"


def _keep(folder: Path, manifest: Manifest) -> None:
    disk.write(
        folder / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False, indent=1, default=str).encode()
    )


def intact(folder: Path) -> bool:
    """Whether every file of a release is there as its manifest says."""
    try:
        verify(folder)
    except Trouble:
        return False
    return True


def _kinds(known: Mapping[str, dt.date], table: str) -> dict[str, str]:
    """Return how far single kinds of a table know, from the days under table.kind."""
    own = ((name.removeprefix(f"{table}."), day) for name, day in sorted(known.items()) if name.startswith(f"{table}."))
    return {kind: day.isoformat() for kind, day in own}


def _write(
    path: Path, table: pl.DataFrame | Stored, evidence: str, until: dt.date | None, kinds: Mapping[str, str]
) -> Table:
    if isinstance(table, pl.DataFrame):
        packed = BytesIO()  # polars writing to the disk itself would not tell a full disk from a wrong table
        table.write_parquet(packed, compression="zstd", statistics=True)
        disk.save(path, packed.getvalue())
    return Table(
        rows=table.height,
        bytes=path.stat().st_size,
        sha256=disk.digest(path),
        evidence=evidence,
        schema={name: str(dtype) for name, dtype in table.schema.items()},
        until=until.isoformat() if until else "",
        kinds=kinds,
    )
