"""A complete release aside and what it would change, kept beside it until somebody publishes it."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from explorer.analysis.closing import Unsettled
from explorer.core import disk
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.build.matching import Instead
from explorer.pipeline.imports import Import
from explorer.pipeline.publish import changed, corrections, diff
from explorer.pipeline.publish.changed import Changed
from explorer.pipeline.publish.corrections import Correction
from explorer.pipeline.publish.diff import Rows
from explorer.releases import decisions, kept
from explorer.releases.decisions import USUAL, Decisions

FILE = "prepared.json"


@dataclass(frozen=True)
class Prepared:
    """A complete release aside, and what it would change. ``base``: the release in use when it was prepared.

    ``imports``: everything of the office in it; ``brought``: the ids of those that are newly brought; ``corrections``:
    the published figures that are not changed without a reason; ``instead``: published rows whose place the office's
    newly take. ``decided``: the decisions before and after; ``unsettled``: what is not final of the years newly closed.
    """

    token: str
    base: str
    release: str
    until: dt.date
    total: int
    imports: tuple[Import, ...]
    brought: tuple[str, ...]
    rows: tuple[Rows, ...]
    changed: tuple[Changed, ...] = ()
    corrections: tuple[Correction, ...] = ()
    instead: tuple[Instead, ...] = ()
    decided: tuple[Decisions, Decisions] = (USUAL, USUAL)
    unsettled: tuple[Unsettled, ...] = ()

    @property
    def flips(self) -> tuple[Changed, ...]:
        """The goals whose status would be another."""
        return tuple(one for one in self.changed if one.flips)

    @property
    def nothing_new(self) -> bool:
        """Whether the release in use already is what would be published."""
        return self.release == self.base


def write(prepared: Prepared, aside: Path) -> None:
    """Keep in ``aside`` what would change; what is kept elsewhere too is named alone."""
    fields = asdict(prepared) | {"imports": [one.id for one in prepared.imports]}
    disk.write(aside / FILE, json.dumps(fields, default=str).encode())


def read(place: Path) -> Prepared:
    """Return what was kept in a folder. Raises Trouble when that is not there any more.

    What needs a reason is worked out anew, so that it holds also for what an earlier version kept without it.
    """
    try:
        fields = json.loads((place / FILE).read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise Trouble("publishing_overtaken") from fault
    fields.pop("flips", None)  # of a version that listed nothing else
    return Prepared(
        **fields
        | {
            "until": dt.date.fromisoformat(fields["until"]),
            "imports": tuple(imports.kept(name, place / "imports") for name in fields["imports"]),
            "brought": tuple(fields["brought"]),
            "rows": tuple(diff.read(one) for one in fields["rows"]),
            "changed": tuple(changed.read(one) for one in fields.get("changed", ())),
            "corrections": corrections.between(kept.folder(fields["base"]), place / fields["token"]),
            "instead": tuple(Instead(**one) for one in fields.get("instead", ())),
            "decided": _decided(fields.get("decided", ())),
            "unsettled": tuple(Unsettled(**one) for one in fields.get("unsettled", ())),
        }
    )


def _decided(fields: Sequence[Mapping[str, Any]]) -> tuple[Decisions, Decisions]:
    before, after = (decisions.read(one) for one in fields) if fields else (USUAL, USUAL)
    return before, after
