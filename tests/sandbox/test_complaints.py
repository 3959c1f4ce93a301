"""What the database complains of, said by the real one: each in a sentence of ours, with its place and what is near."""

import re
import shutil

import pytest

from explorer.core import disk, language
from explorer.core.errors import Trouble
from explorer.sandbox import allowlist, messages, pool, suggestions, typos
from explorer.sandbox.engine import Engine
from tests.support.cases import each

ZH, EN = language.words("zh"), language.words("en")
# A bar stands before the place that is told; without one, no place is.
WRONG = {
    "select |nosuch from patents": "column",
    "select kind,\n  |knd from patents": "column",
    "select |nosuch from (values ('中', 1)) t": "column",
    "select |kid": "no_from",
    "select * from |patent": "table_close",
    "select * from |nowhere": "table",
    "select |getdate()": "function_close",
    "select |medain(1)": "function_close",
    "select |abracadabra(1)": "function",
    "select |city from patents p join trademarks t on p.city = t.city": "ambiguous",
    "select city, '中文', |kind, count(*) from patents group by city": "not_grouped",
    "select |p.city from patents": "no_alias",
    "select x.* from patents": "no_alias",
    "select * from patents a join areas b on a.city = |b.areaa": "table_column",
    "select |sum(title) from patents": "arguments",
    "select |lpad(title, 3) from patents": "arguments",
    "select |strftime('2024-01-01', '%Y')": "arguments",
    "select |city * 2 from patents": "operator",
    "select 'a' |+ 1": "operator",
    "select title |like 3 from patents": "operator",
    "select |filed_on > 3 from patents": "kinds",
    "select |coalesce(city, 1) from patents": "kinds",
    "select greatest(1, |filed_on) from patents": "kinds",
    "select * from patents where filed_on = |'2024'": "not_a_day",
    "select '2024-13-45'|::date": "not_a_day",
    "select make_date(2024, 13, 1)": "not_a_day",
    "select title|::int from patents": "convert",
    "select '中文',\n  |cast('12万' as integer)": "convert",
    "with a as (from patents) select title|::int from a": "convert",
    "select filed_on|::int from patents": "uncastable",
    "select 200|::tinyint": "range",
    "select 12345|::decimal(3,1)": "range",
    "select 300.5|::tinyint": "range",
    "select 9223372036854775807 + 1": "overflow",
    "select factorial(40)": "overflow",
    "select sum(|count(*)) from patents": "nested",
    "select sum(|rank() over ()) from patents": "window_inside",
    "select city from patents where |count(*) > 3": "aggregate_place",
    "select city from patents group by |count(*)": "aggregate_place",
    "select city from patents where |row_number() over () = 1": "window_place",
    "select * from patents qualify |row_number() = 1": "no_over",
    "select 1 % 0": "division",
    "select (select city from patents)": "rows",
    "select city, title from patents union select city from patents": "widths",
    "select * exclude (nosuch) from patents": "left_out",
    "select * replace (1 as nosuch) from patents": "left_out",
    "from patents join areas using (city)": "using",
    "select * from patents order by |99": "term",
    "select city from patents group by 5": "term",
    "select regexp_matches(title, '(') from patents": "pattern",
    "select regexp_matches(title, '*') from patents": "pattern",
    "select date_trunc('foo', filed_on) from patents": "part",
    "select strptime('x', '%Y')": "day_format",
    "select strftime(filed_on, '%Q') from patents": "format",
    "with a as (select 1), a as (select 2) from a": "twice",
    "select sum(1) over w from patents window w as (), w as ()": "twice",
    "select * from (values (1, 2), (|3))": "lists",
    "with m as (merge into areas using areas b on true when matched then delete) from m": "not_a_question",
    "select |'abc": "open",
    'select |"abc': "open",
    "select |columns('zzz') from patents": "no_match",
    "select count(distinct *) from patents": "star",
    "select |unnest(3)": "unnest",
    "select * from patents a join areas b on a.city = b.area where |area.level = 'x'": "field",
    'select * from patents where kind = |"invention"': "text",
    "select * from patents where kind = |发明": "text",
    "select city|，kind from patents": "full_width",
    "select '甲' as 乙, count|（*） from patents": "full_width",
    "select |‘a’": "full_width",
    "select city from patents where city |＝ '210100'": "full_width",
    "select top |5 * from patents": "limit",
    "select * from patents limit 5|, 10": "limit",
    "|selec 1": "syntax",
    "select count(* |from patents": "syntax",
    "select lower(1, 2|)": "count",
    "select `city|` from patents": "backtick",
    "select ntile(0) over () from patents": "refused",
    "select error('太多')": "refused",
}


