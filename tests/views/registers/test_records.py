"""A register's records in the reader's words: the list, one record, files."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import polars as pl

from explorer.analysis.registers import counts, definitions
from explorer.core import language, spreadsheet
from explorer.views.registers import records
from tests.analysis.registers.test_counts import DAY, choice, every_register, look
from tests.support.cases import each

MARKS = definitions.REGISTERS["trademarks"]


@each("code", language.LANGUAGES)
@every_register
def test_every_row_has_its_evidence_in_words_and_leads_to_its_record(small, register, code):
    view, asked = look(small, code=code), choice(register, state=definitions.ALL)
    body = records.listed(view, register.slug, asked)
    rows = counts.records(view, register, asked)
    assert body.count("<tr>") == rows.height + 1
    assert body.count(language.words(code)("evidence.simulated")) == rows.height
    for number in rows[register.number]:
        assert f"record={number}" in body


@every_register
def test_no_code_of_the_register_reaches_a_reader(small, register):
    body = records.listed(look(small), register.slug, choice(register, state=definitions.ALL))
    codes = {value for values in register.filters.values() for value in values if "_" in value}
    cells = [part.partition("<")[0] for part in body.split(">")]
    assert not codes & set(cells)


def test_a_list_without_a_hit_says_so_and_leads_back(small):
    body = records.listed(look(small), "trademarks", choice(MARKS, find="no such mark"))
    assert language.words("zh")("register.no_hit") in body
    assert 'href="trademarks?' in body
    assert "find=" not in body


def test_a_link_to_a_record_carries_every_choice(small):
    asked = choice(MARKS, state=definitions.ALL, filters={"nice_class": definitions.ALL}, span="month")
    body = records.listed(look(small, evidence="all"), "trademarks", asked)
    for part in ("nice_class=all", "span=month", "state=all", "as_of=2024-03-31", "lang=zh"):
        assert part in body


def test_a_record_shows_every_fact_by_name_and_leads_back(small):
    body = records.detail(look(small, code="en"), "trademarks", choice(MARKS, record="R0"))
    assert "Registration number" in body
    assert "○ Simulated" in body or "○ simulated" in body
    assert "Back to the list" in body
    assert "record=&" not in body.partition("Back to the list")[2]


def test_a_patents_record_tells_what_happened_to_it_until_the_day(small):
    patents = definitions.REGISTERS["patents"]
    words = language.words("zh")
    body = records.detail(look(small), "patents", choice(patents, record="overseas"))
    assert body.count(words("facet_event.overseas_grant")) == 2
    assert words("facet_event.overseas_since") in body
    early = records.detail(look(small, day=dt.date(2021, 3, 31)), "patents", choice(patents, record="overseas"))
    assert early.count(words("facet_event.overseas_grant")) == 1


@each("junk", ["' or 1=1 --", "<script>alert(1)</script>", "🦆", "x" * 80, "%", "\\"])
@every_register
def test_a_number_nobody_has_is_a_sentence_and_a_way_back(small, register, junk):
    body = records.detail(look(small), register.slug, choice(register, record=junk))
    assert "<script" not in body
    assert f'href="{register.slug}?' in body
    assert language.words("zh")("register.back_to_list") in body


def test_nothing_stands_where_no_record_is_chosen(small):
    assert records.detail(look(small), "trademarks", choice(MARKS)) == ""


def test_a_long_list_says_what_a_file_holds(small, monkeypatch):
    view, asked = look(small), choice(MARKS)
    assert "CSV" not in records.counted(view, MARKS, asked)
    monkeypatch.setattr(definitions, "SAVED", {"csv": 3, "xlsx": 2})
    said = records.counted(view, MARKS, asked)
    assert "CSV" in said
    assert " 3 " in said


@every_register
def test_a_csv_holds_the_filtered_rows_with_names_and_evidence(small, register):
    view, asked = look(small), choice(register, state=definitions.ALL)
    saved = records.as_csv(view, register.slug, asked)
    assert saved.startswith(spreadsheet.BYTE_ORDER_MARK)
    rows = pl.read_csv(saved.removeprefix(spreadsheet.BYTE_ORDER_MARK), infer_schema=False)
    assert rows.height == counts.total(view, register, asked)
    assert set(rows[rows.columns[-1]]) == {"○ 模拟"}
    assert not {"city", "evidence", register.number} & set(rows.columns)


def test_a_name_that_a_spreadsheet_would_run_is_quoted(small):
    rows = counts.records(look(small), MARKS, choice(MARKS)).with_columns(name=pl.lit("=1+1"))
    assert b"'=1+1" in spreadsheet.csv(records.worded(rows, look(small), "trademarks"))


def test_a_workbook_says_on_its_cover_what_it_holds(small):
    asked = choice(MARKS, find="r", filters={"holder_type": definitions.ALL, "county": "210102"})
    made = records.as_xlsx(look(small), "trademarks", asked)
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    for part in ("商标注册明细", "2024年3月31日", small.id, "find=r", "county=210102"):
        assert part in texts


def test_what_the_list_is_narrowed_to_is_said_in_words(small):
    assert records.narrowed(look(small), replace(choice(MARKS), state=definitions.ALL)) == ""
    said = records.narrowed(look(small, code="en"), choice(MARKS, filters={"nice_class": "35"}))
    assert "35 Advertising and retail" in said
    assert "In force" in said


def test_the_day_counted_to_is_the_views(small):
    assert counts.counted_on(look(small), MARKS) == DAY
