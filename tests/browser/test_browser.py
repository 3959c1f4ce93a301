"""What only a browser can show: links, Back, Forward, reload, page switches, and the pictures themselves."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.browsing import address, browser, chromium, each_width, menu, new_tab, scope, settle, tab, wider

__all__ = ["address", "browser", "chromium", "tab"]

pytestmark = pytest.mark.browser


def headings(tab: Page) -> str:
    tab.wait_for_selector("[data-testid=stMain] h1")
    return " ".join(tab.locator("[data-testid=stMain] :is(h1, .state)").all_inner_texts())


def test_a_deep_link_on_a_fresh_server_shows_its_page_and_our_menu(address, tab):
    """The first request a server ever gets must not land on the overview or show file names as a menu."""
    tab.goto(f"{address}/target?plan=cn-14fyp&indicator=ip_pledge_amount&lang=en")
    settle(tab)
    assert "pledge" in headings(tab)
    assert "3,200" in tab.inner_text("body") or "320 billion yuan" in tab.inner_text("body")
    assert tab.locator("[data-testid=stSidebarNav]").count() == 0
    assert tab.locator("#frame-menu a").count() >= 3


def test_choose_back_forward_reload_and_switch_page(address, tab):
    tab.goto(f"{address}/?plan=ln-2025&lang=en")
    settle(tab)
    scope(tab, "plan", "National 14th")
    assert "plan=cn-14fyp" in tab.url
    assert "14th" in headings(tab)
    entries = tab.evaluate("history.length")
    tab.go_back()
    tab.wait_for_function("location.search.includes('plan=ln-2025')")
    settle(tab)
    assert "three-year" in headings(tab)
    assert tab.evaluate("history.length") == entries, "going back must not write a new entry"
    tab.go_forward()
    tab.wait_for_function("location.search.includes('plan=cn-14fyp')")
    settle(tab)
    assert "14th" in headings(tab)
    tab.reload()
    settle(tab)
    assert "14th" in headings(tab)
    assert "plan=cn-14fyp" in tab.url
    menu(tab, "method")
    assert "plan=cn-14fyp" in tab.url
    menu(tab, "")
    assert "method" not in tab.url
    assert "14th" in headings(tab)


def test_a_bare_address_is_left_bare_so_that_back_leads_out(address, tab):
    tab.goto("about:blank")
    tab.goto(f"{address}/")
    settle(tab)
    assert tab.url.rstrip("/") == address
    tab.go_back()
    assert tab.url == "about:blank"


def test_a_row_of_the_overview_is_a_link_and_back_returns_to_it(address, tab):
    tab.goto(f"{address}/?plan=cn-14fyp&lang=en&evidence=published")
    settle(tab)
    tab.click(".board .row:has-text('pledge')")
    tab.wait_for_function("location.pathname.includes('target')")
    settle(tab)
    assert "ip_pledge_amount" in tab.url
    assert "evidence=published" in tab.url
    assert "pledge" in headings(tab)
    tab.go_back()
    settle(tab)
    assert "8 targets" in headings(tab)


def test_the_target_chart_is_drawn_with_its_goal(address, tab):
    tab.goto(f"{address}/target?plan=cn-14fyp&indicator=high_value_invention_patents_per_capita&lang=zh")
    settle(tab)
    tab.wait_for_selector("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")
    box = tab.locator("[data-testid=stVegaLiteChart]").bounding_box()
    assert box
    assert box["width"] > 500
    assert box["height"] > 350


def test_no_page_is_wider_than_the_screen(address, tab):
    for page in ("", "target", "compare", "whatif", "method"):
        for width in each_width(tab, f"{address}/{page}?plan=ln-2025&lang=en"):
            assert wider(tab) <= 0, (page, width)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height", "screens", "most"), [(1280, 800, 1, 800), (390, 844, 1.5, 1500)])
def test_what_needs_action_and_who_answers_is_seen_without_a_search(
    address, chromium, lang, width, height, screens, most
):
    """The five gaps and every department in the first screen of a desk, in one and a half of a phone."""
    page = new_tab(chromium, viewport={"width": width, "height": height})
    page.goto(f"{address}/?plan=ln-2025&lang={lang}")
    settle(page)
    lowest = "all => all.map(one => one.getBoundingClientRect().bottom)"
    gaps, owners = (page.locator(f".{kind} li").evaluate_all(lowest) for kind in ("gaps", "owners"))
    assert (len(gaps), len(owners)) == (5, 5)
    assert max(*gaps, *owners) <= height * screens
    assert page.locator(".ways").bounding_box()["y"] <= most
    assert wider(page) <= 0
    page.context.close()


REGISTERS = ("patents", "trademarks", "geographical_indications", "service_network")
LISTS = (*REGISTERS, "draft", "evaluation", "changes", "ledger")
OVER = """() => [...document.querySelectorAll('main .choices')].flatMap(form => {
    const boxes = [...form.querySelectorAll('select, input:not([type=checkbox], [type=hidden]), button')]
        .map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width)
    return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
        .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
        .map(([other]) => [one.outerHTML, other.outerHTML]))
})"""
PLAIN = """() => [...document.querySelectorAll('main a[href]')]
    .filter(one => ['rgb(0, 0, 238)', 'rgb(158, 158, 255)'].includes(getComputedStyle(one).color))
    .map(one => one.innerText)"""
CUT = """() => [...document.querySelectorAll('.lineup :is(.status, .value)')]
    .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.innerText)"""


def test_a_list_on_a_phone_scrolls_inside_itself(address, chromium):
    page = new_tab(chromium, viewport={"width": 390, "height": 844})
    tall = {}
    for name in LISTS:
        page.goto(f"{address}/{name}?plan=ln-2025&lang=zh")
        settle(page)
        tall[name] = page.locator("[data-testid=stMain]").evaluate("one => one.scrollHeight")
    assert {name: height for name, height in tall.items() if height > 4000} == {}
    within = page.locator(".ledger.tasks > table").evaluate("one => [one.clientHeight, one.scrollHeight]")
    assert within[0] < 844 < within[1]
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_no_control_lies_over_another_no_link_is_unstyled_and_no_value_is_cut(address, chromium, scheme):
    page = new_tab(chromium, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    wrong = {}
    for name in (*LISTS, "target", "whatif", "compare", "method", "glossary"):
        page.goto(f"{address}/{name}?plan=ln-2025&lang=en")
        settle(page)
        wrong[name] = [*page.evaluate(OVER), *page.evaluate(PLAIN), *page.evaluate(CUT)]
    assert {name: found for name, found in wrong.items() if found} == {}
    page.context.close()


OPEN = "as_of=2024-06-30&print=true"  # everything unfolded, a notice of newer data, the link and its code
PAPER = [
    ("", "lang=zh", 1),
    ("", f"lang=en&{OPEN}", 1),
    ("", "lang=zh&evidence=published&print=true", 1),
    *(
        ("target", f"lang={lang}&indicator={indicator}&{OPEN}", 3)
        for lang in ("zh", "en")
        for indicator in ("overseas_invention_patent_grants", "high_value_invention_patents_per_capita")
    ),
    ("target", "lang=en&indicator=trademarks_in_force", 3),
    ("ledger", "lang=zh&print=true", 6),
    ("ledger", f"lang=en&{OPEN}", 6),
]


@pytest.mark.parametrize(("page", "query", "most"), PAPER)
def test_a_page_takes_as_many_sheets_as_a_person_would_choose(address, tab, page, query, most):
    tab.goto(f"{address}/{page}?plan=ln-2025&{query}")
    settle(tab)
    paper = tab.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= most


def test_what_is_newer_than_the_page_stands_first_on_paper_too(address, tab):
    tab.goto(f"{address}/target?plan=ln-2025&lang=en&indicator=trademarks_in_force&{OPEN}")
    settle(tab)
    tab.emulate_media(media="print")
    notice, title = (tab.locator(one).bounding_box()["y"] for one in (".above", "h1"))
    tab.emulate_media(media="screen")
    assert notice < title


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_bars_of_all_targets_are_as_long_as_each_other_so_that_they_can_be_compared(address, tab, lang):
    tab.goto(f"{address}/?plan=ln-2025&lang={lang}")
    settle(tab)
    tracks = tab.evaluate(
        "[...document.querySelectorAll('.board .bullet:not(.none)')].map(bar => bar.getBoundingClientRect())"
    )
    assert len(tracks) > 15
    assert {round(bar["left"]) for bar in tracks} == {round(tracks[0]["left"])}
    assert {round(bar["width"]) for bar in tracks} == {round(tracks[0]["width"])}
    assert tracks[0]["width"] > 40


def test_the_readmes_picture_is_this_overview(address, tab, tmp_path):
    """PICTURES=docs keeps the picture where the README shows it; it is drawn from published figures alone."""
    picture = Path(os.environ.get("PICTURES", tmp_path)) / "overview.png"
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto(f"{address}/?plan=cn-14fyp&lang=en&evidence=published")
    settle(tab)
    tab.wait_for_selector(".board .row")
    tab.screenshot(path=picture)
    assert picture.stat().st_size > 50_000
    assert tab.locator(".board .row").count() == 8


def test_nothing_is_asked_of_a_foreign_host(address, tab):
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}/?plan=![x](http://foreign.example/c.png)&lang=en")
    settle(tab)
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:", address.replace("http", "ws")))]


def test_a_choice_that_changes_another_is_one_step_back(address, tab):
    tab.goto(f"{address}/?plan=ln-2025&area=210200&lang=en")
    settle(tab)
    scope(tab, "plan", "National 14th")
    assert "area=" not in tab.url, "the nation has one area"
    tab.go_back()
    tab.wait_for_function("location.search.includes('area=210200')")
    settle(tab)
    assert "three-year" in headings(tab)
    assert "plan=ln-2025" in tab.url


def parts(tab: Page) -> list[str]:
    """Return the cities' parts as the page shows them."""
    tab.wait_for_selector(".ledger.division td")
    return tab.locator(".ledger.division td.part b").all_inner_texts()


