"""Where the publish page meets what does the work: intake checks a file, publishing makes it a release.

It keeps what was prepared between two clicks; everything else stands on the disk.
"""

import datetime as dt
import hashlib
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache

from explorer.core import texts
from explorer.core.errors import Trouble
from explorer.pipeline import imports, intake
from explorer.pipeline.build.assemble import Progress
from explorer.pipeline.imports import Brought, Import, Mode
from explorer.pipeline.intake import Checked, extent
from explorer.pipeline.intake.extent import Scope
from explorer.pipeline.publish import background, corrections, publishing, recovery
from explorer.pipeline.publish import restated as publish_restated
from explorer.pipeline.publish.history import Event
from explorer.pipeline.publish.prepared import Prepared
from explorer.pipeline.publish.restated import Restated
from explorer.releases import tables
from explorer.releases.decisions import Change

OBSERVATIONS = "observations"
TABLES = tuple(intake.TABLES)
LARGEST = intake.UPLOADED >> 20  # megabytes
MOST_CHECKED, MOST_KEPT = 2, 4  # files in memory; prepared releases, each a folder on the disk
# What preparing tells of itself, in this order.
STEPS = (
    "waiting",
    "inputs",
    *(one.name for one in tables.ENTRIES if one.happened and not one.part_of and one.role != "goals"),
    "writing",
    "derived",
    "comparing",
)


@dataclass(frozen=True)
class Upload:
    """A file somebody brought. ``digest``: its SHA-256, by which it is told apart.

    ``original``: what came, where ``content`` was read out of it; it is what is kept.
    """

    content: bytes = field(repr=False, compare=False)
    file: str
    digest: str
    original: bytes = field(default=b"", repr=False, compare=False)

    @classmethod
    def of(cls, content: bytes, file: str, original: bytes = b"") -> "Upload":
        """Return a file with its digest, under what can be seen of its name."""
        return cls(content, texts.plain(file), hashlib.sha256(original or content).hexdigest(), original)


@dataclass(frozen=True)
class Job:
    """A file and what it is to be. ``until``: the last day it knows, where said; ``scope``: as in ``extent``."""

    upload: Upload
    table: str
    mode: Mode
    until: dt.date | None = None
    scope: Scope = "auto"


Asked = Job | Change
# What was prepared of each job or change. A job stays without its file: that may be large.
_prepared: OrderedDict[Asked, Prepared] = OrderedDict()
_lock = threading.Lock()


def table_of(upload: Upload) -> str:
    """Return the table that a file's headers belong to. Raises Trouble where they belong to none."""
    found = intake.recognise(upload.content, upload.file)
    if found is None:
        raise Trouble("table_unrecognised", file=upload.file[:80])
    return found


@lru_cache(maxsize=MOST_CHECKED)
def check(upload: Upload, table: str) -> Checked:
    """Return what a file holds for ``table``, and its faults. Raises Trouble where the whole file is refused."""
    return intake.check(upload.content, upload.file, table)


def ready(asked: Asked) -> Prepared | None:
    """Return what was prepared of it upon the release in use; None where nothing was, or that has moved on."""
    with _lock:
        prepared = _prepared.get(_light(asked))
    return prepared if prepared and prepared.base == recovery.in_use() else None


def overtaken(asked: Asked) -> bool:
    """Whether it was prepared, but upon a release that is no longer in use."""
    with _lock:
        prepared = _prepared.get(_light(asked))
    return prepared is not None and prepared.base != recovery.in_use()


def prepare(asked: Asked, progress: Progress, by: str = "") -> Prepared:
    """Make a complete release of the release in use and what is asked, aside, and return it. Raises Trouble.

    ``by``: who decides, where a decision is asked for.
    """
    if isinstance(asked, Job):
        made = background.prepare([_brought(asked)], progress)
    else:
        made = background.prepare([], progress, change=asked, by=by)
    with _lock:
        gone = [_prepared.pop(_light(asked), None)]
        _prepared[_light(asked)] = made
        gone += [_prepared.popitem(last=False)[1] for _ in range(len(_prepared) - MOST_KEPT)]
    for old in filter(None, gone):
        with suppress(Trouble):  # swept away in a day at the latest
            publishing.discard(old)
    return made


def publish(prepared: Prepared, by: str, note: str) -> None:
    """Put a prepared release in use. Raises Trouble where it cannot be done; it is to be prepared anew then.

    Where only the reason is missing, what was prepared stays.
    """
    corrections.needed(prepared.corrections, note)
    try:
        publishing.publish(prepared, by, note)
    finally:
        with _lock:
            for job in [job for job, one in _prepared.items() if one is prepared]:
                del _prepared[job]


def restated() -> tuple[Restated, ...]:
    """Return what stands otherwise by today's rules than when the release in use was built."""
    return _restated(recovery.in_use())


@lru_cache(maxsize=2)
def _restated(_: str) -> tuple[Restated, ...]:
    return publish_restated.restated()


def published(job: Job, events: tuple[Event, ...]) -> Event | None:
    """Return when this very file was published, where what it brought is in the release in use.

    None also where a later file of its table lies upon it: publishing it again would then change something.
    """
    used = next((event.entry.imports for event in events if event.in_use), ())
    of_table = [one for name in used if (one := _kept(name)) and one.table == job.table]
    if not of_table or not _same(of_table[-1], job):
        return None
    return next((event for event in events if of_table[-1].id in (one["id"] for one in event.entry.brought)), None)


def _same(one: Import, job: Job) -> bool:
    """Whether a job would bring this import again."""
    if (one.sha256, one.mode) != (job.upload.digest, job.mode):
        return False
    brought = _brought(job)
    return one.cities == brought.cities and one.until == (brought.until or imports.reaches(brought, one.on))


def _kept(name: str) -> Import | None:
    try:
        return imports.kept(name)
    except Trouble:
        return None


def _brought(job: Job) -> Brought:
    found = check(job.upload, job.table)
    content, until = job.upload.original or job.upload.content, job.until or found.until
    cities = extent.cities(found, job.scope)
    return Brought(job.table, found.rows, job.upload.file, content, job.mode, until, cities)


def _light(asked: Asked) -> Asked:
    if not isinstance(asked, Job):
        return asked
    return replace(asked, upload=Upload(b"", asked.upload.file, asked.upload.digest))
