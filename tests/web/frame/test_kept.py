"""Under what a drawn page is kept: everything it depends on, and nothing else."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.core import clock
from explorer.web.frame import kept

ADDRESS = {"plan": "ln-2025", "lang": "zh"}


def key(page="overview", asked=ADDRESS, language="zh", theme="light", *, may_ask=False):
    return kept.key(page, asked, language, theme, may_ask=may_ask)


def test_another_page_address_theme_role_or_day_is_another_key(small, monkeypatch):
    keys = [
        key(),
        key("ledger"),
        key(asked=ADDRESS | {"lang": "en"}),
        key(theme="dark"),
        key(may_ask=True),
    ]
    monkeypatch.setattr(clock, "today", lambda: dt.date(2031, 1, 1))
    assert len({*keys, key()}) == len(keys) + 1


def test_what_a_browser_prefers_counts_where_the_address_says_no_language(small):
    assert key(language="zh") == key(language="en")
    without = {"plan": "ln-2025"}
    assert key(asked=without, language="zh") != key(asked=without, language="en")


def test_the_order_of_an_address_does_not_count(small):
    assert key(asked=dict(reversed(ADDRESS.items()))) == key()


def test_without_a_release_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    assert key() == ""


MANY, SOON = 8, 20.0  # seconds
PAGE = kept.Kept(lambda: None, 1, {}, {})


@pytest.fixture
def address():
    """A key of a test's own."""
    name = "a page of the test"
    kept.KEPT.drop(name)
    yield name
    kept.KEPT.drop(name)


def ask_together(draw):
    """Ask for one page by many threads at once; return what each made of it."""
    start = threading.Barrier(MANY)

    def one(place):
        start.wait(SOON)
        return draw(place)

    with ThreadPoolExecutor(MANY) as pool:
        return [asked.result(SOON) for asked in [pool.submit(one, place) for place in range(MANY)]]


def test_of_many_that_ask_at_once_one_draws_and_the_others_wait_for_it(address):
    drawn = []

    def draw(place):
        with kept.once(address) as found:
            if found is None:
                drawn.append(place)
                threading.Event().wait(0.2)  # the others have come by now
                kept.KEPT.put(address, PAGE)
            return found

    found = ask_together(draw)
    assert len(drawn) == 1
    assert [one for one in found if one is not None] == [PAGE] * (MANY - 1)


def test_what_cannot_be_kept_is_drawn_side_by_side_after_the_first(address):
    first, others = threading.Event(), threading.Barrier(MANY - 1)

    def draw(_):
        with kept.once(address) as found:
            assert found is None
            if first.is_set():
                others.wait(SOON)  # passes only where all the others are here at the same time
            else:
                first.set()
                threading.Event().wait(0.2)

    ask_together(draw)
    assert first.is_set()


def test_where_the_one_that_draws_is_stopped_another_takes_its_place(address):
    stopped = []

    def draw(place):
        with kept.once(address) as found:
            if found is None and not stopped:
                stopped.append(place)
                threading.Event().wait(0.2)
                raise RuntimeError("stopped")
            if found is None:
                kept.KEPT.put(address, PAGE)
            return place

    with pytest.raises(RuntimeError, match="stopped"):
        ask_together(draw)
    assert kept.KEPT.get(address) == PAGE
    assert not kept._DRAWN_NOW, "nobody is waited for any more"


def test_what_has_no_key_is_never_waited_for():
    with kept.once("") as outer, kept.once("") as inner:
        assert outer is inner is None
