"""A plan file is sent to the page of a draft: it leads to its draft, or to one sentence."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer.core import catalogue, language, paths
from explorer.links import drafts
from explorer.links.drafts import Draft, Target
from explorer.views.draft import plan_file
from explorer.web.frame import answers
from explorer.web.http import uploads
from tests.support import drafted

PATENTS = "high_value_invention_patents_per_capita"


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=answers.ROUTES), follow_redirects=False)


def written(draft: Draft) -> str:
    return plan_file.toml(draft, drafted.ISSUED)


def sent(http, content: bytes | str, name: str = "next.toml", **fields: str):
    return http.post(
        "/frame/draft",
        files={"file": (name, content)},
        data={"with_lang": "en"} | {f"with_{name}": told for name, told in fields.items()},
    )


def led_to(answer) -> tuple[str, Draft]:
    assert answer.status_code == 303, answer.text
    where = urlsplit(answer.headers["location"])
    query = {name: value for name, (value,) in parse_qs(where.query).items()}
    return where.path, drafts.read(query["draft"])


def test_a_draft_survives_its_plan_file_with_everything_that_is_said_of_it(http):
    assert led_to(sent(http, written(drafted.DRAFT))) == ("../draft", drafted.DRAFT)


def test_a_value_changed_in_the_file_is_the_drafts_and_the_rest_stays(http):
    text = written(drafted.DRAFT)
    changed = text.replace("value = 17.0", "value = 17.5")
    assert changed != text
    first = replace(drafted.TARGETS[0], value=17.5)
    assert led_to(sent(http, changed))[1] == replace(drafted.DRAFT, targets=(first, *drafted.TARGETS[1:]))


def test_without_the_line_that_carries_the_draft_its_levels_are_taken(http):
    text = written(drafted.DRAFT).partition("\n")[2]
    found = led_to(sent(http, text))[1]
    assert [(one.indicator, one.value) for one in found.targets] == [(t.indicator, t.value) for t in drafted.TARGETS]
    assert (found.title, found.first, found.last) == ("Liaoning 2030", 2026, 2030)


def test_of_a_plan_that_promises_otherwise_only_the_levels_are_taken_and_what_is_left_out_is_named_before(http):
    plan = catalogue.plans()["ln-2025"]
    answer = sent(http, (paths.PLANS / "ln-2025.toml").read_bytes())
    assert answer.status_code == 200
    (where,) = re.findall(r'href="\.\./draft\?([^"]*)"', answer.text)
    found = drafts.read(parse_qs(unescape(where))["draft"][0])
    told = unescape(answer.text)
    for goal in plan.goals:
        named = f"{goal.no} {goal.indicator.title.en}" in told
        assert named == (goal.indicator.slug not in {one.indicator for one in found.targets}), goal.no
    levels = {
        goal.indicator.slug: goal.value
        for goal in plan.goals
        if goal.kind in ("level", "coverage", "count") and goal.unit == goal.indicator.unit and not goal.since_baseline
    }
    assert {one.indicator: one.value for one in found.targets} == levels
    assert PATENTS in levels
    assert "patent_transfers_and_licences" not in levels


def test_what_the_reader_looks_at_is_kept(http):
    where = urlsplit(sent(http, written(drafted.DRAFT), evidence="published", as_of="2026-01-31").headers["location"])
    query = parse_qs(where.query)
    assert (query["evidence"], query["as_of"], query["lang"]) == (["published"], ["2026-01-31"], ["en"])


BAD = {
    "no file": b"",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\xff",
    "no TOML": b"title = [",
    "another table": b"[package]\nname = 'x'\n",
    "a script": b"<script>alert(1)</script>",
    "an unknown indicator": written(drafted.DRAFT).replace(PATENTS, "happiness").encode(),
    "several areas": (paths.PLANS / "peers-2025.toml").read_bytes(),
    "no level": b"".join((paths.PLANS / "ln-2025.toml").read_bytes().partition(b"[[goals]]")[:1]),
    "deep": b"a = " + b"[" * 3000,
    "too large": b"# " + b"x" * (uploads.LARGEST + 10),
}


def test_a_bad_file_gets_one_sentence_and_no_traceback(http):
    for kind, content in BAD.items():
        answer = sent(http, content)
        assert answer.status_code == 400, (kind, answer.status_code)
        assert "Traceback" not in answer.text, kind
        assert "<script>alert" not in answer.text, kind
        said = language.words("en")("trouble.unexpected")
        assert said not in answer.text, kind


def test_a_page_of_a_bad_file_speaks_of_the_file_and_leads_back_to_the_draft(http):
    for lang, said in (("zh", "此文件无法使用"), ("en", "This file cannot be used")):
        answer = sent(http, b"title = [", lang=lang, draft=drafted.TEXT, plan="ln-2025", evidence="published")
        assert f"<h1>{said}</h1>" in answer.text
        assert language.words(lang)("preview.refused") not in answer.text
        where = urlsplit(unescape(re.findall(r'href="([^"]*)"', answer.text)[0]))
        query = {name: value for name, (value,) in parse_qs(where.query).items()}
        assert where.path == "../draft"
        assert query == {"plan": "ln-2025", "evidence": "published", "lang": lang, "draft": drafted.TEXT}


def test_a_file_too_large_to_be_read_leads_back_by_the_address_it_was_sent_from(http):
    from_page = f"http://testserver/draft?draft={drafted.TEXT}&plan=ln-2025"
    answer = http.post("/frame/draft", files={"file": ("a.toml", BAD["too large"])}, headers={"referer": from_page})
    assert answer.status_code == 400
    (back,) = re.findall(r'href="(\.\./draft[^"]*)"', answer.text)
    assert parse_qs(urlsplit(unescape(back)).query) == {"draft": [drafted.TEXT], "plan": ["ln-2025"]}


def test_a_body_that_is_no_form_gets_one_sentence(http):
    for kind in ("text/plain", "multipart/form-data", "multipart/form-data; boundary=", "application/json"):
        answer = http.post(
            "/frame/draft", content=b"--x\r\nabc", headers={"content-type": kind, "accept-language": "en"}
        )
        assert answer.status_code == 400, kind


def test_the_address_takes_no_get(http):
    assert http.get("/frame/draft").status_code == 405


def test_the_plan_file_of_a_whole_draft_fits_in_a_link_and_survives(http):
    slugs = [goal.indicator.slug for goal in catalogue.plans()["ln-2025"].goals]
    whole = Draft("下一期", "210000", 2026, 2030, tuple(Target(slug, 100.0, note="说明" * 20) for slug in slugs))
    assert len(drafts.written(whole)) <= drafts.LONGEST
    assert led_to(sent(http, written(whole)))[1] == whole
