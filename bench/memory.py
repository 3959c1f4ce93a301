"""Memory of a server: after its start, after the first overview, for each session more, and over 2,000 runs."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from bench.page_cpu import QUERY, answering, free_port
from bench.visitor import Visitor
from explorer.core import paths

SESSIONS, RUNS, STEPS = 100, 2_000, 4
PAGES = ("", "target", "compare", "ledger", "patents")


def megabytes(process: int, kind: str = "Rss") -> float:
    """Return the memory a process holds, in MB; ``Anonymous``: its own, without the pages of files that are mapped."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    return int(next(line for line in lines if line.startswith(f"{kind}:")).split()[1]) / 1024


def told(when: str, process: int) -> None:
    """Print what a process holds now, and how much of it is its own."""
    print(f"{when:<40}{megabytes(process):>8.1f} MB, its own {megabytes(process, 'Anonymous'):>8.1f} MB")


async def measured(port: int, process: int) -> None:
    """Print the memory after each step."""
    told("after its start", process)
    first = Visitor(port)
    await first.arrive("", QUERY)
    told("after the first overview", process)
    for page in PAGES:
        await first.go(page, QUERY)
    before = megabytes(process)
    others = [Visitor(port) for _ in range(SESSIONS)]
    for other in others:
        await other.arrive("", QUERY)
    each = (megabytes(process) - before) / SESSIONS
    print(f"{f'each of {SESSIONS} sessions more':<40}{each:>8.2f} MB")
    for other in others:
        await other.leave()
    for step in range(STEPS):
        for run in range(RUNS // STEPS):
            await first.go(PAGES[run % len(PAGES)], QUERY)
        told(f"after {RUNS // STEPS * (step + 1):,} runs", process)


def main() -> None:
    """Start a server and measure it."""
    port = free_port()
    environment = os.environ | {"PORT": str(port)}
    command = [sys.executable, "-m", "explorer", "serve"]
    server = subprocess.Popen(command, cwd=paths.ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        answering(port)
        asyncio.run(measured(port, server.pid))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
