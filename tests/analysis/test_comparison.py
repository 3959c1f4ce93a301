"""The cities side by side: shares, values per head and ranks by hand, and the provinces' published figures."""

import datetime as dt
import itertools

import pytest

from explorer import charts
from explorer.analysis import comparison
from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.comparison import City, Comparison, Value
from explorer.analysis.view import View
from explorer.charts import label_placement
from explorer.core import catalogue, inputs, language, paths
from explorer.releases import store
from explorer.views.compare import html as compare_html
from explorer.views.compare.html import Choice

DAY = dt.date(2024, 3, 31)


def view(edition, plan="ln-2025", area="210000", evidence="all", code="zh", day=DAY):
    return View(edition, plan, area, day, evidence, code)


def city(area, *values, found: Assessment | None = None):
    return City(area, tuple(Value(float(time), value, "published") for time, value in values), None, found)


def goal(slug="trademarks_in_force"):
    return catalogue.plans()["ln-2025"].goal(slug)


def test_ranks_follow_the_direction_and_equals_share_one():
    cities = (city("a", (2023, 5)), city("b", (2023, 9)), city("c", (2023, 5)), city("d", (2022, 1)))
    assert Comparison(goal(), "value", cities).ranks(2023) == {"b": 1, "a": 2, "c": 2}
    falling = Comparison(goal("pre_examined_time_to_grant"), "value", cities)
    assert falling.ranks(2023) == {"a": 1, "c": 1, "b": 3}


def test_the_newest_time_is_one_most_cities_know():
    cities = (city("a", (2022, 5), (2023, 5)), city("b", (2022, 9)), city("c", (2022, 5)), city("d"))
    assert Comparison(goal(), "value", cities).newest == 2022
    assert Comparison(goal(), "value", (city("a"),)).newest is None


def test_shares_need_every_city_and_add_up_to_a_hundred():
    values = {
        "a": (Value(2022, 30, "published"), Value(2023, 10, "published")),
        "b": (Value(2022, 10, "simulated"),),
    }
    found = comparison._shares(values)
    assert [(value.time, value.value) for value in found["a"]] == [(2022, 75)]
    assert found["a"][0].evidence == "simulated", "a share is as weak as the sum it is taken from"
    assert sum(value.value for mine in found.values() for value in mine) == 100


def test_a_value_per_head_uses_the_people_of_the_last_year_end_known(small):
    """Anshan has 1,000,000 people (100 in units of 10,000) in every year."""
    values = (Value(2022, 50, "published"), Value(2023.25, 60, "published"))
    found = comparison._per_head(view(small, day=dt.date(2026, 9, 30)), "210300", values)
    assert [value.value for value in found] == [0.5, 0.6]
    assert {value.evidence for value in found} == {"simulated"}


def test_cities_agree_with_their_target_pages(small):
    here = view(small)
    found = comparison.compare(here, goal().no, "value")
    assert len(found.cities) == 14
    for one in found.cities:
        alone = view(small, area=one.area)
        assert one.found == alone.assessment(goal())
        stands = alone.standing(goal())
        assert (one.newest.value if one.newest else None) == (stands.newest.value if stands.newest else None)


def test_only_what_adds_up_has_shares():
    assert comparison.pers(goal()) == ("value", "share", "per_capita")
    assert comparison.pers(goal("high_value_invention_patents_per_capita")) == ("value",)


def test_pairs_are_of_the_last_year_both_know(small):
    here = view(small)
    for pair in comparison.pairs(here, goal(), goal("patent_transfers_and_licences")):
        assert pair.across.time == pair.up.time == int(pair.up.time)


def test_the_provinces_are_ranked_by_published_figures_known_by_then(small):
    today = view(small, day=dt.date(2026, 9, 30))
    assert {"pct_applications", "utility_model_patents_in_force", "design_patents_in_force"} <= set(
        comparison.figures(today)
    )
    day, figures = comparison.provinces(today, "pct_applications")
    assert day == dt.date(2023, 12, 31)
    assert [one.value for one in figures] == sorted((one.value for one in figures), reverse=True)
    rows = inputs.read(paths.INPUTS)["published"]
    liaoning = next(one.value for one in figures if one.area == "210000")
    known = rows.filter(measure="pct_applications", area="210000", period="2023")["value"].to_list()
    assert liaoning in known
    early, _ = comparison.provinces(view(small, day=dt.date(2021, 1, 1)), "pct_applications")
    assert early is None or early < day


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_picture_of_every_target_has_its_rows_and_words(small, code):
    for day in (DAY, dt.date(2012, 1, 1))[: 2 if code == "zh" else 1]:
        here = view(small, code=code, day=day)
        for key, one in list(here.by_key.items()):
            against = compare_html.against(here, one)[0]
            assert key not in compare_html.against(here, one)
            figure = next(iter(comparison.figures(here)), "")
            for show in compare_html.SHOWN if figure else compare_html.SHOWN[:-1]:
                for per in comparison.pers(one) if show in ("grid", "ranking") else ("value",):
                    choice = Choice(show, per, "own", against, figure)
                    spec, rows = compare_html.picture(here, one, choice, "dark")
                    assert spec["$schema"]
                    assert "role" in rows.columns
                    assert compare_html.title(here, one, choice)
                    assert compare_html.head(here, one, choice)
                    assert compare_html.note(here, one, choice) is not None
            assert compare_html.table(here, one, "value")


