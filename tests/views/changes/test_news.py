"""An old link shows what it showed, and says in one line what is newer."""

import datetime as dt
import re
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis.view import View
from explorer.releases import release, store
from explorer.views import exhibits
from explorer.views.changes import news
from tests.analysis.test_changes import both, both_data  # noqa: F401 (fixtures)
from tests.pages.test_pages import opened, text
from tests.views.test_exhibits import LINKS
from tests.web.frame.test_sharing import links, shared

PLEDGES = {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "evidence": "published", "lang": "zh"}


def seen(edition: store.Edition, day: str, **more: str) -> View:
    facts = {"plan_slug": "cn-14fyp", "area": "100000", "evidence": "published", "language": "zh"} | more
    return View(edition, as_of=dt.date.fromisoformat(day), **facts)


def said(page: str, view: View, used: dict[str, str]) -> str:
    return re.sub(r"<[^>]+>", "", str(news.line(page, view, used) or ""))


def test_one_target_says_its_value_then_and_now(small):
    line = said("target", seen(small, "2022-06-30"), PLEDGES)
    assert "截至2022年6月30日" in line
    assert re.search(r"3,098 亿元（2021年） → [\d,.]+ 亿元（20\d\d年）", line), line


def test_a_whole_plan_says_how_many_targets_are_newer(small):
    view = seen(small, "2022-06-30")
    today = seen(small, store.edition().until.isoformat())
    newer = sum(
        (a := view.standing(goal).newest) != (b := today.standing(goal).newest)
        and (a is None or b is None or (a.value, a.on) != (b.value, b.on))
        for goal in view.goals
    )
    assert f"8 项目标中 {newer} 项" in said("overview", view, {})


def test_a_register_says_what_it_holds_then_and_now(small):
    view = seen(small, "2022-12-31", plan_slug="ln-2025", area="210000", evidence="all")
    line = said("trademarks", view, {})
    assert re.search(r"[\d,]+ 件（2022年） ○ 模拟 → [\d,]+ 件（.*） ○ 模拟", line), line


@pytest.mark.parametrize("page", ["method", "changes", "agenda"])
def test_a_page_without_figures_of_its_own_has_no_news(small, page):
    assert not news.line(page, seen(small, "2022-06-30"), {})


def test_today_has_no_news(small):
    assert not news.late(seen(small, small.until.isoformat()))
    app = opened("target", **PLEDGES)
    assert 'class="news-line"' not in text(app)


def test_the_switch_leads_to_today_and_keeps_every_other_choice(small):
    line = str(news.line("target", seen(small, "2022-06-30"), PLEDGES | {"as_of": "2022-06-30", "find": "x&y"}))
    where = re.search(r'href="([^"]+)"', line)[1]
    assert where.startswith("target?plan=cn-14fyp&amp;indicator=ip_pledge_amount")
    assert f"as_of={small.until.isoformat()}" in where
    assert "find=x%26y" in where


def test_a_shared_link_gives_the_same_figures_after_a_release_that_revises_them(both, monkeypatch):  # noqa: F811
    """The pledges of 2023 were 8,539.9; a later release says 2,600. The link made before still says 8,539.9."""
    first, second = both
    asked = PLEDGES | {"as_of": "2025-12-31"}
    before = exhibits.of("target", asked | {"release": first.id})
    link = before.parameters
    assert link["release"] == first.id
    after = exhibits.of("target", link)
    assert after.observed.equals(before.observed)
    assert (after.row.status, after.sentence) == (before.row.status, before.sentence)
    revised = exhibits.of("target", asked | {"release": second.id})
    year = pl.col("period") == dt.date(2023, 12, 31)
    assert before.observed.filter(year)["value"].to_list() == [8539.9]
    assert revised.observed.filter(year)["value"].to_list() == [2600.0]
    app = opened("target", **link)
    assert "8,539.9" in text(app) or "8539.9" in text(app)
    notice = re.search(r'<p class="news-line">(.*?)</p>', text(app))[1]
    assert "→" in notice
    assert f"release={second.id}" in notice


