"""What a draft's link is asked: what is said of a target joins the draft, and any other indicator may be added."""

import io
from dataclasses import replace

import docx
import pytest

from explorer.core import catalogue
from explorer.exports import office
from explorer.links import drafts
from explorer.views import exhibits
from explorer.views.draft import choices, rows
from tests.pages.test_pages import notices, opened, text, used
from tests.support import drafted
from tests.support.open_xml import AT

PATENTS, OTHER = "high_value_invention_patents_per_capita", "invention_patents_per_capita"


def said(**more: str):
    shown = exhibits.of("draft", {"draft": drafted.TEXT, "lang": "en", "target": PATENTS} | more)
    return drafts.read(shown.parameters["draft"])


def first(draft):
    return draft.targets[0]


def test_nothing_said_leaves_the_draft_as_it_is(small):
    assert said() == drafted.DRAFT


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        ({"nature": "binding"}, {"binding": True}),
        ({"stretch": "20"}, {"stretch": 20.0}),
        ({"stretch": ""}, {"stretch": None}),
        ({"review": "no"}, {"review": False}),
        ({"department": "ip_use"}, {"department": "ip_use"}),
        ({"reading": "at the end of 2030"}, {"reading": "at the end of 2030"}),
        ({"note": "because"}, {"note": "because"}),
        ({"note": ""}, {"note": ""}),
        ({"own": "18.2", "nature": "binding"}, {"value": 18.2, "binding": True}),
    ],
)
def test_what_is_said_of_the_target_joins_the_draft(small, asked, changed):
    mine = replace(drafted.TARGETS[0], **changed)
    assert said(**asked) == replace(drafted.DRAFT, targets=(mine, *drafted.TARGETS[1:]))


def test_the_draft_has_a_title_and_a_last_year_of_its_own(small):
    assert said(named="Next", until="2032") == replace(drafted.DRAFT, title="Next", first=2028, last=2032)


def test_a_department_that_was_typed_is_kept_and_can_be_taken_back(small):
    own = replace(drafted.DRAFT, targets=(replace(drafted.TARGETS[0], department="Some Office"),))
    link = {"draft": drafts.written(own), "target": PATENTS}
    kept = exhibits.of("draft", link).parameters
    assert (kept["department"], drafts.read(kept["draft"])) == ("Some Office", own)
    back = exhibits.of("draft", link | {"department": "plan"}).parameters
    assert first(drafts.read(back["draft"])).department == ""


def test_without_a_value_nothing_is_said_of_a_target(small):
    app = opened("draft", target=PATENTS, lang="en", note="because")
    assert notices(app)
    assert not used(app).get("draft")


def test_any_indicator_of_which_something_is_known_may_be_added(small):
    found = exhibits.of("draft", {"draft": drafted.TEXT, "target": OTHER, "own": "30", "lang": "en"})
    assert [one.indicator for one in drafts.read(found.parameters["draft"]).targets][-1] == OTHER
    assert OTHER in found.observed["indicator"].to_list()
    assert f"22 {catalogue.indicators()[OTHER].title.en}" in found.graph.categories[-1]


def test_what_was_added_stands_in_every_paper_and_nobody_promised_it(small):
    found = exhibits.of("draft", {"draft": drafted.TEXT, "target": OTHER, "own": "30", "lang": "en"})
    title = catalogue.indicators()[OTHER].title.en
    paper = docx.Document(io.BytesIO(office.briefing(found, AT)))
    assert title in "\n".join(node.text or "" for node in paper.element.body.iter(docx.oxml.ns.qn("w:t")))
    assert len(office.slides([found], AT)) > len(office.slides([exhibits.of("draft", {"draft": drafted.TEXT})], AT))
    view = rows.looked_at(found.view, drafts.read(found.parameters["draft"]))
    goal = view.by_key[OTHER]
    assert view.standing(goal).target is None
    assert "plan_pace" not in rows.row(view, drafts.read(found.parameters["draft"]), OTHER).offered


def test_what_is_not_known_in_the_area_is_not_offered(small):
    view = exhibits.of("draft", {}).view
    assert OTHER in choices.others_known(view)
    assert "ip_royalties_trade" not in choices.others_known(view), "the nation alone has it"


def test_a_part_above_the_whole_that_was_added_is_a_contradiction_on_the_page(small):
    app = opened("draft", draft=drafted.TEXT, target=OTHER, own="10", lang="en")
    assert "Contradiction: High-value invention patents" in text(app)
