"""Under what a drawn page is kept: everything it depends on, and nothing else."""

import datetime as dt

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
