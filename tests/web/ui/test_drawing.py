"""How the elements of a page are drawn: few, in their order, and again as they were."""

import pytest
import streamlit as st
from htpy import p
from streamlit.testing.v1 import AppTest

from explorer.web.ui import drawing, inside


def bodies(app):
    return [one.proto.body if one.type in ("html", "markdown") else one.type for one in app.main.children.values()]


def two_parts_and_a_text():
    from htpy import p  # noqa: PLC0415 (the script runs by itself)

    from explorer.web.ui import drawing  # noqa: PLC0415

    with drawing.remembered():
        drawing.html(p["one"])
        drawing.html(None)
        drawing.html(p["two"])
        drawing.put(__import__("streamlit").markdown, "three")
        drawing.html(p["four"])
        drawing.flush()


def test_html_that_follows_html_is_one_element_and_the_order_stays():
    app = AppTest.from_function(two_parts_and_a_text).run()
    assert bodies(app) == [
        '<div class="piece"><p>one</p></div><div class="piece"><p>two</p></div>',
        "three",
        "<p>four</p>",
    ]


def test_where_nothing_is_remembered_html_is_drawn_at_once(monkeypatch):
    drawn = []
    monkeypatch.setattr(st, "html", drawn.append)
    drawing.html(p["<b>"])
    assert drawn == ["<p>&lt;b&gt;</p>"]


@pytest.fixture
def told(monkeypatch):
    """What is sent again, as messages."""
    told = []
    monkeypatch.setattr(inside, "send", told.extend)
    return told


class Message:
    def ByteSize(self):  # noqa: N802 (protobuf's name)
        return 7


def test_what_was_drawn_is_sent_again_as_messages(told):
    page = drawing.Drawing(sent=[Message(), Message()])
    again, size = page.again()
    again()
    assert told == page.sent
    assert size == 14


@pytest.mark.parametrize("page", [drawing.Drawing(live=True, sent=[Message()]), drawing.Drawing(sent=None)])
def test_what_must_be_told_anew_or_could_not_be_heard_is_drawn_again_element_by_element(told, page):
    drawn = []
    page.elements += [drawing.Element(drawn.append, "chart"), drawing.Element(drawn.append, "list")]
    again, size = page.again()
    again()
    assert (drawn, told) == (["chart", "list"], [])
    assert size == len("chart") + len("list")
