"""Looking ahead over HTTP: the worked example, any series, and our own indicators."""

import math

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import language
from tests.support.cases import each

EXAMPLE = "2016:200.3,2017:218.3,2018:257.4,2019:279.2,2020:304.7"


@pytest.fixture(scope="module")
def http():
    return TestClient(Starlette(routes=server.ROUTES))


def ask(http, **query):
    return http.get("/api/v1/outlook", params=query)


def test_the_worked_example(http):
    near = ask(http, series=EXAMPLE, goal=350, goal_year=2022, method="log_drift").json()
    assert [round(near[name], 1) for name in ("point", "low", "high")] == [375.8, 335.5, 421.0]
    assert round(near["probability"], 2) == 0.81
    assert round(near["required_growth"] * 100, 2) == 7.18
    assert round(near["mean_growth"] * 100, 2) == 11.06
    assert near["method"] == "log_drift"
    assert [step["year"] for step in near["path"]] == [2021, 2022]
    far = ask(http, series=EXAMPLE, goal=500, goal_year=2025, method="log_drift").json()
    assert [round(far[name], 1) for name in ("point", "low", "high")] == [514.8, 413.2, 641.3]
    assert round(far["probability"], 2) == 0.58
    assert round(far["required_growth"] * 100, 2) == 10.41


def test_the_order_of_the_series_does_not_matter(http):
    turned = ",".join(reversed(EXAMPLE.split(",")))
    assert (
        ask(http, series=turned, goal=350, goal_year=2022, method="log_drift").json()
        == ask(http, series=EXAMPLE, goal=350, goal_year=2022, method="log_drift").json()
    )


def test_level_method_direction_and_limits_are_heard(http):
    wide = ask(http, series=EXAMPLE, goal=350, goal_year=2022, level=0.95, method="log_drift").json()
    assert wide["low"] < 335
    assert wide["high"] > 421
    straight = ask(http, series=EXAMPLE, goal=350, goal_year=2022, method="linear_drift").json()
    assert straight["point"] == pytest.approx(304.7 + 2 * (304.7 - 200.3) / 4)
    down = ask(http, series=EXAMPLE, goal=350, goal_year=2022, direction="down", method="log_drift").json()
    assert down["probability"] == pytest.approx(1 - 0.80996, abs=1e-4)
    share = ask(http, series="2020:90,2021:95,2022:99", goal=100, goal_year=2025, limits="0,100").json()
    assert share["point"] == 100
    assert share["method"] == "damped_trend"


def test_what_was_never_negative_does_not_become_so(http):
    zeros = ask(http, series="2016:0,2017:3,2018:0,2019:2", goal=7, goal_year=2025).json()
    assert zeros["low"] == 0
    negative = ask(http, series="2016:-1,2017:3,2018:0,2019:2", goal=7, goal_year=2025).json()
    assert negative["low"] < 0


def test_months_and_quarters_are_seasonal(http):
    months = ",".join(f"{2021 + month // 12}-{month % 12 + 1:02}:{100 + month}" for month in range(36))
    found = ask(http, series=months, goal=200, goal_year=2025).json()
    assert found["seasonal"] is True
    assert [step["year"] for step in found["path"]] == [2024, 2025]
    quarters = ",".join(f"{2015 + quarter // 4}Q{quarter % 4 + 1}:{100 + quarter}" for quarter in range(28))
    assert ask(http, series=quarters, goal=200, goal_year=2025).json()["point"] == pytest.approx(139, abs=15)
    assert ask(http, series=months[:60], goal=200, goal_year=2025).status_code == 400


@each(
    "series",
    [
        "2016:5,2017:5,2018:5,2019:5",
        "2016:0,2017:0,2018:4",
        "2016:-3,2017:-1,2018:-5",
        "2010:1,2014:2,2018:4",
        "2016:7",
        "2016:1,2017:1000000000,2018:1,2019:1000000000",
        "2016:1e-300,2017:1e300,2018:1e-300",
        "2016:1,2017:2",
        "0001:1,0002:2,0003:4",
    ],
)
def test_a_difficult_series_gets_a_sensible_answer_or_one_sentence(http, series):
    for goal_year in ("2020", "2035"):
        answer = ask(http, series=series, goal=10, goal_year=goal_year)
        assert answer.status_code in (200, 400), answer.text
        if answer.status_code == 400:
            assert len(answer.json()["error"]) > 10
            continue
        for step in answer.json()["path"]:
            assert all(value is None or math.isfinite(value) for value in step.values())


