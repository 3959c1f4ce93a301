"""CPU of judging: milliseconds per goal and city for the province's plan in all its cities, the readings at hand.

Every round forgets the statuses and keeps what the store has read, as a server does when somebody looks at a view for
the first time. The target is 3 ms.
"""

import statistics
import time
from dataclasses import replace

from explorer.analysis.view import View, _assessment, areas_of
from explorer.releases import store

ROUNDS = 15


def main() -> None:
    """Print the least and the middle of ROUNDS rounds."""
    edition = store.edition()
    whole = View(edition, "ln-2025", "210000", edition.until, "all", "zh")
    views = [replace(whole, area=area) for area in areas_of(whole.plan, edition)[1:]]
    pairs = [(seen, goal) for seen in views for goal in seen.goals]
    for seen, goal in pairs:
        seen.observed(goal)
    costs = []
    for _ in range(ROUNDS):
        _assessment.cache_clear()
        start = time.process_time()
        for seen, goal in pairs:
            seen.assessment(goal)
        costs.append((time.process_time() - start) / len(pairs) * 1000)
    print(f"{len(whole.goals)} goals x {len(views)} cities, status per goal and city:")
    print(f"min {min(costs):.3f} ms, median {statistics.median(costs):.3f} ms of CPU over {ROUNDS} rounds")


if __name__ == "__main__":
    main()
