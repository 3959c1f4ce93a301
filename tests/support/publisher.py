"""A publisher that can be killed: started once, it forks a child for every publication it is asked for.

It reads a line for each: the numbers of the marks to publish, one child each, at once; or a number and, after a slash,
the step before which the child shall drop dead. It answers with a line of the children's process ids, and one of how
each ended when all have. A second program here reads the release in use until its standard input is closed.
"""

import os
import select
import sys
import time
from importlib import import_module
from pathlib import Path

import polars as pl

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.build import assemble
from explorer.pipeline.publish import activate, carried, publishing
from explorer.releases import current
from explorer.releases import manifest as releases_manifest
from explorer.releases.decisions import Change

CHANGING = {"os.rename", "os.chmod", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
DEAD, NOBODY, READS = 137, 65534, 500
DECIDE = "decide-"  # before the number of an order that brings nothing and decides something


def ground_from(folder):
    """Return what reads the ground from parquet files: polars must not have worked before a process forks."""

    def ground(scale, progress, simulate=True):
        del simulate
        tables = {path.stem: pl.read_parquet(path) for path in Path(folder).glob("*.parquet")}
        return assemble.Ground(tables, tables.pop("until")["until"][0], seed=1, scale=scale)

    return ground


def brought(ground, number):
    """Return a file of one mark."""
    schema = ground(1.0, None).tables["trademarks"].drop("evidence", "source").schema
    rows = pl.DataFrame([{"registration_no": f"R{number}", "city": "210100"}], schema=schema)
    return imports.Brought("trademarks", rows, f"{number}.csv", number.encode())


def otherwise():
    """Return the decision that is not in force: whether links show everything or leave out what is invented."""
    return Change(evidence={"all": "office", "office": "all"}[carried.decisions().evidence])


def drop_dead_before(step):
    """Make this process end, as if killed, before the ``step``-th change to the disk of putting a release in use.

    Permissions taken from one file after another, and files removed one after another, are one change.
    """
    seen, steps, put = [], [], activate.put

    def watch(event, arguments):
        writing = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wa+")
        if armed and (event in CHANGING or writing):
            if not seen or seen[-1] != event or event == "os.rename":
                steps.append(event)
            seen.append(event)
            if len(steps) == step:
                os._exit(DEAD)

    armed = []

    def watched(*arguments):
        armed.append(True)
        put(*arguments)

    activate.put = watched
    sys.addaudithook(watch)


def publish(ground, order):
    number, _, step = order.partition("/")
    if step:
        drop_dead_before(int(step))
    marks = [] if number.startswith(DECIDE) else [brought(ground, number)]
    if os.environ.get("AS_NOBODY"):
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        change = publishing.NO_CHANGE if marks else otherwise()
        publishing.bring(marks, f"publisher {number}", ground=ground, change=change)
    except Trouble as trouble:
        print(trouble, file=sys.stderr, flush=True)
        return 1
    return 0


def fork(ground, order):
    child = os.fork()
    if child == 0:
        status = 3
        try:
            status = publish(ground, order)
        finally:
            os._exit(status)
    return child


def serve(folder):
    ground = ground_from(folder)
    language.words("zh"), import_module("pyarrow.ipc")  # nothing that polars has a part in: see ground_from
    for line in sys.stdin:
        children = [fork(ground, order) for order in line.split()]
        print(*children, flush=True)
        print(*(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children), flush=True)


def read():
    """Verify the release in use READS times and on; say how often, what was wrong, and which releases were seen."""
    reads, wrong, seen = 0, [], set()
    while reads < READS or not select.select([sys.stdin], [], [], 0)[0]:
        try:
            manifest = releases_manifest.verify(current.current())
            seen.add(manifest.id)
        except Exception as fault:  # noqa: BLE001 (whatever it is, a reader would have seen it)
            wrong.append(repr(fault))
        reads += 1
        time.sleep(0.002)
    print(reads, len(wrong), ",".join(sorted(seen)), *wrong[:3])


if __name__ == "__main__":
    read() if sys.argv[1] == "read" else serve(sys.argv[1])
