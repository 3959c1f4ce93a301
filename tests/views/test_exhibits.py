"""A link read without a page shows what the page shows, and refuses what the page would have put right."""

import datetime as dt
import random
import re
from dataclasses import replace

import polars as pl
import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.links.ask import LinkAsk
from explorer.views import choices, exhibits
from explorer.views.exhibit import OBSERVED
from tests.pages.test_pages import heading, opened, used
from tests.support import drafted
from tests.support.random_links import state

LINKS = {
    "overview": {"group": "status"},
    "target": {"indicator": "ip_pledge_amount", "plan": "cn-14fyp"},
    "compare": {"indicator": "trademarks_in_force", "show": "ranking", "per": "share"},
    "whatif": {"indicator": "trademarks_in_force", "scenarios": "own,once", "growth": "3.5", "split": "own"},
    "draft": {"draft": drafted.TEXT, "order": "ambition"},
    "patents": {"kind": "invention", "span": "quarter"},
    "trademarks": {"span": "month"},
    "geographical_indications": {},
    "service_network": {"lang": "en"},
    "ledger": {"department": "ip_services"},
    "evaluation": {"plan": "cn-14fyp"},
    "changes": {"plan": "cn-14fyp", "since": "2024-03-31"},
}


@pytest.mark.parametrize("page", exhibits.BUILDERS)
def test_a_link_made_of_everything_used_is_the_same_link(small, page):
    once = exhibits.of(page, LINKS[page])
    again = exhibits.of(page, once.parameters)
    assert again.parameters == once.parameters
    assert again.observed.equals(once.observed)
    assert (again.title, again.sentence, again.graph) == (once.title, once.sentence, once.graph)


@pytest.mark.links
@pytest.mark.parametrize("page", exhibits.BUILDERS)
def test_in_twenty_random_states_a_link_that_carries_everything_means_the_same_again(small, page):
    for seed in range(20):
        asked = state(page, random.Random(f"{page} {seed}"))
        once, (view, shown) = read(page, asked)
        again, (same_view, same) = read(page, once.used)
        assert (again.used, again.ignored) == (once.used, []), asked
        assert replace(same_view, kept=()) == replace(view, kept=()), asked
        assert (same.title, same.sentence, same.graph) == (shown.title, shown.sentence, shown.graph), asked
        assert same.observed.equals(shown.observed), asked


def read(page, query):
    """Return who answered from the link, and the view and what is shown; what the link asks wrong is put right."""
    ask = LinkAsk(query)
    view = choices.choose_view(ask, language.words("zh"))
    return ask, (view, exhibits.BUILDERS[page](ask, view))


@pytest.mark.parametrize("page", exhibits.BUILDERS)
def test_a_page_uses_the_very_parameters_the_link_without_a_page_uses(small, page):
    app = opened(page, **LINKS[page])
    assert used(app) == exhibits.of(page, {"lang": "zh"} | LINKS[page]).parameters


# Titles that are answers, and are read without their page: see test_verdict.
ANSWERS = ("overview", "target", "whatif")


@pytest.mark.parametrize("page", [page for page in exhibits.BUILDERS if page not in ANSWERS])
def test_the_title_is_the_pages(small, page):
    shown = exhibits.of(page, LINKS[page] | {"lang": "en"})
    assert re.sub(r"\W", "", shown.title) == re.sub(r"\W", "", heading(opened(page, **LINKS[page] | {"lang": "en"})))


@pytest.mark.parametrize("page", exhibits.BUILDERS)
def test_every_value_has_its_evidence_and_source(small, page):
    found = exhibits.of(page, LINKS[page]).observed
    assert found.schema == OBSERVED
    assert found.height
    assert found.select("evidence", "source", "value", "unit").null_count().sum_horizontal().item() == 0


def test_a_graph_of_a_target_holds_the_values_of_its_evidence(small):
    shown = exhibits.of("target", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "evidence": "published"})
    published = next(series for series in shown.graph.series if series.mark == "published")
    assert (2023.0, 8539.9) in published.points
    assert next(series for series in shown.graph.series if series.mark == "goal").points == ((2025.0, 3200.0),)
    assert not shown.simulated
    assert shown.observed.filter(pl.col("period") == dt.date(2023, 12, 31))["value"].to_list() == [8539.9]


def test_a_graph_of_a_target_begins_where_the_pages_chart_begins(small):
    earlier = 0
    for indicator in exhibits.of("overview", {"plan": "cn-14fyp"}).view.by_key:
        shown = exhibits.of("target", {"plan": "cn-14fyp", "indicator": indicator})
        first = shown.pictures[0].rows.filter(pl.col("role") == "point")["x"].min()
        known = [x for one in shown.graph.series if one.mark == "published" for x, _ in one.points]
        assert min(known) == first
        earlier += shown.observed["period"].min() < dt.date(2010, 1, 1)
    assert earlier


def test_every_pair_is_called_by_its_city(small):
    shown = exhibits.of("compare", {"indicator": "trademarks_in_force", "show": "scatter"})
    called = [name for one in shown.graph.series for name in one.labels]
    assert sorted(called) == sorted(shown.graph.categories)
    assert all(len(one.labels) == len(one.points) for one in shown.graph.series)


def test_shares_of_nothing_are_shares_and_those_on_simulated_values_are_hollow(small):
    shown = exhibits.of("overview", {"as_of": "2026-09-30"})
    share = shown.graph.series[0]
    assert 0.0 in [y for _, y in share.points]
    marked = {float(place) for place, name in enumerate(shown.graph.categories) if "○" in name}
    assert share.hollow == marked
    assert not shown.graph.series[1].hollow


def test_a_registers_periods_are_called_as_its_page_calls_them(small):
    months = exhibits.of("trademarks", {"span": "month", "lang": "en", "as_of": "2023-12-31"}).graph.categories
    assert months[-2:] == ("November 2023", "December 2023")
    assert exhibits.of("trademarks", {"lang": "en", "as_of": "2023-06-30"}).graph.categories[-2:] == (
        "2022",
        "June 2023",
    )


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({"area": "999999"}, "unusable_value"),
        ({"as_of": "2024-13-45"}, "unusable_value"),
        ({"lang": "<script>"}, "unusable_value"),
        ({"release": "../../etc"}, "unusable_value"),
        ({"release": "9" * 300}, "unusable_value"),
        ({"colour": "red"}, "unknown_parameter"),
    ],
)
def test_what_a_page_would_put_right_is_refused(small, query, key):
    with pytest.raises(Trouble) as raised:
        exhibits.of("target", query)
    assert raised.value.key == key


def test_a_page_without_pictures_is_refused(small):
    with pytest.raises(Trouble) as raised:
        exhibits.of("method", {})
    assert raised.value.key == "unknown_view"
