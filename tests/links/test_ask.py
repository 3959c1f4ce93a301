"""A link as the one who answers: what it says is used, what it cannot say is noted, what nobody asked stays unread."""

import datetime as dt

from explorer.links.ask import LinkAsk
from explorer.links.prompts import Day, Ignored, Number, One

SHOW = One("show", "", {"grid": "", "ranking": ""})
GOAL = Number("goal", "", (0.0, 100.0), 50.0)
DAY = Day("as_of", "", dt.date(2019, 1, 1), dt.date(2026, 9, 30))


def test_what_is_asked_is_answered_and_noted():
    ask = LinkAsk({"show": "ranking", "goal": "12.50"})
    assert (ask(SHOW), ask(GOAL)) == ("ranking", 12.5)
    assert (ask.used["show"], ask.used["goal"]) == ("ranking", "12.5")
    assert ask.ignored == []


def test_what_cannot_be_used_is_named_with_what_stands_in_its_place():
    ask = LinkAsk({"show": "pie", "goal": "101", "as_of": "2030-01-01"})
    assert (ask(SHOW), ask(GOAL), ask(DAY)) == ("grid", 100.0, dt.date(2026, 9, 30))
    assert ask.ignored == [
        Ignored("show", "pie", "grid"),
        Ignored("goal", "101", "100"),
        Ignored("as_of", "2030-01-01", "2026-09-30"),
    ]


def test_a_number_written_otherwise_is_no_fault():
    ask = LinkAsk({"goal": "1e1"})
    assert ask(GOAL) == 10.0
    assert ask.ignored == []


def test_what_nobody_asks_for_stays_unread():
    ask = LinkAsk({"show": "grid", "colour": "red"})
    ask(SHOW)
    with ask.row("choices"):
        assert ask.given("goal") is None
    assert ask.read == {"show", "goal"}
    ask.keep("release", "20260930-0123456789", Ignored("release", "x", "20260930-0123456789"))
    assert ask.used["release"] == "20260930-0123456789"
    assert [one.asked for one in ask.ignored] == ["x"]
