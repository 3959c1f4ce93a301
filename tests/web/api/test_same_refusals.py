"""What one outlet refuses, every other refuses too: data address, page, sentence, picture, editable chart and sheet."""

import datetime as dt
import os
import random
import re
from html import unescape

import polars as pl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import charts, server
from explorer.analysis.outlook import assumptions, target_outlook
from explorer.analysis.outlook.target_outlook import Prospect, Question
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.exports.office import chart_cells
from explorer.releases import store
from explorer.views import exhibits
from explorer.views.whatif import forecast_html
from explorer.views.whatif import html as whatif_html
from explorer.views.whatif import text as whatif_text
from tests.analysis.outlook import random_series

COUNT = int(os.environ.get("RANDOM_SERIES", "1000")) // 40
DAY = dt.date(2026, 9, 30)
MONTHLY = ("high_value_invention_patents_per_capita", "patent_transfers_and_licences")
STOCK, SHARE = "trademarks_in_force", "ip_protection_satisfaction"


@pytest.fixture(scope="module")
def http():
    return TestClient(Starlette(routes=server.ROUTES), raise_server_exceptions=False)


def text(drawn: object) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", str(drawn)))


def shown_rows(here: View, seen: Prospect) -> pl.DataFrame:
    drawn = assumptions.scenarios(here, seen, ("recent", "needed"), assumptions.usual_knobs(here, seen))
    past = charts.history(here.observed(seen.planned), seen, here.words, here.events(seen.planned))
    return charts.outlook_rows(past, seen, drawn, here.words)


def agree(here: View, seen: Prospect, answered: dict, exhibit=None) -> None:
    """Assert that line, band and probability stand in every outlet, or in none."""
    found, words = seen.forecast, here.words
    line, band, chance = found.last is not None, bool(found.last and found.last.low is not None), found.chance
    assert (answered["point"] is not None, answered["low"] is not None) == (line, band)
    assert answered["probability"] == chance
    assert (answered["why_no_point"], answered["why_no_band"]) == (found.no_line, found.no_band)
    rows = shown_rows(here, seen)
    recent = rows.filter(pl.col("role") == "scenario", pl.col("line") == "recent")
    assert bool(recent.height) == line
    assert bool(rows.filter(pl.col("role") == "band", pl.col("x") == seen.goal.year).height) == band
    assert bool(rows.filter(pl.col("role") == "failed").height) == (found.no_line == "poor_record")
    html, sentence = str(whatif_html.answer(here, seen)), whatif_text.ahead(here, seen)
    page = text(html)
    level = words("whatif.band", level=words.share(seen.manner.level))
    assert (f"<small>{level}</small>" in html) == band
    assert (words("whatif.chance", year=seen.goal.year) in page) == (chance is not None)
    if found.no_line and seen.start is not None:
        why = forecast_html.refusal(seen, words)
        assert why in page
        assert why in sentence
    if exhibit is not None:
        marks = {one.mark for one in exhibit.graph.series}
        assert ("recent" in marks) == line
        assert ("band" in marks) == any(step.low is not None for step in found.line)
        assert exhibit.sentence == sentence
        heads = [column.head for column in chart_cells.layout(exhibit, exhibit.graph).columns]
        assert any(words("scenario.recent") in head for head in heads) == line


def test_every_goal_of_every_area_by_every_method_is_answered_alike(small, http):
    """The page's own view of each, its picture's rows, its sheet's columns and the data address, side by side."""
    for plan, areas in (("ln-2025", ("210000", "211400")), ("cn-14fyp", ("100000",))):
        for area in areas:
            here = View(small, plan, area, DAY, "all", "en")
            for key, goal in here.by_key.items():
                for method in target_outlook.ways(here, goal):
                    if method == "monthly" and key not in MONTHLY:
                        continue  # a second or more each
                    answer = http.get(
                        f"/api/v1/indicators/{goal.indicator.slug}/outlook",
                        params={"plan": plan, "area": area, "method": method, "lang": "en"},
                    )
                    assert answer.status_code == 200, (plan, area, key, method, answer.text)
                    year = answer.json()["goal_year"]
                    seen = target_outlook.prospect(here, goal.no, Question(year, None, method))
                    agree(here, seen, answer.json())
                link = {"plan": plan, "area": area, "indicator": key, "lang": "en", "evidence": "all"}
                exhibit = exhibits.of("whatif", link)
                first = target_outlook.ways(here, goal)[0]
                answer = http.get(
                    f"/api/v1/indicators/{goal.indicator.slug}/outlook",
                    params={"plan": plan, "area": area, "lang": "en", "method": first},
                ).json()
                seen = target_outlook.prospect(here, goal.no, Question(answer["goal_year"], None, first))
                agree(here, seen, answer, exhibit)


