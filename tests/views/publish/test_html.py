"""What a publisher reads before and after: rows, statuses with their evidence, and the record."""

from dataclasses import replace

import polars as pl
import pytest

from explorer.core import language
from explorer.pipeline.build.matching import Instead
from explorer.pipeline.publish import publishing
from explorer.pipeline.publish.audit_log import Entry
from explorer.pipeline.publish.history import Event
from explorer.releases import current
from explorer.views.publish import html as publish_html
from tests.exports.office.office_files import DALIAN, SHENYANG, day, figures, ground, marks, rows

ZH, EN = language.words("zh"), language.words("en")
TWO = (("N1", SHENYANG, day("2023-05-01")), ("N2", DALIAN, day("2024-02-29")))


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    publishing.rebuild(ground=ground)
    return tmp_path


def prepare(*brought):
    return publishing.prepare(brought, ground=ground)


def test_the_preview_counts_rows_and_says_how_far_the_release_knows(office):
    made = prepare(marks(*TWO))
    told = str(publish_html.changes(made, EN))
    assert "Trademarks" in told
    assert '<td class="num" data-label="New"><span>2</span>' in told
    assert '<td class="num" data-label="Withdrawn"><span>9</span>' in told, "the nine simulated marks"
    assert "Of the rows withdrawn 9 are simulated" in told
    assert "Patents" not in told, "what stays is not listed"
    assert f"The new release {made.release} has" in told
    assert "has data to 30 September 2026" in told
    assert "The file (Trademarks) has data to 29 February 2024" in told, "its last event"


def test_figures_are_not_said_to_end_a_count(office):
    told = str(publish_html.changes(prepare(figures(("gdp", SHENYANG, day("2025-12-31"), 1.0))), EN))
    assert "has data to 31 December 2025" not in told
    assert "Figures" in told


def test_a_release_that_differs_in_no_row_may_be_published_and_one_that_is_the_same_may_not(office):
    publishing.publish(prepare(marks(*TWO)), "wang")
    assert "没有任何变化" in str(publish_html.changes(prepare(marks(*TWO)), ZH))
    later = str(publish_html.changes(prepare(marks(*TWO, until=day("2026-10-31"))), ZH))
    assert "没有行会改变" in later
    assert "数据截至 2026年10月31日" in later


def test_rows_that_stand_twice_are_told(office):
    made = prepare(marks(*TWO))
    pairs = tuple(Instead("trademarks", f"P{place}", "名<b>", f"L{place}", "名") for place in range(3))
    twice = replace(made, rows=tuple(replace(one, namesakes=pairs) for one in made.rows if one.table == "trademarks"))
    told = str(publish_html.changes(twice, ZH))
    assert "有 3 行与公开发布的行同名" in told
    assert "名&lt;b&gt; · P2" in told
    assert "名 · L2" in told
    assert "同名" not in str(publish_html.changes(made, ZH))
    again = replace(made, rows=tuple(replace(one, repeated=2) for one in made.rows if one.table == "trademarks"))
    assert "有 2 行彼此同名" in str(publish_html.changes(again, ZH))


def test_published_rows_that_give_way_are_listed_by_name_each_beside_the_row_that_takes_its_place(office):
    made = prepare(marks(*TWO))
    one = Instead("geographical_indications", "GI-045", "东港<i>草莓", "LN-7", "东港草莓")
    told = str(publish_html.changes(replace(made, instead=(one,)), ZH))
    assert "取代公开发布的 1 行" in told
    assert "东港&lt;i&gt;草莓 · GI-045" in told
    assert "东港草莓 · LN-7" in told
    assert "不重复计数" in told
    many = str(publish_html.changes(replace(made, instead=(one,) * 101), EN))
    assert many.count("GI-045") == 100
    assert "first 100 of 101" in many
    assert "give way" not in str(publish_html.changes(made, EN))


def rows_of_units():
    unit = {"unit_no": "U1", "kind": "training_base", "level": "national", "city": SHENYANG}
    found = rows("service_network", unit | {"opened_on": day("2023-01-01")})
    return publishing.Brought("service_network", found, "units.csv", b"units")


