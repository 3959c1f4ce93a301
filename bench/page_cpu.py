"""CPU of one page run on a real server, against an empty page with the same settings, interleaved.

``make bench`` speaks Streamlit's own protocol to one server a page and reads each server's CPU time from the system.
Shared machines slow down at will: only the ratios mean anything. ROUNDS= sets how often, ONLY= which pages.
"""

import asyncio
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.visitor import Visitor
from explorer.analysis.registers import definitions
from explorer.core import catalogue, paths
from explorer.links import drafts
from explorer.links.drafts import Draft, Target

ROUNDS, RUNS, WARM, FIRST = int(os.environ.get("ROUNDS", "15")), 20, 10, 5
EMPTY = "import streamlit as st\nst.set_page_config(layout='wide')\nst.write('.')\n"
PAGES = {
    "overview": "",
    "target": "target",
    "compare": "compare",
    "whatif": "whatif",
    "slider": "whatif",
    **{name: name for name in definitions.REGISTERS},
    "ledger": "ledger",
    "changes": "changes",
    "method": "method",
    "draft": "draft",
    "drafted": "draft",
    "changed": "draft",
    "glossary": "glossary",
}
ONLY = os.environ.get("ONLY", "").split()
QUERY = "plan=ln-2025&lang=zh"
EVERY = tuple(Target(goal.indicator.slug, 100.0) for goal in catalogue.plans()["ln-2025"].goals)
DRAFTED_QUERY = f"{QUERY}&draft={drafts.written(Draft('', '210000', 2026, 2030, EVERY))}&target={EVERY[0].indicator}"
SLIDER_QUERY = f"{QUERY}&indicator=trademarks_in_force&scenarios=recent,needed,own"


class Server:
    """One server process, one open session, and the CPU it has used."""

    def __init__(self, command: list[str], port: int, page: str) -> None:
        """Start the server and wait for it."""
        environment = os.environ | {"PORT": str(port), "PYTHONPATH": str(paths.ROOT)}
        self.process = subprocess.Popen(command, cwd=paths.ROOT, env=environment, stdout=subprocess.DEVNULL)
        self.visitor, self.page, self.port = Visitor(port), page, port
        answering(port)

    def cpu(self) -> float:
        """Return the seconds of processor time used so far."""
        return time.clock_gettime(~self.process.pid << 3 | 2)  # Linux: the processor clock of another process

    async def connect(self) -> None:
        """Open the session."""
        await self.visitor.arrive(self.page, QUERY)

    async def run(self) -> None:
        """Run the page once and wait until it has ended."""
        await self.visitor.run()

    async def measure(self) -> float:
        """Return the CPU milliseconds of one run, over RUNS runs."""
        start = self.cpu()
        for _ in range(RUNS):
            await self.run()
        return (self.cpu() - start) / RUNS * 1000

    async def first(self) -> float:
        """Return the CPU milliseconds of the first run of a new session whose line stands, over FIRST sessions."""
        spent = 0.0
        for _ in range(FIRST):
            other = Visitor(self.visitor.port)
            await other.connect(self.page, self.visitor.query)
            start = self.cpu()
            await other.go(self.page, self.visitor.query)
            spent += self.cpu() - start
            await other.leave()
        return spent / FIRST * 1000


class Slider(Server):
    """A server whose visitor moves the slider of the own pace on the what-if page, back and forth."""

    async def connect(self) -> None:
        """Open the session and the page, and find the slider and the part of the page it runs."""
        await self.visitor.arrive(self.page, SLIDER_QUERY)
        self.slider, self.at = next(name for name, part in self.visitor.parts.items() if part), 0.0

    async def run(self) -> None:
        """Move the slider once; as in a browser, the address follows what the page writes into it."""
        self.at = (self.at + 0.1) % 10
        await self.visitor.move(self.slider, [self.at])


class Drafted(Server):
    """A server whose visitor looks at a draft of every target of the plan, again and again."""

    query = DRAFTED_QUERY

    async def connect(self) -> None:
        """Open the session and the page with the draft."""
        await self.visitor.arrive(self.page, self.query)


class Changed(Drafted):
    """A server whose visitor changes one of the draft's targets, each time to a value that nobody chose before."""

    at = 0

    async def run(self) -> None:
        """Change the target once."""
        self.at += 1
        await self.visitor.go(self.page, f"{self.query}&own={10 + self.at / 1000}")


KINDS: dict[str, type[Server]] = {"slider": Slider, "drafted": Drafted, "changed": Changed}


@contextlib.contextmanager
def servers() -> Iterator[dict[str, Server]]:
    """Yield the empty page's server and ours, one a page."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        empty = Path(folder) / "app.py"
        empty.write_text(EMPTY)
        port = free_port()
        stock = [sys.executable, "-m", "streamlit", "run", str(empty), f"--server.port={port}"]
        found = {"empty": Server(stock, port, "")}
        for name, page in PAGES.items():
            if ONLY and name not in ONLY:
                continue
            kind = KINDS.get(name, Server)
            found[name] = kind([sys.executable, "-m", "explorer", "serve"], free_port(), page)
        for server in found.values():
            stack.callback(server.process.wait)
            stack.callback(server.process.terminate)
        yield found


def answering(port: int) -> None:
    """Wait until the server on a port answers, half a minute at most."""
    for _ in range(120):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
            return
        time.sleep(0.25)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def rounds(found: dict[str, Server]) -> dict[str, list[tuple[float, float]]]:
    """Return each page's CPU milliseconds of a run, and of a new session's first HTML and run, round by round."""
    for server in found.values():
        await server.connect()
        for _ in range(WARM):
            await server.run()
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in found}
    for _ in range(ROUNDS):
        for name, server in found.items():
            times[name].append((await server.measure(), await server.first()))
    return times


def main() -> None:
    """Print minimum, median and ratio to the empty page of the same round; a first run, and its ratio to a rerun."""
    with servers() as found:
        times = asyncio.run(rounds(found))
    print(f"load average {os.getloadavg()[0]:.2f}; {ROUNDS} rounds of {RUNS} runs, CPU milliseconds a run")
    print(f"{'page':<26}{'min':>8}{'median':>8}{'ratio':>8}{'first':>8}{'ratio':>8}")
    for name, pairs in times.items():
        runs, firsts = zip(*pairs, strict=True)
        run = statistics.median(ours / base for (ours, _), (base, _) in zip(pairs, times["empty"], strict=True))
        first = statistics.median(first / again for again, first in pairs)
        print(
            f"{name:<26}{min(runs):>8.2f}{statistics.median(runs):>8.2f}{run:>8.2f}"
            f"{statistics.median(firsts):>8.2f}{first:>8.2f}"
        )


if __name__ == "__main__":
    main()
