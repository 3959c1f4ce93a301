"""The presentation as the server answers it: one document, its links, its guard, and what it makes of a bad address."""

import re
from html import unescape

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer.core import language, marks
from explorer.links import agenda
from explorer.links.agenda import Agenda, Item
from explorer.views import exhibits
from explorer.web.http import presentation
from tests.links.test_agenda import JUNK, TWELVE, twelve
from tests.support.cases import each

SHOWN = re.compile(r'<section class="item( now)?".*?</section>', re.DOTALL)


@pytest.fixture
def site() -> TestClient:
    return TestClient(Starlette(routes=list(presentation.ROUTES)), headers={"accept-language": "zh-CN"})


def asked(site: TestClient, **query: str) -> httpx2.Response:
    return site.get("/present", params=query)


def heads(page: str) -> list[str]:
    return [unescape(title) for title in re.findall(r"<h1[^>]*>(.*?)</h1>", page)]


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_every_item_is_there_in_order_in_the_language_asked_for(small, site, lang):
    answer = asked(site, agenda=twelve(), lang=lang)
    assert answer.status_code == 200
    assert heads(answer.text) == [exhibits.of(page, query | {"lang": lang}).title for page, query in TWELVE]
    assert f'<html lang="{lang}">' in answer.text


def test_one_item_is_seen_the_one_that_the_step_names(small, site):
    answer = asked(site, agenda=twelve(), step="3")
    assert [bool(found[1]) for found in SHOWN.finditer(answer.text)] == [place == 2 for place in range(12)]
    assert "3 / 12" in answer.text


def test_status_sentence_sources_and_the_simulated_mark_stand_with_each_item(small, site):
    query = {"indicator": "trademarks_in_force", "as_of": "2024-06-30", "lang": "en"}
    text, shown = agenda.adding(None, "target", query), exhibits.of("target", query)
    said = unescape(re.sub(r"<[^>]*>", " ", asked(site, agenda=text, lang="en").text))
    assert shown.simulated
    for part in (shown.sentence, shown.sources, shown.subtitle, language.words("en")("overview.simulated_shown")):
        assert part in said
    assert shown.row.status.example
    assert f"{marks.EXAMPLE.icon} Example: " in said


def test_real_figures_bear_no_simulated_mark(small, site):
    text = agenda.adding(None, "target", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "evidence": "published"})
    assert "○" not in asked(site, agenda=text, lang="en").text


def test_the_picture_is_that_of_the_same_link(small, site):
    text = agenda.adding(None, "target", {"indicator": "trademarks_in_force", "as_of": "2025-06-30"})
    page = asked(site, agenda=text, lang="en").text
    source = unescape(re.search(r'<img src="([^"]*)"', page)[1])
    query = dict(httpx2.URL(f"http://site/{source}").params)
    assert source.startswith("present/target.svg?")
    dark = unescape(re.search(r'<source media="screen and \(prefers-color-scheme: dark\)" srcset="([^"]*)"', page)[1])
    assert dark == source.replace("present/", "present/dark/", 1)
    assert "," not in dark, "a comma would end the address in a set of them"
    assert exhibits.of("target", query).parameters == query
    assert (query["as_of"], query["lang"]) == ("2025-06-30", "en")


def test_a_phone_begins_with_the_latest_years_of_a_chart_over_time_and_with_the_first_row_of_a_list(small, site):
    text = agenda.adding(None, "target", {"indicator": "trademarks_in_force"})
    text = agenda.adding(text, "overview", {})
    assert re.findall("<picture[^>]*>", asked(site, agenda=text).text) == ['<picture class="latest">', "<picture>"]


def test_plain_links_lead_on_and_back_and_to_the_view_without_a_script(small, site):
    text = twelve()
    page = asked(site, agenda=text, step="2", lang="zh").text
    where = {kind: unescape(address) for kind, address in re.findall(r'<a rel="(\w+)" href="([^"]*)"', page)}
    steps = {kind: dict(httpx2.URL(f"http://site/{where[kind]}").params)["step"] for kind in ("prev", "next")}
    assert steps == {"prev": "1", "next": "3"}
    assert where["up"].startswith("agenda?")
    opened = dict(httpx2.URL(f"http://site/{where['bookmark']}").params)
    assert opened["indicator"] == "trademarks_in_force"
    assert opened["agenda"] == text


