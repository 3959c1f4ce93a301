"""Each page in both languages, from its address: what it shows, and what it makes of a bad one."""

import re
import shutil
from html import unescape
from itertools import cycle
from urllib.parse import parse_qs

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from explorer import server
from explorer.analysis.registers import definitions
from explorer.core import catalogue, language, paths
from explorer.links import pages
from explorer.links.pages import PAGES
from explorer.links.parameters import KNOWN, changed
from explorer.web.ui.url_state import ADDRESS

REGISTERS = pages.about("register")
JUNK = (
    "",
    "x" * 5000,
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "' or 1=1 --",
    "%00",
    "null",
    "-1",
    "2024-13-45",
    "![x](http://a.b/c.png)",
    "🦆",
    "目标",
    "1e999",
    "NaN",
    "a=b&c=d",
    "{{7*7}}",
    "javascript:alert(1)",
    "\u202egnp.exe",
)


SOME_JUNK = ("<script>alert(1)</script>", "2024-13-45")  # what every kind of junk means is tested without pages


def opened(page: str, /, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=30)
    if page != "overview":
        app.switch_page(PAGES[page].script)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """Return all the HTML of a page."""
    return "".join(element.proto.body for element in app.get("html"))


def heading(app: AppTest) -> str:
    """Return the page's title."""
    return unescape(re.findall(r"<h1[^>]*>(.*?)</h1>", html(app))[0])


def notices(app: AppTest) -> list[str]:
    """Return what the page says of its address."""
    return [unescape(found) for found in re.findall(r'<p class="notice">(.*?)</p>', html(app))]


def remarks(app: AppTest) -> list[str]:
    """Return what a reader must know before reading the chart."""
    return [unescape(found) for found in re.findall(r'<p class="remark">(.*?)</p>', html(app))]


def control(app: AppTest, name: str) -> str:
    """Return the control of a parameter as HTML."""
    found = re.search(
        rf'<(?:select|input|fieldset)[^>]*data-name="{name}".*?(?=<label|</label|</form|</nav)', html(app)
    )
    assert found, f"{name} cannot be chosen"
    return found[0]


def options(app: AppTest, name: str) -> dict[str, str]:
    """Return what a list offers, by what the address calls it."""
    return {
        slug: unescape(said) for slug, said in re.findall(r'<option value="([^"]*)"[^>]*>(.*?)<', control(app, name))
    }


def chosen(app: AppTest, name: str) -> str:
    """Return what a control shows."""
    drawn = control(app, name)
    selected = re.search(r'<option value="([^"]*)" selected', drawn) or re.search(r'value="([^"]*)"', drawn)
    return unescape(selected[1]) if selected else ""


def used(app: AppTest) -> dict[str, str]:
    """Return what a link to the page must carry."""
    return dict(app.session_state[ADDRESS].used)


def choose(app: AppTest, name: str, value: str) -> AppTest:
    """Choose as the frame's script does: the address says the new value and forgets what went with the former."""
    said = {one: text if isinstance(text, str) else text[0] for one, text in app.query_params.items()}
    asked = changed(said, name, value)
    app.query_params.clear()
    for one, text in asked.items():
        app.query_params[one] = text
    return app.run()


def text(app: AppTest) -> str:
    """Return everything the page says."""
    said = [element.proto.body for element in app.get("html")]
    for kind in ("markdown", "header", "subheader", "caption", "warning", "info", "error"):
        said += [element.value for element in app.get(kind)]
    return "\n".join(said)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("plan", "lang"), [("ln-2025", "en"), *zip(catalogue.plans(), cycle(language.LANGUAGES))])
def test_a_page_opens_in_both_languages_and_on_every_plan(small, page, plan, lang):
    app = opened(page, plan=plan, lang=lang)
    assert not app.exception
    assert not app.error
    assert not notices(app)


@pytest.mark.parametrize(("place", "goal"), list(enumerate(catalogue.plans()["ln-2025"].goals)))
def test_every_target_of_the_province_opens(small, place, goal):
    evidence = ("all", "published")[place % 2]
    app = opened("target", indicator=goal.indicator.slug, evidence=evidence, lang="en")
    assert not app.exception
    assert heading(app).startswith(f"{goal.title.en}: ")
    assert goal.indicator.definition.en.split(":")[0] in text(app).replace("\\", "")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_no_heading_of_a_page_is_a_question(small, page, lang):
    app = opened(page, plan="ln-2025", lang=lang)
    assert heading(app)
    assert not heading(app).endswith(("?", "？"))