def observed(series: list[tuple[float, float]]) -> pl.DataFrame:
    """Return a random series as the store returns what is known."""
    rows = [
        {
            "period": dt.date(int(year), 12, 31),
            "value": value,
            "span": "year",
            "evidence": "published",
            "source": "s",
            "known_on": dt.date(int(year) + 1, 3, 1),
            "rivals": [],
        }
        for year, value in series
    ]
    return pl.DataFrame(rows)


def test_every_outlet_refuses_alike(small, http, monkeypatch):
    """Random series in the place of the store's: what the data address says of them, page and picture say too."""
    refused = set()
    for seed in range(COUNT):
        draw = random.Random(seed)
        _, series, limits = random_series.series(draw)
        slug, area = (SHARE, "100000") if limits[1] == 100 else (STOCK, "210000")
        plan = "cn-14fyp" if slug == SHARE else "ln-2025"
        indicator = catalogue.indicators()[slug]
        rows, read = observed(series), store.read
        with monkeypatch.context() as patch:
            patch.setattr(
                store, "read", lambda one, *rest, r=rows, i=indicator, f=read: r if one is i else f(one, *rest)
            )
            # A view of its own a series, on a day that no other test asks about: what is known of one is kept by view.
            here = View(small, plan, area, DAY - dt.timedelta(days=3 + seed), "published", "en")
            goal = here.by_key[slug]
            for method in target_outlook.ways(here, goal):
                target = random_series.goal(draw, series, limits)
                seen = target_outlook.prospect(here, goal.no, Question(2030, target, method))
                asked = {"plan": plan, "area": area, "as_of": here.as_of.isoformat(), "evidence": "published"}
                answer = http.get(
                    f"/api/v1/indicators/{slug}/outlook",
                    params={**asked, "goal": repr(target), "goal_year": "2030", "method": method, "lang": "en"},
                )
                assert answer.status_code == 200, (seed, method, answer.text)
                agree(here, seen, answer.json())
                refused.add(seen.forecast.no_line)
    assert {"poor_record", None} <= refused


def test_a_typed_series_by_every_method_is_answered_or_refused_in_a_sentence(http):
    methods = ("auto", "middle_path", "damped_trend", "recent_mean", "log_drift", "linear_drift")
    for seed in range(COUNT * 4):
        draw = random.Random(seed)
        _, series, limits = random_series.series(draw)
        asked = {
            "series": ",".join(f"{year:.0f}:{value!r}" for year, value in series),
            "goal": repr(random_series.goal(draw, series, limits)),
            "goal_year": str(int(series[-1][0]) + 5),
            "nature": draw.choice(("stock", "flow")),
        } | ({"limits": "0,100"} if limits[1] == 100 else {})
        for method in methods:
            answer = http.get("/api/v1/outlook", params={**asked, "method": method})
            assert answer.status_code in (200, 400), (seed, method, answer.text)
            if answer.status_code == 400:
                assert len(answer.json()["error"]) > 10
                continue
            found = answer.json()
            assert (found["point"] is None) == (found["why_no_point"] is not None)
            assert (found["low"] is None) == (found["why_no_band"] is not None)
            assert (found["probability"] is None) == (found["why_no_probability"] is not None)
            said = [one["key"] for one in found["warnings"]]
            assert all(found[f"why_no_{part}"] in (None, *said) for part in ("point", "band", "probability"))
