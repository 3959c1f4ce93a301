"""What the register pages ask of a million rows, against the raw scan of the columns it needs, taken in turn.

The raw scan reads every value of those columns once: their greatest. Answers are asked for anew each time, as for the
first reader of a view, and include making the polars frame. The target is five times the scan.
"""

import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import duckdb

from explorer.analysis.registers import counts as registers_counts
from explorer.analysis.registers import definitions, queries
from explorer.analysis.registers.definitions import ALL, NONE, Choice, Register
from explorer.analysis.view import View
from explorer.releases import store
from explorer.releases.store import Edition

ROUNDS, MOST = 9, 5.0
DAYS = {"patents": ("filed_on", "granted_on", "lapsed_on"), "trademarks": ("registered_on", "ended_on")}
Case = tuple[str, Choice, tuple[str, ...]]


def opened(register: Register) -> Choice:
    """Return the choice a page opens with."""
    filters = tuple((name, ALL) for name in ("county", *register.filters))
    rows, columns = register.first
    return Choice(filters, register.states[0], rows=rows, columns=columns, sort=register.sorts[0])


def narrowed(choice: Choice, **filters: str) -> Choice:
    """Return the choice with some filters set."""
    return replace(choice, filters=tuple((dict(choice.filters) | filters).items()))


def cases(register: Register) -> Mapping[str, Case]:
    """Return what is measured: the question, the choice, and the columns it cannot do without."""
    first, counts, records = opened(register), f"{register.slug}_counts", f"{register.slug}_records"
    needed = ("city", "evidence", *DAYS[register.slug])
    names = (register.name, "holder", register.number)
    listed = tuple(dict.fromkeys((*needed, *(name for name in register.shown if name != "state"))))
    filtered = narrowed(first, holder_type="university")
    searched = replace(first, find="2345")
    return {
        "counts, no breakdown": (counts, replace(first, columns=NONE), needed),
        "counts, breakdown": (counts, first, (*needed, register.first[1])),
        "counts, by county": (counts, replace(first, rows="county"), (*needed, "county", register.first[1])),
        "counts, filtered": (counts, filtered, tuple(dict.fromkeys((*needed, register.first[1], "holder_type")))),
        "counts, searched": (counts, searched, (*needed, register.first[1], *names)),
        "records, first page": (records, first, listed),
        "records, page 100": (records, replace(first, page=100), listed),
        "records, page 4000": (records, replace(first, page=4000), listed),
        "records, by name": (records, replace(first, sort=register.name), listed),
        "records, filtered": (records, filtered, (*listed, "holder_type")),
        "records, searched": (records, searched, tuple(dict.fromkeys((*listed, *names)))),
    }


def least(*asked: Callable[[], object]) -> list[float]:
    """Return the least milliseconds of each over ROUNDS, taken in turn."""
    times: list[list[float]] = [[] for _ in asked]
    for _ in range(ROUNDS):
        for ask, found in zip(asked, times, strict=True):
            before = time.perf_counter()
            ask()
            found.append((time.perf_counter() - before) * 1000)
    return [min(found) for found in times]


def scan(edition: Edition, table: str, columns: tuple[str, ...]) -> Callable[[], object]:
    """Return what reads every value of the columns once."""
    rows = duckdb.connect().read_parquet(str(edition.folder / f"{table}.parquet"))
    return rows.aggregate(", ".join(f"max({column})" for column in columns)).fetchall


def main() -> None:
    """Print the least milliseconds and ratios; exit with an error where a ratio is beyond MOST."""
    edition = store.edition()
    view = View(edition, "ln-2025", "210000", edition.until, "all", "zh")
    print(f"load average {os.getloadavg()[0]:.2f}; least of {ROUNDS} rounds in turn, milliseconds")
    print(f"{'register':<12}{'question':<24}{'raw scan':>10}{'answer':>10}{'ratio':>8}")
    worst = 0.0
    for slug in DAYS:
        for name, (question, choice, columns) in cases(definitions.REGISTERS[slug]).items():
            asked = registers_counts.asked(view, definitions.REGISTERS[slug], choice)
            raw, ours = least(
                lambda slug=slug, columns=columns: scan(edition, slug, columns)(),
                lambda question=question, asked=asked: queries.extract(question, edition, asked),
            )
            worst = max(worst, ours / raw)
            print(f"{slug:<12}{name:<24}{raw:>10.1f}{ours:>10.1f}{ours / raw:>8.2f}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"worst ratio {worst:.2f}, target {MOST:.0f}; most memory ever held {memory:.0f} MB")
    sys.exit(worst > MOST)


if __name__ == "__main__":
    main()