@each(
    "query",
    [
        {},
        {"series": EXAMPLE},
        {"series": EXAMPLE, "goal": "1"},
        {"series": "", "goal": "1", "goal_year": "2030"},
        {"series": "2016:NaN,2017:1", "goal": "1", "goal_year": "2030"},
        {"series": "2016:inf,2017:1", "goal": "1", "goal_year": "2030"},
        {"series": "2016:1,2016:2", "goal": "1", "goal_year": "2030"},
        {"series": "2016:1,2017-03:2", "goal": "1", "goal_year": "2030"},
        {"series": "2016=1", "goal": "1", "goal_year": "2030"},
        {"series": "x" * 5000, "goal": "1", "goal_year": "2030"},
        {"series": ",".join(f"{year}:1" for year in range(1000, 1700)), "goal": "1", "goal_year": "1750"},
        {"series": "2017-13:1", "goal": "1", "goal_year": "2030"},
        {"series": EXAMPLE, "goal": "nan", "goal_year": "2022"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2020"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "9999"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2022", "level": "1"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2022", "level": "wide"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2022", "method": "arima"},
        {"series": "2016:0,2017:1,2018:2", "goal": "1", "goal_year": "2022", "method": "log_drift"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2022", "limits": "100"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2022", "limits": "100,0"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2022", "direction": "sideways"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2022", "lang": "fr"},
        {"series": EXAMPLE, "goal": "1", "goal_year": "2022", "colour": "red"},
        {"series": "2016:300,2017:400", "goal": "1", "goal_year": "2022", "limits": "0,100"},
        {"series": "2016:1e308,2017:-1e308,2018:1e308", "goal": "1", "goal_year": "2020"},
    ],
)
@each("code", language.LANGUAGES)
def test_what_cannot_be_read_is_one_sentence(http, query, code):
    answer = http.get("/api/v1/outlook", params={"lang": code} | query)
    assert answer.status_code == 400
    assert answer.json().keys() == {"error"}
    assert len(answer.json()["error"]) < 400


def own(http, slug, **query):
    return http.get(f"/api/v1/indicators/{slug}/outlook", params=query)


def test_our_own_figures_are_answered_alike(small, http):
    slug = "high_value_invention_patents_per_capita"
    found = own(http, slug, area="100000", plan="cn-15fyp", evidence="published").json()
    assert (found["goal"], found["goal_year"], found["start"]["value"]) == (22, 2030, 16)
    assert found["rests_on_simulation"] is False
    series = ",".join(f"{step['time']:.0f}:{step['value']}" for step in found["series"])
    typed = ask(http, series=series, goal=22, goal_year=2030).json()
    for name in ("point", "low", "high", "probability", "required_growth", "method"):
        assert (
            found[name] == pytest.approx(typed[name]) if isinstance(typed[name], float) else found[name] == typed[name]
        )


def test_another_goal_and_year_can_be_asked_of_our_own(small, http):
    found = own(http, "trademarks_in_force", goal=900_000, goal_year=2032, method="linear_drift", years=4).json()
    assert (found["goal"], found["goal_year"], len(found["series"])) == (900_000, 2032, 4)
    assert found["rests_on_simulation"] is True


def test_a_sum_over_years_has_no_probability(small, http):
    assert own(http, "ip_advantage_enterprises").json()["probability"] is None


@each(
    "slug, query, status",
    [
        ("nothing", {}, 404),
        ("trademarks_in_force", {"goal_year": "2020"}, 400),
        ("trademarks_in_force", {"goal": "much"}, 400),
        ("trademarks_in_force", {"plan": "xx"}, 404),
        ("trademarks_in_force", {"years": "99"}, 400),
        ("trademarks_in_force", {"method": "magic"}, 400),
        ("trademarks_in_force", {"area": "999999"}, 400),
        ("trademarks_in_force", {"colour": "red"}, 400),
        ("resident_population", {}, 400),
    ],
)
def test_what_is_unknown_of_our_own_is_one_sentence(small, http, slug, query, status):
    answer = own(http, slug, **query)
    assert answer.status_code == status
    assert answer.json().keys() == {"error"}


def test_a_parameter_given_twice_is_refused(http):
    answer = http.get(f"/api/v1/outlook?series={EXAMPLE}&series=2016:1&goal=1&goal_year=2030&lang=en")
    assert answer.status_code == 400
    assert "more than once" in answer.json()["error"]


def test_a_goal_met_already_is_said_beside_the_arithmetic(http):
    found = ask(http, series=EXAMPLE, goal=300, goal_year=2022).json()
    assert "already_met" in [warning["key"] for warning in found["warnings"]]