def test_the_overview_is_drawn_as_two_elements(small):
    """Its headline and all its rows: a chart or a block for each row would cost a hundred times as much."""
    app = opened("overview", plan="ln-2025")
    drawn = [element.proto.body for element in app.get("html")]
    assert sum("spark" in body for body in drawn) == 1
    assert not app.get("vega_lite_chart")


def test_the_overview_has_a_link_for_every_goal(small):
    body = text(opened("overview", plan="ln-2025"))
    for goal in catalogue.plans()["ln-2025"].goals:
        assert f"indicator={goal.indicator.slug}" in body


def test_a_link_of_the_overview_carries_everything(small):
    body = text(opened("overview", plan="ln-2025", area="210200", as_of="2024-03-31", evidence="all", lang="en"))
    for part in ("plan=ln-2025", "area=210200", "as_of=2024-03-31", "evidence=all", "lang=en"):
        assert part in body


def test_published_only_shows_no_simulated_mark(small):
    for page in ("overview", "target", "ledger", "changes"):
        app = opened(page, plan="ln-2025", evidence="published", indicator="trademarks_in_force")
        assert "○" not in text(app).replace("（○ 空心标记", "")


def test_a_simulated_value_is_marked_wherever_it_is_shown(small):
    app = opened("target", plan="ln-2025", indicator="rights_aid_workstations")
    assert "○ 模拟" in text(app)
    assert set(re.findall(r'data-label="依据">(.*?)<', html(app))) == {"○ 模拟"}


def test_a_target_without_published_figures_names_what_is_missing(small):
    app = opened("target", plan="ln-2025", indicator="rights_aid_workstations", evidence="published")
    assert "没有公开发布的数值" in remarks(app)[0]
    assert not app.exception


def test_an_early_day_says_that_the_goal_did_not_exist_yet(small):
    app = opened("target", plan="ln-2025", indicator="trademarks_in_force", as_of="2022-06-30", lang="en")
    assert any("existed yet" in remark for remark in remarks(app))


@pytest.mark.parametrize(
    "name", ["plan", "indicator", "area", "as_of", "evidence", "lang", "group", "list", "department"]
)
@pytest.mark.parametrize("junk", SOME_JUNK)
def test_junk_in_the_address_gives_a_sensible_view_and_a_notice(small, name, junk):
    page = {"group": "overview", "list": "ledger", "department": "ledger"}.get(name, "target")
    app = opened(page, **({"lang": "en"} | {name: junk}))
    assert not app.exception
    assert not app.error
    assert any(f"{name}=" in notice for notice in notices(app))
    assert heading(app)


@pytest.mark.parametrize("junk", SOME_JUNK)
def test_a_release_that_is_not_kept_is_named_and_the_one_in_use_is_shown(small, junk):
    app = opened("target", release=junk, lang="en")
    assert not app.exception
    assert not app.error
    assert "no longer kept" in notices(app)[0]
    assert small.id in notices(app)[0]


@pytest.mark.parametrize("junk", ["", *SOME_JUNK])
def test_junk_for_print_is_a_page_as_usual(small, junk):
    app = opened("target", print=junk, lang="en")
    assert not app.exception
    assert 'class="way-back"' not in text(app)
    assert (junk == "") != any("print=" in notice for notice in notices(app))


@pytest.mark.parametrize("junk", ["x" * 5000, "<script>alert(1)</script>", "![x](http://a.b/c.png)", "\u202egnp.exe"])
def test_junk_for_the_parameters_that_a_page_does_not_read_is_named_too(small, junk):
    names = [one.name for one in KNOWN.values() if one.pages or one.name in ("print", "agenda")]
    app = opened("method", lang="en", **dict.fromkeys(names, junk))
    assert not app.exception
    assert not app.error
    said = "".join(notices(app))
    assert not [name for name in names if f"{name}=" not in said]
    assert not any("<script" in html(app) for _ in (1,))


def test_a_parameter_without_effect_is_named(small):
    app = opened("whatif", indicator="trademarks_in_force", scenarios="recent", growth="7", lang="en")
    assert "growth=7 in the address has no effect" in notices(app)[0]
    assert not notices(opened("whatif", indicator="trademarks_in_force", scenarios="own", growth="7", lang="en"))


