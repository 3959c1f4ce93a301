"""The last table of a release: what the indicators' statements say of its registers, worked out once for all pages."""

import uuid
from dataclasses import replace
from pathlib import Path

from explorer.core import catalogue, paths
from explorer.releases import connection, manifest, measured, release, statements
from explorer.releases.manifest import Manifest


def add(folder: Path) -> Manifest:
    """Work out the figures of a release that lies in ``folder`` without them, add them and return its manifest.

    Raises Trouble when a statement fails.
    """
    # Under a name of its own: what is remembered of it belongs to a release without this table.
    bare = replace(release.opened(folder), id=uuid.uuid4().hex)
    # A sum of fractions depends on their order, which is another in each run where threads share a large register.
    connection.connection(bare).execute("set threads = 1")
    for slug in catalogue.indicators():
        statements.check(paths.QUERIES / f"{slug}.sql", bare)
    rows = measured.everything(bare)
    return manifest.extend(folder, measured.TABLE, rows, measured.weakest(rows))