def test_a_link_without_a_release_still_keeps_the_day(both):  # noqa: F811
    """The revision became known later than the link's day: the day alone keeps the old figure."""
    old = exhibits.of("target", PLEDGES | {"as_of": "2024-03-31"})
    assert old.observed.filter(pl.col("period") == dt.date(2023, 12, 31))["value"].to_list() == [8539.9]


def test_a_link_made_by_the_share_control_names_the_release_in_use(both):  # noqa: F811
    assert f"release={both[1].id}" in links(shared("target", **PLEDGES))[0]


def test_every_view_of_an_earlier_release_says_so_or_has_nothing_newer(both):  # noqa: F811
    first, without = both[0], ("compare", "whatif", "geographical_indications", "draft")
    for page, asked in LINKS.items():
        app = opened(page, **asked | {"release": first.id, "as_of": "2022-06-30", "lang": "en"})
        assert not app.exception, page
        notice = re.search(r'<p class="news-line">(.*?)</p>', text(app))
        assert notice or page in (*without, "changes"), page


def test_a_release_says_when_plans_or_queries_were_changed_since_it_was_built(small, monkeypatch):
    """The tables of a release are kept for ever; what they are read by is not, and a link must say so."""
    view = seen(small, small.until.isoformat())
    assert not view.edition.reread
    monkeypatch.setattr(release, "_meaning", lambda: "another")
    assert news.late(view)
    assert "规划文本或指标的算法有过改动" in said("target", view, PLEDGES)
    assert "规划文本或指标的算法有过改动" in text(opened("target", **PLEDGES))


def test_an_earlier_figure_that_was_revised_is_news_too(both):  # noqa: F811
    """The nation's 9.4 of 2022 was withdrawn: the newest value is the same, and the page says that something moved."""
    first, _ = both
    view = seen(first, "2026-09-30")
    line = said("target", view, PLEDGES | {"indicator": "high_value_invention_patents_per_capita"})
    assert re.search(r"修订数值 \d+ 个，结论改变 \d+ 项", line), line


def test_the_switch_to_today_keeps_the_agenda(small):
    view = seen(small, "2022-06-30", kept=(("agenda", "1.abc"),))
    assert re.findall(r"agenda=1.abc", str(news.line("target", view, PLEDGES))) == ["agenda=1.abc"] * 2


ANOTHER = "20260930-0123456789"


def fresh(page: str, view: View, used: dict[str, str], in_use: str = ANOTHER) -> str:
    return str(news.fresh(page, view, used, in_use) or "")


def latest(edition: store.Edition, **more: object) -> View:
    return replace(seen(edition, edition.until.isoformat()), **more)


def test_a_page_left_open_says_that_new_data_were_published_and_leads_to_the_same_view_of_them(small):
    line = fresh("target", latest(small), PLEDGES | {"as_of": small.until.isoformat(), "release": small.id})
    assert f"数据已更新，现行版本为 {ANOTHER}。" in line
    assert re.findall(r'href="([^"]*)"', line) == [
        "target?plan=cn-14fyp&amp;indicator=ip_pledge_amount&amp;evidence=published&amp;lang=zh"
    ]


def test_while_the_release_stays_nothing_is_said(small):
    assert fresh("target", latest(small), PLEDGES, in_use=small.id) == ""


def test_a_page_of_an_earlier_day_or_of_a_named_release_stays_as_it_is(small):
    assert fresh("target", seen(small, "2022-06-30"), PLEDGES) == ""
    assert fresh("target", latest(small, kept=(("release", small.id),)), PLEDGES) == ""


def test_the_agenda_is_carried_along_to_the_new_data(small):
    assert "agenda=1.abc" in fresh("overview", latest(small, kept=(("agenda", "1.abc"),)), {})
