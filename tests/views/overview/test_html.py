"""The overview's head: a bar whose parts narrow the list, the ways to see other values, chips and orders as links."""

import datetime as dt
import re
from html import unescape
from urllib.parse import parse_qs

from explorer.analysis.view import View
from explorer.views.overview import html

DAY = dt.date(2026, 9, 30)


def look(edition, plan="ln-2025", area="210000", evidence="all", language="zh", as_of=DAY):
    return View(edition, plan, area, as_of, evidence, language)


def ways(shown, kind):
    """Return what the links of one part of the page ask for."""
    block = re.search(rf'class="{kind}".*?</nav>', shown, re.DOTALL)[0]
    return [parse_qs(unescape(way).partition("?")[2]) for way in re.findall(r'href="([^"]*)"', block)]


def test_each_part_of_the_bar_narrows_the_list_and_keeps_the_order(small):
    asked = ways(html.headline(look(small, "cn-14fyp", "100000"), "plan"), "stacked")
    assert [one["only"] for one in asked] == [["met"], ["met_early"], ["not_published"]]
    assert {one["group"][0] for one in asked} == {"plan"}


def test_chips_say_how_many_and_the_chosen_one_and_the_order_are_marked(small):
    shown = html.listed(look(small, "cn-14fyp", "100000"), "gap", "met", "light")
    assert [one["only"] for one in ways(shown, "chips")] == [["everything"], ["met"], ["met_early"], ["not_published"]]
    assert [one["group"] for one in ways(shown, "orders")] == [["gap"], ["plan"]]
    assert shown.count('aria-current="true"') == 2


def test_a_filter_that_is_no_status_has_a_chip_while_it_is_chosen(small):
    shown = html.listed(look(small), "gap", "ip_services", "light")
    assert "知识产权服务处" in re.search(r'class="chips".*?</nav>', shown, re.DOTALL)[0]


def test_where_everything_is_simulated_the_page_leads_to_what_is_not(small):
    shown = html.headline(look(small))
    assert "本页数值均为模拟" in shown
    strip = re.search(r'class="simulated-shown".*?</p>', shown, re.DOTALL)[0]
    asked = [parse_qs(unescape(way).partition("?")[2]) for way in re.findall(r'href="([^"]*)"', strip)]
    assert (asked[0]["evidence"], asked[1]["plan"]) == (["published"], ["cn-14fyp"])
    assert "simulated-shown" not in html.headline(look(small, "cn-14fyp", "100000"))


def test_before_its_issue_a_plan_has_neither_bar_nor_cards(small):
    shown = html.headline(look(small, as_of=dt.date(2022, 6, 30)))
    assert "stacked" not in shown
    assert "cards" not in shown
