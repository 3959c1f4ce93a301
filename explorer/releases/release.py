"""Which release is looked at: the one in use, one that is kept, or one that is prepared; checked before it is read."""

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from explorer.core import paths
from explorer.core.errors import Trouble
from explorer.releases import current, kept
from explorer.releases import manifest as releases_manifest
from explorer.releases.decisions import USUAL, Decisions
from explorer.releases.tables import NEEDED, REGISTERS, unfilled


@dataclass(frozen=True)
class Edition:
    """One release as the pages see it: its id, its last known day, and how good each table is.

    ``known``: the last day a table knows, where that may be another than the release's, and under table.kind that of a
    kind. ``unfilled``: registers that hold no row, and what is made from them: from these nothing is counted, since
    zero would be a claim. ``decisions``: what the office decided about all of it.
    ``brought``: whether anything of the office's is in it. ``listed``: by table and kind (empty where it has none) what
    the office's lists speak of, where that is not every city.
    """

    id: str
    until: dt.date
    folder: Path = field(compare=False)
    evidence: Mapping[str, str] = field(compare=False)
    meaning: str = field(default="", compare=False)
    known: Mapping[str, dt.date] = field(default_factory=dict, compare=False)
    unfilled: frozenset[str] = field(default=frozenset(), compare=False)
    decisions: Decisions = field(default=USUAL, compare=False)
    brought: bool = field(default=False, compare=False)
    listed: Mapping[str, Mapping[str, releases_manifest.Listed]] = field(default_factory=dict, compare=False)

    @property
    def reread(self) -> bool:
        """Whether plans or queries have been changed since it was built: the same tables may now mean another thing."""
        return bool(self.meaning) and self.meaning != _meaning()


def edition() -> Edition:
    """Return the release in use. Raises Trouble when it is missing or any of its files was altered."""
    return opened(current.current())


def kept_edition(name: str) -> Edition | None:
    """Return the release ``name`` if it is still kept. Raises Trouble when any of its files was altered."""
    folder = kept.folder(name)
    return opened(folder) if folder else None


def opened(folder: Path) -> Edition:
    """Return the release in a folder. Raises Trouble when a table is missing or any of its files was altered.

    It is known by the folder's name, which is the release's id, or another name while it is being prepared: what is
    remembered of the one is never taken for the other.
    """
    return _edition(folder, _fingerprint(folder))


@lru_cache(maxsize=3)
def _edition(folder: Path, _fingerprint: tuple[tuple[str, int, int], ...]) -> Edition:
    """Check a release once; a file that is touched later changes the fingerprint, and the check runs again."""
    manifest = releases_manifest.verify(folder)
    lacking = [name for name in NEEDED if name not in manifest.tables]
    if lacking:
        raise Trouble("release_damaged", file=f"{lacking[0]}.parquet")
    return Edition(
        folder.name,
        dt.date.fromisoformat(manifest.until),
        folder,
        {name: table.evidence for name, table in manifest.tables.items()},
        manifest.meaning,
        _known(manifest.tables),
        frozenset(unfilled({name for name in REGISTERS if not manifest.tables[name].rows})),
        manifest.decisions,
        bool(manifest.imports),
        {name: table.listed for name, table in manifest.tables.items() if table.listed},
    )


def _known(tables: Mapping[str, releases_manifest.Table]) -> dict[str, dt.date]:
    """Return the last day of each table that has one, and under table.kind that of each kind."""
    told = {name: table.until for name, table in tables.items() if table.until}
    told |= {f"{name}.{kind}": day for name, table in tables.items() for kind, day in table.kinds.items()}
    return {name: dt.date.fromisoformat(day) for name, day in told.items()}


@lru_cache(maxsize=1)
def _meaning() -> str:
    """Return what the plans and queries say in this process: it reads them once too."""
    return paths.meaning()


def _fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    with os.scandir(folder) as entries:
        found = [(entry.name, entry.stat()) for entry in entries]
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))
