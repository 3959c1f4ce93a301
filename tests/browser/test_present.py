"""What only a browser can show of an agenda: stepping through it by the keyboard, reload, sharing, without a script."""

import re

import pytest
from playwright.sync_api import Page

from explorer.links import agenda
from tests.support.browsing import SENT, WIDTHS, address, browser, chromium, new_tab, settle, tab, wider

__all__ = ["address", "browser", "chromium", "tab"]

pytestmark = pytest.mark.browser

SEEN = """() => [
  [...document.querySelectorAll("h1")].filter(head => head.checkVisibility()).map(head => head.innerText),
  document.querySelector(".position").innerText]"""
TWELVE = [
    ("overview", {}),
    ("target", {"indicator": "trademarks_in_force"}),
    ("target", {"indicator": "rights_aid_workstations"}),
    ("target", {"indicator": "trademarks_in_force", "area": "210200"}),
    ("target", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount"}),
    ("compare", {"indicator": "trademarks_in_force", "show": "ranking"}),
    ("whatif", {"indicator": "trademarks_in_force"}),
    ("patents", {}),
    ("trademarks", {}),
    ("geographical_indications", {}),
    ("service_network", {}),
    ("ledger", {}),
]


def collected() -> str:
    text = None
    for page, parameters in TWELVE:
        text = agenda.adding(text, page, parameters, "Third quarter")
    return text


@pytest.fixture
def where(address) -> str:
    return f"{address}/present?agenda={collected()}&lang=en"


def seen(tab: Page) -> tuple[str, str]:
    """Return the title of the one item that is seen, and the place it says it has."""
    titles, place = tab.evaluate(SEEN)
    (title,) = titles
    return title, place


def every_title(tab: Page) -> list[str]:
    return tab.locator("h1").all_text_contents()


def test_the_keyboard_alone_leads_through_all_twelve_and_back(where, tab):
    tab.goto(where)
    titles = every_title(tab)
    assert len(titles) == 12
    for place, key in enumerate(["ArrowRight", "PageDown", "Space", "Enter"] * 3, start=1):
        assert seen(tab) == (titles[place - 1], f"{place} / 12")
        tab.keyboard.press(key)
    assert seen(tab) == (titles[11], "12 / 12"), "after the last there is nothing more"
    for place, key in zip(range(11, 8, -1), ["ArrowLeft", "PageUp", "Backspace"], strict=True):
        tab.keyboard.press(key)
        assert seen(tab) == (titles[place - 1], f"{place} / 12")
    tab.keyboard.press("Home")
    assert seen(tab)[1] == "1 / 12"
    tab.keyboard.press("ArrowLeft")
    assert seen(tab)[1] == "1 / 12"
    tab.keyboard.press("End")
    assert seen(tab) == (titles[11], "12 / 12")
    tab.keyboard.type("7")
    tab.keyboard.press("Enter")
    assert seen(tab) == (titles[6], "7 / 12")


def test_the_step_is_announced_and_kept_in_the_link(where, tab):
    tab.goto(where)
    entries = tab.evaluate("history.length")
    for _ in range(4):
        tab.keyboard.press("ArrowRight")
    title, place = seen(tab)
    assert tab.inner_text("[role=status]") == f"{place} {title}"
    assert tab.title().startswith("5/12 Third quarter · ")
    assert "step=5" in tab.url
    assert tab.evaluate("history.length") == entries, "stepping writes no entry: Back leads out"
    tab.reload()
    assert seen(tab) == (title, "5 / 12")


def test_escape_leads_to_the_agenda_and_back_to_the_same_item(where, tab):
    tab.goto(f"{where}&step=3")
    tab.keyboard.press("Escape")
    tab.wait_for_url(re.compile("/agenda[?]"))
    settle(tab)
    tab.wait_for_selector(".agenda-items")
    assert tab.locator(".agenda-items li").count() == 12
    tab.go_back()
    tab.wait_for_selector(".position")
    assert seen(tab)[1] == "3 / 12"


def test_o_opens_the_view_and_the_link_does_too(where, tab):
    tab.goto(f"{where}&step=1")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("o")
    tab.wait_for_url(re.compile("/target[?]"))
    settle(tab)
    assert "indicator=trademarks_in_force" in tab.url
    assert f"agenda={collected()}" in tab.url
    tab.goto(f"{where}&step=12")
    tab.locator("a[rel=bookmark]").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/ledger[?]"))


def test_the_links_can_be_reached_by_the_tabulator_and_show_it(where, tab):
    tab.goto(f"{where}&step=2")
    reached = []
    for _ in range(5):
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("document.activeElement.getAttribute('rel')"))
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert reached[:4] == ["prev", "next", "bookmark", "up"]
    tab.locator("a[rel=next]").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    assert seen(tab)[1] == "4 / 12"
    assert tab.evaluate("document.activeElement.getAttribute('rel')") == "next", "the focus stays where it was"


