"""A briefing: a plan's targets, its biggest gaps by a rule that is written down, who answers for what."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from explorer.core import language, marks
from explorer.core.errors import Trouble
from explorer.core.status import JUDGED
from explorer.exports import office
from explorer.links import pages, qr, urls
from explorer.views import derivation, phrases, target_row
from explorer.views.overview import shortfalls
from explorer.views.overview import text as overview_text
from explorer.views.target import text as target_text
from tests.support.cases import each
from tests.support.open_xml import AT, EVIL, VIEWS, poisoned, seen

RESTING = JUDGED
PLANS = [(view, lang) for view in ("overview", "ledger") for lang in ("zh", "en")]


def opened(exhibit):
    return docx.Document(io.BytesIO(office.briefing(exhibit, AT)))


def everything(paper) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def links(paper) -> list[str]:
    return [paper.part.rels[found.get(qn("r:id"))].target_ref for found in paper.element.body.iter(qn("w:hyperlink"))]


def sign(view, goal) -> str:
    """Return a status as icon and word; of an example, that it is one."""
    found, words = view.assessment(goal), language.words(view.language)
    word = words(f"status.{found.status}")
    if found.status in RESTING and found.standing.rests_on_simulation:
        return f"○ {words('example.status', word=word.lower())}"
    return f"{marks.STATUS[found.status].icon} {word}"


@pytest.mark.parametrize(("view", "lang"), PLANS)
def test_every_target_stands_with_its_value_goal_and_status(small, view, lang):
    exhibit = seen(view, lang)
    rows = [[cell.text for cell in row.cells] for row in opened(exhibit).tables[0].rows][1:]
    assert [row[0] for row in rows] == [str(goal.no) for goal in exhibit.view.goals]
    for row, goal in zip(rows, exhibit.view.goals, strict=True):
        reached = exhibit.view.standing(goal).reached
        assert row[1] == phrases.title(exhibit.view, goal)
        assert (language.words(lang).value(reached.value, goal.indicator) in row[2]) if reached else row[2] == ""
        assert ("○" in row[2]) == (reached is not None and reached.evidence == "simulated")
        assert str(goal.year) in row[3]
        assert row[4] == sign(exhibit.view, goal)


@pytest.mark.parametrize(("view", "lang"), PLANS)
def test_it_says_how_the_plan_stands_of_when_and_where_it_is_to_be_seen(small, view, lang):
    exhibit, words = seen(view, lang), language.words(lang)
    paper = opened(exhibit)
    said = everything(paper)
    assert overview_text.tally(exhibit.view) in said
    assert exhibit.sources in said
    assert words("office.simulated_notice") in said
    assert links(paper) == [urls.page(AT, exhibit.page, exhibit.parameters)]
    assert words("common.product") in paper.sections[0].header.paragraphs[0].text
    foot = paper.sections[0].footer.paragraphs[0]
    assert small.id in foot.text
    assert [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_biggest_gaps_are_those_with_the_most_of_their_way_missing(small):
    exhibit = seen("overview", "en", as_of="2024-06-30")
    view = exhibit.view
    missing = {}
    for goal in view.goals:
        stands = view.standing(goal)
        judged = view.assessment(goal).status in ("on_track", "accelerate", "limited", "moving_away", "missed")
        if judged and stands.baseline and stands.target is not None and goal.kind != "mean_flow":
            way = stands.target - stands.baseline.value
            missing[goal.no] = (stands.target - stands.reached.value) / way
        elif judged and goal.kind == "mean_flow" and stands.added is not None:
            missing[goal.no] = 1 - stands.added / (goal.value * (goal.year - stands.baseline.year))
    greatest = sorted(missing, key=lambda no: (-missing[no], no))[:5]
    assert len(greatest) == 5
    rows = [[cell.text for cell in row.cells] for row in opened(exhibit).tables[1].rows][1:]
    assert [int(row[0].split(" ")[0]) for row in rows] == greatest
    assert [row[1] for row in rows] == [f"{missing[no] * 100:.0f}%" for no in greatest]


def test_the_rule_of_the_gaps_is_written_beside_them(small):
    assert "1 − achieved" in everything(opened(seen("overview", "en", as_of="2024-06-30")))
    assert "1 − 完成进度" in everything(opened(seen("overview", "zh", as_of="2024-06-30")))


def test_a_target_without_a_judgement_has_no_place_among_the_gaps(small):
    view = seen("overview", "en", evidence="published").view
    found, unranked = shortfalls.furthest(target_row.rows(view), 5)
    assert (found, unranked) == ([], 0)
    assert language.words("en")("office.no_gaps") in everything(opened(seen("overview", "en", evidence="published")))


def test_every_department_stands_with_the_targets_it_answers_for(small):
    exhibit = seen("overview", "zh", as_of="2024-06-30")
    rows = {row.cells[0].text: row.cells[1].text for row in opened(exhibit).tables[2].rows[1:]}
    plan = exhibit.view.plan
    for slug, name in plan.departments.items():
        mine = [goal for goal in plan.goals if slug in goal.departments]
        assert (name.zh in rows) == bool(mine)
        assert all(f"{goal.no} {goal.title.zh}  {sign(exhibit.view, goal)}" in rows[name.zh] for goal in mine)


def test_a_ledger_narrowed_to_a_department_briefs_on_its_targets(small):
    rows = opened(seen("ledger", "en", department="ip_protection")).tables[0].rows[1:]
    assert [row.cells[0].text for row in rows] == ["2", "9", "10"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_target_has_its_own_briefing(small, lang):
    exhibit = seen("target", lang)
    said = everything(opened(exhibit))
    assert exhibit.title in said
    assert exhibit.sentence in said
    assert all(f in said for row in derivation.steps(exhibit.view, exhibit.goal) for f in row)
    newest = target_text.table(exhibit.view, exhibit.goal).row(0)
    assert all(str(cell) in said for cell in newest)


@pytest.mark.parametrize(("view", "lang"), [("overview", "zh"), ("target", "en")])
def test_a_briefing_on_paper_leads_back_by_a_code(small, view, lang):
    exhibit = seen(view, lang)
    paper = opened(exhibit)
    (code,) = paper.inline_shapes
    drawn = paper.part.related_parts[code._inline.graphic.graphicData.pic.blipFill.blip.embed].blob
    assert drawn == qr.png(urls.page(AT, exhibit.page, exhibit.parameters))
    assert code._inline.docPr.get("descr") == language.words(lang)("share.code")
    far = docx.Document(io.BytesIO(office.briefing(exhibit, "https://" + "x" * 600 + ".cn")))
    assert not far.inline_shapes
    assert language.words(lang)("office.no_code") in everything(far)


@each("view", [view for view in VIEWS if VIEWS[view][0] not in pages.BRIEFED])
def test_other_views_have_none_and_say_which_have(small, view):
    with pytest.raises(Trouble) as raised:
        office.briefing(seen(view, "zh"), AT)
    assert raised.value.key == "no_briefing"
    assert ", ".join(pages.BRIEFED) in raised.value.values["allowed"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_run_names_a_chinese_font(small, lang):
    paper = opened(seen("overview", lang))
    body = [run._r.rPr.rFonts for paragraph in paper.paragraphs for run in paragraph.runs if run._r.rPr is not None]
    cells = [
        run._r.rPr.rFonts
        for table in paper.tables
        for row in table.rows
        for cell in row.cells
        for p in cell.paragraphs
        for run in p.runs
    ]
    named = [fonts for fonts in (*body, *cells) if fonts is not None]
    assert named
    assert {fonts.get(qn("w:eastAsia")) for fonts in named} == {"Microsoft YaHei"}
    assert paper.styles["Title"].element.rPr.rFonts.get(qn("w:eastAsia")) == "Microsoft YaHei"


@each("evil", EVIL)
def test_a_text_that_looks_like_a_formula_is_no_field(small, evil):
    paper = opened(poisoned(seen("overview", "zh"), evil))
    assert not list(paper.element.body.iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:fldChar")))
    assert evil in everything(paper)
