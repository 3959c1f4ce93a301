"""What the office says beside a figure, in every outlet, and nowhere to whoever looks at published values alone."""

import datetime as dt
import io
import re
import shutil
from dataclasses import replace

import docx
import openpyxl
import pptx
import pytest

from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.exports import office
from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import publishing
from explorer.releases import store
from explorer.views import exhibits, explanation, phrases, target_row
from explorer.views.ledger import explanations
from explorer.views.target import citations
from explorer.views.target import html as target_html
from explorer.views.target import text as target_text
from explorer.web.api import documents
from tests.exports.office.office_files import DALIAN, SHENYANG, day, ground, rows
from tests.support.open_xml import AT

PROVINCE, STATIONS, GDP_SHARE = "210000", "rights_aid_workstations", "patent_intensive_industry_share"
SAID = {
    "note": "<b>两个市</b>未建成",
    "person": "张三",
    "document": "=1+1 号文",
    "next_step": "补建十一家",
    "deadline": dt.date(2026, 6, 30),
}


def measure(slug):
    return catalogue.indicators()[slug].measure


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """A release in which the office states one figure that falls short, one preliminary and one not determined."""
    common = {"area": PROVINCE, "frequency": "A", "known_on": day("2026-01-15")}
    told = rows(
        "observations",
        common | SAID | {"measure": measure(STATIONS), "period": day("2025-12-31"), "value": 89.0, "state": "final"},
        common | {"measure": measure(STATIONS), "period": day("2024-12-31"), "value": 84.0, "state": "preliminary"},
        common | {"measure": measure(GDP_SHARE), "period": day("2024-12-31"), "value": 10.6, "state": "preliminary"},
        common
        | {"measure": measure(GDP_SHARE), "period": day("2025-12-31"), "value": None, "state": "undetermined"}
        | {"note": "统计局尚未核定"},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(tmp_path_factory.mktemp("said")))
        publishing.rebuild(ground=ground)
        publishing.bring([Brought("observations", told, "table.xlsx", b"table")], "li", ground=ground)
        yield store.edition()


def view(edition, evidence="all", lang="zh", as_of=None):
    return View(edition, "ln-2025", PROVINCE, as_of or edition.until, evidence, lang)


def goal(view, slug):
    return next(goal for goal in view.goals if goal.indicator.slug == slug)


def said(edition, slug, **more):
    seen = view(edition, **more)
    return target_row.row(seen, goal(seen, slug)).said


def test_a_missed_goal_has_a_reason_and_a_step_whose_day_is_over(edition):
    found = said(edition, STATIONS)
    assert found.names["note"] == "原因说明"
    assert found.parts == {
        "note": "<b>两个市</b>未建成",
        "person": "张三",
        "document": "=1+1 号文",
        "next_step": "补建十一家",
        "deadline": "2026年6月30日，已逾期",
    }
    assert (found.period, found.state) == ("2025年", "")
    assert said(edition, STATIONS, lang="en").parts["deadline"] == "30 June 2026, overdue"


def test_a_day_that_is_still_ahead_is_not_overdue_and_nothing_is_known_before_it_was_said(edition):
    assert said(edition, STATIONS, as_of=day("2026-06-30")).parts["deadline"] == "2026年6月30日"
    assert said(edition, STATIONS, as_of=day("2026-01-14")) is None


def test_what_is_not_determined_speaks_before_the_value_of_the_year_before(edition):
    found = said(edition, GDP_SHARE)
    assert (found.period, found.state, dict(found.parts)) == ("2025年", "尚未核定", {"note": "统计局尚未核定"})
    seen = view(edition)
    assert "快报" in target_row.row(seen, goal(seen, GDP_SHARE)).newest.mark