def test_an_edited_weight_goes_into_the_link_and_survives_it(address, tab, chromium):
    tab.goto(f"{address}/whatif?plan=ln-2025&indicator=trademarks_in_force&goal=850000&split=own&lang=en")
    settle(tab)
    before = parts(tab)
    grid = tab.locator("[data-testid=stDataFrame]")
    editor = tab.locator("[data-testid=number-cell] input, .gdg-growing-entry, input.gdg-input, #portal input")
    for _ in range(20):  # charts above it are still being drawn and move it
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        tab.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + 50)
        tab.keyboard.press("Enter")
        tab.wait_for_timeout(500)
        if editor.count():
            break
    tab.keyboard.press("Control+A")
    tab.keyboard.type("4321", delay=20)
    tab.keyboard.press("Enter")
    tab.wait_for_function("location.search.includes('210100%3A4321')")
    settle(tab)
    after = parts(tab)
    assert after != before
    assert sum(int(part.replace(",", "")) for part in after) == 850_000
    other = new_tab(chromium)
    other.goto(tab.url)
    settle(other)
    assert parts(other) == after
    assert other.url == tab.url


def test_a_slider_moves_the_line_and_the_link_and_back_undoes_it(address, tab):
    tab.goto(f"{address}/whatif?plan=cn-15fyp&scenarios=own&growth=5&lang=en&evidence=published")
    settle(tab)
    row = ".ledger.scenarios tbody tr"
    before = tab.inner_text(row)
    tab.locator(".st-key-choice-growth input").focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("!location.search.includes('growth=5&')")
    settle(tab)
    after = tab.inner_text(row)
    assert "growth=5.1" in tab.url
    assert after != before
    tab.go_back()
    tab.wait_for_function("location.search.includes('growth=5&')")
    settle(tab)
    assert tab.inner_text(row) == before


def test_a_click_on_a_tile_chooses_its_city_and_back_returns(address, tab):
    tab.set_viewport_size({"width": 1280, "height": 1200})
    tab.goto(f"{address}/compare?plan=ln-2025&indicator=trademarks_in_force&lang=en")
    settle(tab)
    picture = tab.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first
    picture.wait_for()
    for _ in range(20):  # a chart that is still being drawn does not hear the click
        box = picture.bounding_box()
        tab.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.9)
        tab.wait_for_timeout(700)
        if "area=210200" in tab.url:
            break
    tab.wait_for_function("location.search.includes('area=210200')")
    settle(tab)
    assert "Dalian" in tab.inner_text(".headline .subtitle")
    tab.go_back()
    tab.wait_for_function("!location.search.includes('area=210200')")
    settle(tab)
    assert "Dalian" not in tab.inner_text(".headline .subtitle >> nth=0")
