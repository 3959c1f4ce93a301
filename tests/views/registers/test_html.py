"""A register in figures and tables: what is said, marked and linked."""

import datetime as dt
import re
from dataclasses import replace

import polars as pl

from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.core import language
from explorer.core.goals import Text
from explorer.core.profile import profile
from explorer.pipeline.publish import publishing
from explorer.releases import store
from explorer.views.registers import coverage as registers_coverage
from explorer.views.registers import html as registers_html
from tests.analysis.registers.test_counts import DAY, choice, every_register, look
from tests.conftest import UNTIL, small_tables
from tests.exports.office.office_files import ground
from tests.support.cases import each
from tests.support.tiny_release import DALIAN

ZH = language.words("zh")
both_languages = each("code", language.LANGUAGES)


def text(html):
    return re.sub(r"<[^>]+>", " ", html)


@every_register
def test_the_heading_is_how_much_the_register_holds(small, register):
    view = look(small, code="zh")
    stock = next(one for one in counts.figures(view, register) if one.slug == register.stock)
    heading = re.search("<h1>(.*?)</h1>", registers_html.head(view, register.slug)).group(1)
    assert heading.startswith(f"{stock.title.zh}：{ZH.amount(stock.value, stock.unit, stock.digits)} ")


@both_languages
@every_register
def test_every_figure_has_its_mark(small, register, code):
    words, view = language.words(code), look(small, code=code)
    head = registers_html.head(view, register.slug)
    figures = counts.figures(view, register)
    assert head.count("<b>") == len(figures)
    known = [figure for figure in figures if figure.value is not None]
    assert head.count(f"○ {words('evidence.simulated')}") >= len(known)


@every_register
def test_a_figure_that_is_an_indicator_leads_to_its_target(small, register):
    head = registers_html.head(look(small), register.slug)
    for figure in counts.figures(look(small), register):
        assert (f"indicator={figure.target}" in head) == (figure.target is not None)


@every_register
def test_published_only_shows_no_simulated_mark_and_a_way_back(small, register):
    head = registers_html.head(look(small, evidence="published"), register.slug)
    assert "○" not in head
    assert ZH("register.incomplete") in head
    assert "evidence=all" in head


@each("plan, area", [("cn-14fyp", "100000"), ("peers-2025", "all"), ("peers-2025", "440000")])
@every_register
def test_an_area_the_registers_do_not_cover_is_a_sentence_and_a_way(small, register, plan, area):
    head = registers_html.head(View(small, plan, area, DAY, "all", "zh"), register.slug)
    assert ZH("register.not_covered", home="辽宁省") in head
    assert ZH("register.to_home", home="辽宁省") in head
    assert f"plan={profile().plan}" in head
    assert f"area={profile().home}" in head


@each(
    "value, before, unit, said",
    [
        (110.0, 100.0, "件", "+10.0%"),
        (39.5, 31.5, "%", "+8.0 个百分点"),
        (5.0, 0.0, "件", ZH("register.from_nothing")),
        (0.0, 0.0, "件", ZH("register.unchanged")),
        (100.0, 100.0, "件", ZH("register.unchanged")),
        (5.0, None, "件", ZH("register.no_year_before")),
    ],
)
def test_a_change_is_relative_or_in_points_or_a_word(value, before, unit, said):
    one = Text(unit, unit)
    figure = counts.Figure("any", one, one, 1, value, before, "simulated", DAY)
    assert said in registers_html._change(figure, ZH)


@both_languages
@every_register
def test_a_breakdown_adds_up_and_marks_every_row(small, register, code):
    view, asked = look(small, code=code), choice(register)
    body = registers_html.breakdown(view, register.slug, asked)
    found = counts.breakdown(view, register, asked)
    rows = found["row_value"].n_unique()
    assert body.count('class="mark"') == rows + 1
    last = body[body.rindex("<tr>") :]
    assert f">{int(found['count'].sum())}</td>" in last


def test_a_county_is_named_with_its_city_where_several_are_shown(small):
    network = definitions.REGISTERS["service_network"]
    asked = choice(network, rows="county", columns="none")
    assert "大连市 · " in registers_html.breakdown(look(small), network.slug, asked)
    assert "大连市 · " not in registers_html.breakdown(look(small, DALIAN), network.slug, asked)


def test_what_is_not_recorded_is_said_and_comes_last(small):
    network = definitions.REGISTERS["service_network"]
    body = registers_html.breakdown(look(small), network.slug, choice(network, rows="county", columns="none"))
    rows = body.split("<tr>")
    assert ZH("register.not_recorded") in rows[-2]


def test_a_breakdown_without_a_hit_says_so_and_leads_back(small):
    marks = definitions.REGISTERS["trademarks"]
    body = registers_html.breakdown(look(small), "trademarks", choice(marks, find="no such mark"))
    assert ZH("register.no_hit") in body
    assert 'href="trademarks?' in body


@both_languages
@each(
    "name",
    [
        *("patents_high_value", "patents_time_to_grant", "patents_overseas", "patents_dealings"),
        "geographical_indications_standards",
    ],
)
def test_a_table_of_its_own_is_in_words_and_marked(small, name, code):
    register = next(one for slug, one in definitions.REGISTERS.items() if name.startswith(slug))
    view, asked = look(small, code=code), choice(register)
    body, rows = registers_html.table_of(view, name, asked), counts.special(view, name, asked)
    assert body.count('class="mark"') == rows.height
    assert "_" not in text(body)


def test_a_table_without_rows_is_a_sentence(small):
    patents = definitions.REGISTERS["patents"]
    body = registers_html.table_of(look(small, DALIAN), "patents_overseas", choice(patents))
    assert ZH("register.none_here") in body


def test_without_simulation_the_few_published_records_are_said_to_be_examples(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    published = small_tables()["service_network"].with_columns(evidence=pl.lit("published"))
    told = ground(simulate=False)
    publishing.rebuild(ground=lambda *_, **__: replace(told, tables=told.tables | {"service_network": published}))
    view = replace(look(store.edition()), evidence="office")
    assert ZH("register.examples") in registers_html.head(view, "service_network")
    assert ZH("register.examples") not in registers_html.head(view, "patents"), "which has no record at all"
    assert ZH("register.unfilled") in registers_html.head(view, "patents")


def test_beside_simulated_records_it_is_the_simulation_that_is_said(small):
    assert ZH("register.examples") not in registers_html.head(look(small), "service_network")


@both_languages
def test_where_the_office_speaks_itself_the_head_says_so_and_leads_to_the_time_before(told, code):
    words = language.words(code)
    edition = told(("trademarks_in_force", "210000", 2022, 40.0, {}))
    view = look(edition, day=UNTIL, code=code)
    head = registers_html.head(view, "trademarks")
    assert words("register.set_aside", day=words.day(dt.date(2022, 12, 31))) in head
    assert "as_of=2022-12-30" in head
    assert words("overview.simulated_shown") not in head
    assert words("register.show_all_evidence") not in head + str(
        registers_html.nothing(view, definitions.REGISTERS["trademarks"])
    )
    units = told(("rights_aid_workstations", "210000", 2022, 40.0, {}))
    matrix = registers_coverage.coverage(
        look(units, day=UNTIL, code=code), choice(definitions.REGISTERS["service_network"])
    )
    assert words("register.set_aside", day=words.day(dt.date(2022, 12, 31))) in matrix
