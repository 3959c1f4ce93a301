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

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explorer.analysis.registers import definitions
from explorer.core import paths

ROUNDS, RUNS, WARM = int(os.environ.get("ROUNDS", "15")), 20, 10
EMPTY = "import streamlit as st\nst.set_page_config(layout='wide')\nst.write('.')\n"
PAGES = {
    "overview": "",
    "target": "target",
    "compare": "compare",
    "whatif": "whatif",
    "slider": "whatif",
    **{name: name for name in definitions.REGISTERS},
    "ledger": "ledger",
    "method": "method",
}
ONLY = os.environ.get("ONLY", "").split()
QUERY = "plan=ln-2025&lang=zh"
SLIDER_QUERY = f"{QUERY}&indicator=trademarks_in_force&scenarios=recent,needed,own"


class Server:
    """One server process, one open session, and the CPU it has used."""

    def __init__(self, command: list[str], port: int, page: str) -> None:
        """Start the server and wait for it."""
        environment = os.environ | {"PORT": str(port), "PYTHONPATH": str(paths.ROOT)}
        self.process = subprocess.Popen(command, cwd=paths.ROOT, env=environment, stdout=subprocess.DEVNULL)
        self.port, self.page = port, page
        for _ in range(120):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                return
            time.sleep(0.25)

    def cpu(self) -> float:
        """Return the seconds of processor time used so far."""
        return time.clock_gettime(~self.process.pid << 3 | 2)  # Linux: the processor clock of another process

    async def connect(self) -> None:
        """Open the session."""
        self.line = await websockets.connect(f"ws://127.0.0.1:{self.port}/_stcore/stream", max_size=None)

    async def run(self) -> None:
        """Run the page once and wait until it has ended."""
        message = BackMsg()
        message.rerun_script.query_string = QUERY
        message.rerun_script.page_name = self.page
        await self.told(message)

    async def told(self, message: BackMsg) -> list[ForwardMsg]:
        """Send a message and return the answers up to the end of the run."""
        await self.line.send(message.SerializeToString())
        answers = []
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await self.line.recv())
            answers.append(answer)
            if answer.WhichOneof("type") == "script_finished":
                return answers

    async def measure(self) -> float:
        """Return the CPU milliseconds of one run, over RUNS runs."""
        start = self.cpu()
        for _ in range(RUNS):
            await self.run()
        return (self.cpu() - start) / RUNS * 1000


class Slider(Server):
    """A server whose visitor moves the slider of the own pace on the what-if page, back and forth."""

    async def connect(self) -> None:
        """Open the session and the page, and find the slider and the part of the page it runs."""
        await super().connect()
        self.query = SLIDER_QUERY
        message = BackMsg()
        message.rerun_script.query_string, message.rerun_script.page_name = self.query, self.page
        answers = await self.told(message)
        moved = next(one.delta for one in answers if one.delta.new_element.slider.id)
        self.slider, self.part, self.at = moved.new_element.slider.id, moved.fragment_id, 0.0
        if not self.part:
            sys.exit("the slider is not in a part of its own")

    async def run(self) -> None:
        """Move the slider once; as in a browser, the address follows what the page writes into it."""
        message = BackMsg()
        message.rerun_script.query_string, message.rerun_script.page_name = self.query, self.page
        message.rerun_script.fragment_id = self.part
        self.at = (self.at + 0.1) % 10
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.slider
        state.double_array_value.data.append(self.at)
        for answer in await self.told(message):
            if answer.WhichOneof("type") == "page_info_changed":
                self.query = answer.page_info_changed.query_string


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
            kind = Slider if name == "slider" else Server
            found[name] = kind([sys.executable, "-m", "explorer", "serve"], free_port(), page)
        for server in found.values():
            stack.callback(server.process.wait)
            stack.callback(server.process.terminate)
        yield found


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def rounds(found: dict[str, Server]) -> dict[str, list[float]]:
    """Return each page's CPU milliseconds a run, round by round."""
    for server in found.values():
        await server.connect()
        for _ in range(WARM):
            await server.run()
    times: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(ROUNDS):
        for name, server in found.items():
            times[name].append(await server.measure())
    return times


def main() -> None:
    """Print minimum and median, and the median ratio to the empty page of the same round."""
    with servers() as found:
        times = asyncio.run(rounds(found))
    print(f"load average {os.getloadavg()[0]:.2f}; {ROUNDS} rounds of {RUNS} runs, CPU milliseconds a run")
    print(f"{'page':<26}{'min':>8}{'median':>8}{'ratio':>8}")
    for name, values in times.items():
        ratio = statistics.median(a / b for a, b in zip(values, times["empty"], strict=True))
        print(f"{name:<26}{min(values):>8.2f}{statistics.median(values):>8.2f}{ratio:>8.2f}")


if __name__ == "__main__":
    main()