def test_the_ends_lead_no_further(small, site):
    idle = r'rel="{}" href="[^"]*step={}" aria-disabled="true"'
    assert re.search(idle.format("prev", 1), asked(site, agenda=twelve(), step="1").text)
    assert re.search(idle.format("next", 12), asked(site, agenda=twelve(), step="12").text)


def test_no_script_but_the_projects_own_can_run(small, site):
    answer = asked(site, agenda=twelve())
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script[^>]*>", answer.text) == ['<script src="present.js" defer>']
    assert not re.search(r'\son\w+=|\sstyle="|<style', answer.text)


def test_what_an_agenda_says_is_shown_as_text(small, site):
    text = agenda.written(Agenda("<img src=x onerror=alert(1)>", (Item("trademarks", {"find": '"><script>'}),)))
    answer = asked(site, agenda=text, lang="en")
    assert "<img src=x" not in answer.text
    assert '"><script>' not in answer.text
    assert "&lt;img src=x onerror=alert(1)&gt;" in answer.text


def test_an_item_that_can_no_longer_be_shown_says_why_and_keeps_its_place(small, site):
    items = (Item("ledger", {}), Item("target", {"indicator": "trademarks_in_force", "release": "20200101-0000000000"}))
    answer = asked(site, agenda=agenda.written(Agenda("", items)), lang="en", step="2")
    assert answer.status_code == 200
    assert heads(answer.text)[1] == "Registered trademarks in force"
    assert "20200101-0000000000 cannot be used" in answer.text


@each("junk", JUNK)
@each("name", ["agenda", "step", "lang"])
def test_junk_is_answered_400_with_one_sentence_and_a_way_home(small, site, name, junk):
    if (name, junk) == ("step", ""):
        return
    answer = asked(site, **({"agenda": agenda.adding(None, "ledger", {})} | {name: junk}))
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text
    assert 'href=".?lang=' in answer.text
    assert len(heads(answer.text)) == 1


def test_what_a_chat_adds_to_a_link_does_no_harm(small, site):
    text = agenda.adding(None, "ledger", {})
    plain, added = asked(site, agenda=text, lang="en"), asked(site, agenda=text, lang="en", utm_source="<script>")
    assert (added.status_code, added.text) == (200, plain.text)


@each("step", ["0", "2", "99999999999999999999", "1.5", "１"])
def test_a_step_the_agenda_has_not_is_refused(small, site, step):
    answer = asked(site, agenda=agenda.adding(None, "ledger", {}), step=step, lang="en")
    assert answer.status_code == 400
    assert "Allowed: 1–1" in answer.text


def test_an_empty_agenda_says_how_to_collect(small, site):
    assert asked(site, lang="en").status_code == 400
    assert "Add to the agenda" in asked(site, lang="en").text


def test_a_parameter_given_twice_is_refused(small, site):
    assert site.get("/present?step=1&step=2").status_code == 400


def test_a_missing_release_is_one_sentence(tmp_path, monkeypatch, site):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    answer = asked(site, agenda=agenda.adding(None, "ledger", {}), lang="en")
    assert answer.status_code == 503
    assert "python -m explorer build" in answer.text


def test_english_is_set_in_a_face_without_wide_quotation_marks_first(site):
    style = site.get("/present.css").text
    latin = re.findall(r":root:lang\(en\) \{ --font: ([^;]+);", style)
    assert latin
    assert all(one.split(",")[0] == "Inter" for one in latin)


def test_looks_and_keys_are_files_of_the_project(site):
    looks, keys = site.get("/present.css"), site.get("/present.js")
    assert looks.headers["content-type"].startswith("text/css")
    assert keys.headers["content-type"].startswith("text/javascript")
    for status, sign in marks.STATUS.items():
        assert f".status.{status} {{ color: {sign.light}; }}" in looks.text
        assert f".status.{status} {{ color: {sign.dark}; }}" in looks.text
    assert "http" not in looks.text + keys.text
