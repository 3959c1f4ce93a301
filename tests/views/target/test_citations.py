"""A target's sources and events: short titles, the whole citation behind, a link where the original was seen."""

import datetime as dt
import re

from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.views.target import citations

DAY = dt.date(2026, 9, 30)


def look(edition, plan="cn-14fyp", area="100000"):
    return View(edition, plan, area, DAY, "all", "zh")


def goal(slug, plan="cn-14fyp"):
    return catalogue.plans()[plan].goal(slug)


def items(said):
    return re.findall(r"<li>(.*?)</li>", said, re.DOTALL)


def test_a_source_has_a_short_title_and_its_whole_citation_behind_it(small):
    said = citations.sources(look(small), goal("high_value_invention_patents_per_capita"))
    folded = [item for item in items(said) if item.startswith("<details>")]
    assert folded
    for item in folded:
        short = re.search(r"<summary>(.*?)</summary>", item)[1]
        assert len(short) <= citations.SHORT + 20, "an escaped sign counts several letters"
        full = re.sub("<.*?>", "", item.partition("</summary>")[2])
        assert full.startswith(short.removesuffix("…"))


def test_a_source_seen_only_as_a_copy_has_no_link_and_one_seen_in_the_original_has(small):
    found = items(citations.sources(look(small), goal("high_value_invention_patents_per_capita")))
    copies = [item for item in found if "只见于转载" in item]
    assert copies
    assert not any("href" in item for item in copies)
    assert any('href="http' in item for item in found)


def test_sources_that_disagree_are_shown(small):
    said = citations.sources(look(small, "ln-2025", "210000"), goal("patent_intensive_industry_share", "ln-2025"))
    assert "不同来源" not in said
    national = look(small)
    quarrels = [one for one in national.goals if national.observed(one)["rivals"].list.len().sum()]
    for one in quarrels:
        assert "不同来源" in citations.sources(national, one)


def test_what_happened_meanwhile_is_folded_with_its_number_and_open_on_paper(small):
    view, mine = look(small, "ln-2025", "210000"), goal("trademarks_in_force", "ln-2025")
    count = view.events(mine).height
    assert count
    assert f"期间大事（{count} 项）" in str(citations.events(view, mine))
    assert str(citations.events(view, mine)).count("<li>") == count
    assert "<details open" not in str(citations.events(view, mine))
    assert " open" in str(citations.events(view, mine, opened=True)).partition(">")[0]
