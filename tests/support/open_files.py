"""Open pages and addresses beside the files of a folder, some of which are added or broken.

A program of its own: what a process has read of one province it keeps. EXPLORER_PROVINCE names its files; the
arguments are the folders of queries and promises, plans (with commas between), addresses (with spaces between), and
``build`` where a release is to be built first, ``every`` for every page, ``lang=`` and a language's code. Prints one
JSON object.
"""

import asyncio
import json
import sys
from pathlib import Path

import httpx
from streamlit.testing.v1 import AppTest

from explorer.core import paths

paths.QUERIES, paths.PROMISES = map(Path, sys.argv[1:3])

from explorer.analysis import left_out  # noqa: E402
from explorer.links.pages import PAGES  # noqa: E402
from explorer.pipeline.publish import publishing  # noqa: E402
from explorer.releases import store  # noqa: E402
from explorer.server import app  # noqa: E402


def page(script: str, plan: str, lang: str) -> dict[str, object]:
    """Return what a page says of a plan, and what is wrong with it."""
    opened = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    if script != "app.py":
        opened.switch_page(script)
    opened.query_params["plan"], opened.query_params["lang"] = plan, lang
    opened.run()
    return {
        "exceptions": [str(one.value) for one in opened.exception],
        "errors": [str(one.value) for one in opened.error],
        "said": " ".join(one.proto.body for one in opened.get("html")),
    }


async def answers(addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Return status and the beginning of what each address answers."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        found = {one: await client.get(one) for one in addresses}
    return {one: (answer.status_code, answer.text[:20000]) for one, answer in found.items()}


if __name__ == "__main__":
    plans, addresses = sys.argv[3].split(","), sys.argv[4].split()
    lang = next((one.removeprefix("lang=") for one in sys.argv[5:] if one.startswith("lang=")), "en")
    if "build" in sys.argv[5:]:
        publishing.rebuild()
    asked = PAGES if "every" in sys.argv[5:] else ("overview", "target", "sql")
    pages = {f"{plan} {name}": page(PAGES[name].script, plan, lang) for plan in plans for name in asked}
    faults = list(left_out.files(store.edition()))
    print(json.dumps({"pages": pages, "answers": asyncio.run(answers(addresses)), "faults": faults}))
