"""The frame in a browser: nothing jumps, no move loads a new document, Back restores, the keyboard reaches it all."""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[attr-defined]
from playwright.sync_api import Page, Request, Route

from explorer.links.pages import PAGES
from tests.support.browsing import address, browser, chromium, menu, new_tab, scope, settle, tab

__all__ = ["address", "browser", "chromium", "tab"]

pytestmark = pytest.mark.browser

SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value
}).observe({ type: 'layout-shift', buffered: true })"""
TOP = "document.querySelector('[data-testid=stMain] h1').getBoundingClientRect().top"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
READERS = [page for page in PAGES if not PAGES[page].role]
QUERY = "plan=ln-2025&lang=en"


def documents(tab: Page) -> list[str]:
    """Return the documents the tab asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.is_navigation_request() and request.frame == tab.main_frame:
            asked.append(request.url)

    tab.on("request", note)
    return asked


def opened(tab: Page, address: str, page: str = "overview", query: str = QUERY) -> None:
    tab.goto(f"{address}/{PAGES[page].path}?{query}")
    settle(tab)


@pytest.mark.parametrize(("width", "most"), [(390, 140), (1280, 120)])
def test_no_page_jumps_and_its_answer_stands_at_the_top(address, chromium, width, most):
    wrong = []
    page = new_tab(chromium, viewport={"width": width, "height": 844})
    page.add_init_script(SHIFTS)
    for slug in READERS:
        for turn in ("cold", "warm"):
            opened(page, address, slug)
            shifted, top = page.evaluate("window.shifted"), page.evaluate(TOP)
            if shifted > 0.1 or top > most:
                wrong.append((slug, turn, round(shifted, 3), top))
    page.context.close()
    assert not wrong


def test_ten_moves_are_ten_entries_of_one_document_and_back_leads_through_them(address, tab):
    asked = documents(tab)
    opened(tab, address)
    before = tab.evaluate("history.length")
    seen = [tab.url]

    def arrived() -> None:
        settle(tab)
        seen.append(tab.url)

    tab.click(".board .row >> nth=3")
    arrived()
    tab.click(".neighbours a[rel=next]")
    arrived()
    for page in ("compare", "whatif", "patents", "ledger", "changes"):
        menu(tab, page)
        seen.append(tab.url)
    menu(tab, "")
    seen.append(tab.url)
    scope(tab, "plan", "National 14th")
    seen.append(tab.url)
    tab.click(".ways .orders a >> nth=1")
    settle(tab)
    seen.append(tab.url)
    assert len(asked) == 1, "one document"
    assert tab.evaluate("history.length") == before + 10
    for place in range(len(seen) - 2, -1, -1):
        tab.go_back()
        settle(tab)
        assert tab.url == seen[place]
    assert len(asked) == 1


def test_back_restores_the_scroll_and_forward_too(address, tab):
    opened(tab, address)
    tab.evaluate(f"{SCROLLED} = 300")
    tab.wait_for_timeout(300)
    tab.click(".board .row:visible >> nth=12")
    settle(tab)
    assert tab.evaluate(SCROLLED) == 0, "another page begins at its top"
    tab.go_back()
    settle(tab)
    tab.wait_for_function(f"{SCROLLED} > 0")
    assert tab.evaluate(SCROLLED) > 100


def test_a_row_opens_in_a_tab_of_its_own_by_the_middle_button(address, tab):
    opened(tab, address)
    with tab.context.expect_page() as other:
        tab.click(".board .row >> nth=2", button="middle")
    other.value.wait_for_url("**/target?**")
    other.value.close()
    assert "target" not in tab.url


def test_an_agenda_and_a_frame_go_along_with_every_move(address, tab):
    opened(tab, address, query=f"{QUERY}&embed=true")
    tab.click(".board .row >> nth=2")
    settle(tab)
    assert "embed=true" in tab.url
    assert not tab.locator("#frame").count()


