"""Cities are asked about their parts of a draft's targets by forms, and their answers come back into the draft."""

import io
import zipfile
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import catalogue
from explorer.links import drafts
from explorer.links.drafts import Draft, Target
from explorer.pipeline.city_forms import answers as city_answers
from explorer.views import exhibits
from explorer.views.draft import division, plan_file, rows
from explorer.web.frame import answers
from tests.pages.test_pages import opened, text
from tests.support import drafted
from tests.support.cases import each

MARKS, SHENYANG, DALIAN, CITIES = "trademarks_in_force", "210100", "210200", 14
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=[*answers.ROUTES, *server.ROUTES]), follow_redirects=False)


def forms(http, lang: str = "en") -> dict[str, bytes]:
    answer = http.get("/file/draft/forms.zip", params={"draft": drafted.TEXT, "lang": lang})
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        return {name[:6]: folder.read(name) for name in folder.namelist()}


def filled(form: bytes, values: dict[str, object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book.active
    for row in sheet.iter_rows(min_row=6):
        if row[7].value in values:
            row[5].value = values[row[7].value]
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def sent(http, *files: bytes, draft: str = drafted.TEXT, lang: str = "en"):
    parts = [("file", (f"{place}.xlsx", content, XLSX)) for place, content in enumerate(files)]
    return http.post("/frame/answers", files=parts, data={"with_draft": draft, "with_lang": lang, "with_split": "gap"})


def draft_of(answer) -> Draft:
    assert answer.status_code == 303, answer.text
    return drafts.read(parse_qs(urlsplit(answer.headers["location"]).query)["draft"][0])


@each("lang", ["zh", "en"])
def test_each_city_has_a_form_with_its_part_of_what_adds_up(http, lang):
    found = forms(http, lang)
    assert len(found) == CITIES
    parts = 0
    for content in found.values():
        lines = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=6, values_only=True))
        assert [line[7] for line in lines] == [MARKS]
        parts += lines[0][4]
    assert parts == 900_000


def test_a_form_says_that_its_values_are_simulated(http):
    """Of the small release's cities no mark is published."""
    for lang, sign in (("zh", "模拟数值"), ("en", "Simulated values")):
        sheet = openpyxl.load_workbook(io.BytesIO(forms(http, lang)[SHENYANG])).active
        assert sign in sheet["A4"].value
        assert sheet["B6"].value.endswith("○")


def test_answers_come_back_into_the_draft_and_say_who_is_missing(http):
    found = forms(http)
    back = draft_of(sent(http, filled(found[SHENYANG], {MARKS: 300_000}), filled(found[DALIAN], {MARKS: "250,000"})))
    (target,) = (one for one in back.targets if one.indicator == MARKS)
    assert target.cities == ((SHENYANG, 300_000.0), (DALIAN, 250_000.0))
    page = text(opened("draft", draft=drafts.written(back), target=MARKS, lang="en"))
    assert f"{CITIES - 2} cities have not answered" in page
    assert "300,000 trademarks" in page


def test_an_empty_cell_says_nothing(http):
    assert draft_of(sent(http, forms(http)[SHENYANG])) == drafted.DRAFT


def test_when_all_have_answered_their_sum_is_held_against_the_target(http):
    found = forms(http)
    back = draft_of(sent(http, *(filled(one, {MARKS: 60_000}) for one in found.values())))
    page = text(opened("draft", draft=drafts.written(back), target=MARKS, lang="en"))
    assert "add up to 840,000 trademarks, −60,000 from" in page
    view = exhibits.of("draft", {"draft": drafted.TEXT}).view
    names = [one.name for one in rows.row(view, back, MARKS).cautions]
    assert "cities" in names


def test_the_parts_themselves_can_be_taken_and_then_add_up(small):
    view = exhibits.of("draft", {"draft": drafted.TEXT, "lang": "en"}).view
    row = rows.row(view, drafted.DRAFT, MARKS)
    parts = tuple((one.area, one.part) for one in division.divided(view, [row])[MARKS].parts)
    taken = replace(
        drafted.DRAFT, targets=tuple(replace(t, cities=parts) if t.indicator == MARKS else t for t in drafted.TARGETS)
    )
    assert drafts.read(drafts.written(taken)) == taken
    assert "cities' own numbers add up to the province's target" in unescape(
        text(opened("draft", draft=drafts.written(taken), target=MARKS, lang="en"))
    )
    assert "cities" not in [one.name for one in rows.row(view, taken, MARKS).cautions]


def test_in_the_plan_file_they_are_the_cities_own_goals_and_come_back(small, tmp_path):
    mine = replace(drafted.TARGETS[1], cities=((SHENYANG, 300_000.0),))
    draft = replace(drafted.DRAFT, targets=(mine,))
    content = plan_file.toml(draft, drafted.ISSUED)
    file = tmp_path / "next.toml"
    file.write_text(content, "utf-8")
    (goal,) = catalogue.read_plan(file).goals
    assert (goal.of(SHENYANG).value, goal.of(DALIAN)) == (300_000, None)
    assert plan_file.opened("next.toml", content.encode()).draft == draft


def test_what_is_wrong_with_a_form_is_one_sentence_and_nothing_is_taken(http):
    good = filled(forms(http)[SHENYANG], {MARKS: 300_000})
    bad = {
        "words": filled(forms(http)[DALIAN], {MARKS: "many"}),
        "negative": filled(forms(http)[DALIAN], {MARKS: -1}),
        "another file": b"city;value\n210200;5\n",
        "no file": b"",
        "a picture": b"\x89PNG\r\n\x1a\n",
    }
    for kind, content in bad.items():
        answer = sent(http, good, content)
        assert answer.status_code == 400, kind
        assert "Traceback" not in answer.text, kind
    assert sent(http, good, draft="1.AAAA").status_code == 400


def test_a_draft_without_anything_to_split_has_no_forms(http):
    alone = drafts.written(Draft("", "210000", 2026, 2030, (Target("guidance_station_coverage", 100.0),)))
    answer = http.get("/file/draft/forms.zip", params={"draft": alone, "lang": "en"})
    assert answer.status_code == 400
    assert "can be split" in answer.json()["error"]


def test_a_form_is_read_in_either_language(http):
    for lang in ("zh", "en"):
        read = city_answers.read(filled(forms(http, lang)[DALIAN], {MARKS: 5}), "form.xlsx")
        assert (read.city, dict(read.values)) == (DALIAN, {MARKS: 5.0})
