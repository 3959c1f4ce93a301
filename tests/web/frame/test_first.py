"""The first HTML of every page: language, title and description of what is asked for, our header, styles and script."""

import re
from html import unescape

import pytest
from htpy import p
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer.core import catalogue, language
from explorer.links.pages import PAGES
from explorer.views import exhibits
from explorer.views import html as views_html
from explorer.web.frame import assets, first, kept
from tests.support.cases import each

HTTP = TestClient(Starlette(routes=[*assets.ROUTES, *first.ROUTES]), follow_redirects=False)


def asked(page="target", **query):
    answer = HTTP.get(f"/{PAGES[page].path}", params=query)
    assert answer.status_code == 200
    return answer.text


def title(text):
    return unescape(re.search(r"<title>(.*?)</title>", text)[1])


def described(text):
    return unescape(re.search(r'<meta name="description" content="([^"]*)"', text)[1])


@each("page", PAGES)
def test_every_page_has_its_language_and_title_in_its_first_bytes(small, page):
    for code in language.LANGUAGES:
        text = asked(page, lang=code)
        assert re.search(rf'<html lang="{code}" class="going" data-of="{page}" data-pages=', text)
        assert title(text).endswith(language.words(code)("common.product"))
        assert text.count("<title>") == 1
        assert "Streamlit" not in title(text)


def test_the_title_of_a_target_is_its_answer(small):
    text = asked(plan="cn-14fyp", indicator="ip_pledge_amount", evidence="published", lang="en")
    assert title(text).startswith("Registered amount of IP pledge financing: 853.99 billion yuan, 2023; ")
    assert "above the goal (Met early)" in title(text)
    assert "853.99 billion yuan" in described(text)
    assert f'property="og:description" content="{described(text)[:20]}' in text
    assert 'property="og:image"' in text


def test_the_title_of_every_target_says_its_status_as_its_files_do(small):
    for goal in catalogue.plans()["ln-2025"].goals:
        query = {"indicator": goal.indicator.slug, "lang": "zh"}
        status = exhibits.of("target", query).row.status
        assert f"{status.beside or status.told}" in title(asked(**query))


def test_the_header_the_scope_and_the_place_of_the_page_stand_before_streamlits_root(small):
    text = asked(plan="ln-2025", area="210200", lang="en")
    before = text.partition('<div id="root">')[0]
    assert '<header id="frame"' in before
    assert '<div id="waiting"' in before
    assert "Dalian" in before.partition('<div id="scope">')[2]
    assert text.rindex("shell.") > text.index('<div id="root">'), "our styles come after Streamlit's"


@each("kind", ["embed", "print"])
def test_a_page_in_a_frame_or_on_paper_has_no_header(small, kind):
    text = asked(**{kind: "true"})
    assert '<header id="frame"' not in text
    assert f'class="going bare {kind}"' in text
    assert f"frame/{kind}." in text.partition('<div id="root">')[2]


@pytest.mark.parametrize("junk", ["<script>alert(1)</script>", '"><img src=x>', "x" * 5000, "\u202e", "%00"])
def test_junk_in_an_address_is_never_a_tag_and_the_page_answers(small, junk):
    for name in ("plan", "indicator", "area", "as_of", "lang", "release", "agenda", "colour"):
        text = asked(**{name: junk})
        assert "<script>alert" not in text
        assert "<img src=x>" not in text


def test_without_a_release_the_page_still_comes_and_says_what_is_wrong_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    text = asked(lang="zh")
    assert title(text) == f"单项目标 · {language.words('zh')('common.product')}"
    assert '<header id="frame"' in text


def test_whoever_has_these_bytes_is_told_so_and_head_is_answered(small):
    answer = HTTP.get("/target", params={"lang": "zh"})
    again = HTTP.get("/target", params={"lang": "zh"}, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = HTTP.head("/target", params={"lang": "zh"})
    assert (head.status_code, head.content) == (200, b"")
    assert answer.headers["vary"] == "Accept-Language, Cookie, Accept-Encoding"


def test_an_address_with_a_stroke_at_its_end_leads_to_the_page(small):
    answer = HTTP.get("/target/", params={"lang": "zh"})
    assert (answer.status_code, answer.headers["location"]) == (307, "../target?lang=zh")


def test_the_frames_files_are_kept_for_ever_and_another_digest_is_refused(small):
    text = asked()
    for name in ("frame.css", "frame.js", "shell.css", "icon.svg"):
        assert assets.address(name) in text
        answer = HTTP.get(f"/{assets.address(name)}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert HTTP.get("/frame/frame.0123456789abcdef.css").status_code == 404
    assert HTTP.get("/frame/../server.py").status_code == 404


def test_a_streamlit_whose_page_is_another_is_refused_by_name(monkeypatch, tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "index.html").write_text("<html><body></body></html>")
    found = type("Found", (), {"origin": str(tmp_path / "__init__.py")})
    monkeypatch.setattr(first, "find_spec", lambda _: found)
    first._stock.cache_clear()
    with pytest.raises(RuntimeError, match="has changed"):
        first._stock()
    first._stock.cache_clear()


BEGINS = views_html.finished(p["<the answer>"])
ADDRESS = {"plan": "cn-14fyp", "lang": "en"}


@pytest.fixture
def drawn(small, monkeypatch):
    """Somebody has drawn the overview in the light, who may not ask in SQL."""
    monkeypatch.setattr(kept, "KEPT", type(kept.KEPT)(1 << 20, kept.KEPT._size_of))
    key = kept.key("overview", ADDRESS, "en", "light", may_ask=False)
    kept.KEPT.put(key, kept.Kept(lambda: None, 0, {}, {}, BEGINS))


def waiting(page="overview", **query):
    return asked(page, **query).partition('id="waiting"')[2].partition('<div id="root">')[0]


def test_the_page_begins_in_the_first_html_as_it_was_drawn_for_another(drawn):
    found = waiting(**ADDRESS)
    assert "<p>&lt;the answer&gt;</p>" in found
    assert "aria-hidden" not in found.partition("<p>")[0]


@each(
    "page, query",
    [
        ("overview", ADDRESS | {"lang": "zh"}),
        ("overview", ADDRESS | {"plan": "ln-2025"}),
        ("overview", ADDRESS | {"embed": "true"}),
        ("overview", ADDRESS | {"print": "true"}),
        ("target", ADDRESS),
    ],
)
def test_the_page_begins_with_nothing_that_was_drawn_for_another_address(drawn, page, query):
    assert "the answer" not in asked(page, **query)


def test_the_page_begins_with_nothing_that_another_role_was_shown(drawn, monkeypatch):
    monkeypatch.setattr(first.session, "found_in_menu", lambda _: frozenset({"analyst"}))
    assert "the answer" not in waiting(**ADDRESS)


def test_it_comes_packed_to_whoever_can_unpack_and_says_the_same(small):
    packed = HTTP.get("/", params=ADDRESS, headers={"accept-encoding": "gzip"})
    plain = HTTP.get("/", params=ADDRESS, headers={"accept-encoding": "identity"})
    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert packed.text == plain.text
    assert packed.headers["etag"] == plain.headers["etag"]
