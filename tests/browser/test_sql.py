"""What only a browser can show of the SQL page: the query in the link, Back, stop, and others who notice nothing."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from explorer.links import sql
from tests.support.browsing import address, browser, chromium, new_tab, settle, tab

__all__ = ["address", "browser", "chromium", "tab"]

pytestmark = pytest.mark.browser

ENDLESS = "with recursive t(n) as (select 1 union all select n + 1 from t) select max(n) from t"


@pytest.fixture(autouse=True, scope="module")
def _switched_on():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_SQL", "on")
        yield


def query_of(tab):
    return sql.read(parse_qs(urlsplit(tab.url).query).get("sql", [""])[0])


def opened(tab, address, text):
    tab.goto(f"{address}/sql?lang=en&sql={quote(sql.written(text))}")
    tab.wait_for_selector("textarea")
    settle(tab)


def stop(tab):
    """The page's own button; Streamlit shows one of its own in its bar."""
    return tab.get_by_test_id("stMainBlockContainer").get_by_role("button", name="Stop")


def run(tab):
    tab.get_by_role("button", name="Run", exact=True).click()


def test_a_query_typed_and_run_is_in_the_link_and_back_returns_to_the_one_before(address, tab):
    tab.goto(f"{address}/sql?lang=en")
    tab.wait_for_selector("textarea")
    settle(tab)
    tab.fill("textarea", "from areas select count(*) as n")
    run(tab)
    tab.wait_for_selector("text=1 rows × 1 columns")
    tab.wait_for_function("location.search.includes('sql=')")
    assert query_of(tab) == "from areas select count(*) as n"
    tab.fill("textarea", "select 'second' as s, 2 as t")
    run(tab)
    tab.wait_for_selector("text=1 rows × 2 columns")
    tab.wait_for_timeout(500)
    assert query_of(tab) == "select 'second' as s, 2 as t"
    tab.go_back()
    tab.wait_for_function("document.querySelector('textarea').value.includes('areas')")
    tab.wait_for_selector("text=has not been run")


def test_a_worked_example_opens_as_a_link_and_waits(address, tab):
    tab.goto(f"{address}/sql?lang=en")
    tab.click("text=Worked examples (20)")
    tab.click("ol.examples a >> nth=2")
    tab.wait_for_function("document.querySelector('textarea')?.value.includes('join areas')")
    tab.wait_for_selector("text=has not been run")
    run(tab)
    tab.wait_for_selector("text=not to be quoted")
    tab.wait_for_selector("canvas, .vega-embed svg")


def test_stop_ends_a_query_and_the_next_one_is_answered(address, tab):
    opened(tab, address, ENDLESS)
    run(tab)
    stop(tab).click()
    tab.wait_for_selector("text=The query was stopped")
    tab.fill("textarea", "select 7 as seven")
    run(tab)
    tab.wait_for_selector("text=1 rows × 1 columns")


def test_what_takes_too_long_is_ended_with_a_sentence(address, tab):
    opened(tab, address, ENDLESS)
    run(tab)
    tab.wait_for_selector("text=took longer than 10 seconds")


def test_others_are_served_while_one_waits(address, chromium, tab):
    opened(tab, address, ENDLESS)
    run(tab)
    stop(tab).wait_for()
    other = new_tab(chromium, locale="en-GB")
    opened(other, address, "from periods select count(*) as n")
    run(other)
    other.wait_for_selector("text=1 rows × 1 columns")
    other.context.close()
    assert stop(tab).is_visible()
    stop(tab).click()
    tab.wait_for_selector("text=The query was stopped")


def test_a_targets_sql_opens_as_the_target_was_seen(address, tab):
    tab.goto(f"{address}/target?lang=en&indicator=trademarks_in_force&as_of=2023-12-31")
    settle(tab)
    tab.click("text=queries/trademarks_in_force.sql")
    settle(tab)
    tab.click("text=Open on the SQL page")
    tab.wait_for_function("document.querySelector('textarea')?.value.includes('city_months')")
    assert "as_of=2023-12-31" in tab.url
    assert re.search(r"release=\d{8}-", tab.url)
    run(tab)
    tab.wait_for_selector("text=records that began later are left out")
