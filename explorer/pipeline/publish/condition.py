"""What of the data folder is whole, what is damaged, and what each way back would put in use. Nothing is changed."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.publish import audit_log, carried, recovery, way_back
from explorer.releases import current, kept, measured
from explorer.releases import manifest as releases_manifest
from explorer.releases.manifest import Manifest
from explorer.releases.tables import BROUGHT

NOWHERE = Path()


@dataclass(frozen=True)
class Release:
    """A kept release. ``fault``: the first file that is missing or was altered; nothing where it is whole.

    ``office``: how many of its rows are the office's, None where that cannot be read; ``imports``: what it is made of.
    """

    id: str
    fault: str
    office: int | None
    imports: tuple[str, ...]


@dataclass(frozen=True)
class Build:
    """What ``build`` would put in use. ``refusal``: why it would not; then there is no count."""

    office: int | None
    imports: tuple[str, ...]
    refusal: Trouble | None = None


@dataclass(frozen=True)
class Condition:
    """The data folder as it stands.

    ``named``: what CURRENT says, nothing where that is unusable; ``unread``: lines of the log that cannot be read;
    ``begun``: what a publisher that died had begun; ``imports``: whether each import is whole, by its id.
    """

    named: str
    lines: int
    unread: tuple[int, ...]
    begun: str
    releases: tuple[Release, ...]
    imports: dict[str, bool]
    doubt: Trouble | None

    @property
    def whole(self) -> bool:
        """Whether nothing is damaged, or nothing is there yet."""
        sound = all(not one.fault for one in self.releases) and all(self.imports.values())
        there = self.named in {one.id for one in self.releases} or not (self.releases or self.imports or self.lines)
        return sound and there and not self.unread and self.doubt is None


def survey() -> Condition:
    """Return what is there, every file checked against its checksum."""
    note = audit_log.begun()
    return Condition(
        recovery.in_use(),
        len(audit_log.entries()),
        audit_log.unread(),
        note.entry.release if note else "",
        tuple(_release(name) for name in kept.names()),
        {name: imports.intact(name) for name in way_back.brought()},
        way_back.doubt(),
    )


def build() -> Build:
    """Return what ``build`` would put in use, read from the imports themselves."""
    try:
        _, used = carried.with_brought((), NOWHERE, way_back.imports_of(way_back.certain()))
    except Trouble as trouble:
        return Build(None, (), trouble)
    return Build(sum(one.rows.height for one in used), tuple(one.one.id for one in used))


def office_rows(name: str) -> int:
    """Return how many rows of a kept release come from imports. Raises what reading a damaged one raises."""
    folder = current.releases() / name
    tables = releases_manifest.read_manifest(folder).tables
    return sum(_brought(folder / f"{table}.parquet") for table in BROUGHT if table in tables)


def _brought(path: Path) -> int:
    return int(pl.read_parquet(path, columns=["source"])["source"].str.contains("imp-", literal=True).sum())


def _says_what_is_there(folder: Path, found: Manifest) -> bool:
    """Whether a manifest's id follows from it, and rows and evidence are those of its tables.

    Whoever edits a manifest under its own id leaves every file whole: simulated rows could be called published.
    """
    if not releases_manifest.follows(found, measured.TABLE):
        return False
    return all(_described(pl.scan_parquet(folder / f"{name}.parquet"), one) for name, one in found.tables.items())


def _described(rows: pl.LazyFrame, told: releases_manifest.Table) -> bool:
    if rows.select(pl.len()).collect().item() != told.rows:
        return False
    if "evidence" not in rows.collect_schema():
        return True  # of a derived table, as weak as what it is made from
    there = rows.select(pl.col("evidence").unique()).collect()["evidence"]
    return releases_manifest.weakest(there) == told.evidence


def _release(name: str) -> Release:
    folder = current.releases() / name
    try:
        found: Manifest = releases_manifest.verify(folder)
        fault = "" if found.id == name and _says_what_is_there(folder, found) else "manifest.json"
    except Trouble as trouble:
        return Release(name, str(trouble.values.get("file", "")), None, way_back.imports_of(name))
    return Release(name, fault, None if fault else office_rows(name), way_back.imports_of(name))