def test_the_record_says_what_was_done_by_whom_and_what_is_left_of_it(office):
    first = current.in_use()
    publishing.publish(prepare(marks(*TWO, mode="replace"), rows_of_units()), "wang", "May")
    publishing.roll_back(first, "li")
    told = str(publish_html.history(publishing.history(), ZH)).split("<tr>")[2:]
    assert [("恢复到此版本" in row, "现行" in row) for row in told] == [(True, True), (False, False), (False, False)]
    assert "以 2 行整体替换商标（marks.csv）；向服务网络追加 1 行（units.csv）" in told[1]
    assert "May" in told[1]
    assert "生成数据版本" in told[2]
    assert "未记名" in told[2]


def test_the_record_says_which_releases_are_gone():
    gone = Event(Entry("prune", "li", "b", removed=("20260930-0123456789",)), kept=False, in_use=False)
    old = Event(Entry("publish", "li", "20260930-0123456789", rows=1), kept=False, in_use=False)
    told = str(publish_html.history((gone, old), EN))
    assert "earlier releases removed: 20260930-0123456789" in told
    assert "20260930-0123456789 · removed" in told


def test_whatever_people_wrote_is_shown_as_text(office):
    made = prepare(marks(*TWO, file="<img src=x>.csv"))
    publishing.publish(made, "<b>wang</b>", "<script>alert(1)</script>")
    events = publishing.history()
    published = publish_html.published(events[0], "trademarks", current.in_use(), ZH)
    shown = f"{publish_html.history(events, ZH)}{published}"
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "<b>wang" not in shown
    assert "&lt;b&gt;wang&lt;/b&gt;" in shown


def test_a_time_is_beijings_and_a_release_without_an_entry_has_a_day():
    brought = ({"id": "imp", "table": "trademarks", "mode": "append", "file": "marks.csv", "sha256": "", "rows": 1},)
    entry = Entry("publish", "li", "20260930-0123456789", at="2026-11-26T18:05:00+00:00", brought=brought)
    event = Event(entry, kept=True, in_use=False)
    assert "2026年11月27日 02:05" in str(publish_html.history([event], ZH))
    assert publish_html.release(entry.release, [event], EN) == f"{entry.release} · 27 November 2026 02:05 · marks.csv"
    built = Event(Entry("build", "", "20260331-0123456789", at="2026-04-01"), kept=True, in_use=True)
    assert publish_html.release("20260331-0123456789", [built], EN) == "20260331-0123456789 · 1 April 2026"
    assert publish_html.release("20240331-0123456789", [event], EN) == "20240331-0123456789"
    assert publish_html._moment("some day", EN) == "some day"


def test_what_was_published_leads_to_what_it_changed_while_that_is_kept(office):
    before = current.in_use()
    publishing.publish(prepare(marks(*TWO)), "wang")
    event = publishing.history()[0]
    told = str(publish_html.published(event, "trademarks", current.in_use(), EN))
    assert f"since_release={before}" in told
    assert "Published: data release" in told
    assert "need not be published again" in str(publish_html.published(event, "trademarks", "another", EN))
    gone = replace(event, entry=replace(event.entry, before="20240331-0123456789"))
    assert "since_release" not in str(publish_html.published(gone, "trademarks", current.in_use(), EN))


@pytest.mark.parametrize("words", [ZH, EN])
def test_the_uploader_speaks_the_readers_language(words):
    told = str(publish_html.uploader(25, words))
    assert f'--choose: "{words("publish.choose")}";' in told
    assert f'--drop: "{words("publish.drop")}";' in told
    assert f'--not_taken: "{words("publish.not_taken", most=25)}";' in told
    assert "25 MB" in told


def test_every_fault_stands_with_its_row_column_and_remedy():
    told = str(
        publish_html.faults(pl.DataFrame({"行": [6], "列": ["注册日期"], "单元格内容": ["<i>"], "怎么改": ["请核对"]}))
    )
    assert "<span>6</span>" in told
    assert "&lt;i&gt;" in told
    assert [told.count(f">{name}</th>") for name in ("行", "列", "单元格内容", "怎么改")] == [1] * 4
