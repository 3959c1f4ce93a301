"""The scope line: what it says, and that each of its choices is a link that leaves out what another plan has not."""

import datetime as dt
import re
from html import unescape
from urllib.parse import parse_qs

from explorer.analysis.view import View
from explorer.web.frame import scope

DAY = dt.date(2026, 9, 30)


def line(small, page="target", area="210200", **query):
    view = View(small, query.get("plan", "ln-2025"), area, DAY, "all", "en")
    return scope.line(page, view, tuple(query.items()))


def ways(drawn):
    found = [unescape(way).partition("?") for way in re.findall(r'<a href="([^"]*)"', drawn)]
    return [(path, {name: value for name, (value,) in parse_qs(query).items()}) for path, _, query in found]


def test_it_says_plan_area_day_and_evidence(small):
    drawn = line(small)
    assert "Liaoning three-year plan 2023-2025 · Dalian · as of 30 September 2026 · All, including simulated" in drawn
    assert f'max="{small.until}" value="2026-09-30"' in drawn


def test_another_area_keeps_everything_but_what_was_chosen_for_this_one(small):
    drawn = line(small, plan="ln-2025", area="210200", indicator="trademarks_in_force", goal="900000", lang="en")
    path, asked = next(way for way in ways(drawn) if way[1].get("area") == "210100")
    assert path == "target"
    assert asked == {"plan": "ln-2025", "indicator": "trademarks_in_force", "area": "210100", "lang": "en"}


def test_another_plan_leaves_out_an_area_and_a_target_it_has_not(small):
    drawn = line(small, plan="ln-2025", indicator="rights_aid_workstations", lang="en") + line(
        small, plan="ln-2025", indicator="high_value_invention_patents_per_capita", lang="en"
    )
    national = [asked for _, asked in ways(drawn) if asked.get("plan") == "cn-14fyp"]
    assert national == [
        {"plan": "cn-14fyp", "lang": "en"},
        {"plan": "cn-14fyp", "indicator": "high_value_invention_patents_per_capita", "lang": "en"},
    ]


def test_pages_without_figures_of_a_plan_have_none(small):
    assert line(small, "agenda") == line(small, "publish") == ""


def test_the_links_of_a_page_of_a_draft_carry_the_draft_at_hand(small):
    for draft, own in (("1.eJw", "10.5"), ("1.AB_-", "11"), ("<b>&own=1", "")):
        asked = {"plan": "ln-2025", "draft": draft, "target": "trademarks_in_force", "own": own, "lang": "en"}
        drawn = line(small, page="draft", area="210000", **asked)
        found = [said for _, said in ways(drawn) if said.get("evidence") == "published"]
        assert found
        assert all(said["draft"] == draft and said.get("own", "") == own for said in found), draft
        assert "<b>&own" not in drawn