@pytest.fixture(scope="module")
def wrong(edition):
    engine = Engine(edition.folder, edition.until)

    def asked(text):
        with pytest.raises(Trouble) as told:
            engine.answer(text, edition.until)
        return told.value

    return asked


@each("text", WRONG)
def test_a_common_mistake_is_told_in_our_words_with_its_place(wrong, text):
    before, bar, after = text.partition("|") if "||" not in text else (text, "", "")
    found = wrong(before + after)
    assert found.key == f"sandbox_{WRONG[text]}", found
    assert found.key in pool.SAID
    if bar:
        place = {"line": before.count("\n") + 1, "column": len(before.split("\n")[-1]) + 1}
        assert {name: found.values[name] for name in place} == place
    else:
        assert "line" not in found.values
    for words in (ZH, EN):
        said = words.trouble(found)
        assert "{" not in said.replace("{'", "")
        assert words("trouble.where", line=2, column=3).startswith(("第 2 行", "Line 2"))
        assert bar == "" or re.search(rf"{found.values['line']}\D+{found.values['column']}\D", said)


def test_every_complaint_that_has_a_sentence_is_made_by_the_database_as_it_is_installed():
    assert {key.removeprefix("sandbox_") for key in messages.KEYS} <= set(WRONG.values())


@each("text", [text for text, key in WRONG.items() if key not in ("refused", "syntax", "pattern")])
def test_a_chinese_sentence_quotes_no_english_one(wrong, text):
    said = ZH.trouble(wrong(text.replace("|", "")))
    assert not re.search(r"[a-z]+ (is|not|must|can|cannot|does|the|to) ", said), said


def test_names_that_come_close_are_named(wrong):
    assert wrong("select knd from patents").values["close"].startswith("kind")
    assert wrong("from patent").values["close"] == "patents"
    assert "median" in wrong("select medain(1)").values["close"]
    assert wrong("select to_char(filed_on, 'YYYY') from patents").values["close"] == "strftime"
    assert wrong("select n from (select count(*) from patents)").values["close"] == '"count_star()"'
    assert wrong("select p.city from patents q").values["close"] == "q"
    assert wrong("select city from patents p, trademarks t").values["close"] == "p.city, t.city"


def test_a_function_is_told_with_the_ways_it_is_written(wrong):
    found = wrong("select substr(title) from patents")
    assert found.values["given"] == "substr(VARCHAR)"
    assert "substr(string VARCHAR, start BIGINT)" in found.values["close"]


def test_types_are_called_as_they_are_written(wrong):
    assert wrong("select '12万'::int").values["kind"] == "INTEGER"
    assert wrong("select 'INT32'::int").values["value"] == "INT32"


def test_what_other_databases_call_a_function_leads_to_one_that_can_be_used():
    assert set(suggestions.ELSEWHERE.values()) - {"case", "try_cast"} <= allowlist.FUNCTIONS
    assert not set(suggestions.ELSEWHERE) & allowlist.FUNCTIONS


def test_each_full_width_sign_has_a_half_width_one():
    assert len(typos.FULL) == len(typos.HALF)


@each(
    "said",
    [
        '{"exception_type":"Internal"}',
        '{"position":"x"}',
        '{"position":"-5"}',
        '{"error_subtype":"COLUMN_NOT_FOUND","name":["a"]}',
        '{"error_subtype":"COLUMN_NOT_FOUND","name":"a","candidates":"b","position":"999999999999999999"}',
        "{" * 200,
        "Could not convert string '{\"a\": 1}' to INT32",
    ],
)
def test_an_error_that_a_reader_words_himself_is_told_and_harms_nothing(wrong, said):
    for text in (
        f"select error('{said.replace(chr(39), chr(39) * 2)}')",
        f"select error('{said.replace(chr(39), chr(39) * 2)}') from range(50000) where range > 30000",
    ):
        found = wrong(text)
        assert EN.trouble(found)
        assert ZH.trouble(found)


def test_a_release_that_is_gone_is_told_without_naming_a_file_of_the_machine(edition, tmp_path):
    folder = tmp_path / "release"
    shutil.copytree(edition.folder, folder)
    engine = Engine(folder, edition.until)
    disk.remove(folder)
    for text in ("from areas", "select nosuch from areas", "select max(filed_on) from patents"):
        with pytest.raises(Trouble) as told:
            engine.answer(text, edition.until)
        assert told.value.key in ("sandbox_unreadable", "sandbox_column")
        assert str(tmp_path) not in EN.trouble(told.value)
