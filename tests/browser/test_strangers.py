"""Sixteen notices with addresses in them: none becomes a link, a picture or a line that runs the other way."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.support.browsing import address, browser, chromium, settle, tab

__all__ = ["address", "browser", "chromium", "tab"]

pytestmark = pytest.mark.browser
ADDRESSES = [
    "http://evil.example/a",
    "https://evil.example",
    "www.evil.example",
    "mail@evil.example",
    "mailto:a@evil.example",
    "<https://evil.example>",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x]: https://evil.example",
    "<a href=https://evil.example>x</a>",
    "<img src=https://evil.example/x.png>",
    "javascript:alert(1)//evil.example",
    "//evil.example/x",
    "\u202ehttps://evil.example",
    "ftp://evil.example",
    "![x][y] `https://evil.example`",
]
NAMES = ("plan", "indicator", "as_of", "evidence")
LINKS = (
    "all => all.map(one => one.href || one.src).filter(one => one.includes('evil') && !one.startsWith(location.origin))"
)


def looked_at(tab: Page, url: str, asked: list[str]) -> str:
    """Return what a page says, once it has been seen that nothing in it leads away."""
    asked.clear()
    tab.goto(url)
    settle(tab)
    assert tab.locator("a, img, iframe, link, script").evaluate_all(LINKS) == [], url
    assert not [one for one in asked if "://evil" in one or "://www.evil" in one], url
    return tab.inner_text("body")


def test_no_notice_leads_to_a_strangers_site_or_runs_the_other_way(address, tab):
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    seen = 0
    for begin in range(0, len(ADDRESSES), len(NAMES)):
        wrong = ADDRESSES[begin : begin + len(NAMES)]
        query = urlencode(dict(zip(NAMES, wrong, strict=True)) | {"lang": "en"})
        said = looked_at(tab, f"{address}/target?{query}", asked)
        notices = tab.locator(".notice").all_inner_texts()
        seen += sum("evil.example" in one for one in notices)
        assert "\u202e" not in said
    assert seen == len(ADDRESSES)


def test_a_search_and_an_error_show_an_address_as_letters(address, tab):
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for path in ("/trademarks?find={}&lang=en", "/{}", "/agenda?agenda={}&lang=en", "/sql?sql={}&lang=en&stranger={}"):
        for wrong in (ADDRESSES[0], ADDRESSES[6], ADDRESSES[13]):
            given = urlencode({"": wrong})[1:]
            url = f"{address}{path.format(given, given)}"
            if path == "/{}":
                tab.goto(url)
                assert tab.locator("a, img").evaluate_all(LINKS) == []
            else:
                looked_at(tab, url, asked)
