"""The recipes of docs/use-the-data.md, run as they stand against a server that listens."""

import re
import subprocess
import threading
import time

import pytest
import uvicorn
from starlette.applications import Starlette

from explorer import server
from explorer.core import paths
from explorer.web.http import middleware

SITE = "https://ip.example.cn"


@pytest.fixture
def site(small):
    """Where a server with the data addresses listens."""
    app = Starlette(routes=server.ROUTES, middleware=middleware.MIDDLEWARE)
    one = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=one.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not one.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{one.servers[0].sockets[0].getsockname()[1]}"
    one.should_exit = True
    thread.join(20)


def blocks(language: str, site: str) -> list[str]:
    text = (paths.ROOT / "docs" / "use-the-data.md").read_text("utf-8")
    found = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found
    return [block.replace(SITE, site) for block in found]


def test_the_recipes_read_the_nations_marks(site, tmp_path):
    for block in blocks("python", site):
        names: dict = {}
        exec(block, names)  # noqa: S102 (the recipes of the documents are our own)
        assert len(names["nation"]) > 1, block
        assert {len(area) for area in names["marks"]["REF_AREA"]} == {6}, "codes stay texts"
    for block in blocks("sh", site):
        subprocess.run(["bash", "-ec", block], cwd=tmp_path, check=True, timeout=30)
    lines = (tmp_path / "marks.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("REF_AREA,INDICATOR,")
    assert {line.partition(",")[0] for line in lines[1:]} == {"100000"}
