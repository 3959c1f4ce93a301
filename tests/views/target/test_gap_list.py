"""Gap lists as a reader sees them."""

import datetime as dt

from explorer.analysis import view
from explorer.core import catalogue, language
from explorer.views.target import gap_list
from tests.support.cases import each

DAY = dt.date(2024, 3, 31)


def listed(edition, slug, area="210000", evidence="all", plan="ln-2025", code="zh"):
    look = view.View(edition, plan, area, DAY, evidence, code)
    return gap_list.gap_list(look, catalogue.plans()[plan].goal(slug))


@each("code", language.LANGUAGES)
@each("slug", catalogue.gaps())
def test_every_gap_list_is_in_the_readers_words(small, slug, code):
    found = listed(small, slug, code=code) if catalogue.plans()["ln-2025"].goal(slug) else None
    assert found
    assert found.title == catalogue.gaps()[slug].title[code]
    assert not set(found.rows.columns) & {"city", "county", "evidence", "holder"}
    assert found.said


def test_codes_become_names_and_evidence_a_mark(small):
    rows = listed(small, "guidance_station_coverage").rows
    assert "沈阳市" in set(rows["市"])
    assert "210100" not in set(rows["市"])
    assert all("●" in cell or "○" in cell for cell in rows[rows.columns[-1]])


def test_published_only_leaves_simulated_rows_out_and_says_so(small):
    found = listed(small, "rights_aid_workstations", evidence="published")
    assert found.rows.is_empty()
    assert "未列出" in found.said


def test_a_filter_keeps_the_rows_that_hold_its_text(small):
    found = listed(small, "guidance_station_coverage")
    kept = found.containing("沈阳")
    assert 0 < kept.rows.height < found.rows.height
    assert set(kept.rows["市"]) == {"沈阳市"}
    assert found.containing("(.*").rows.is_empty()
    assert found.containing("").rows.height == found.rows.height


def test_a_city_lists_its_own(small):
    assert set(listed(small, "guidance_station_coverage", area="210200").rows["市"]) == {"大连市"}


def test_another_plan_whose_area_no_register_covers_has_no_list(small):
    assert listed(small, "high_value_invention_patents_per_capita", "100000", plan="cn-14fyp") is None


def test_a_target_measured_by_figures_alone_has_no_list(small):
    assert listed(small, "patent_intensive_industry_share") is None


def test_a_long_list_shows_its_beginning_and_says_how_much_there_is(small, monkeypatch):
    monkeypatch.setattr(gap_list, "SHOWN", 3)
    found = listed(small, "guidance_station_coverage")
    assert found.first.height == 3
    assert "前 3 条" in found.said
    assert found.saved.height == found.rows.height
