"""The agenda's page: what it lists, that every change is a link, and what it makes of a bad address."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from explorer.core import language
from explorer.links import agenda
from explorer.links.agenda import Agenda, Item
from explorer.views import exhibits
from tests.links.test_agenda import JUNK, TWELVE, twelve
from tests.pages.test_pages import heading, notices, opened, text, used
from tests.support.cases import each


def titles(app: AppTest) -> list[str]:
    """Return what the items listed are called."""
    return [unescape(found) for found in re.findall(r'<li><div class="view"><a [^>]*>(.*?)</a>', text(app))]


def links_of(app: AppTest, label: str) -> list[dict[str, str]]:
    """Return what the links with a label carry."""
    found = re.findall(rf'<a href="agenda\?([^"]*)"[^>]*aria-label="{label}"', text(app))
    return [{name: value for name, (value,) in parse_qs(unescape(query), True).items()} for query in found]


def three() -> str:
    """Return an agenda of three views."""
    items = (Item("ledger", {}), Item("overview", {}), Item("target", {"indicator": "trademarks_in_force"}))
    return agenda.written(Agenda("", items))


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_twelve_views_are_listed_in_order_in_the_readers_language(small, lang):
    app = opened("agenda", agenda=twelve(), lang=lang)
    assert not app.exception
    assert not notices(app)
    assert heading(app) == "调度会"
    expected = [exhibits.of(page, query | {"lang": lang}) for page, query in TWELVE]
    assert titles(app) == [one.title for one in expected]
    plain = unescape(re.sub("<[^>]*>", "", text(app)))
    assert all(one.sentence in plain for one in expected)


def test_an_empty_agenda_says_how_to_collect(small):
    assert "Add to the agenda" in text(opened("agenda", lang="en"))
    assert "加入会议材料" in text(opened("agenda", lang="zh"))


def test_a_view_is_opened_with_the_agenda_kept(small):
    app = opened("agenda", agenda=three(), lang="en")
    where = unescape(re.findall(r'<li><div class="view"><a href="([^"]*)"', text(app))[2])
    page, _, query = where.partition("?")
    assert page == "target"
    assert parse_qs(query) == {"indicator": ["trademarks_in_force"], "lang": ["en"], "agenda": [three()]}
    assert re.findall(r'<li><div class="view"><a href="([^"?]*)', text(app))[1] == "."


def test_moving_and_removing_are_links_that_carry_the_agenda_as_it_will_be(small):
    app = opened("agenda", agenda=three(), lang="en")
    for label, order in (
        ("Move no. 3 up", ["ledger", "target", "overview"]),
        ("Move no. 1 down", ["overview", "ledger", "target"]),
        ("Remove no. 2", ["ledger", "target"]),
    ):
        (query,) = links_of(app, label)
        assert [item.page for item in agenda.read(query["agenda"]).items] == order
        assert not opened("agenda", **query).error
    assert not links_of(app, "Move no. 1 up")
    assert not links_of(app, "Move no. 3 down")


def test_a_new_title_goes_into_the_link(small):
    app = opened("agenda", agenda=three(), lang="en")
    app.text_input[0].set_value("Third quarter").run()
    assert heading(app) == "Third quarter"
    written = "".join(app.query_params["agenda"])
    assert agenda.read(written) == agenda.renamed(agenda.read(three()), "Third quarter")
    app.query_params["agenda"] = three()
    assert app.run().text_input[0].value == ""


def test_the_agendas_own_link_can_be_copied_and_shows_the_same(small):
    app = opened("agenda", agenda=twelve(), lang="en")
    path, _, query = app.code[0].value.partition("?")
    assert path.endswith("/agenda")
    again = opened("agenda", **{name: value for name, (value,) in parse_qs(query).items()})
    assert titles(again) == titles(app)


def test_presentation_and_files_get_the_whole_agenda(small):
    body = text(opened("agenda", agenda=three(), lang="en"))
    for way in ("present", "./file/agenda.pptx", "./file/agenda.pdf"):
        assert f'href="{way}?lang=en&amp;agenda={three()}"' in body


def test_what_can_no_longer_be_shown_says_why_and_can_be_removed(small):
    gone = Item("target", {"indicator": "trademarks_in_force", "release": "20200101-0000000000"})
    app = opened("agenda", agenda=agenda.written(Agenda("", (Item("ledger", {}), gone))), lang="en")
    assert not app.error
    assert titles(app)[1] == "Registered trademarks in force"
    assert "Cannot be shown." in text(app)
    assert "20200101-0000000000 cannot be used" in text(app)
    assert "cannot be shown at present: no. 2." in text(app)
    assert links_of(app, "Remove no. 2")


def test_what_the_page_used_holds_the_agenda(small):
    app = opened("agenda", agenda=three(), lang="en")
    assert used(app)["agenda"] == three()


def test_every_link_of_another_page_keeps_the_agenda(small):
    app = opened("overview", agenda=three(), lang="en")
    assert not notices(app)
    assert text(app).count(three()) >= 21


@each("junk", JUNK)
def test_a_junk_agenda_is_one_sentence(small, junk):
    app = opened("agenda", agenda=junk, lang="en")
    assert not app.exception
    assert len(app.error) == 1
    assert "<script>alert" not in text(app)


def test_a_junk_agenda_does_not_trouble_another_page(small):
    app = opened("target", agenda="<script>alert(1)</script>", lang="en")
    assert not app.exception
    assert not app.error
    assert "<script>alert" not in text(app)


def test_what_stands_in_a_title_is_shown_as_text(small):
    app = opened("agenda", agenda=agenda.written(Agenda("<script>alert(1)</script>", (Item("ledger", {}),))), lang="en")
    assert "<script>alert" not in "".join(element.proto.body for element in app.get("html"))
    assert "&lt;script&gt;alert" in text(app)