def test_what_the_office_says_stands_in_the_place_of_not_published(edition):
    for lang, status, start in (
        ("zh", "◌ 本局尚未核定", "2025年数据本局尚未核定"),
        ("en", "◌ Not determined by the office yet", "The office has not determined the value for 2025 yet"),
    ):
        seen = view(edition, lang=lang)
        row = target_row.row(seen, goal(seen, GDP_SHARE))
        assert (row.status.slug, row.status.short) == ("not_published", status)
        assert row.reason.startswith(start)
        overview = exhibits.of("overview", {"plan": "ln-2025", "lang": lang})
        slides = pptx.Presentation(io.BytesIO(office.slides([overview], AT))).slides
        tables = [one.table for slide in slides for one in slide.shapes if one.has_table]
        tables += docx.Document(io.BytesIO(office.briefing(overview, AT))).tables
        cells = [cell.text for table in tables for line in table.rows for cell in line.cells]
        assert cells.count(status) == 2, "on the slide and in the briefing"
        (counted,) = phrases.tally([row.status])
        assert counted.sign.told == seen.words("status.not_published"), "counted by its own name"
    published = view(edition, "published")
    assert "本局" not in target_row.row(published, goal(published, GDP_SHARE)).status.short


def test_what_the_office_took_back_says_so_and_why_where_nothing_else_is_known(edition, tmp_path, monkeypatch):
    shutil.copytree(edition.folder.parents[1], tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    gone = {"area": PROVINCE, "frequency": "A", "measure": measure(STATIONS), "state": "withdrawn"}
    told = rows(
        "observations",
        *(gone | {"period": day(f"{year}-12-31"), "note": "统计口径有误"} for year in (2024, 2025)),
    )
    publishing.bring([Brought("observations", told, "back.xlsx", b"back")], "li", ground=ground)
    seen = view(store.edition(), "office")
    row = target_row.row(seen, goal(seen, STATIONS))
    assert (row.status.slug, row.status.short) == ("no_value", "◌ 本局已撤回")
    assert row.reason.startswith("2025年数据本局已撤回：统计口径有误")
    assert row.no_figure == "本局已撤回"
    assert "89" in citations.sources(seen, goal(seen, STATIONS)), "what was taken back stays listed"


def test_who_looks_at_published_values_alone_reads_nothing_of_the_office(edition):
    assert said(edition, STATIONS, evidence="published") is None
    published = view(edition, "published")
    assert explanations.section(published, "all") == ""
    assert {one["explanation"] for one in documents.plan("ln-2025", {"evidence": "published"}, edition)["goals"]} == {
        None
    }


def test_it_stands_on_the_page_and_in_the_ledger_as_text(edition):
    seen = view(edition)
    for shown in (str(target_html.said(seen, goal(seen, STATIONS))), explanations.section(seen, "all")):
        assert "<b>两个市" not in shown
        assert "&lt;b&gt;两个市&lt;/b&gt;未建成" in shown
        assert "补建十一家" in shown
        assert "已逾期" in shown
    ledger = explanations.table(seen, "all")
    assert ledger.height == 2
    assert ledger.row(0)[0].startswith("10 "), "what falls short stands first"


def test_it_stands_in_the_briefing_the_slides_and_the_sheet(edition):
    exhibit = exhibits.of("target", {"plan": "ln-2025", "indicator": STATIONS})
    paper = docx.Document(io.BytesIO(office.briefing(exhibit, AT)))
    assert "补建十一家" in "\n".join(one.text for one in paper.paragraphs)
    slide = pptx.Presentation(io.BytesIO(office.slides([exhibit], AT))).slides[0]
    assert "补建十一家" in "\n".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
    assert "张三" in slide.notes_slide.notes_text_frame.text
    overview = exhibits.of("overview", {"plan": "ln-2025"})
    paper = docx.Document(io.BytesIO(office.briefing(overview, AT)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "补建十一家；张三；2026年6月30日，已逾期" in cells
    book = openpyxl.load_workbook(io.BytesIO(office.made("xlsx", overview, AT)))
    found = {str(cell.value): cell for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "补建十一家" in found
    assert found["=1+1 号文"].data_type == "s", "a text of the office is no formula"


def test_it_stands_in_the_data_address_as_it_was_brought(edition):
    found = {one["indicator"]: one for one in documents.plan("ln-2025", {}, edition)["goals"]}
    assert found[STATIONS]["explanation"] == SAID | {"deadline": "2026-06-30"}
    assert found[GDP_SHARE]["explanation"]["note"] == "统计局尚未核定"
    assert found[GDP_SHARE]["reached"]["state"] == "preliminary"
    document = documents.indicator(STATIONS, {}, edition)
    newest = next(one for one in document["observations"] if one["period"] == "2025-12-31")
    assert (newest["person"], newest["deadline"]) == ("张三", "2026-06-30")


def test_a_provisional_value_has_its_code_in_the_flat_table(edition):
    lines = office.made("csv", exhibits.of("target", {"plan": "ln-2025", "indicator": STATIONS}), AT).decode(
        "utf-8-sig"
    )
    coded = {line.split(",")[2]: line.split(",")[5] for line in lines.splitlines() if ",office," in line}
    assert coded == {"2024": "P", "2025": "A"}


def test_a_goal_of_which_nothing_is_said_has_no_explanation(edition):
    assert said(edition, "trademarks_in_force") is None
    seen = view(edition)
    assert explanation.differing(seen, goal(seen, "trademarks_in_force")) is None


def test_the_provinces_page_says_in_which_cities_table_and_register_differ(edition, tmp_path, monkeypatch):
    """The office's table has 3 workstations in Shenyang and 1 in Dalian; its register holds 2 and 1."""
    shutil.copytree(edition.folder.parents[1], tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    unit = {"kind": "rights_aid_workstation", "level": "province", "opened_on": day("2022-05-10")}
    units = [
        unit | {"unit_no": f"T{number}", "name_zh": f"{number}号站", "city": city}
        for number, city in enumerate((SHENYANG, SHENYANG, DALIAN), 1)
    ]
    stated = {"frequency": "A", "measure": measure(STATIONS), "period": day("2025-12-31"), "state": "final"}
    cities = rows("observations", *(stated | {"area": a, "value": v} for a, v in ((SHENYANG, 3.0), (DALIAN, 1.0))))
    list_ = Brought("service_network", rows("service_network", *units), "units.csv", b"u", until=day("2026-06-30"))
    publishing.bring([list_, Brought("observations", cities, "cities.xlsx", b"c")], "li", ground=ground)
    seen = view(store.edition(), "office")
    told = "2025年分市核对：沈阳市报出 3 家、明细统计 2 家。"
    assert told in list(target_text.remarks(seen, goal(seen, STATIONS)))
    assert told in str(explanations.table(seen, "all").rows())
    assert "2025年分市核对" not in "".join(explanation.reconciled(replace(seen, area=SHENYANG), goal(seen, STATIONS)))
    english = view(store.edition(), "office", lang="en")
    (line,) = [one for one in explanation.reconciled(english, goal(english, STATIONS)) if "by city" in one]
    shenyang = "Shenyang stated 3 workstations, counted from the register 2 workstations"
    assert line == f"Compared by city for 2025: {shenyang}."
    paper = docx.Document(io.BytesIO(office.briefing(exhibits.of("overview", seen.parameters()), AT)))
    assert told in "".join(one.text for one in paper.paragraphs)
    found = {one["indicator"]: one for one in documents.plan("ln-2025", {"evidence": "office"}, seen.edition)["goals"]}
    assert found[STATIONS]["differing_cities"] == {SHENYANG: {"period": "2025-12-31", "stated": 3.0, "counted": 2.0}}


def test_the_target_page_says_which_values_were_counted_and_whose_the_others_are(edition):
    def how(evidence, slug=STATIONS):
        seen = view(edition, evidence)
        return target_text.provenance(seen, goal(seen, slug)).replace("\\", "").rpartition("\n")[2]

    assert how("office").startswith("本页数值取自所列来源（本局填报）。下面的 SQL 只统计本省明细")
    mixed = how("all")
    assert "至2023年（" in mixed, "the register stands before the office's first word"
    assert "其余各期取自所列来源（本局填报），不由它得出" in mixed


def test_an_import_is_named_in_the_readers_language(edition):
    for lang, named in (("zh", "本局导入：table.xlsx。本局"), ("en", "Brought by the office: table.xlsx. The office")):
        seen = view(edition, lang=lang)
        assert named in re.sub("<.*?>", "", citations.sources(seen, goal(seen, STATIONS)))
