"""A server of the explorer's own environment; the programs that read it are not installed there."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import duckdb
import duckdb_extension_httpfs
import pytest

ROOT = Path(__file__).parents[2]
EXPLORER = ROOT / ".venv" / "bin" / "python"
PATIENCE = 120  # seconds


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Where the explorer serves the release in use. Its log is shown where it does not come up."""
    log = tmp_path_factory.mktemp("server") / "log"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    told = os.environ | {"HOST": "127.0.0.1", "PORT": port}
    with log.open("wb") as said:
        server = subprocess.Popen([EXPLORER, "-m", "explorer", "serve"], cwd=ROOT, env=told, stdout=said, stderr=said)
    url, until = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
    try:
        while not _answers(url):
            assert server.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def _answers(url):
    try:
        with urllib.request.urlopen(f"{url}/livez", timeout=2):
            return True
    except OSError:
        return False


@pytest.fixture
def fetched(site):
    """Return the bytes at a path."""

    def fetch(path):
        with urllib.request.urlopen(f"{site}{path}", timeout=60) as answer:
            return answer.read()

    return fetch


@pytest.fixture
def database():
    """A DuckDB that reads over HTTP."""
    extension = next(Path(duckdb_extension_httpfs.__path__[0]).rglob("httpfs.duckdb_extension"))
    found = duckdb.connect()
    found.load_extension(str(extension))
    return found


@pytest.fixture
def beside():
    """Return the path of a program that is installed beside this Python."""
    return lambda name: str(Path(sys.executable).parent / name)