def test_a_choice_turned_off_again_stays_in_the_address_without_a_word(small):
    app = opened("whatif", indicator="trademarks_in_force", scenarios="own", growth="7", lang="en")
    choose(app, "scenarios", "recent")
    assert not app.slider
    assert app.query_params["growth"] in (["7"], "7")
    assert not notices(app)


def test_the_target_that_the_menu_carries_along_is_no_stranger(small):
    assert not notices(opened("patents", indicator="trademarks_in_force", lang="en"))
    assert notices(opened("patents", indicator="trademark", lang="en"))


@pytest.mark.parametrize("junk", SOME_JUNK)
def test_junk_for_everything_the_what_if_page_reads_is_named_beside_its_usual_view(small, junk):
    names = [one.name for one in KNOWN.values() if one.pages == ("whatif",)]
    asked = {"scenarios": "recent,needed,own,once,renewal", "split": "own", "indicator": "trademarks_in_force"}
    app = opened("whatif", **({"lang": "en"} | dict.fromkeys(names, junk) | asked))
    assert not app.exception
    assert not app.error
    said = "".join(notices(app))
    assert not [name for name in names if name not in asked and f"{name}=" not in said]
    assert "trademarks" in heading(app)


@pytest.mark.parametrize(
    ("name", "show"), [("show", ""), ("scale", "grid"), ("against", "scatter"), ("figure", "provinces")]
)
def test_junk_for_the_comparison_gives_its_usual_view_and_a_notice(small, name, show):
    app = opened("compare", **({"lang": "en", "indicator": "trademarks_in_force", "show": show} | {name: SOME_JUNK[0]}))
    assert not app.exception
    assert not app.error
    assert any(f"{name}=" in notice for notice in notices(app))
    assert heading(app)


def test_a_plan_without_cities_says_so(small):
    app = opened("compare", plan="cn-14fyp", lang="en")
    assert "no city values" in text(app)


def test_every_choice_of_the_what_if_page_is_read_from_its_link(small):
    app = opened(
        "whatif",
        plan="ln-2025",
        indicator="trademarks_in_force",
        goal="900000",
        goal_year="2033",
        scenarios="own,once",
        growth="3.5",
        change="20000",
        change_year="2029",
        split="own",
        weights="210100:3,210200:1",
        lang="en",
    )
    assert not notices(app)
    assert "900,000 trademarks by 2033" in heading(app)
    assert app.slider(key="choice:growth").value == 3.5
    assert chosen(app, "change") == "20000"
    assert chosen(app, "change_year") == "2029"
    body = text(app)
    assert "Own pace" in body
    assert "14 parts add up to 900,000" in body


def test_a_typed_goal_is_forgotten_when_another_target_is_chosen(small):
    app = opened("whatif", plan="ln-2025", indicator="trademarks_in_force", goal="900000", lang="en")
    choose(app, "indicator", "rights_aid_workstations")
    assert "goal" not in app.query_params
    assert chosen(app, "goal") == "100"
    assert not notices(app)


def test_a_moved_slider_goes_into_the_address(small):
    app = opened("whatif", plan="cn-15fyp", scenarios="recent,own", lang="en")
    app.slider(key="choice:growth").set_value(7.5).run()
    assert app.query_params["growth"] in (["7.5"], "7.5")


def test_a_slider_that_counts_in_tenths_is_not_thrown_back(small):
    """Three steps of 0.1 are 0.30000000000000004 to a browser."""
    app = opened("whatif", plan="cn-15fyp", scenarios="own", evidence="published")
    app.slider(key="choice:growth").set_value(0.1 + 0.1 + 0.1).run()
    assert app.query_params["growth"] in (["0.3"], "0.3")
    assert app.slider(key="choice:growth").value == 0.3


def test_a_notice_shows_junk_as_text(small):
    app = opened("overview", plan="<b>![x](http://a.b/c.png)", lang="en")
    assert "plan=<b>![x](http://a.b/c.png)" in notices(app)[0]
    assert not app.markdown
    assert "<b>![" not in html(app)


def test_a_misspelt_indicator_means_the_nearest_one(small):
    app = opened("target", indicator="trademark_in_force", lang="en")
    assert "trademarks" in heading(app)
    assert notices(app)


def test_an_unknown_parameter_is_named(small):
    assert "colour" in notices(opened("overview", colour="red", lang="en"))[0]


def test_a_day_beyond_the_release_means_its_last_day(small):
    app = opened("overview", as_of="2099-01-01")
    assert chosen(app, "as_of") == small.until.isoformat() == "2026-09-30"
    assert notices(app)


