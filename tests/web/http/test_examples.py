"""While the province's registers are simulated, nothing that leaves the site judges it without saying "example"."""

import datetime as dt
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.analysis.view import View
from explorer.core import language
from explorer.core.status import JUDGED
from explorer.exports import office
from explorer.links import agenda
from explorer.views import html as views_html
from explorer.views.compare import html as compare_html
from explorer.views.ledger import html as ledger_html
from explorer.views.ledger import review
from explorer.views.overview import html as overview_html
from explorer.views.overview import sections
from explorer.views.target import html as target_html
from tests.support.cases import each

DAYS = ("2024-12-31", "2026-09-30")
BLOCKS = re.compile(r"<(a:p|w:p|si|is)[ >].*?</\1>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")
QUERY = {"plan": "ln-2025", "evidence": "all"}


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=server.ROUTES))


def unmarked(texts: Iterator[str], code: str) -> list[str]:
    """Return each text that holds a judged word of the province and does not call it an example."""
    words = language.words(code)
    judged = re.compile("|".join(rf"(?<!\w){re.escape(words(f'status.{one}'))}(?![^\W\d])" for one in sorted(JUDGED)))
    mark = "示例" if code == "zh" else "xample"
    # An icon in front makes a word a status; a sentence that happens to hold the word is none.
    status = re.compile(rf"[✓●▲◐▼✕]\s*(?:{judged.pattern})")
    return [text for text in texts if (status.search(text) or judged.fullmatch(text.strip())) and mark not in text]


def of_office(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                text = parts.read(name).decode("utf-8")
                yield from (html.unescape(TAGS.sub("", block.group())) for block in BLOCKS.finditer(text))


def of_page(text: str) -> Iterator[str]:
    body = re.sub(r"<(style|script|select).*?</\1>", "", text, flags=re.DOTALL)
    yield from (html.unescape(line) for line in re.split(r"(?:<[^>]*>)+", body))


@each("code", language.LANGUAGES)
def test_no_file_of_any_view_judges_the_province_without_its_mark(http, code):
    found = []
    for day in DAYS:
        for view in ("overview", "target", "compare", "whatif", "ledger", "changes"):
            for kind in ("xlsx", "pptx", "docx"):
                answer = http.get(f"/file/{view}.{kind}", params=QUERY | {"as_of": day, "lang": code})
                if answer.status_code == 200:
                    found += [(view, kind, text[:80]) for text in unmarked(of_office(answer.content), code)]
    assert set(office.MAKERS) == {"csv", "xlsx", "pptx", "docx"}, "a new kind of file has to be looked into here"
    assert not found


@each("code", language.LANGUAGES)
def test_no_page_judges_the_province_without_its_mark(small, code):
    found = []
    for day in DAYS:
        for area in ("210000", "210200"):
            view = View(small, "ln-2025", area, dt.date.fromisoformat(day), "all", code)
            shown = [
                overview_html.headline(view),
                overview_html.listed(view, "status", sections.EVERYTHING, "light"),
                str(views_html.tally(view)),
                ledger_html.tasks(view, "all", "all"),
                review.yearly(view, "all"),
                review.evaluation(view),
                *(str(target_html.head(view, goal)) for goal in view.goals),
                *(compare_html.table(view, goal, "value") for goal in view.goals),
            ]
            found += [(area, text[:80]) for part in shown for text in unmarked(of_page(part), code)]
    assert not found


@each("code", language.LANGUAGES)
def test_no_presentation_preview_or_data_address_judges_it_without_its_mark(http, code):
    for day in DAYS:
        query = QUERY | {"as_of": day, "lang": code}
        text = agenda.adding(None, "target", query | {"indicator": "trademarks_in_force"})
        pages = [http.get("/present", params={"agenda": text, "lang": code}).text]
        pages += [http.get(f"/s/{view}", params=query).text for view in ("overview", "target")]
        assert not [line[:80] for page in pages for line in unmarked(of_page(page), code)]
        for area in ("210000", "210200"):
            goals = http.get("/api/v1/plans/ln-2025", params={"as_of": day, "lang": code, "area": area}).json()["goals"]
            judged = [goal for goal in goals if goal["status"] in {one.value for one in JUDGED}]
            assert all(goal["example"] for goal in judged)
            assert all(("示例" if code == "zh" else "example") in goal["reason"] for goal in judged)
            assert judged or area == "210200", json.dumps(query)


def test_the_search_for_unmarked_words_finds_one():
    assert unmarked(iter(["✓ Met", "Missed", "○ Example: met", "The goal is met"]), "en") == ["✓ Met", "Missed"]
    assert unmarked(iter(["✕ 未达成 3", "○ 示例：未达成"]), "zh") == ["✕ 未达成 3"]
