"""A closed year in every outlet: who closed it, and what has another value since, escaped everywhere."""

import io
from dataclasses import replace

import docx
import pytest

from explorer.analysis.view import View
from explorer.core import language
from explorer.exports import office
from explorer.pipeline.publish import publishing
from explorer.releases import store
from explorer.releases.decisions import Change
from explorer.views import exhibits
from explorer.views.overview import html as overview_html
from explorer.views.target import text as target_text
from explorer.web.api import documents
from tests.exports.office.office_files import day, figures, ground
from tests.support.open_xml import AT

PLAN, PROVINCE, STATIONS = "ln-2025", "210000", "rights_aid_workstations"


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """A release whose 2025 was closed by somebody with signs in the name, and of which one figure changed later."""

    def bring(value):
        return publishing.bring([figures((STATIONS, PROVINCE, day("2025-12-31"), value))], "li", "核对", ground=ground)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(tmp_path_factory.mktemp("closed")))
        publishing.rebuild(ground=ground)
        bring(105.0)
        publishing.bring((), "<b>wang</b>", ground=ground, change=Change(close=2025))
        bring(112.0)
        yield store.edition()


def goal(view):
    return next(goal for goal in view.goals if goal.indicator.measure == STATIONS)


@pytest.mark.parametrize(("lang", "said"), [("zh", ("2025年已锁定", "105", "112")), ("en", ("2025", "105", "112"))])
def test_every_outlet_tells_of_it(edition, lang, said):
    view = View(edition, PLAN, PROVINCE, edition.until, "all", lang)
    changed = " ".join(target_text.remarks(view, goal(view)))
    assert said[1] in changed
    assert said[2] in changed
    top = overview_html.headline(view)
    assert said[0] in top
    assert "<b>wang" not in top
    assert goal(view).title.zh in top or goal(view).title.en in top
    exhibit = exhibits.of("overview", view.parameters())
    paper = docx.Document(io.BytesIO(office.briefing(exhibit, AT)))
    lines = [paragraph.text for paragraph in paper.paragraphs]
    assert [line for line in lines if said[0] in line and "<b>wang</b>" in line]


def test_the_data_address_tells_of_it(edition):
    answer = documents.plan(PLAN, {}, edition)
    (closed,) = answer["closed"]
    assert (closed["year"], closed["by"]) == (2025, "<b>wang</b>")
    changed = {one["no"]: one["revised_since_closing"] for one in answer["goals"] if one["revised_since_closing"]}
    view = View(edition, PLAN, PROVINCE, edition.until, "all", "zh")
    assert changed == {goal(view).no: [{"year": 2025, "then": 105.0, "now": 112.0}]}
    assert documents.plan(PLAN, {"evidence": "published"}, edition)["closed"] == []


def test_what_is_not_the_homes_or_of_published_values_alone_says_nothing(edition):
    home = View(edition, PLAN, PROVINCE, edition.until, "published", "zh")
    nation = replace(home, plan_slug="cn-14fyp", area="100000", evidence="all")
    for view in (home, nation):
        assert "核定" not in overview_html.headline(view)
    assert language.words("zh")("closing.closed", year=2025, day="", by="")[:5] == "2025年"
