"""What several pages share of their HTML: whatever a text holds, it stays a text."""

import re

import htpy

from explorer.core import language
from explorer.views import html
from tests.support.cases import each

EVIL, SAFE = '<script>alert("1")</script>', "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;"


@each(
    "part, drawn",
    [
        (EVIL, SAFE),
        (htpy.b[EVIL], f"<b>{SAFE}</b>"),
        (html.anchor("/a?b=1&c=2", EVIL), f'<a href="/a?b=1&amp;c=2" target="_self">{SAFE}</a>'),
        ([EVIL, htpy.br], f"{SAFE}<br>"),
        (htpy.fragment[EVIL], SAFE),
        (7, "7"),
        (None, ""),
    ],
)
def test_parts_that_are_joined_are_escaped_and_elements_among_them_are_not(part, drawn):
    assert str(html.joined([part, "&"])) == f"{drawn} &amp;"


def test_what_stands_between_is_escaped_too():
    assert str(html.joined(["a", "b"], " & ")) == "a &amp; b"
    assert str(html.joined(["a", "b"], htpy.br)) == "a<br>b"
    assert str(html.joined([], "&")) == ""


def test_a_text_in_a_style_cannot_end_it():
    assert str(html.stylesheet("a { content: '</style><script>' }")).count("</") == 1


def test_a_bar_is_as_long_as_its_share_and_never_longer():
    words = language.words("en")
    drawn = [str(htpy.div[html.bar(value, 200, words, simulated=False)]) for value in (0, 50, -50, 400)]
    assert ["width: 0%" in drawn[0], "width: 25%" in drawn[1], "width: 25%" in drawn[2], "width: 100%" in drawn[3]] == [
        True
    ] * 4
    assert html.bar(None, 200, words, simulated=False) == "–"
    assert "width: 0%" in str(htpy.div[html.bar(5, 0, words, simulated=True)])


def test_the_heads_of_a_table_begin_with_a_capital_on_paper_and_on_a_phone():
    shown = str(html.grid([html.Column("base"), html.Column("低档")], [["1", "2"]]))
    assert re.findall(r">([^<]+)</th>", shown) == re.findall('data-label="([^"]+)"', shown) == ["Base", "低档"]


def test_a_cell_without_a_value_says_so_that_a_phone_leaves_it_out():
    shown = str(
        html.grid([html.Column("Base", "base"), html.Column("Chosen")], [[html.NOTHING, html.NOTHING], ["1", "2"]])
    )
    assert re.findall('<td class="([^"]+)"', shown) == ["base none", "none", "base"]


def test_whatever_a_table_holds_stays_a_text():
    columns = [html.Column(EVIL, EVIL), html.Column("b")]
    for table in (html.grid(columns, [[EVIL, htpy.b[EVIL]]], [EVIL]), html.grouped(columns, [(EVIL, [[EVIL, EVIL]])])):
        drawn = str(table)
        assert "<script" not in drawn
        assert drawn.count("&lt;script") >= 5
