"""Hours of low traffic on one server: memory, threads and descriptors at each step, which have to stay flat.

``make bench-soak HOURS=2``. Visitors come, look at five pages, move on and leave; now and then a picture, a file and
data are asked for, and the release is asked about as a balancer does.
"""

import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from bench.memory import PAGES, megabytes
from bench.page_cpu import QUERY, answering, free_port
from bench.visitor import Visitor
from explorer.core import paths

HOURS, STEPS, PAUSE = float(os.environ.get("HOURS", "2")), 12, 1.0
BESIDE = ("chart/target.png", "file/overview.xlsx", "api/v1/plans", "readyz", "s/compare")


def told(process: int, began: float, visits: int) -> None:
    """Print what the process holds now."""
    place = Path(f"/proc/{process}")
    threads, open_ = (sum(1 for _ in (place / kind).iterdir()) for kind in ("task", "fd"))
    minutes, all_, own = (time.monotonic() - began) / 60, megabytes(process), megabytes(process, "Anonymous")
    print(f"{minutes:>8.1f} {visits:>8,} {all_:>8.1f} {own:>8.1f} {threads:>8} {open_:>8}", flush=True)


async def visit(port: int, number: int) -> None:
    """Come, look at every page at one day of many, ask for one thing beside, and leave."""
    visitor, day = Visitor(port), f"{2022 + number % 4}-{number % 12 + 1:02}-28"
    await visitor.arrive("", f"{QUERY}&as_of={day}")
    for page in PAGES:
        await visitor.go(page, f"{QUERY}&as_of={day}")
    await visitor.leave()
    path = BESIDE[number % len(BESIDE)]
    asked = f"http://127.0.0.1:{port}/{path}" + ("" if path in ("readyz", "api/v1/plans") else f"?{QUERY}&as_of={day}")
    await asyncio.to_thread(lambda: urllib.request.urlopen(asked, timeout=60).read())


async def measured(port: int, process: int) -> None:
    """Print what the process holds, a line for each step of the time."""
    print(f"{'minutes':>8} {'visits':>8} {'MB':>8} {'own MB':>8} {'threads':>8} {'files':>8}")
    began, visits = time.monotonic(), 0
    for step in range(STEPS):
        while time.monotonic() - began < HOURS * 3600 * (step + 1) / STEPS:
            await visit(port, visits)
            visits += 1
            await asyncio.sleep(PAUSE)
        told(process, began, visits)


def main() -> None:
    """Start a server and let visitors come for so many hours."""
    port = free_port()
    command = [sys.executable, "-m", "explorer", "serve"]
    environment = os.environ | {"PORT": str(port), "PYTHONPATH": str(paths.ROOT)}
    server = subprocess.Popen(command, cwd=paths.ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        answering(port)
        asyncio.run(measured(port, server.pid))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
