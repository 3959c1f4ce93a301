"""CPU of one change of area on the overview, beside the same 21 series drawn by other tools, in one run.

Streamlit is untouched and draws 21 Altair charts, Dash returns 21 figures from one callback, Datasette shows the values
as a table with facets (it draws nothing). ``make bench-peers`` installs the two others in an environment of their own.
ROUNDS= sets how often.
"""

import asyncio
import contextlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from bench.page_cpu import EMPTY, free_port
from bench.visitor import Visitor
from explorer.analysis.view import View
from explorer.core import clock, paths
from explorer.releases import store

ROUNDS, RUNS, WARM = int(os.environ.get("ROUNDS", "10")), 10, 5
PLAN, HOME = "ln-2025", "210000"
PEERS, HERE = Path(os.environ.get("PEERS", paths.ROOT / ".venv-peers")) / "bin", Path(__file__).parent
Series = dict[str, dict[str, object]]


def series() -> Series:
    """Return the goals of the plan by name: the goal's value, and for each area its years and values."""
    edition = store.edition()
    areas = [area for area in store.areas(edition) if area[:2] == HOME[:2]]
    found: Series = {}
    for goal in View(edition, PLAN, HOME, clock.today(), "all", "zh").goals:
        known = {}
        for area in areas:
            rows = store.read(goal.indicator, area, clock.today(), "all", edition).filter(pl.col("span") == "year")
            known[area] = rows.drop_nulls("value").select(pl.col("period").dt.year(), "value").rows()
        found[f"{goal.no} {goal.indicator.slug}"] = {"goal": goal.value, "areas": known}
    return found


class Tool:
    """One tool's server, and how an area is chosen in it."""

    def __init__(self, command: list[str], port: int, folder: Path, environment: dict[str, str]) -> None:
        """Start the server in a folder, where Streamlit looks for settings, and wait until it answers."""
        self.port, settings = port, os.environ | environment | {"PORT": str(port), "PYTHONPATH": str(paths.ROOT)}
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=folder, env=settings, **silent)
        for _ in range(120):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
                break
            time.sleep(0.25)

    async def open(self) -> None:
        """Open the page."""

    async def change(self, area: str) -> None:
        """Choose an area and wait for the whole answer."""
        raise NotImplementedError

    async def measure(self, areas: list[str]) -> float:
        """Return the CPU milliseconds of the server for one change."""
        began = self._cpu()
        for place in range(RUNS):
            await self.change(areas[place % len(areas)])
        return (self._cpu() - began) / RUNS * 1000

    def _cpu(self) -> float:
        return time.clock_gettime(~self.process.pid << 3 | 2)  # Linux: the processor clock of another process

    def fetch(self, path: str, body: object = None) -> bytes:
        """Return what is answered at a path, to a document where one is sent."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            return bytes(answer.read())


class Streamlit(Tool):
    """A page that Streamlit runs, ours among them: a click leads to the address of another area."""

    async def open(self) -> None:
        """Open the page."""
        self.visitor = Visitor(self.port)
        await self.visitor.arrive("", f"plan={PLAN}&lang=zh&evidence=all")

    async def change(self, area: str) -> None:
        """Go to another area's address and wait until the page has been told whole."""
        await self.visitor.go("", f"plan={PLAN}&lang=zh&evidence=all&area={area}")


class Dash(Tool):
    """A page of Dash: its script asks the callback."""

    async def change(self, area: str) -> None:
        """Ask what the page's script asks when another area is chosen."""
        (asked,) = json.loads(self.fetch("/_dash-dependencies"))
        outputs = [dict(zip(("id", "property"), one.rsplit(".", 1), strict=True)) for one in _names(asked["output"])]
        chosen = [{"id": "area", "property": "value", "value": area}]
        body = {"output": asked["output"], "outputs": outputs, "inputs": chosen, "changedPropIds": ["area.value"]}
        drawn = json.loads(self.fetch("/_dash-update-component", body))
        if len(drawn["response"]) != len(outputs):
            raise RuntimeError("Dash drew fewer figures than asked")


class Datasette(Tool):
    """A page of Datasette: the table of values, narrowed to an area, with its facets."""

    async def change(self, area: str) -> None:
        """Fetch the page of an area."""
        asked = urllib.parse.urlencode({"area": area, "_facet": "indicator", "_size": "1000"})
        if area.encode() not in self.fetch(f"/series/figures?{asked}"):
            raise RuntimeError("Datasette shows another area")


def _names(output: str) -> list[str]:
    return output.strip(".").split("...")


def _kept(found: Series, file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as base, base:
        base.execute("create table figures (indicator, area, year, value, goal)")
        rows = [
            (name, area, year, value, one["goal"])
            for name, one in found.items()
            for area, known in one["areas"].items()  # type: ignore[attr-defined]
            for year, value in known
        ]
        base.executemany("insert into figures values (?, ?, ?, ?, ?)", rows)


@contextlib.contextmanager
def tools(folder: Path, found: Series) -> Iterator[dict[str, Tool]]:
    """Yield every tool's server."""
    (folder / "series.json").write_text(json.dumps(found), "utf-8")
    (folder / "app.py").write_text(EMPTY)
    _kept(found, folder / "series.db")
    given = {"SERIES": str(folder / "series.json")}
    stock = [sys.executable, "-m", "streamlit", "run", "--server.headless=true"]
    ports = [free_port() for _ in range(5)]
    made = {
        "empty, our settings": (Streamlit, paths.ROOT, [*stock, str(folder / "app.py"), f"--server.port={ports[0]}"]),
        "ours": (Streamlit, paths.ROOT, [sys.executable, "-m", "explorer", "serve"]),
        "Streamlit": (Streamlit, folder, [*stock, str(HERE / "streamlit_page.py"), f"--server.port={ports[2]}"]),
        "Dash": (Dash, folder, [str(PEERS / "python"), str(HERE / "dash_page.py")]),
        "Datasette": (Datasette, folder, [str(PEERS / "datasette"), "series.db", "--port", str(ports[4])]),
    }
    with contextlib.ExitStack() as stack:
        started = {}
        for (name, (kind, place, command)), port in zip(made.items(), ports, strict=True):
            started[name] = kind(command, port, place, given)
            stack.callback(started[name].process.wait)
            stack.callback(started[name].process.terminate)
        yield started


async def measured(started: dict[str, Tool], areas: list[str]) -> dict[str, list[float]]:
    """Return the CPU milliseconds of a change, round by round, of every tool in turn."""
    times: dict[str, list[float]] = {name: [] for name in started}
    for tool in started.values():
        await tool.open()
        for place in range(max(WARM, len(areas))):
            await tool.change(areas[place % len(areas)])
    for _ in range(ROUNDS):
        for name, tool in started.items():
            times[name].append(await tool.measure(areas))
    return times


def main() -> None:
    """Print minimum, median and ratio to the tuned empty page of the same round."""
    found = series()
    areas = sorted({area for one in found.values() for area in one["areas"]})[:4]  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder, tools(Path(folder), found) as started:
        times = asyncio.run(measured(started, areas))
    print(f"load average {os.getloadavg()[0]:.2f}; {ROUNDS} rounds of {RUNS} changes, CPU milliseconds a change")
    print(f"{'tool':<22}{'min':>9}{'median':>9}{'ratio':>9}")
    for name, each in times.items():
        ratio = statistics.median(one / base for one, base in zip(each, times["empty, our settings"], strict=True))
        print(f"{name:<22}{min(each):>9.2f}{statistics.median(each):>9.2f}{ratio:>9.2f}")


if __name__ == "__main__":
    main()