def test_months_with_a_gap_are_not_smoothed(http):
    months = [f"{2018 + month // 12}-{month % 12 + 1:02}:{100 + month}" for month in range(60) if month != 30]
    answer = ask(http, series=",".join(months), goal=200, goal_year=2025, method="ets")
    assert answer.status_code == 400


def test_nothing_known_is_said_as_such(small, http):
    found = own(http, "rights_aid_workstations", evidence="published", as_of="2012-02-01").json()
    assert [warning["key"] for warning in found["warnings"]] == ["nothing_known"]


def test_nothing_is_nearly_certain_at_a_natural_limit(http):
    """80 to 99 of at most 100, growing ever less: 100 is no certainty, and a band left out says why."""
    series = "2018:80,2019:85,2020:90,2021:94,2022:97,2023:99"
    for method in ("auto", "linear_drift", "damped_trend"):
        found = ask(http, series=series, goal=100, goal_year=2027, limits="0,100", method=method).json()
        assert (found["point"], found["low"], found["high"], found["probability"]) == (100, None, None, None)
        assert (found["why_no_band"], found["why_no_probability"]) == ("limit_reached", "goal_at_limit")
        assert {"limit_reached", "goal_at_limit"} <= {one["key"] for one in found["warnings"]}


@each("size", ["1e308", "-1e308", "1e-308", "9" * 300, "1e999", "-0.0", "5e-324"])
def test_numbers_of_any_size_are_answered_or_refused(small, http, size):
    """As a value, as several values, as a goal, as a limit; of a typed series and of our own: 200 or 400."""
    typed = [
        {"series": EXAMPLE, "goal": size, "goal_year": 2030},
        {"series": f"{EXAMPLE},2021:{size}", "goal": 1, "goal_year": 2030},
        {"series": f"2018:{size},2019:1,2020:{size},2021:2", "goal": size, "goal_year": 2121},
        {"series": EXAMPLE, "goal": 1, "goal_year": size},
        {"series": EXAMPLE, "goal": 1, "goal_year": 2030, "limits": f"-1,{size}"},
        {"series": EXAMPLE, "goal": 1, "goal_year": 2030, "level": size},
    ]
    for query in typed:
        for method in ("auto", "log_drift", "linear_drift", "recent_mean"):
            answer = ask(http, **query, method=method)
            assert answer.status_code in (200, 400), (query, method, answer.text)
    for slug in ("trademarks_in_force", "ip_advantage_enterprises", "patent_intensive_industry_share"):
        for name in ("goal", "goal_year", "years", "level"):
            assert own(http, slug, **{name: size}).status_code in (200, 400), (slug, name)


def test_the_kind_of_series_decides_the_headline(http):
    """A stock takes the middle path, a yearly amount keeps its mean, what has a limit is damped."""
    asked = {"series": "2016:10,2017:12,2018:13,2019:15,2020:16,2021:18", "goal": 30, "goal_year": 2025}
    answers = [
        ask(http, **asked),
        ask(http, **asked, nature="flow"),
        ask(http, **asked, limits="0,100"),
    ]
    assert [answer.json()["method"] for answer in answers] == ["middle_path", "recent_mean", "damped_trend"]
    assert answers[1].json()["point"] == pytest.approx((15 + 16 + 18) / 3)
    assert ask(http, **asked, nature="tide").status_code == 400


def test_a_forecast_that_its_record_refutes_has_no_number(http):
    found = ask(http, series="2016:10,2017:11,2018:12.3,2019:40", goal=50, goal_year=2022).json()
    assert found["record"] == {"inside": 0, "of": 1, "origins": 1}
    assert found["point"] is found["low"] is found["probability"] is found["probability_word"] is None
    assert found["path"] == []
    assert [one["key"] for one in found["warnings"]] == ["poor_record"]


def test_our_own_goal_says_where_it_comes_from(small, http):
    asked = {"plan": "cn-14fyp", "area": "100000", "evidence": "published"}
    patents = own(http, "high_value_invention_patents_per_capita", **asked).json()
    assert (patents["goal"], patents["goal_year"], patents["goal_from"]) == (22, 2030, "next")
    met = own(http, "ip_protection_satisfaction", **asked).json()
    assert (met["goal"], met["goal_from"], met["why_no_probability"] is not None) == (None, "open", True)
    around = patents["around"]
    assert around["steps"]["point"] < patents["point"] < around["pace"]["point"]
