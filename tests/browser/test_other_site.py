"""A page of another site reads a series and draws it; what is the office's own it cannot read."""

import http.server
import json
import re
import threading
import urllib.request
from functools import partial

import pytest

from explorer.core import paths
from tests.support.browsing import address, browser, chromium, tab  # noqa: F401 (fixtures)

pytestmark = pytest.mark.browser

SITE = "https://ip.example.cn"
DRAW = """
const [least, most] = [Math.min, Math.max].map((pick) => pick(...values.map(([, value]) => value)));
const points = values.map(([, value], place) =>
    `${(600 * place) / (values.length - 1)},${200 - (200 * (value - least)) / (most - least)}`);
document.querySelector("polyline").setAttribute("points", points.join(" "));
document.querySelector("text").textContent = `${values[0][0]} – ${values.at(-1)[0]}`;
document.title = "drawn";
"""


@pytest.fixture
def stranger(tmp_path):
    """Serve a folder as another site, and return its address and the folder."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", tmp_path
    server.shutdown()
    server.server_close()


def test_the_recipe_of_the_document_draws_a_series_on_a_page_of_another_site(address, tab, stranger):  # noqa: F811
    where, folder = stranger
    document = (paths.ROOT / "docs" / "use-the-data.md").read_text("utf-8")
    recipe = re.search(r"```javascript\n(.*?)```", document, re.DOTALL)[1].replace(SITE, address)
    drawing = '<svg viewBox="0 0 600 200"><polyline fill="none" stroke="teal"/><text/></svg>'
    page = f'<meta charset="utf-8">{drawing}<script type="module">{recipe}{DRAW}</script>'
    (folder / "page.html").write_text(page, "utf-8")
    with urllib.request.urlopen(f"{address}/data/trademarks_in_force.json?area=100000") as answer:
        rows = json.loads(answer.read())
    assert len(rows) > 1
    tab.goto(f"{where}/page.html")
    tab.wait_for_function("document.title === 'drawn'")
    points = [tuple(map(float, one.split(","))) for one in tab.get_attribute("polyline", "points").split()]
    values = [row["OBS_VALUE"] for row in rows]
    assert len(points) == len(values)
    assert points[values.index(max(values))][1] == 0
    assert points[values.index(min(values))][1] == 200
    assert tab.text_content("text") == f"{rows[0]['TIME_PERIOD']} – {rows[-1]['TIME_PERIOD']}"
    assert tab.evaluate("document.querySelector('polyline').getBoundingClientRect().width") > 100


def test_such_a_page_reads_parts_headers_and_refusals_too(address, tab, stranger):  # noqa: F811
    where, folder = stranger
    (folder / "page.html").write_text("<p>another site</p>", "utf-8")
    tab.goto(f"{where}/page.html")
    read = """async ([url, headers, method]) => {
        const answer = await fetch(url, {headers, method});
        return [answer.status, answer.headers.get("etag"), (await answer.text()).length];
    }"""
    data = f"{address}/data/trademarks_in_force.csv"
    status, tag, length = tab.evaluate(read, [data, {}, "GET"])
    assert (status, bool(tag), length > 100) == (200, True, True)
    assert tab.evaluate(read, [data, {"Range": "bytes=0-9"}, "GET"])[::2] == [206, 10]
    assert tab.evaluate(read, [data, {}, "HEAD"])[::2] == [200, 0]
    assert tab.evaluate(read, [data, {"If-None-Match": tag}, "GET"])[0] == 304
    assert tab.evaluate(read, [f"{data}?colour=red", {}, "GET"])[0] == 400
    with pytest.raises(Exception, match="Failed to fetch"):
        tab.evaluate(read, [f"{address}/now.json", {}, "GET"])
