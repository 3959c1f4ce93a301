"""While a stranger does his worst, the server answers."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from explorer.core import paths

pytestmark = pytest.mark.sandbox


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def answered(address):
    try:
        with urlopen(address, timeout=1) as answer:
            return answer.status == 200
    except (OSError, URLError):
        return False


def children(pid):
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in found for child in task.read_text().split()]


def alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_the_health_address_answers_within_a_second_under_attack(small_data):
    port = free_port()
    health = f"http://127.0.0.1:{port}/_stcore/health"
    folder = Path(__file__).parent
    server = subprocess.Popen(
        [sys.executable, str(folder / "under_attack.py")],
        cwd=paths.ROOT,
        env=os.environ
        | {"EXPLORER_DATA": str(small_data), "PORT": str(port), "WAIT": "4", "PYTHONPATH": f"{paths.ROOT}:{folder}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    said = []
    reader = threading.Thread(target=lambda: said.extend(line.strip() for line in server.stdout))
    reader.start()
    try:
        until = time.monotonic() + 30
        while not answered(health) and time.monotonic() < until:
            time.sleep(0.1)
        missed, asked, until = 0, 0, time.monotonic() + 120
        while "done" not in said and time.monotonic() < until:
            asked += 1
            missed += not answered(health)
            time.sleep(0.1)
        assert "done" in said
        assert asked > 20
        assert missed == 0
        assert len(said) > 10
        assert server.poll() is None
        workers = children(server.pid)
        assert workers
    finally:
        server.kill()
        server.wait()
        reader.join()
    # Killed without a word, it leaves nobody behind: a worker ends when the other side of its line is gone.
    until = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(alive, workers))
