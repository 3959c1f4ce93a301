"""What the next release carries on from the one in use: the office's imports, and its decisions about all of it."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from explorer.analysis import closing
from explorer.core import catalogue, clock
from explorer.core.errors import Trouble
from explorer.core.profile import profile
from explorer.pipeline import imports as pipeline_imports
from explorer.pipeline.build import merge
from explorer.pipeline.build.merge import Office
from explorer.pipeline.imports import Brought, Import
from explorer.pipeline.publish import audit_log, recovery
from explorer.releases import current, kept, manifest
from explorer.releases import decisions as releases_decisions
from explorer.releases.decisions import USUAL, Change, Closed, Decisions
from explorer.releases.tables import BROUGHT


def imports() -> tuple[str, ...]:
    """Return the imports of the release in use; where its manifest is lost, those that the log knows it had."""
    if used := _in_use():
        return used.imports
    known = audit_log.about(recovery.in_use())
    return known.imports if known else ()


def _in_use() -> manifest.Manifest | None:
    """Return the manifest of the release in use; None where it is lost, or another release's stands in its place."""
    with suppress(Trouble, *manifest.UNREADABLE):
        found = manifest.read_manifest(current.current())
        return found if found.id == current.in_use() else None
    return None


def with_brought(
    brought: Sequence[Brought], aside: Path, names: Sequence[str] | None = None
) -> tuple[list[Import], list[Office]]:
    """Return the imports that ``brought`` are, staged in ``aside``, and everything of the office in the next release.

    ``names``: the imports that this carries on from, if not those of the release in use. Raises Trouble for rows that
    cannot be taken, for numbers that already stand for other things, and for an import that is missing or was altered.
    """
    used = [pipeline_imports.kept(name) for name in (imports() if names is None else names)]
    came = [pipeline_imports.stage(one, aside, clock.today(), used) for one in brought]
    # The later of two counts: what is brought again moves to the end, what a replacement made void is left out.
    last = dict.fromkeys(reversed([one.id for one in (*used, *came)]))
    asked = [Office(pipeline_imports.kept(name, aside), pipeline_imports.rows(name, aside)) for name in reversed(last)]
    counts = {table: merge.in_force(table, asked) for table in BROUGHT}
    for of_table in counts.values():
        merge.told_apart(of_table, {one.id for one in came})
    return came, [one for of_table in counts.values() for one in of_table]


def decisions() -> Decisions:
    """Return the decisions of the release in use; where its manifest is lost, those that the log knows it had."""
    if used := _in_use():
        return used.decisions
    known = audit_log.about(recovery.in_use())
    with suppress(*manifest.UNREADABLE):
        return releases_decisions.read(known.decided if known else {})
    return USUAL


def decided(change: Change, by: str) -> Decisions:
    """Return the decisions of the release in use with a change made; ``by``: who closes the year that is closed.

    Raises Trouble for what cannot be decided: a year that is not over, or that nobody signs for; and where something
    is decided about no release.
    """
    if not change.nothing:
        current.in_use()
    closed = None if change.close is None else _closing(change.close, by)
    return releases_decisions.changed(decisions(), change, closed)


def kept_for_good() -> frozenset[str]:
    """Return the releases that hold the figures of a closed year as they were then: they are never removed.

    Also where only a kept release says that the year is closed: that one may be put in use again.
    """
    told = [decisions()]
    for name in kept.names():
        with suppress(*manifest.UNREADABLE):
            told.append(manifest.read_manifest(current.releases() / name).decisions)
    return frozenset(one.release for decided in told for one in decided.closed)


def _closing(year: int, by: str) -> Closed:
    if not year < clock.today().year:
        raise Trouble("decision_not_over", year=year)
    years = [one for plan in catalogue.plans().values() if plan.area == profile().home for one in closing.years(plan)]
    if year not in years:
        raise Trouble("decision_no_plans_year", year=year, first=min(years), last=max(years))
    if not by.strip():
        raise Trouble("decision_unsigned", year=year)
    return Closed(year, by.strip(), dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), current.in_use())
