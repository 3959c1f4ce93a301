"""The share control: what it offers is made from everything this run used; paper and frames keep the way back."""

import base64
import re
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest

from explorer.core import language
from explorer.links import agenda
from explorer.views import exhibits
from explorer.views import html as views_html
from explorer.views.html import PRINTED
from explorer.web.ui import share, url_state
from tests.pages.test_pages import opened, text
from tests.views.test_exhibits import LINKS

ZH = language.words("zh")


def shared(page: str, **parameters: str):
    app = opened(page, **parameters)
    app.button(key="share").click().run()
    assert not app.exception
    return app


def codes(app) -> list[str]:
    return [element.value for element in app.get("code") if element.value.startswith("http")]


@pytest.mark.parametrize("page", [*exhibits.BUILDERS, "method"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_offers_its_link_with_everything_it_used(small, page, lang):
    app = shared(page, **LINKS.get(page, {}) | {"lang": lang})
    where = urlsplit(codes(app)[0])
    asked = {name: values[0] for name, values in parse_qs(where.query, keep_blank_values=True).items()}
    assert where.path == ("/" if page == "overview" else f"/{page}")
    assert asked == dict(app.session_state[url_state.USED])
    assert {"plan", "area", "as_of", "evidence", "lang", "release"} <= asked.keys()
    assert asked["release"] == small.id


def test_a_link_offers_pictures_and_files_of_the_same_view(small):
    app = shared("target", plan="cn-14fyp", indicator="ip_pledge_amount", evidence="published", lang="en")
    html = "".join(element.proto.body for element in app.get("html"))
    link = urlsplit(codes(app)[0])
    for kind in ("chart/target.png", "chart/target.svg", "file/target.xlsx", "file/target.docx"):
        found = re.search(rf'href="[^"]*/{re.escape(kind)}\?([^"]*)"', html)
        assert parse_qs(found[1].replace("&amp;", "&")) == parse_qs(link.query), kind


@pytest.mark.parametrize("page", ["target", "overview", "ledger", "changes"])
def test_every_view_that_has_a_picture_offers_it(small, page):
    app = shared(page, **LINKS.get(page, {}) | {"lang": "zh"})
    assert f"/chart/{page}.png?" in "".join(element.proto.body for element in app.get("html"))


def test_the_caption_marks_simulated_values(small):
    seen = exhibits.of("target", {"indicator": "trademarks_in_force", "lang": "zh"})
    said = share.caption(seen, "http://a/target?x=1", ZH)
    assert "模拟" in said
    assert said.splitlines()[0] == seen.title
    assert said.splitlines()[-1] == "http://a/target?x=1"
    published = exhibits.of("target", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "evidence": "published"})
    lines = share.caption(published, "http://a", ZH).splitlines()
    assert ZH("share.simulated") not in lines
    assert any(line.startswith("来源") for line in lines)


def test_a_code_is_a_picture_of_its_own_and_too_long_a_link_says_so():
    drawn = str(share.code("http://a/target?plan=ln-2025", ZH))
    picture = base64.b64decode(re.search(r"base64,([^\"]+)", drawn)[1]).decode()
    assert picture.startswith("<svg")
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert "<img" not in str(share.code("http://a/?" + "x" * 3000, ZH))


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
    html = "".join(element.proto.body for element in app.get("html"))
    assert not app.dataframe
    first = re.search(r'<table><thead><tr><th>([^<]*)</th>.*?<tbody><tr><td data-label="([^"]*)">', html)
    assert first, "the values stand as a table of text"
    assert first[1] == first[2], "on a phone each cell says which column it is of"
    assert 'class="way-back"' in html
    assert f"release={small.id}" in html


def test_a_view_is_added_to_the_agenda_that_the_page_carries_and_the_menu_counts(small):
    first = shared("target", plan="cn-14fyp", indicator="ip_pledge_amount", lang="en")
    where = re.search(r'href="[^"]*[?&;]agenda=([^"&]+)[^"]*"[^>]*>Add to the agenda', text(first))
    collected = agenda.read(where[1])
    assert [item.page for item in collected.items] == ["target"]
    second = shared("overview", plan="cn-14fyp", lang="en", agenda=where[1])
    again = re.search(r'href="[^"]*[?&;]agenda=([^"&]+)[^"]*"[^>]*>Add to the agenda', text(second))
    assert [item.page for item in agenda.read(again[1]).items] == ["target", "overview"]
    assert "Agenda (1)" in [link.proto.label for link in second.get("page_link")]


def test_an_agenda_that_cannot_take_more_says_so_in_the_dialog(small):
    app = shared("target", plan="cn-14fyp", lang="en", agenda="1.damaged")
    assert "agenda" in text(app)
    assert "Add to the agenda" not in text(app)
