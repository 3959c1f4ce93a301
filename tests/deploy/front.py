"""The site as it stands on a server: two processes behind nginx with TLS, on a host of its own or below a path."""

import http.client
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import websockets

from bench.visitor import Visitor
from deploy.ready import ready
from explorer.core import paths
from tests.support.browsing import certified

HERE, TOKEN = "127.0.0.1", "a token of this test"


@dataclass
class Answer:
    """What was answered: status, each header with all its values, the body."""

    status: int
    headers: Mapping[str, list[str]]
    body: bytes

    def cookie(self, name: str) -> str:
        """Return the value of a cookie that was set; empty without."""
        found = [re.match(rf"{name}=([^;]*)", one) for one in self.headers.get("set-cookie", [])]
        return next((one[1] for one in found if one), "")


@dataclass
class Site:
    """A site: its port and the path below which it stands, the ports of its processes, its log, who serves it."""

    port: int
    folder: str
    log: Path
    certificate: Path
    process: subprocess.Popen[bytes]

    @property
    def ports(self) -> tuple[int, int]:
        return self.port + 1, self.port + 2

    @property
    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.certificate)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, port: int = 0, **headers: str) -> Answer:
        """Ask for an address, at nginx or, with ``port``, of one process; ``headers`` with _ for -."""
        source = (headers.pop("source", HERE), 0)
        line = (
            http.client.HTTPConnection(HERE, port, timeout=60, source_address=source)
            if port
            else http.client.HTTPSConnection(HERE, self.port, timeout=60, source_address=source, context=self.context)
        )
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            line.request(method, path if port else f"{self.folder}{path}", body, {"Accept-Language": "en"} | told)
            found = line.getresponse()
            said: dict[str, list[str]] = {}
            for name, value in found.getheaders():
                said.setdefault(name.lower(), []).append(value)
            return Answer(found.status, said, found.read())
        finally:
            line.close()

    def served_by(self, **headers: str) -> str:
        """Return which process answers whoever sends these headers: when it was begun."""
        told = self.ask("/metrics", Authorization=f"Bearer {TOKEN}", **headers).body.decode()
        return re.search(r"^explorer_start_time_seconds (\S+)", told, re.MULTILINE)[1]

    def roll(self) -> None:
        """Begin the processes again, one after another; return when that is done."""
        before = self.log.read_text().count("begun again")
        self.process.send_signal(signal.SIGHUP)
        until = time.monotonic() + 120
        while self.log.read_text().count("begun again") == before:
            assert time.monotonic() < until, self.log.read_text()[-2000:]
            time.sleep(0.1)


def free_ports() -> int:
    """Return a port that is free, and the two after it."""
    for _ in range(50):
        with socket.socket() as probe:
            probe.bind((HERE, 0))
            port = int(probe.getsockname()[1])
        try:
            for more in range(3):
                with socket.socket() as probe:
                    probe.bind((HERE, port + more))
        except (OSError, OverflowError):
            continue
        return port
    raise RuntimeError("no three free ports")


@contextmanager
def site(place: Path, data: Path, folder: str = "", **settings: str) -> Iterator[Site]:
    """Serve ``data`` as ``make serve`` does; ``place``: where certificate and log are kept."""
    (key, certificate), log, port = certified(place), place / "log", free_ports()
    tls = ["--certificate", str(certificate), "--key", str(key), "--port", str(port), "--folder", folder]
    command = [sys.executable, "-m", "deploy.serve", "--workers", "2", *tls]
    told = os.environ | {"EXPLORER_DATA": str(data), "METRICS_TOKEN": TOKEN} | settings
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=paths.ROOT, env=told, stdout=out, stderr=out)
    try:
        made = Site(port, folder, log, certificate, process)
        assert all(ready(one, 60) for one in made.ports), log.read_text()
        until = time.monotonic() + 20
        while "kill -HUP" not in log.read_text() or not listening(port):
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield made
    finally:
        process.terminate()
        process.wait(60)


def listening(port: int) -> bool:
    """Whether anybody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex((HERE, port)) == 0


class Guest(Visitor):
    """A visitor who comes through nginx, and comes back when the line breaks, as Streamlit's page in a browser does.

    ``port``: of the process that is asked past nginx.
    """

    def __init__(self, at: Site, source: str = HERE, port: int = 0, **headers: str) -> None:
        super().__init__(at.port)
        self.at, self.source, self.headers, self.cookie = at, source, headers, ""
        self.past = port

    async def connect(self, page: str, query: str) -> None:
        """Open the line; whoever has no process yet gets one with the first HTML."""
        if not self.cookie:
            self.cookie = self.at.ask(f"/{page}?{query}", source=self.source).cookie("explorer_process")
        told = {"Cookie": f"explorer_process={self.cookie}"} | {
            name.replace("_", "-"): value for name, value in self.headers.items()
        }
        public = f"wss://{HERE}:{self.at.port}{self.at.folder}"
        address = f"{f'ws://{HERE}:{self.past}' if self.past else public}/_stcore/stream"
        self.line = await websockets.connect(
            address,
            ssl=None if self.past else self.at.context,
            max_size=None,
            compression=None,
            open_timeout=60,
            additional_headers=told,
            local_addr=(self.source, 0),
        )
        for value in self.line.response.headers.get_all("set-cookie"):
            if found := re.match(r"explorer_process=(\d+)", value):
                self.cookie = found[1]

    def shown(self, told: list) -> str:
        """Return all texts that a page was told."""
        return json.dumps([str(one) for one in told if one.WhichOneof("type") == "delta"], ensure_ascii=False)