def test_a_browsers_own_keys_stay_its_own(where, tab):
    tab.goto(where)
    tab.keyboard.press("Control+ArrowRight")
    tab.keyboard.press("Alt+ArrowDown")
    assert seen(tab)[1] == "1 / 12"


def test_a_click_at_the_edge_steps_and_one_in_the_middle_does_not(where, tab):
    tab.goto(where)
    tab.mouse.click(1270, 300)
    assert seen(tab)[1] == "2 / 12"
    tab.mouse.click(640, 300)
    assert seen(tab)[1] == "2 / 12"
    tab.mouse.click(8, 300)
    assert seen(tab)[1] == "1 / 12"
    tab.click("a[rel=next]")
    assert seen(tab)[1] == "2 / 12"


def test_without_a_script_the_links_lead_through(where, chromium):
    page = new_tab(chromium, java_script_enabled=False)
    page.goto(f"{where}&step=11")
    titles = every_title(page)
    assert seen(page) == (titles[10], "11 / 12")
    page.click("a[rel=next]")
    page.wait_for_url(re.compile("step=12"))
    assert seen(page) == (titles[11], "12 / 12")
    page.click("a[rel=prev]")
    page.wait_for_url(re.compile("step=11"))
    assert seen(page) == (titles[10], "11 / 12")
    page.context.close()


def test_the_same_link_shows_somebody_else_the_same_twelve(address, where, tab, chromium):
    tab.goto(where)
    titles = every_title(tab)
    other = new_tab(chromium, locale="en-US")
    other.goto(f"{address}/agenda?agenda={collected()}&lang=en")
    settle(other)
    other.wait_for_selector(".agenda-items")
    assert other.locator(".agenda-items .view > a").all_inner_texts() == titles
    other.context.close()


def test_moving_an_item_is_one_step_back(address, tab):
    tab.goto(f"{address}/agenda?agenda={collected()}&lang=en")
    settle(tab)
    names = tab.locator(".agenda-items .view > a")
    names.first.wait_for()
    before = names.all_inner_texts()
    tab.locator("[aria-label='Move no. 2 up']").click()
    tab.wait_for_function("document.querySelector('.agenda-items li a')?.innerText.includes('trademarks')")
    settle(tab)
    assert names.all_inner_texts() == [before[1], before[0], *before[2:]]
    tab.go_back()
    settle(tab)
    names.first.wait_for()
    assert names.all_inner_texts() == before


def test_nothing_is_asked_of_a_foreign_host_and_nothing_breaks_the_guard(where, address, tab):
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda fault: said.append(str(fault)))
    tab.goto(where)
    tab.keyboard.press("End")
    assert all(url.startswith(address) for url in asked)
    assert not [text for text in said if "Content Security Policy" in text or "Error:" in text]


def test_nothing_is_wider_than_the_screen(where, address, tab):
    for url in (where, f"{address}/agenda?agenda={collected()}&lang=en"):
        tab.goto(url)
        tab.wait_for_selector(".position, .agenda-items")
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 800})
            tab.evaluate(SENT)
            assert wider(tab) <= 0, (url[:60], width)


def test_the_type_is_large_and_every_item_fits_a_projector(where, tab):
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto(where)
    for _ in range(12):
        sizes = tab.evaluate(
            "[...document.querySelectorAll('.item.now h1, .item.now .said, .item.now .sources')]"
            ".map(part => parseFloat(getComputedStyle(part).fontSize))"
        )
        assert sizes[0] >= 32
        assert sizes[1] >= 20
        assert min(sizes) >= 16
        assert tab.evaluate("document.scrollingElement.scrollHeight - innerHeight") <= 0
        tab.keyboard.press("ArrowRight")


def test_printed_each_item_has_a_page(where, tab):
    tab.goto(where)
    tab.emulate_media(media="print")
    assert all(head.is_visible() for head in tab.locator("h1").all())
    assert not tab.locator("nav").is_visible()
    pages = re.findall(rb"/Type\s*/Page\b", tab.pdf(prefer_css_page_size=True))
    assert len(pages) == 12
