"""The share control: what it offers is made from everything the page used; paper and frames keep the way back."""

import base64
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import language
from explorer.core.status import BEHIND
from explorer.links import agenda
from explorer.views import exhibits
from explorer.views import html as views_html
from explorer.views.html import PRINTED
from explorer.web.frame import answers, sharing
from tests.pages.test_pages import html, opened, used
from tests.views.test_exhibits import LINKS

ZH = language.words("zh")
HTTP = TestClient(Starlette(routes=[*answers.ROUTES, *server.ROUTES]))


def shared(page: str, **asked: str) -> str:
    """Return what the control of a page offers: the frame asks with what the page used, and the agenda it carries."""
    carried = {name: asked[name] for name in ("agenda",) if name in asked}
    answer = HTTP.get(f"/frame/share/{page}", params=used(opened(page, **asked)) | carried)
    assert answer.status_code == 200
    return answer.text


def links(panel: str) -> list[str]:
    return [unescape(found) for found in re.findall(r"<code>(http[^<]*)</code>", panel)]


@pytest.mark.parametrize("page", [*exhibits.BUILDERS, "method"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_offers_its_link_with_everything_it_used_that_its_release_does_not_begin_with(small, page, lang):
    app = opened(page, **LINKS.get(page, {}) | {"lang": lang})
    where = urlsplit(links(HTTP.get(f"/frame/share/{page}", params=used(app)).text)[0])
    asked = {name: values[0] for name, values in parse_qs(where.query, keep_blank_values=True).items()}
    assert where.path == ("/" if page == "overview" else f"/{page}")
    begins = {"as_of": small.until.isoformat(), "evidence": "all"}
    assert begins | asked == used(app)
    assert {"plan", "area", "lang", "release"} <= asked.keys()
    assert not {"as_of", "evidence"} & asked.keys()
    assert used(opened(page, **asked)) == used(app), "and opens the same"
    assert asked["release"] == small.id


def test_another_day_or_evidence_than_the_releases_own_stands_in_the_link(small):
    given = {"as_of": "2024-06-30", "evidence": "published"}
    where = urlsplit(links(shared("overview", plan="ln-2025", **given))[0])
    assert given.items() <= {name: one[0] for name, one in parse_qs(where.query).items()}.items()


def test_a_release_that_is_gone_fixes_nothing(small):
    told = {"release": "20200101-0000000000", "as_of": small.until.isoformat(), "evidence": "all"}
    assert sharing.short(told) == told


def test_a_link_offers_pictures_and_files_of_the_same_view(small):
    panel = shared("target", plan="cn-14fyp", indicator="ip_pledge_amount", evidence="published", lang="en")
    link = urlsplit(links(panel)[0])
    for kind in ("chart/target.png", "chart/target.svg", "file/target.xlsx", "file/target.docx"):
        found = re.search(rf'href="[^"]*/{re.escape(kind)}\?([^"]*)"', panel)
        whole = parse_qs(link.query) | {"as_of": [small.until.isoformat()]}  # files name even what their release fixes
        assert parse_qs(found[1].replace("&amp;", "&")) == whole, kind


@pytest.mark.parametrize("page", ["target", "overview", "ledger", "changes"])
def test_every_view_that_has_a_picture_offers_it(small, page):
    assert f"/chart/{page}.png?" in shared(page, **LINKS.get(page, {}) | {"lang": "zh"})


def test_the_frame_for_another_site_is_shown_as_text_and_not_set_into_this_one(small):
    panel = shared("target", plan="cn-14fyp", indicator="ip_pledge_amount", lang="en")
    assert "<iframe" not in panel
    assert "&lt;iframe" in panel
    assert "embed=true" in panel


def test_the_caption_marks_simulated_values(small):
    seen = exhibits.of("target", {"indicator": "trademarks_in_force", "lang": "zh"})
    said = sharing.caption(seen, "http://a/target?x=1", ZH)
    assert "模拟" in said
    assert said.splitlines()[0] == seen.title
    assert said.splitlines()[-1] == "http://a/target?x=1"
    published = exhibits.of("target", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "evidence": "published"})
    lines = sharing.caption(published, "http://a", ZH).splitlines()
    assert ZH("share.simulated") not in lines
    assert any(line.startswith("来源") for line in lines)


def test_a_code_is_a_picture_of_its_own_and_too_long_a_link_says_so():
    drawn = str(sharing.picture("http://a/target?plan=ln-2025", ZH))
    picture = base64.b64decode(re.search(r"base64,([^\"]+)", drawn)[1]).decode()
    assert picture.startswith("<svg")
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert "<img" not in str(sharing.picture("http://a/?" + "x" * 3000, ZH))


def test_a_printed_table_is_escaped_and_says_how_many_rows_it_leaves_out():
    rows = pl.DataFrame({"<b>": ["<script>"] + ["x"] * 100})
    printed = str(views_html.printed(rows))
    assert "<script>" not in printed
    assert "&lt;b&gt;" in printed
    assert printed.count("<tr>") == 1 + PRINTED + 1
    assert "… + 41" in printed


def test_a_page_for_print_has_its_tables_as_text_and_its_link(small):
    app = opened("target", print="true", indicator="trademarks_in_force", lang="zh")
    assert not app.exception
    assert not app.dataframe
    first = re.search(r'<table><thead><tr><th>([^<]*)</th>.*?<tbody><tr><td data-label="([^"]*)">', html(app))
    assert first, "the values stand as a table of text"
    assert first[1] == first[2], "on a phone each cell says which column it is of"
    assert 'class="way-back"' in html(app)
    assert f"release={small.id}" in html(app)


def test_a_view_is_added_to_the_agenda_that_the_page_carries(small):
    add = r'href="[^"]*[?&;]agenda=([^"&]+)[^"]*"[^>]*>Add to the agenda'
    where = re.search(add, shared("target", plan="cn-14fyp", indicator="ip_pledge_amount", lang="en"))
    assert [item.page for item in agenda.read(where[1]).items] == ["target"]
    again = re.search(add, shared("overview", plan="cn-14fyp", lang="en", agenda=where[1]))
    assert [item.page for item in agenda.read(again[1]).items] == ["target", "overview"]


def test_an_overview_is_added_together_with_the_targets_that_ask_for_action(small):
    asked = {"plan": "cn-14fyp", "as_of": "2025-06-30", "lang": "en"}
    panel = shared("overview", **asked, agenda=agenda.adding(None, "ledger", {}))
    found = re.search(r'href="[^"]*[?&;]agenda=([^"&]+)[^"]*"[^>]*>Add it with the (\d+) targets', panel)
    ledger, overview, *targets = agenda.read(found[1]).items
    rows = [row for part in exhibits.of("overview", overview.parameters).sections for row in part.rows]
    late = {row.goal.indicator.slug for row in rows if row.status.slug in ("accelerate", "limited", "moving_away")}
    assert (ledger.page, overview.page, found[2]) == ("ledger", "overview", str(len(late)))
    assert {one.parameters["indicator"] for one in targets} == late
    assert {exhibits.of(one.page, one.parameters).row.status.slug for one in targets} <= set(BEHIND)


def test_targets_are_added_by_no_page_of_one_target_and_where_none_asks_for_action(small):
    for page, asked in (("target", {"indicator": "trademarks_in_force"}), ("overview", {})):
        assert "Add it with" not in shared(page, plan="ln-2025", lang="en", **asked), page


def test_an_agenda_that_cannot_take_more_says_so(small):
    panel = shared("target", plan="cn-14fyp", lang="en", agenda="1.damaged")
    assert "agenda" in panel
    assert "Add to the agenda" not in panel


@pytest.mark.parametrize(
    ("page", "asked", "status"),
    [("nowhere", {}, 404), ("target", {"plan": "<script>alert(1)</script>"}, 400), ("target", {"colour": "1"}, 200)],
)
def test_what_cannot_be_shared_is_one_sentence(small, page, asked, status):
    answer = HTTP.get(f"/frame/share/{page}", params=asked | {"lang": "en"})
    assert answer.status_code == status
    assert "<script>alert" not in answer.text
    assert "Traceback" not in answer.text
