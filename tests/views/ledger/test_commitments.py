"""Promises without a number: on the page, in the workbook, by department, and as they were known on a day."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from html import unescape

import pytest

from explorer.analysis import view
from explorer.core import catalogue, inputs, language
from explorer.core.goals import Text
from explorer.exports.office import xlsx
from explorer.views import commitments as records
from explorer.views import exhibits
from explorer.views.ledger import commitments, workbook
from tests.support.cases import each

DAY = dt.date(2026, 9, 30)
PLAN = catalogue.plans()["ln-2025"]


def look(edition, plan="ln-2025", area="210000", language="zh", day=DAY):
    return view.View(edition, plan, area, day, "all", language)


def line(html, title):
    """Return the cells of the row of ``title`` as texts, and its links."""
    row = next(row for row in re.findall(r"<tr>(.*?)</tr>", html) if f"<b>{title}</b>" in row)
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
    return cells, re.findall(r'href="([^"]+)"', row)


@each("lang", language.LANGUAGES)
def test_every_promise_without_a_number_stands_there_with_its_clause_and_departments(small, lang):
    shown = commitments.section(look(small, language=lang), "all")
    assert len(re.findall(r"<td", shown)) == len(PLAN.commitments) * len(commitments.COLUMNS)
    for one in PLAN.commitments:
        cells, _ = line(shown, one.title[lang])  # of what stands there several times, the first
        assert cells[0] == one.task
        assert cells[2] == one.clause[lang]
        assert all(PLAN.departments[slug][lang] in cells[3] for slug in one.departments)


@pytest.mark.parametrize(("lang", "said"), [("zh", "无公开记录"), ("en", "no public record")])
def test_where_nothing_is_on_public_record_that_is_said(small, lang, said):
    shown = commitments.section(look(small, language=lang), "all")
    bare = [one for one in PLAN.commitments if one.state is None]
    assert bare
    assert shown.count(f"<small>{said}</small>") == len(bare)


def test_what_is_on_record_stands_with_its_day_and_a_link_to_its_source(small):
    cells, links = line(commitments.section(look(small), "all"), "国家海外知识产权纠纷应对指导地方分中心")
    assert "大连分中心已获批" in cells[4]
    assert cells[5] == "2025年10月9日"
    assert links[-1].startswith("http://ln.chinadaily.com.cn/a/202510/09/")


def test_a_source_that_was_seen_only_as_a_copy_is_named_without_a_link(small):
    cells, links = line(commitments.section(look(small), "all"), "技术与创新支持中心（TISC）")
    assert (cells[5], links) == ("", [])
    assert "大连市开展知识产权宣传周主题日活动" in cells[6]


@each(
    "day, said",
    [
        (dt.date(2025, 10, 9), "大连分中心已获批（2025年10月9日报道）。"),
        (dt.date(2025, 10, 8), "截至所选日期的进展未收录"),
    ],
)
def test_what_became_known_later_is_not_shown_on_an_earlier_day(small, day, said):
    cells, links = line(commitments.section(look(small, day=day), "all"), "国家海外知识产权纠纷应对指导地方分中心")
    assert cells[4] == said
    assert bool(links) == bool(cells[6]) == (day == dt.date(2025, 10, 9))


def recorded_of(edition, title, day):
    """Return what is on record of a promise on a day, entry by entry; None where nothing is by then."""
    mine, seen = [one for one in PLAN.commitments if one.title.zh == title], look(edition, day=day)
    return [records.recorded(seen, one) if records.is_known(seen, one) else None for one in mine]


def test_a_later_record_hides_no_earlier_one(small):
    """The Liaoning centre was approved in May 2021; its new system came in October 2025."""
    centre = "辽宁省知识产权保护中心"
    early, late = (recorded_of(small, centre, day) for day in (dt.date(2025, 10, 8), dt.date(2025, 10, 9)))
    assert "2021年5月获批建设" in early[0]
    assert early == [late[0], None]
    assert "预审系统" in late[1]


def test_no_entry_waits_for_the_later_of_two_reports():
    """What appeared at different times stands in entries of its own."""
    days = {row["source"]: row["published_on"] for row in inputs.read()["sources"].iter_rows(named=True)}
    parts = [one.source.split(";") for one in PLAN.commitments if one.source]
    assert not [one for one in parts if len({days[part] for part in one}) > 1]


def test_a_state_counts_as_known_only_when_the_last_of_its_sources_has_appeared(small):
    """The report of 12 January 2024 and that of 18 August, were they the sources of one state."""
    one = next(one for one in PLAN.commitments if one.source == "ppl_20240112")
    one = replace(one, on=None, source="ppl_20240112;lnd_20240818")
    known = [records.is_known(look(small, day=dt.date(2024, 8, day)), one) for day in (17, 18)]
    assert known == [False, True]


@each("lang", language.LANGUAGES)
def test_a_promise_of_which_several_things_are_on_record_counts_once(small, lang):
    seen = look(small, language=lang)
    mine = {one.title for one in PLAN.commitments}
    known = {one.title for one in PLAN.commitments if one.state}
    assert len(mine) < len(PLAN.commitments)
    note = seen.words("ledger.commitments_note", count=len(mine), known=len(known))
    assert commitments.summary(seen, "all") == note
    assert note in unescape(commitments.section(seen, "all"))
    counts = re.findall(r'"group"><th[^>]*>.*?<small>\D*(\d+)\D*</small>', commitments.section(seen, "all"))
    assert sum(map(int, counts)) == len(mine)


@each("lang", language.LANGUAGES)
def test_the_files_of_the_ledger_say_how_many_promises_are_on_record(small, lang):
    """The cover of the workbook, the sentence and the briefing are made from the exhibit."""
    exhibit = exhibits.of("ledger", {"lang": lang})
    note = commitments.summary(exhibit.view, "all")
    assert note
    assert exhibit.sentence.endswith(note)
    made = xlsx.sheet(exhibit, "http://testserver")
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert note in unescape(book.read("xl/sharedStrings.xml").decode())


@each("evidence, day", [("all", dt.date(2023, 3, 8)), ("published", dt.date(2023, 8, 2))])
def test_before_the_plan_is_known_nothing_of_it_is_promised(small, evidence, day):
    seen = replace(look(small, day=day), evidence=evidence)
    assert commitments.section(seen, "all") == commitments.summary(seen, "all") == ""
    assert seen.words("ledger.commitments_short") not in workbook.sheets(seen, "all")
    later = replace(seen, as_of=day + dt.timedelta(days=1))
    assert seen.words("ledger.commitments_short") in workbook.sheets(later, "all")


def test_my_department_finds_its_own_promises_and_no_others(small):
    assert [one.task for one in commitments.commitments_of(PLAN, "legal_affairs")] == ["1.4"] * 6
    seen = look(small)
    assert "亮剑护航" not in commitments.section(seen, "legal_affairs")
    assert commitments.table(seen, "legal_affairs")["序号"].to_list() == ["1.4"] * 6


@each("lang", language.LANGUAGES)
def test_the_workbook_says_of_each_promise_what_the_page_says(small, lang):
    seen = look(small, language=lang)
    words = language.words(lang)
    sheet = workbook.sheets(seen, "all")[words("ledger.commitments_short")]
    assert sheet[words("ledger.commitment")].to_list() == [one.title[lang] for one in PLAN.commitments]
    assert sheet[words("ledger.recorded")].to_list() == [records.recorded(seen, one) for one in PLAN.commitments]
    assert sheet[words("ledger.recorded_on")].to_list() == [one.on for one in PLAN.commitments]


@each("plan", ["cn-14fyp", "cn-15fyp", "peers-2025"])
def test_a_plan_without_such_promises_shows_no_section_and_no_sheet(small, plan):
    area = view.areas_of(catalogue.plans()[plan], small)[0]
    seen = look(small, plan, area)
    assert commitments.section(seen, "all") == ""
    assert seen.words("ledger.commitments_short") not in workbook.sheets(seen, "all")


def test_nothing_in_a_promise_can_become_code(small, monkeypatch):
    evil = Text("<img src=x onerror=alert(1)>", "<script>alert(1)</script>")
    said = tuple(replace(one, title=evil, clause=evil, state=evil) for one in PLAN.commitments)
    monkeypatch.setattr(catalogue, "plans", lambda: {"evil": replace(PLAN, slug="evil", commitments=said)})
    for lang in language.LANGUAGES:
        shown = commitments.section(look(small, "evil", language=lang), "all")
        assert "<script" not in shown
        assert "<img" not in shown
