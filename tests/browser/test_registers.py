"""What only a browser can show of the register pages: links to records, Back, paging, and that nothing is cut off."""

import pytest

from explorer.analysis.registers import definitions
from tests.support.browsing import address, browser, choose, chromium, each_width, settle, tab, wider

__all__ = ["address", "browser", "chromium", "tab"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", definitions.REGISTERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_register_is_wider_than_the_screen_and_no_head_is_cut(address, tab, page, lang):
    for width in each_width(tab, f"{address}/{page}?plan=ln-2025&lang={lang}"):
        tab.wait_for_selector(".figures")
        assert wider(tab) <= 0, width
        cut = tab.evaluate(
            "[...document.querySelectorAll('.figures > div, .chart-key')]"
            ".filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.innerText)"
        )
        assert not cut, (width, cut)


def test_a_records_number_leads_to_it_and_back_returns_to_the_list(address, tab):
    tab.goto(f"{address}/trademarks?plan=ln-2025&lang=en&state=all&sort=registered_on")
    settle(tab)
    number = tab.locator(".records td.registration_no a").first
    name = number.inner_text()
    number.click()
    tab.wait_for_selector(".record")
    assert f"record={name}" in tab.url
    assert "state=all" in tab.url
    assert name in tab.inner_text(".record")
    tab.go_back()
    settle(tab)
    tab.wait_for_selector(".records")
    assert tab.locator(".record").count() == 0


def test_a_filter_is_part_of_the_address_and_back_takes_it_away(address, tab):
    tab.goto(f"{address}/patents?plan=ln-2025&lang=en")
    settle(tab)
    choose(tab, "kind", "Utility model")
    assert "kind=utility_model" in tab.url
    tab.wait_for_selector(".records")
    kinds = set(tab.locator(".records td.kind").all_inner_texts())
    assert kinds == {"Utility model"}
    tab.go_back()
    settle(tab)
    assert "kind=" not in tab.url
