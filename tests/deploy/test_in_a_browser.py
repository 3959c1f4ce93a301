"""In a browser behind nginx: no page asks for what the policy forbids, and a page that stands comes back by itself."""

import pytest

from explorer.links.pages import PAGES
from tests.deploy.front import site
from tests.support.browsing import chromium, new_context, settle, tab_of

__all__ = ["chromium"]

pytestmark = pytest.mark.deploy
QUERY = "plan=ln-2025&indicator=trademarks_in_force&lang=en"


@pytest.fixture(scope="module")
def front(tmp_path_factory, small_data):
    with site(tmp_path_factory.mktemp("front"), small_data, "/ip", EXPLORER_SQL="on") as made:
        yield made


@pytest.fixture
def tab(chromium):
    """A tab that knows the site's certificate as little as the test's."""
    context = new_context(chromium, ignore_https_errors=True)
    yield tab_of(context)
    context.close()


def test_no_page_asks_for_what_the_policy_forbids(front, tab):
    said, asked = [], []
    tab.on("console", lambda message: said.append(message.text[-500:]))
    tab.on("request", lambda request: asked.append(request.url))
    at = f"https://127.0.0.1:{front.port}/ip/"
    for page in PAGES.values():
        tab.goto(f"{at}{page.path}?{QUERY}")
        settle(tab)
        assert tab.locator("[data-testid=stMain] h1").count(), page.path
    tab.goto(f"{at}present?agenda=&{QUERY}")
    assert not [one for one in said if "Content Security Policy" in one]
    assert not [url for url in asked if not url.startswith((at, "data:", "blob:"))], "nothing stands beside the path"


def test_a_page_that_stands_comes_back_by_itself_after_both_processes_were_begun_again(front, tab):
    tab.goto(f"https://127.0.0.1:{front.port}/ip/target?{QUERY}")
    settle(tab)
    before = tab.inner_text("[data-testid=stMain] h1")
    lines = []
    tab.on("websocket", lambda line: lines.append(line.url))
    front.roll()
    tab.wait_for_function("document.querySelector('[data-testid=stMain] h1')", timeout=10_000)
    tab.wait_for_timeout(1000)
    settle(tab)
    assert lines, "the line was lost"
    assert tab.inner_text("[data-testid=stMain] h1") == before
    assert tab.locator("[data-testid=stConnectionStatus], [role=dialog]").count() == 0
    tab.click("#frame-menu a[data-page='compare']")
    tab.wait_for_url("**/ip/compare*")
    settle(tab)
    assert tab.locator("[data-testid=stMain] h1").count()
