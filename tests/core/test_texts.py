"""What is shown of a stranger's text: its letters, no sign that nobody sees, and no Markdown."""

import re
import unicodedata

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from explorer.core import language, texts
from explorer.core.errors import Trouble
from explorer.links import agenda
from explorer.links.ask import LinkAsk
from explorer.links.prompts import FreeText
from explorer.pipeline.intake.values import texts as intake_texts
from explorer.pipeline.publish.jobs import Upload
from tests.support.cases import each

KEPT = "\t\n\r"
TURNS = frozenset(["LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"])
# Joins signs that belong together, in emoji and in scripts of India.
JOINING = "\u200c\u200d"


@each("text, seen", [
    ("商标\u202egnp.exe", "商标gnp.exe"), ("a\u2066b\u2069c", "abc"), ("\u200f1,200", "1,200"),
    ("x\x1b[1my", "x[1my"),
    ("\ufeff注册量\u200b", "注册量"), ("a\u2028b", "ab"), ("a\nb\tc", "a\nb\tc"),
    ("e\u0301龘𠮷", "e\u0301龘𠮷"),
    ("👨\u200d👩", "👨\u200d👩"), ("\ud800x", "x"), ("a\x00b\x9fc\xadd", "abcd"), ("", ""),
])  # fmt: skip
def test_what_nobody_sees_is_left_out_and_all_else_stays(text, seen):
    assert texts.plain(text) == seen


@given(st.text(st.characters(codec=None)))
def test_nothing_that_turns_or_controls_a_line_is_left(text):
    left = texts.plain(text)
    kinds = [(one, unicodedata.bidirectional(one), unicodedata.category(one)) for one in left]
    wrong = [one for one, turn, _ in kinds if turn in TURNS]
    wrong += [one for one, _, kind in kinds if kind in {"Cc", "Cs", "Zl", "Zp"} and one not in KEPT]
    wrong += [one for one, _, kind in kinds if kind == "Cf" and one not in JOINING and ord(one) < 0x600]
    assert not wrong
    assert texts.plain(left) == left


@given(st.text())
def test_of_a_quoted_text_every_sign_of_markdown_is_escaped(text):
    shown = texts.quoted(text)
    assert not re.search(r"[`*_{}\[\]()<>#+!|$~&@/:]", re.sub(r"\\.", "", shown))
    assert "\n" not in shown


def test_a_long_text_is_shortened_to_one_line():
    assert len(texts.shortened("a" * 500)) == texts.LONGEST_ECHO
    assert texts.shortened(" a\n b\u202e ") == "a b"


HOSTILE = "http://evil.example/\u202e[x](y)\x1b"


def test_every_way_in_lets_through_what_is_seen_alone():
    """A sentence about it, a search, an agenda's title, an uploaded file's name."""
    for code in language.LANGUAGES:
        said = language.words(code).trouble(Trouble("unknown_page", asked=HOSTILE))
        assert "http://evil.example/[x](y)" in said
        assert texts.plain(said) == said
    asked = LinkAsk({"find": HOSTILE})
    assert asked(FreeText("find", "")) == texts.plain(HOSTILE)
    assert asked.ignored, "what was left out is said"
    made = agenda.Agenda(HOSTILE, ())
    assert agenda.read(agenda.written(made)).title == agenda.renamed(made, HOSTILE).title == texts.plain(HOSTILE)
    assert Upload.of(b"", HOSTILE).file == texts.plain(HOSTILE)


def test_a_cell_of_a_file_comes_without_signs_that_nobody_sees_and_a_control_sign_is_a_fault():
    given = pl.Series(["沈阳\u202e市", "\u200b商标\u2060局 ", "a\x1bb", "a\x9fb"])
    found = intake_texts.read(given)
    assert found["value"].to_list() == ["沈阳市", "商标局", None, None]
    assert found["rule"].to_list() == [None, None, "broken_text", "broken_text"]


@each("text, longest, seen", [
    ("Statistics of Domestic Trademarks", 26, "Statistics of Domestic…"),
    ("Statistics of Trademarks", 24, "Statistics of Trademarks"),
    ("a-word-without-any-end", 10, "a-word-wi…"),
    ("辽宁省知识产权保护状况", 6, "辽宁省知识…"),
    ("one two, three", 9, "one two…"),
])  # fmt: skip
def test_what_is_cut_ends_with_a_whole_word_where_its_script_has_words(text, longest, seen):
    assert texts.shortened(text, longest) == seen


def test_sentences_in_a_row_have_a_space_between_them_but_none_behind_a_full_width_stop():
    assert texts.in_a_row(["One.", "Two."]) == "One. Two."
    assert texts.in_a_row(["其一。", "其二。"]) == "其一。其二。"
    assert texts.in_a_row([]) == ""