def test_a_choice_goes_into_the_address(small):
    app = opened("overview", lang="en")
    way = re.search(r'<div id="said".*?href="([^"]*plan=cn-14fyp[^"]*)"', html(app))[1]
    assert parse_qs(unescape(way).partition("?")[2]) == {"lang": ["en"], "plan": ["cn-14fyp"]}
    assert "8 targets" in heading(choose(app, "plan", "cn-14fyp"))


def test_an_area_the_new_plan_does_not_have_gives_way_without_a_fuss(small):
    app = opened("overview", plan="ln-2025", area="210200", lang="en")
    way = unescape(re.search(r'<div id="said".*?href="([^"]*plan=cn-14fyp[^"]*)"', html(app))[1])
    assert "area" not in way
    app = opened("overview", **{name: value for name, (value,) in parse_qs(way.partition("?")[2]).items()})
    assert used(app)["area"] == "100000"
    assert not notices(app)


def test_a_lone_city_is_not_held_to_the_provinces_total(small):
    app = opened("target", plan="ln-2025", area="210200", indicator="trademarks_in_force", lang="en")
    assert any("Liaoning as a whole" in remark for remark in remarks(app))


def test_the_own_area_of_a_goal_is_shown_where_a_plan_has_several(small):
    app = opened("target", plan="peers-2025", area="440000", indicator="high_value_invention_patents_per_capita")
    assert "广东" in text(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_missing_release_is_one_sentence_with_the_command(tmp_path, monkeypatch, page):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    app = opened(page)
    assert not app.exception
    assert "python -m explorer build" in app.error[0].value.replace("\\", "")


def test_an_altered_file_is_one_sentence_with_the_command(small, tmp_path, monkeypatch):
    shutil.copytree(paths.data(), tmp_path / "data")
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    victim = tmp_path / "data" / "releases" / small.id / "patents.parquet"
    victim.chmod(0o644)
    victim.write_bytes(victim.read_bytes()[:-7])
    app = opened("overview")
    assert not app.exception
    assert "patents.parquet" in app.error[0].value.replace("\\", "")


def test_a_notice_goes_when_the_next_choice_makes_the_value_known(small):
    app = opened("target", plan="cn-14fyp", indicator="trademarks_in_force", lang="en")
    assert notices(app)
    choose(app, "plan", "ln-2025")
    assert not notices(app)
    assert "trademarks" in heading(app)


def test_before_its_plan_a_printed_baseline_is_not_known(small):
    app = opened("target", plan="cn-15fyp", as_of="2023-06-30", lang="en")
    shown = re.sub(r'<p class="news-line">.*?</p>', "", text(app))  # what is newer is said, and said to be newer
    assert "16 patents" not in shown.replace("\\", "")
    assert any("existed yet" in remark for remark in remarks(app))
    assert "existed yet" in text(opened("overview", plan="cn-15fyp", as_of="2023-06-30", lang="en"))


def test_values_from_cited_sources_are_not_said_to_be_counted_by_sql(small):
    said = text(opened("target", plan="cn-14fyp", indicator="ip_pledge_amount", lang="en")).replace("\\", "")
    assert "those of the cited sources" in said
    assert "Counted record by record" not in said


def test_every_goal_of_a_plan_of_many_areas_can_be_chosen(small):
    app = opened("target", plan="peers-2025", area="all", lang="en")
    offered = options(app, "indicator")
    assert [said.split()[0] for said in offered.values()] == [str(no) for no in range(1, 14)]
    choose(app, "indicator", "high_value_invention_patents_per_capita.440000")
    assert "Guangdong" in text(app)
    assert chosen(app, "indicator") == "high_value_invention_patents_per_capita.440000"


def asked_of(page: str) -> list[str]:
    """Return the parameters that are choices on a register page."""
    return [one.name for one in KNOWN.values() if page in one.pages and one.kind != "text"]


@pytest.mark.parametrize("page", REGISTERS)
@pytest.mark.parametrize("junk", SOME_JUNK)
def test_junk_in_every_filter_of_a_register_gives_a_sensible_view_and_names_each(small, page, junk):
    app = opened(page, **dict.fromkeys(asked_of(page), junk), lang="en")
    assert not app.exception
    assert not app.error
    said = "".join(notices(app))
    assert all(f"{name}=" in said for name in asked_of(page))
    assert text(app).count("<tr>") > 2


@pytest.mark.parametrize("page", REGISTERS)
def test_junk_looked_for_in_a_register_is_a_sentence_and_a_way_back(small, page):
    app = opened(page, find=SOME_JUNK[0], record=SOME_JUNK[0], lang="en")
    assert not app.exception
    assert not app.error
    body = text(app)
    assert "<script>alert" not in body
    assert "There is no record number" in body
    assert f'href="{page}?' in body
    assert "No records match" in body


@pytest.mark.parametrize("page", REGISTERS)
def test_a_register_page_answers_what_it_is_asked(small, page):
    register = definitions.REGISTERS[page]
    for rows, columns in ((register.dimensions[0], register.dimensions[-1]), (register.dimensions[1], "none")):
        for span, measure in (("quarter", "begun"), ("month", "ended")):
            app = opened(page, rows=rows, columns=columns, span=span, measure=measure, sort=register.sorts[-1])
            assert not app.exception
            assert not app.error
            assert not notices(app)


@pytest.mark.parametrize("page", REGISTERS)
@pytest.mark.parametrize("evidence", ["published", "office"])
def test_a_register_of_another_evidence_is_a_sentence_and_no_error(small, page, evidence):
    app = opened(page, evidence=evidence, lang="en")
    assert not app.exception
    assert not app.error
    assert "also has records of other evidence" in text(app)
    assert "○" not in text(app)


def test_a_filter_goes_into_the_address_and_every_link_of_the_page(small):
    app = opened("trademarks", lang="en")
    choose(app, "state", "ended")
    assert "state=ended" in text(app)
    files = [unescape(one) for one in re.findall(r'href="(/file/trademarks/records[^"]+)"', html(app))]
    assert [one.partition("?")[0] for one in files] == ["/file/trademarks/records.csv", "/file/trademarks/records.xlsx"]
    assert all("state=ended" in one for one in files)


def test_a_page_beyond_the_last_is_the_last(small):
    app = opened("trademarks", page="9999", lang="en")
    assert chosen(app, "page") == "1"
    assert any("page=9999" in notice for notice in notices(app))


def test_a_record_of_the_address_is_shown_in_full(small):
    app = opened("patents", record="overseas", area="210100", lang="en")
    assert "What happened to this patent" in text(app)
    assert "record=overseas" not in text(app).partition("Back to the list")[0].rpartition("<a ")[2]


def test_a_plan_of_another_area_leads_to_the_registers_of_the_province(small):
    app = opened("service_network", plan="cn-14fyp", lang="en")
    assert "Liaoning and its cities only" in text(app)
    assert "/file/" not in html(app)


def test_another_filter_begins_at_the_first_page(small):
    app = opened("trademarks", plan="ln-2025", state="recorded", page="1", lang="en")
    choose(app, "nice_class", list(options(app, "nice_class"))[1])
    assert "page" not in app.query_params
    assert chosen(app, "page") == "1"


def test_the_ledger_leads_to_its_workbook_as_it_stands(small):
    page = text(opened("ledger", plan="ln-2025", department="ip_services", lang="en"))
    found = [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]*/file/ledger\.xlsx\?[^"]*)"', page)]
    assert len(found) == 1
    assert "department=ip_services" in found[0]
    answer = TestClient(Starlette(routes=server.ROUTES)).get(found[0].partition("8501")[2] or found[0])
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_what_stands_beside_a_chart_is_an_element_of_its_own(small):
    beside = {"target": "facts", "whatif": "outlook", "trademarks": "key-stock"}
    for page, name in beside.items():
        app = opened(page, plan="ln-2025", lang="en")
        found = [one.proto.body for one in app.get("html") if name in one.proto.body]
        assert len(found) == 1, page
        assert re.match(rf'<\w+ class="[^"]*\b{name}\b', found[0]), f"{page}: {found[0][:80]}"


def test_a_plan_file_that_is_left_out_is_named_on_every_page_with_its_fault(small, monkeypatch, tmp_path):
    (tmp_path / "next.toml").write_text("goals = [", "utf-8")
    faulty = catalogue.left_out(tmp_path)
    monkeypatch.setattr(catalogue, "left_out", lambda: faulty)
    for page in ("overview", "target", "ledger"):
        app = opened(page, lang="en", evidence="published", as_of="2025-03-02")  # which no other test has kept
        (said,) = (one for one in notices(app) if "not used" in one)
        assert said.startswith("The file next.toml has a fault and is not used; everything else goes on."), page
