"""A whole meeting at once: many clients open one link and click on, against an untouched empty Streamlit page.

A client does what a browser does (see visitor). CLIENTS= sets how many (100), PROCESSES= how many servers they share.
"""

import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Iterator
from pathlib import Path

from bench.page_cpu import EMPTY, answering, free_port
from bench.visitor import Visitor
from explorer.core import paths

CLIENTS = int(os.environ.get("CLIENTS", "100"))
QUERY = "plan=ln-2025&indicator=trademarks_in_force&lang=zh"
SHARED = {"target": f"/target?{QUERY}", "overview": f"/?{QUERY}"}
CLICKS = ("target", "compare", "whatif", "ledger", "")


class Client(Visitor):
    """One visitor, and how long it waited for each answer."""

    def __init__(self, port: int) -> None:
        """Remember which server is asked."""
        super().__init__(port)
        self.waited: list[float] = []

    async def open(self, address: str) -> None:
        """Fetch the page's first HTML, open the line and wait until the page has been told whole."""
        page, _, query = address.removeprefix("/").partition("?")
        await self._timed(self.arrive(page, query))

    async def click(self, page: str, query: str) -> None:
        """Go to a page of the same session and wait until it has been told whole."""
        await self._timed(self.go(page, query))

    async def _timed(self, work: Awaitable[object]) -> None:
        began = time.monotonic()
        await work
        self.waited.append(time.monotonic() - began)


@contextlib.contextmanager
def served(command: list[str], folder: Path, port: int) -> Iterator[int]:
    """Serve on a port until done; gives the process's id."""
    environment = os.environ | {"PORT": str(port), "PYTHONPATH": str(paths.ROOT)}
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        answering(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def p95(waited: list[float]) -> float:
    """Return the wait that 95 of 100 do not exceed, in seconds."""
    return statistics.quantiles(waited, n=20)[-1]


async def meeting(
    ports: list[int], address: str, clicks: tuple[str, ...]
) -> tuple[list[float], list[list[float]], float]:
    """Return the seconds each client waited for the page, then for each click, and the runs a second of the clicks."""
    clients = [Client(ports[place % len(ports)]) for place in range(CLIENTS)]
    await asyncio.gather(*(client.open(address) for client in clients))
    opened, each, began = [client.waited[-1] for client in clients], [], time.monotonic()
    for page in clicks:
        await asyncio.gather(*(client.click(page, QUERY) for client in clients))
        each.append([client.waited[-1] for client in clients])
    seconds = time.monotonic() - began
    for client in clients:
        await client.leave()
    return opened, each, CLIENTS * len(clicks) / seconds if clicks else 0.0


async def measured(ours: list[int], empty: int) -> None:
    """Print what each way of opening waits, what the clicks wait, and the runs a second beside an untouched page's."""
    await meeting(ours, SHARED["overview"], CLICKS)  # warm: what is worked out once a release is worked out
    print(f"{CLIENTS} clients, {len(ours)} process(es), load average {os.getloadavg()[0]:.2f}")
    print(f"{'opened':<12}{'median':>9}{'p95':>9}   clicks p95 (s): {', '.join(page or 'overview' for page in CLICKS)}")
    for name, address in SHARED.items():
        opened, each, _ = await meeting(ours, address, CLICKS)
        said = "  ".join(f"{p95(waited):.2f}" for waited in each)
        print(f"{name:<12}{statistics.median(opened):>9.2f}{p95(opened):>9.2f}   {said}")
    _, _, rate = await meeting(ours, SHARED["overview"], ("",) * 5)
    _, _, stock = await meeting([empty], "/", ("",) * 2)
    print(f"overview {rate:.0f} runs/s, untouched empty page {stock:.1f} runs/s: {rate / stock:.1f} times")


def main() -> None:
    """Serve ours with this project's settings and an empty page with Streamlit's own, and hold the meeting."""
    count = int(os.environ.get("PROCESSES", "1"))
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        (Path(folder) / "app.py").write_text(EMPTY)
        ports = [free_port() for _ in range(count)]
        for port in ports:
            stack.enter_context(served([sys.executable, "-m", "explorer", "serve"], paths.ROOT, port))
        port = free_port()
        stock = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
        stack.enter_context(served(stock, Path(folder), port))
        asyncio.run(measured(ports, port))


if __name__ == "__main__":
    main()
