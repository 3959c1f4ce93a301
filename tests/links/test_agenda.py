"""An agenda survives its link, says what is wrong with a bad one, and shows each of its views."""

import base64
import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core import language, texts
from explorer.core.errors import Trouble
from explorer.links import agenda
from explorer.links import parameters as links_parameters
from explorer.links.agenda import Agenda, Item
from explorer.views import exhibits
from explorer.views.agenda import lookup
from explorer.views.exhibit import Exhibit
from tests.support.cases import each

TWELVE = (
    ("overview", {"group": "status"}),
    ("target", {"indicator": "trademarks_in_force"}),
    ("target", {"indicator": "rights_aid_workstations"}),
    ("target", {"indicator": "trademarks_in_force", "area": "210200"}),
    ("target", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "evidence": "published"}),
    ("compare", {"indicator": "trademarks_in_force", "show": "ranking"}),
    ("compare", {"indicator": "trademarks_in_force", "show": "grid", "per": "per_capita"}),
    ("whatif", {"indicator": "trademarks_in_force", "scenarios": "own,once", "growth": "3.5", "split": "own"}),
    ("patents", {"kind": "invention", "span": "quarter"}),
    ("trademarks", {"find": "人参 & <b>"}),
    ("service_network", {"as_of": "2025-06-30"}),
    ("ledger", {"department": "ip_services"}),
)
JUNK = (
    *("x" * 5000, "../../etc/passwd", "<script>alert(1)</script>", "' or 1=1 --", "%00", "null", "-1", "1."),
    *("2024-13-45", "![x](http://a.b/c.png)", "🦆", "目标", "1.!!!!", "1.AAAA", "0.AAAA", "2.AAAA", "1.1.1", " "),
)
PLAIN = st.text(max_size=30)
ITEMS = st.builds(
    Item,
    st.sampled_from(list(exhibits.BUILDERS)),
    st.dictionaries(st.sampled_from([name for name in links_parameters.KNOWN if name != "agenda"]), PLAIN, max_size=8),
)


def twelve() -> str:
    """Return an agenda of twelve views, each carrying all that its page uses, collected one after the other."""
    text = None
    for page, asked in TWELVE:
        text = agenda.adding(text, page, exhibits.of(page, {"lang": "zh"} | asked).parameters, "调度会")
    return text


def packed(found: object) -> str:
    """Return what somebody may have written by another road than ours."""
    return "1." + base64.urlsafe_b64encode(zlib.compress(json.dumps(found).encode())).decode().rstrip("=")


def refused(text: str) -> str:
    with pytest.raises(Trouble) as raised:
        agenda.read(text)
    for code in language.LANGUAGES:
        said = language.words(code).trouble(raised.value)
        assert "\n" not in said
        assert len(said) < 1500
    return raised.value.key


@given(st.builds(Agenda, st.text(max_size=agenda.LONGEST_TITLE), st.lists(ITEMS, max_size=6).map(tuple)))
def test_what_is_written_is_read_again(found):
    assert agenda.read(agenda.written(found)) == replace(found, title=texts.plain(found.title))


@given(st.lists(ITEMS, min_size=1, max_size=4))
def test_the_order_in_which_parameters_were_met_changes_nothing(items):
    turned = [Item(item.page, dict(reversed(item.parameters.items()))) for item in items]
    assert agenda.written(Agenda("", tuple(turned))) == agenda.written(Agenda("", tuple(items)))


def test_twelve_views_survive_the_round_trip_with_all_they_carry(small):
    read = agenda.read(twelve())
    expected = [dict(exhibits.of(page, {"lang": "zh"} | asked).parameters) for page, asked in TWELVE]
    assert [item.page for item in read.items] == [page for page, _ in TWELVE]
    assert [dict(item.parameters) for item in read.items] == expected
    assert read.title == "调度会"


def test_twelve_views_of_different_kinds_take_little_of_a_link(small):
    alone = sum(len(links_parameters.to(item.page, item.parameters)) for item in agenda.read(twelve()).items)
    assert len(twelve()) < min(1200, alone / 2)
    assert links_parameters.to("", {"agenda": twelve()}).endswith(twelve()), "nothing of it has to be escaped in a link"


def test_each_of_the_twelve_shows_what_its_link_shows(small):
    found = lookup.looked_up(agenda.read(twelve()))
    assert [one.title for one in lookup.shown(found)] == [
        exhibits.of(page, {"lang": "zh"} | asked).title for page, asked in TWELVE
    ]
    assert lookup.left_out(found) == []


def test_an_agenda_is_read_in_one_language(small):
    shown = lookup.shown(lookup.looked_up(agenda.read(twelve()), "en"))
    assert {one.view.language for one in shown} == {"en"}
    assert "trademarks" in shown[1].title


def test_what_most_items_carry_alike_is_written_once():
    items = tuple(Item("target", {"plan": "ln-2025", "indicator": f"i{place}"}) for place in range(3))
    text = agenda.written(Agenda("", (*items, Item("ledger", {"list": "all"}))))
    data = text.partition(".")[2]
    plain = json.loads(zlib.decompress(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4))))
    assert plain[1] == {"plan": "ln-2025"}
    assert plain[2][0] == ["target", {"indicator": "i0"}]
    assert plain[2][3] == ["ledger", {"list": "all", "plan": None}]


def test_nothing_collected_is_an_agenda_without_items():
    assert agenda.read("") == Agenda()
    assert agenda.adding(None, "ledger", {}) == agenda.adding("", "ledger", {})


def test_an_agenda_never_holds_an_agenda():
    text = agenda.adding(None, "target", {"plan": "ln-2025", "agenda": agenda.adding(None, "ledger", {})})
    assert agenda.read(text).items == (Item("target", {"plan": "ln-2025"}),)
    assert refused(packed(["", {}, [["target", {"agenda": "1.x"}]]])) == "unknown_parameter"


