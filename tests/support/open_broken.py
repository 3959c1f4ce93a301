"""Open pages and addresses beside the files of a folder, some of which are broken: its queries and promises are named.

A program of its own: what a process has read of one province it keeps. Prints one JSON object.
"""

import asyncio
import json
import sys
from pathlib import Path

import httpx
from streamlit.testing.v1 import AppTest

from explorer.core import paths

paths.QUERIES, paths.PROMISES = map(Path, sys.argv[1:])

from explorer.server import app  # noqa: E402

PLANS = ("cn-14fyp", "ln-2025", "peers-2025")
ADDRESSES = (
    "/api/v1/plans",
    "/api/v1/plans/cn-14fyp",
    "/api/v1/plans/ln-2025",
    "/api/v1/indicators/trademarks_in_force",
    "/file/overview.csv?plan=cn-14fyp",
    "/chart/overview.svg?plan=cn-14fyp",
    "/chart/overview.svg?plan=ln-2025",
    "/data/figures.csv",
)


def page(script: str, plan: str) -> dict[str, object]:
    """Return what a page says of a plan, and what is wrong with it."""
    opened = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    if script != "app.py":
        opened.switch_page(script)
    opened.query_params["plan"], opened.query_params["lang"] = plan, "en"
    opened.run()
    return {
        "exceptions": [str(one.value) for one in opened.exception],
        "errors": [str(one.value) for one in opened.error],
        "said": " ".join(one.proto.body for one in opened.get("html")),
    }


async def answers() -> dict[str, tuple[int, str]]:
    """Return status and the beginning of what each address answers."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return {one: (found.status_code, found.text[:600]) for one in ADDRESSES if (found := await client.get(one))}


if __name__ == "__main__":
    pages = {
        f"{plan} {one}": page(one, plan) for plan in PLANS for one in ("app.py", "pages/target.py", "pages/sql.py")
    }
    print(json.dumps({"pages": pages, "answers": asyncio.run(answers())}))
