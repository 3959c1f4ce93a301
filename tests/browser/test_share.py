"""What only a browser can show of sharing: the dialog, a moved slider in its link, frames, paper."""

import re

import pytest

from tests.support.browsing import address, browser, chromium, new_tab, settle, tab  # noqa: F401 (fixtures)

pytestmark = pytest.mark.browser

HEADER, CHOICES, PANEL = "#frame", ".choices", "#sharing[open]"


def link(tab) -> str:  # noqa: F811
    tab.click("#frame .share")
    tab.wait_for_selector(f"{PANEL} code")
    return tab.inner_text(f"{PANEL} code >> nth=0")


def test_a_moved_slider_is_in_the_link_that_is_shared_afterwards(address, tab):  # noqa: F811
    tab.goto(f"{address}/whatif?plan=cn-15fyp&scenarios=own&growth=5&lang=en&evidence=published")
    settle(tab)
    tab.locator(".st-key-choice-growth input").focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("location.search.includes('growth=5.1')")
    settle(tab)
    assert "growth=5.1&" in link(tab) + "&"


def test_the_dialog_closes_by_keyboard_and_the_page_is_as_it_was(address, tab):  # noqa: F811
    tab.goto(f"{address}/target?plan=cn-14fyp&indicator=ip_pledge_amount&lang=en")
    settle(tab)
    before = tab.url
    assert "release=" in link(tab)
    assert tab.locator(f"{PANEL} img.share-code").count() == 1
    tab.keyboard.press("Escape")
    tab.wait_for_selector(PANEL, state="detached")
    assert tab.url == before


def test_the_copy_button_can_be_seen_without_a_mouse(address, tab):  # noqa: F811
    tab.goto(f"{address}/?plan=cn-14fyp&lang=en")
    settle(tab)
    link(tab)
    assert tab.locator(f"{PANEL} button.copy").first.is_visible()


def test_a_link_is_copied_with_and_without_the_browsers_clipboard(address, chromium):  # noqa: F811
    for lacks in ("", "Object.defineProperty(navigator, 'clipboard', {value: undefined})"):  # as where TLS is missing
        tab = new_tab(chromium)  # noqa: F811
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab.add_init_script(lacks)
        tab.goto(f"{address}/?plan=cn-14fyp&lang=en")
        settle(tab)
        wanted = link(tab)
        tab.click(f"{PANEL} button.copy >> nth=0")
        tab.wait_for_selector(f"{PANEL} button.copy:has-text('Copied') >> nth=0")
        tab.keyboard.press("Escape")
        tab.keyboard.press("/")
        tab.keyboard.press("Control+v")
        assert tab.input_value("#finder input") == wanted, lacks
        tab.context.close()


def test_the_devices_own_sharing_is_offered_where_there_is_one(address, chromium):  # noqa: F811
    for has, offered in (("navigator.share = undefined", 0), ("navigator.share = async one => {window.sent = one}", 1)):
        tab = new_tab(chromium)  # noqa: F811
        tab.add_init_script(has)
        tab.goto(f"{address}/target?plan=cn-14fyp&indicator=ip_pledge_amount&lang=en")
        settle(tab)
        link(tab)
        assert tab.locator(f"{PANEL} button.send:visible").count() == offered
        if offered:
            tab.click(f"{PANEL} button.send")
            assert tab.evaluate("window.sent.url").startswith(f"{address}/s/target?")
        tab.context.close()


def test_what_was_added_to_the_agenda_is_said(address, tab):  # noqa: F811
    tab.goto(f"{address}/?plan=cn-14fyp&lang=en")
    settle(tab)
    link(tab)
    tab.click(f"{PANEL} a:has-text('Add to the agenda')")
    tab.wait_for_selector("#added:has-text('Added to the agenda')")
    assert tab.inner_text("#frame .count").strip() == "(1)"
    assert tab.locator(PANEL).count() == 0
    tab.wait_for_selector("#added:has-text('Added')", state="hidden")


@pytest.mark.parametrize("page", ["", "target", "compare", "whatif", "trademarks", "ledger"])
def test_a_page_in_a_frame_has_its_figures_and_a_way_back_but_no_menu(address, tab, page):  # noqa: F811
    tab.goto(f"{address}/{page}?plan=ln-2025&lang=en&embed=true")
    tab.wait_for_selector(".way-back a")
    settle(tab)
    assert not tab.locator(HEADER).count()
    assert not tab.locator(f"{CHOICES}:visible").count()
    assert tab.locator("h1").first.is_visible()
    back = tab.locator(".way-back a")
    assert back.get_attribute("target") == "_blank"
    assert "embed" not in back.get_attribute("href")
    assert "release=" in back.get_attribute("href")


def test_another_site_may_not_frame_the_pages_unless_it_is_listed(address, tab):  # noqa: F811
    answer = tab.request.get(f"{address}/?lang=en")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    refused = []
    tab.on("console", lambda message: refused.append(message.text))
    tab.set_content(f'<iframe src="{address}/?embed=true" width="800" height="400"></iframe>')
    tab.wait_for_timeout(1500)
    assert any("frame-ancestors" in text for text in refused)


def test_a_page_for_print_is_black_on_white_in_a_dark_browser_and_holds_everything(address, chromium):  # noqa: F811
    page = new_tab(chromium, locale="en-GB", color_scheme="dark")
    page.goto(f"{address}/target?plan=cn-14fyp&indicator=ip_pledge_amount&lang=en&print=true")
    page.wait_for_selector(".way-back a")
    settle(page)
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert page.locator("[data-testid=stDataFrame]").count() == 0
    assert not page.locator(HEADER).count()
    assert page.pdf(format="A4", landscape=True).startswith(b"%PDF")
    page.context.close()


def test_an_old_address_lands_on_todays_with_its_choices(address, tab):  # noqa: F811
    tab.goto(f"{address}/outlook?plan=cn-15fyp&asof=2026-03-31&language=en")
    settle(tab)
    assert re.search(r"/whatif\?plan=cn-15fyp&as_of=2026-03-31&lang=en$", tab.url)
    assert "31 March 2026" in tab.inner_text("body")