def test_the_search_finds_a_target_by_the_keyboard_alone(address, tab):
    opened(tab, address)
    tab.keyboard.press("/")
    tab.wait_for_selector("#finder[open] [role=option]")
    tab.keyboard.type("workstations")
    tab.wait_for_function("document.querySelectorAll('#found [role=option]').length < 5")
    tab.keyboard.press("Enter")
    settle(tab)
    assert "indicator=rights_aid_workstations" in tab.url
    assert "orkstations" in tab.inner_text("[data-testid=stMain] h1")


def test_the_header_is_used_by_the_keyboard_with_its_focus_seen(address, tab):
    opened(tab, address)
    tab.evaluate("document.activeElement.blur()")
    named = []
    for _ in range(14):
        tab.keyboard.press("Tab")
        named.append(tab.evaluate("document.activeElement.innerText || document.activeElement.className"))
        seen = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert seen != "none", named
    assert named[0] == "Skip to the page"
    for said in ("Overview", "Target", "Cities", "What if", "Data", "Find\n/", "Agenda", "Share", "中文"):
        assert any(said.partition("\n")[0] in name for name in named), (said, named)
    tab.click("#frame details.more summary")
    tab.keyboard.press("Escape")
    assert not tab.locator("#frame details[open]").count()
    assert tab.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_language_and_title_are_right_in_the_first_bytes_and_after_a_change(address, tab):
    opened(tab, address, "target", "plan=ln-2025&indicator=rights_aid_workstations&lang=zh")
    tab.click("#frame .tongue")
    tab.wait_for_function("document.documentElement.lang === 'en'")
    settle(tab)
    assert "lang=en" in tab.url
    assert "indicator=rights_aid_workstations" in tab.url
    assert "Explorer" in tab.title()


def test_before_the_page_is_connected_a_link_loads_its_page(address, tab):
    tab.goto(f"{address}/?{QUERY}", wait_until="commit")
    tab.wait_for_selector("#frame-menu a[data-page=compare]")
    tab.click("#frame-menu a[data-page=compare]")
    tab.wait_for_url("**/compare?**")
    settle(tab)
    assert "Cities" in tab.inner_text("#frame [aria-current=page]")


def test_whoever_comes_later_reads_the_page_before_streamlit_is_there_and_loses_no_place(address, chromium):
    where = f"{address}/?plan=ln-2025&lang=zh"
    first, later = (new_tab(chromium, viewport={"width": 390, "height": 600}) for _ in range(2))
    first.goto(where)
    settle(first)
    # Each process has its own drawn pages (docs/operations.md, Capacity): behind nginx the later comes to the first's.
    later.context.add_cookies([one for one in first.context.cookies() if one["name"] == "explorer_process"])
    held: list[Route] | None = []

    def hold(asked: Route) -> None:
        asked.continue_() if held is None else held.append(asked)

    later.route("**/static/js/**", hold)  # nothing of Streamlit's comes yet
    later.goto(where, wait_until="commit")
    later.wait_for_selector("#waiting h1")
    early, drawn = later.locator("#waiting h1"), first.locator("[data-testid=stMain] h1")
    assert early.inner_text() == drawn.inner_text()
    assert early.bounding_box() == drawn.bounding_box()
    later.evaluate("document.querySelector('#waiting').scrollTop = 300")
    kept, held = held, None
    for one in kept:
        one.continue_()
    settle(later)
    assert later.locator("#waiting .early").count() == 0
    assert later.evaluate(SCROLLED) == pytest.approx(300, abs=4)


def test_nothing_is_asked_for_that_is_not_there(address, tab):
    lost: list[str] = []
    tab.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    for page in ("overview", "target", "method"):
        opened(tab, address, page)
    assert not lost


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_accessibility(address, chromium, theme):
    page, found = new_tab(chromium, color_scheme=theme), {}
    for slug in READERS:
        opened(page, address, slug)
        page.evaluate(AXE_SCRIPT)
        told = json.loads(page.evaluate("axe.run().then(result => JSON.stringify(result.violations))"))
        serious = [
            (one["id"], [node["target"] for node in one["nodes"]][:4])
            for one in told
            if one["impact"] in ("serious", "critical")
        ]
        if serious:
            found[slug] = serious
    page.context.close()
    assert not found