def test_a_tile_says_what_rests_on_simulation(small):
    here = view(small, code="en")
    one = goal("high_value_invention_patents_per_capita")
    _, rows = compare_html.picture(here, one, Choice("grid", "value", "shared", "", ""), "light")
    said = dict(rows.filter(role="head").select("area", "label").iter_rows())
    assert len(said) == 14
    beside = {row.area: row.found.beside for row in comparison.compare(here, one.no, "value").cities}
    for area, label in said.items():
        known = beside[area]
        side = (
            "No target of its own" if known is None else "above" if known > 0 else "below" if known < 0 else "exactly"
        )
        assert side in label
    newest = dict(rows.filter(role="newest").select("area", "label").iter_rows())
    assert any("simulated" in label for label in newest.values())
    assert set(rows.filter(role="segment")["line"]) == {"simulated"}


def test_a_specs_data_come_apart_and_it_is_built_once():
    spec = charts.tile_spec("zh", "light", "shared")
    assert "data" not in spec
    assert spec is charts.tile_spec("zh", "light", "shared")
    assert spec["params"][0]["name"] == "city"
    assert charts.tile_spec("zh", "light", "own")["resolve"]["scale"]["y"] == "independent"


def test_the_chosen_city_is_named_first_and_its_neighbour_below_it():
    rows = [
        {"x": 10.0, "y": 5.0, "chosen": False, "name": "a", "role": "pair"},
        {"x": 10.1, "y": 5.1, "chosen": True, "name": "b", "role": "pair"},
        {"x": 2.0, "y": 9.0, "chosen": False, "name": "c", "role": "pair"},
    ]
    named = charts.comparison._named(rows)
    assert [row["name"] for row in named] == ["b", "a", "c"]
    assert (named[0]["x2"], named[0]["y2"]) == label_placement.PLACES[0]
    assert named[1]["y2"] > 0 > named[0]["y2"]


def test_no_name_lies_over_another_or_over_a_point_and_a_phone_shows_fewer():
    # Twelve points in a row, a pixel apart: some are named around it, and what has no room is left out.
    points, names = [(0.5, 0.5)] + [(0.5 + step / 600, 0.5) for step in range(1, 12)], ["沈阳市"] * 12
    found = list(label_placement.placed(points, names, range(12)))
    assert 2 <= len(found) < 12
    boxes = [
        label_placement._box(points[place], names[place], offset, label_placement.WIDE) for place, offset, _ in found
    ]
    assert not any(label_placement._over(a, b) for a, b in itertools.combinations(boxes, 2))
    dots = [label_placement._around(point, label_placement.WIDE) for point in points]
    owners = [place for place, _, _ in found]
    assert not any(label_placement._over(box, dot) for box, at in zip(boxes, owners, strict=True) for dot in dots[:at])
    spread = list(label_placement.placed([(0.2 + step / 30, 0.5) for step in range(12)], names, range(12)))
    assert len(spread) > sum(everywhere for _, _, everywhere in spread) > 0


def test_every_unit_of_a_figure_has_its_word(small):
    words = language.words("en")
    for figure in comparison.figures(view(small, day=dt.date(2026, 9, 30))):
        assert words(f"unit.{store.measures(small)[figure]['unit']}")


def test_every_city_has_its_tile():
    assert set(compare_html.tile_places()) == {f"21{number:02}00" for number in range(1, 15)}


def ends(chosen: str) -> dict[str, float]:
    """The labels at the right of the ranks over time, with their rank."""
    cities = (city("a", (2022, 5), (2023, 5)), city("b", (2022, 9), (2023, 9)), city("c", (2022, 5), (2023, 5)))
    names = {"a": "甲市", "b": "乙市", "c": "丙市"}
    none = store.events(goal().indicator, "210000", dt.date(1990, 1, 1), store.edition())
    rows = charts.rank_rows(Comparison(goal(), "value", cities), names, chosen, language.words("zh"), none)
    return dict(rows.filter(rows["role"] == "end").select("name", "y").rows())


def test_cities_that_end_on_one_rank_share_a_label_and_none_is_hidden(small):
    assert ends("b") == {"乙市": 1.0, "甲市、丙市": 2.0}
    assert ends("c") == {"乙市": 1.0, "甲市、丙市": 2.0}


def test_provinces_stand_in_the_order_of_their_ranks_whatever_their_names():
    sort = charts.province_spec("件", 12, "light")["layer"][0]["encoding"]["y"]["sort"]
    # Without an operation, Vega-Lite drops the order where layers share an axis, and 10 stands before 2.
    assert sort == {"field": "y", "op": "min"}
