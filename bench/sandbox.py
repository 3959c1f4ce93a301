"""How fast ordinary queries are over warm workers, and what a worker's end costs: p50 and p95 over the release in use.

``python -m bench.sandbox [ROUNDS]``. The queries are the worked examples; each round asks them all once.
"""

import os
import statistics
import sys
import time

from explorer.core.errors import Trouble
from explorer.releases import store
from explorer.sandbox import pool
from explorer.sandbox.examples import examples

GOAL, COST = 0.3, 3.0
CRASH = "select (repeat('[', 20000) || repeat(']', 20000))::json::variant"
WHOLE = ("summarize",)  # looks at every value of every column: no ordinary query


def main() -> None:
    """Print the times beside the goals; a shared machine's seconds are held to nothing."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    edition = store.edition()
    office = pool.Pool(edition)
    try:
        office.ask("from areas", edition, edition.until)
        taken = {one.name: [_asked(office, edition, one.text) for _ in range(rounds)] for one in examples()}
        costs = [_after_a_crash(office, edition) for _ in range(3)]
    finally:
        office.close()
    print(f"release {edition.id}, load {os.getloadavg()[0]:.1f}, seconds over {rounds} rounds")
    for name, times in taken.items():
        print(f"{name:<34} min {min(times):6.3f}  median {statistics.median(times):6.3f}  max {max(times):6.3f}")
    ordinary = sorted(
        one for example in examples() if not any(word in example.text for word in WHOLE) for one in taken[example.name]
    )
    p95 = ordinary[int(len(ordinary) * 0.95)]
    print(f"p50 {statistics.median(ordinary):.3f}  p95 {p95:.3f} (goal {GOAL}), SUMMARIZE apart")
    print(f"a crash, until the next answer: {', '.join(f'{cost:.2f}' for cost in costs)} (goal {COST})")


def _asked(office: pool.Pool, edition: store.Edition, text: str) -> float:
    began = time.perf_counter()
    office.ask(text, edition, edition.until)
    return time.perf_counter() - began


def _after_a_crash(office: pool.Pool, edition: store.Edition) -> float:
    """Return the seconds from a statement that ends its worker until another is answered, with all workers ended."""
    for _ in range(2):
        try:
            office.ask(CRASH, edition, edition.until, gate=False)
        except Trouble:
            continue
    began = time.perf_counter()
    office.ask("select 1", edition, edition.until)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
