"""Putting tables of a test's own in use as a release, past everything that publishing sees to."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from explorer.core import disk
from explorer.pipeline.build import assemble, measure
from explorer.releases import current
from explorer.releases import manifest as releases_manifest
from explorer.releases.manifest import Manifest, Origin
from explorer.releases.tables import NEEDED


def publish(tables: Mapping[str, pl.DataFrame], until: dt.date, seed: int) -> Manifest:
    """Make ``tables`` the release in use and return its manifest."""
    aside = current.releases() / ".building-small"
    aside.mkdir(parents=True)
    manifest = releases_manifest.write(aside, tables, assemble.weakest(tables), Origin(until, seed))
    if set(NEEDED) <= tables.keys():  # else there is nothing that could be measured
        manifest = measure.add(aside)
    current.place(aside, manifest.id)
    current.point(manifest.id)
    if aside.exists():  # the release was there already
        disk.remove(aside)
    return manifest
