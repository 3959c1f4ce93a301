"""The same link shows the same: every page in three random states, shared, and opened in a browser of its own.

Compared is what the server sent to each browser: every widget with its value, every text, every chart's data and spec.
``make test-links`` runs this; it takes minutes.
"""

import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explorer.links.pages import PAGES
from explorer.releases import store
from tests.support.browsing import address, binary, chromium, new_context, settle, tab_of  # noqa: F401 (fixtures)
from tests.support.random_links import state

pytestmark = pytest.mark.links
STATES = int(os.environ.get("STATES", "3"))
# What may differ between two openings of one view: where links lead (they carry the release), and notices.
LEADS = re.compile(r'href="[^"]*"')
# The page's own link among the texts that the dialog offers to copy; they are drawn one after another.
SHARED = """start => [...document.querySelectorAll("#sharing[open] code")]
  .map(code => code.innerText).find(text => text.startsWith(start) && !text.includes("\\n"))"""
NOT_COMPARED = {"notice"}
# What is said of an address stands above a page, beside what is newer than the page.
NOTICE = re.compile(r'<p class="notice">[^<]*</p>')
ALONE = re.compile(rf'<div class="above" role="status">({NOTICE.pattern})+</div>')


@pytest.fixture(scope="module")
def small_data():
    """The release in use, in place of the tiny one: what is shared in a meeting."""
    return store.edition().folder.parent.parent


@dataclass
class Watched:
    """A tab, and what its page was told by the server."""

    tab: Page
    elements: dict[tuple[int, ...], tuple[str, bytes]] = field(default_factory=dict)
    known: dict[str, ForwardMsg] = field(default_factory=dict)

    def open(self, url: str) -> None:
        self.tab.on("websocket", lambda line: line.on("framereceived", self.received))
        self.tab.goto(url)
        settle(self.tab)

    def received(self, payload: bytes | str) -> None:
        message = ForwardMsg.FromString(binary(payload))
        if message.WhichOneof("type") == "ref_hash":  # what a later run repeats is sent as its hash
            place = message.metadata
            message = self.known[message.ref_hash]
            message.metadata.CopyFrom(place)
        self.known[message.hash] = message
        kind = message.WhichOneof("type")
        # A part of the page that runs by itself leaves the rest of the page as it is.
        if kind == "new_session" and not message.metadata.run.fragment_ids:
            self.elements.clear()
        elif kind == "delta":
            path = tuple(message.metadata.delta_path)
            if message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                self.elements[path] = (_kind(element), _said(element))

    def shown(self) -> list[tuple[str, bytes]]:
        """Return every element in the page's order, without where its links lead."""
        found = [self.elements[path] for path in sorted(self.elements)]
        return [(kind, said) for kind, said in found if kind not in NOT_COMPARED]


def _kind(element: Element) -> str:
    """Return what an element is; what is said of the address is of a kind of its own."""
    kind = element.WhichOneof("type")
    return "notice" if kind == "html" and ALONE.fullmatch(element.html.body) else kind


def _said(element: Element) -> bytes:
    """Return everything an element says, but not where its links lead and from which address its file comes."""
    kept = Element()
    kept.CopyFrom(element)
    if element.WhichOneof("type") == "html":
        kept.html.body = LEADS.sub("", NOTICE.sub("", element.html.body))
    if element.WhichOneof("type") == "download_button":
        kept.download_button.url = kept.download_button.deferred_file_id = ""
    return kept.SerializeToString(deterministic=True)


@pytest.fixture(scope="module")
def two_browsers(chromium: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:  # noqa: F811
    """The browser of whoever shares and that of whoever opens: neither knows what the other was told."""
    both = new_context(chromium), new_context(chromium)
    yield both
    for one in both:
        one.close()


@pytest.mark.parametrize("seed", range(STATES))
@pytest.mark.parametrize("page", PAGES)
def test_a_shared_link_opens_the_same_in_a_new_browser(address, two_browsers, page, seed):  # noqa: F811
    asked = state(page, random.Random(f"{page} {seed}"))
    path = PAGES[page].path
    one, other = (Watched(tab_of(browser)) for browser in two_browsers)
    one.open(f"{address}/{path}?{urlencode(asked)}")
    before = one.shown()
    one.tab.click("#frame .share")
    link = one.tab.wait_for_function(SHARED, arg=f"{address}/{path}?").json_value()
    other.open(link)
    after = other.shown()
    try:
        assert [kind for kind, _ in after] == [kind for kind, _ in before], asked
        for (kind, now), (_, then) in zip(after, before, strict=True):
            assert now == then, (kind, asked, link)
        assert not other.tab.locator(".above .notice").count(), "the page put the link right"
        assert other.tab.url == link, "an opened link stays as it was sent"
    finally:
        one.tab.close()
        other.tab.close()