def test_the_first_title_stays():
    text = agenda.adding(agenda.adding(None, "ledger", {}, "  first \n meeting "), "ledger", {}, "second")
    assert agenda.read(text).title == "first meeting"


def test_a_title_is_one_short_line():
    assert agenda.renamed(Agenda(), "a\n" * 100).title == ("a " * 100)[: agenda.LONGEST_TITLE]


def test_items_move_and_go():
    items = tuple(Item("target", {"indicator": name}) for name in "abc")
    order = lambda found: "".join(item.parameters["indicator"] for item in found.items)  # noqa: E731
    assert order(agenda.moved(Agenda("", items), 2, 1)) == "acb"
    assert order(agenda.moved(Agenda("", items), 0, 1)) == "bac"
    assert order(agenda.without(Agenda("", items), 1)) == "ac"


def test_a_view_beyond_the_most_is_refused_with_what_to_do():
    text = agenda.written(Agenda("", (Item("ledger", {}),) * agenda.MOST))
    assert len(agenda.read(text).items) == agenda.MOST
    with pytest.raises(Trouble) as raised:
        agenda.adding(text, "ledger", {})
    assert raised.value.key == "agenda_full"
    assert str(agenda.MOST) in language.words("en").trouble(raised.value)
    assert "Remove" in language.words("en").trouble(raised.value)
    assert refused(packed(["", {}, [["ledger", {}]] * (agenda.MOST + 1)])) == "agenda_full"


def test_a_link_that_would_be_cut_on_its_way_is_refused():
    noise = [
        {"find": "".join(chr(0x4E00 + (place * 7919 + step * 104729) % 20000) for step in range(80))}
        for place in range(40)
    ]
    fits = agenda.written(Agenda("", tuple(Item("target", parameters) for parameters in noise[:25])))
    assert 0.9 * agenda.LONGEST < len(fits) <= agenda.LONGEST
    assert agenda.read(fits).items[24].parameters == noise[24]
    with pytest.raises(Trouble) as raised:
        agenda.adding(fits, "target", noise[25])
    assert raised.value.key == "agenda_too_long"
    assert refused("1." + "A" * agenda.LONGEST) == "agenda_too_long"


@each("junk", JUNK)
def test_junk_is_one_sentence(junk):
    assert refused(junk) in {"agenda_damaged", "agenda_version"}


def test_a_version_of_tomorrow_is_named():
    assert refused("2" + agenda.written(Agenda())[1:]) == "agenda_version"


def test_every_cut_and_every_altered_letter_is_noticed():
    """No link shows another figure than the one it was made with: 2025 must not become 2024 on its way."""
    text = agenda.adding(None, "target", {"as_of": "2025-12-31", "indicator": "trademarks_in_force"})
    for place in range(2, len(text)):
        assert refused(text[:place]) == "agenda_damaged"
        other = text[:place] + ("B" if text[place] == "A" else "A") + text[place + 1 :]
        if place < len(text) - 1:  # the last letter may hold bits that nothing is made of
            assert refused(other) == "agenda_damaged"
    assert refused(text + "AAAA") == "agenda_damaged"


@pytest.mark.parametrize("size", [agenda.UNPACKED + 1, 4_000_000])
def test_what_unpacks_to_too_much_is_never_unpacked(size, monkeypatch):
    bomb = "1." + base64.urlsafe_b64encode(zlib.compress(b'["' + b"a" * size + b'",{},[]]', 9)).decode().rstrip("=")
    assert len(bomb) <= agenda.LONGEST
    monkeypatch.setattr(agenda.json, "loads", lambda _: pytest.fail("it was unpacked and read"))
    assert refused(bomb) == "agenda_damaged"


@each(
    "found",
    [
        *(None, 1, "text", {}, [], ["", {}], ["", {}, [], 1], [1, {}, []], ["", [], []], ["", {}, {}]),
        *(["", {}, [1]], ["", {}, [["target"]]], ["", {}, [["target", []]]], ["", {}, [["target", {"plan": 1}]]]),
        *(["", {"plan": 1}, [["target", {}]]], ["", {}, [[1, {}]]], ["x" * 61, {}, []]),
        ["", {}, [["target", {"find": "\ud800"}]]],
        ["\udfff", {}, []],
    ],
)
def test_sound_text_with_another_content_is_damaged_too(found):
    assert refused(packed(found)) == "agenda_damaged"


def test_lists_within_lists_without_end_are_damaged():
    deep = zlib.compress(b"[" * 90_000)
    assert refused("1." + base64.urlsafe_b64encode(deep).decode().rstrip("=")) == "agenda_damaged"


def test_pages_and_parameters_nobody_knows_are_named():
    assert refused(packed(["", {}, [["method", {}]]])) == "unknown_view"
    assert refused(packed(["", {}, [["target", {"colour": "red"}]]])) == "unknown_parameter"
    with pytest.raises(Trouble, match="unknown_view"):
        agenda.adding(None, "<script>", {})


def test_what_can_no_longer_be_shown_stays_and_says_why(small):
    gone = Item("target", {"release": "20200101-0000000000"})
    found = Agenda("", (Item("ledger", {}), gone, Item("target", {"indicator": "retired"})))
    first, second, third = lookup.looked_up(found)
    assert isinstance(first, Exhibit)
    assert [second.key, third.key] == ["unusable_value", "unusable_value"]
    assert lookup.left_out((first, second, third)) == [2, 3]
    assert lookup.shown((first, second, third)) == [first]
    with pytest.raises(Trouble) as raised:
        lookup.shown((second, third))
    assert raised.value.key == "agenda_empty"
