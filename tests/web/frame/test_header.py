"""The header: which pages it names to whom, what its links carry, and what it says of the agenda."""

import re
from html import unescape
from urllib.parse import parse_qs

from explorer.core import language
from explorer.links import agenda
from explorer.links.agenda import Agenda, Item
from explorer.links.pages import PAGES
from explorer.web.frame import header

EN = language.words("en")
EVERY = frozenset({"publisher", "analyst"})
TWO = agenda.written(Agenda("", (Item("ledger", {}), Item("overview", {}))))


def bar(page="target", roles=EVERY, **query):
    return str(header.bar(page, query, roles, None, EN))


def named(drawn):
    return dict(re.findall(r'data-page="([^"]*)"(?: class="[^"]*")?>(.*?)</a>', drawn))


def ways(drawn):
    return [unescape(found) for found in re.findall(r'<a href="([^"]*)"[^>]*data-page', drawn)]


def test_every_page_is_named_once_to_whoever_may_use_it():
    shown = re.findall(r'data-page="([^"]*)"', bar().partition("<nav")[2])
    assert sorted(shown) == sorted(page.path for page in PAGES.values())


def test_a_page_of_a_role_is_named_to_that_role_alone():
    plain, analyst = bar(roles=frozenset()), bar(roles=frozenset({"analyst"}))
    assert 'data-page="sql"' not in plain
    assert 'data-page="publish"' not in plain
    assert 'data-page="sql"' in analyst
    assert 'data-page="publish"' not in analyst


def test_the_current_page_says_so_and_no_other_does():
    assert re.findall(r'aria-current="page"[^>]*data-page="([^"]*)"', bar("compare")) == ["compare"]
    rest = bar("patents")
    assert re.findall(r'aria-current="page"[^>]*data-page="([^"]*)"', rest) == ["patents"]
    assert 'class="more current"' in rest


def test_what_lies_ahead_stands_under_one_name():
    """The list that opens: where a target goes, and the next plan; on either of them it is the current one."""
    for page in ("whatif", "draft"):
        (current,) = re.findall(r'<details class="more current">(.*?)</details>', bar(page))
        assert current.startswith(f'<summary data-pages="whatif draft">{EN("frame.whatif")}</summary>')
        assert set(named(current)) == {"whatif", "draft"}


def test_links_take_along_what_every_page_reads_and_nothing_else():
    drawn = bar(plan="cn-14fyp", indicator="ip_pledge_amount", lang="en", growth="7", agenda=TWO)
    for way in ways(drawn):
        asked = parse_qs(way.partition("?")[2])
        assert asked == {"plan": ["cn-14fyp"], "indicator": ["ip_pledge_amount"], "lang": ["en"], "agenda": [TWO]}


def test_the_agendas_count_stands_beside_it_and_a_damaged_one_has_none():
    assert '<span class="count"> (2)</span>' in bar(agenda=TWO)
    assert '<span class="count"></span>' in bar(agenda="1.damaged")
    assert '<span class="count"></span>' in bar()


def test_the_other_language_is_this_very_page_in_it():
    found = re.search(r'<a class="tongue" href="([^"]*)" lang="zh"', bar(plan="ln-2025", growth="7"))
    assert parse_qs(unescape(found[1]).partition("?")[2]) == {"plan": ["ln-2025"], "growth": ["7"], "lang": ["zh"]}


def test_what_an_address_says_is_never_taken_for_a_tag():
    assert "<script>" not in bar(plan='"><script>alert(1)</script>')
