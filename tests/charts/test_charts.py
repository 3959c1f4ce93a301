"""What the target chart draws, row by row, and what its spec says."""

import base64
import datetime as dt
import json
from dataclasses import replace

import polars as pl
import pytest

from explorer import charts
from explorer.analysis.assessment.standing import position
from explorer.analysis.assessment.standing import standing as standing_of
from explorer.charts.sparkline import sparkline
from explorer.core import catalogue, language, marks
from explorer.core.goals import Goal
from tests.support.cases import each

ZH = language.words("zh")
MARKS = catalogue.plans()["ln-2025"].goal("trademarks_in_force")
assert MARKS


def seen(*rows: tuple[int, float, str]) -> pl.DataFrame:
    full = [
        (dt.date(year, 12, 31), value, "year", kind, "somewhere", dt.date(year + 1, 3, 1)) for year, value, kind in rows
    ]
    columns = ["period", "value", "span", "evidence", "source", "known_on"]
    return pl.DataFrame(full, schema=columns, orient="row").cast(
        {"period": pl.Date, "value": pl.Float64, "known_on": pl.Date}
    )


def happened(*rows: tuple[str, dt.date]) -> pl.DataFrame:
    columns = {"kind": pl.String, "happened_on": pl.Date, "short_zh": pl.String, "title_zh": pl.String}
    return pl.DataFrame([(kind, day, "口径调整", "口径有调整。") for kind, day in rows], schema=columns, orient="row")


def drawn(observed: pl.DataFrame, goal: Goal = MARKS, events: pl.DataFrame | None = None) -> pl.DataFrame:
    standing = standing_of(goal, observed, dt.date(goal.year, 12, 31))
    return charts.target_rows(observed, standing, goal, ZH, happened() if events is None else events)


def role(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    return rows.filter(pl.col("role") == name)


def test_a_year_end_stands_on_its_year():
    assert position(dt.date(2025, 12, 31)) == 2025
    assert position(dt.date(2024, 12, 31)) == 2024
    assert position(dt.date(2026, 9, 30)) == pytest.approx(2025.748, abs=0.001)


def test_a_line_that_touches_a_simulated_value_is_dashed():
    rows = drawn(seen((2019, 1, "published"), (2020, 2, "published"), (2021, 3, "simulated"), (2022, 4, "simulated")))
    assert role(rows, "segment")["line"].to_list() == ["real", "simulated", "simulated"]


def test_no_line_leads_across_a_break_and_an_event_stands_at_its_day():
    values = seen((2019, 1, "published"), (2020, 2, "published"), (2021, 3, "published"))
    events = happened(("break", dt.date(2021, 1, 1)), ("policy", dt.date(2021, 7, 2)))
    rows = drawn(values, events=events)
    assert role(rows, "segment")["x2"].to_list() == [2020]
    assert role(rows, "event")["x"].to_list() == [position(dt.date(2021, 1, 1)), position(dt.date(2021, 7, 2))]
    assert role(rows, "event")["label"].to_list() == ["1", "2"]
    assert role(drawn(values, events=happened(("policy", dt.date(2021, 1, 1)))), "segment").height == 2


def test_every_value_is_drawn_with_its_evidence_in_words():
    rows = role(drawn(seen((2019, 1, "published"), (2021, 3, "simulated"))), "point")
    assert rows["evidence"].to_list() == ["公开发布", "模拟"]
    assert rows["known_on"].to_list() == ["2020年3月1日", ""], "a simulated value was published on no day"


def test_no_layer_but_those_with_words_has_a_tooltip():
    spec = charts.target_spec("trademarks_in_force", "zh", "light")
    layers = [inner for layer in spec["layer"] for inner in layer.get("layer", [layer])]
    spoken = [layer["encoding"].get("tooltip") for layer in layers]
    assert all(said == {"value": None} or isinstance(said, list) for said in spoken)
    assert sum(isinstance(said, list) for said in spoken) == 3 + 1, "path, values, goal, and events"


def test_what_every_layer_says_of_the_years_is_said_once():
    spec = charts.target_spec("trademarks_in_force", "zh", "light")
    inner = [layer for outer in spec["layer"] for layer in outer.get("layer", [outer])]
    assert spec["encoding"]["x"]["field"] == "x"
    assert all("scale" not in layer["encoding"].get("x", {}) for layer in inner)


def test_a_path_from_a_simulated_baseline_says_so():
    rows = role(drawn(seen((2022, 600_000, "simulated"))), "path")
    assert all("模拟" in label for label in rows["label"])
    assert not any("模拟" in label for label in role(drawn(seen((2022, 600_000, "published"))), "path")["label"])


def test_a_goal_scaled_from_a_simulated_baseline_says_so():
    grants = catalogue.plans()["ln-2025"].goal("overseas_invention_patent_grants")
    assert "模拟" in role(drawn(seen((2022, 500, "simulated")), grants), "goal")["label"][0]


def labels(rows: pl.DataFrame) -> dict[str, str]:
    named = rows.filter(pl.col("role").str.starts_with("label_"))
    return dict(zip(named["role"].str.strip_prefix("label_"), named["label"], strict=True))


def test_what_is_judged_the_goal_and_the_newest_value_are_labelled_each_with_its_period():
    later = seen((2026, 810_000, "published")).with_columns(period=pl.lit(dt.date(2026, 9, 30)))
    values = pl.concat([seen((2022, 600_000, "published"), (2025, 774_000, "published")), later])
    assert labels(drawn(values)) == {
        "judged": "77.4 万件 · 2025年",
        "goal": "目标 85 万件 · 2025年",
        "newest": "81 万件 · 2026年9月",
    }
    assert labels(drawn(values.head(2))).keys() == {"judged", "goal"}, "one value is not named twice"


def test_a_simulated_value_has_its_sign_in_the_label_where_others_are_not():
    mixed = drawn(seen((2019, 1, "published"), (2022, 480_000, "simulated")))
    assert labels(mixed)["judged"] == "48 万件 ○ · 2022年"
    assert labels(drawn(seen((2019, 1, "simulated"), (2022, 480_000, "simulated"))))["judged"] == "48 万件 · 2022年"


def test_the_legend_names_what_is_drawn_and_nothing_else():
    def legend(*values):
        return role(drawn(seen(*values)), "legend")

    assert legend((2019, 1, "published"), (2022, 2, "published"))["label"].to_list() == ["公开发布"]
    both = legend((2019, 1, "simulated"), (2022, 2, "office"))
    assert both["label"].to_list() == ["本局数据", "模拟"]
    assert both["x2"].is_sorted()
    assert legend().is_empty()


def test_a_year_to_date_is_not_on_the_line():
    rows = pl.concat(
        [seen((2022, 4, "simulated")), seen((2023, 3, "simulated")).with_columns(span=pl.lit("year_to_date"))]
    )
    assert role(drawn(rows), "point").height == 1


@pytest.mark.parametrize("value", [10.0, 849_999.0, 850_000.0, 2_000_000.0])
def test_the_goal_and_every_value_lie_inside_the_axis(value):
    rows = drawn(seen((2022, 400_000, "published"), (2025, value, "published")))
    low, high = role(rows, "frame")["y"].sort()
    assert low < 850_000 < high
    assert low <= value <= high
    assert low >= 0


def test_a_share_of_a_hundred_does_not_ask_for_more_than_a_hundred():
    goal = catalogue.plans()["ln-2025"].goal("guidance_station_coverage")
    low, high = role(drawn(seen((2022, 40, "simulated"), (2024, 80, "simulated")), goal), "frame")["y"].sort()
    assert (low >= 0, high) == (True, 100)


def test_without_any_value_the_goal_alone_is_drawn():
    rows = drawn(seen())
    assert set(rows["role"]) == {"goal_year", "goal", "label_goal", "frame"}


def test_every_role_that_is_drawn_has_a_layer():
    falling = replace(MARKS, value=100.0)
    rows = [
        drawn(seen((2019, 900_000, "published"))),
        drawn(seen((2019, 1, "published"), (2020, 2, "office"), (2022, 840_000, "simulated"))),
        drawn(seen((2019, 500, "published"), (2020, 400, "published"), (2022, 300, "published")), falling),
    ]
    spec = json.dumps(charts.target_spec("trademarks_in_force", "zh", "light"))
    assert all(f"'{name}'" in spec for frame in rows for name in frame["role"].unique())


@pytest.mark.parametrize("theme", marks.PALETTES)
@pytest.mark.parametrize("code", language.LANGUAGES)
def test_a_finished_spec_holds_no_data_and_keeps_labels_upright(theme, code):
    spec = charts.target_spec("trademarks_in_force", code, theme)
    assert "data" not in spec
    assert "datasets" not in spec
    assert spec["config"]["axis"]["labelAngle"] == 0
    kinds = [language.words(code)(f"evidence.{kind}") for kind in marks.EVIDENCE]
    assert json.dumps(kinds) in json.dumps(spec)
    told = [one for layer in spec["layer"] for one in layer.get("encoding", {}).values() if "legend" in one]
    assert told
    assert all(one["legend"] is None for one in told), "the rows say what is drawn"


def test_a_finished_spec_is_kept():
    assert charts.target_spec("trademarks_in_force", "zh", "light") is charts.target_spec(
        "trademarks_in_force", "zh", "light"
    )


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@each("theme", marks.PALETTES)
@each("name", ["ink", "grey", "series", "goal"])
def test_every_colour_that_writes_text_keeps_its_contrast(theme, name):
    palette = marks.PALETTES[theme]
    a, b = sorted((luminance(getattr(palette, name)), luminance(palette.paper)))
    assert (b + 0.05) / (a + 0.05) >= 4.5


def test_a_sparkline_is_a_picture_with_a_hollow_mark_for_what_is_simulated():
    observed = seen((2021, 1, "published"), (2022, 2, "simulated"))
    standing = standing_of(MARKS, observed, dt.date(2025, 12, 31))
    picture = sparkline(observed, standing, 2025, marks.palette("light"), since=2015)
    svg = base64.b64decode(picture.removeprefix("data:image/svg+xml;base64,")).decode()
    assert f'stroke="{marks.PALETTES["light"].paper}"' in svg
    assert 'stroke-dasharray="4 3"' in svg


def test_a_sparkline_of_one_value_is_drawn_too():
    observed = seen((2022, 2, "published"))
    standing = standing_of(replace(MARKS, value=2.0), observed, dt.date(2025, 12, 31))
    assert sparkline(observed, standing, 2025, marks.palette("dark"), since=2015).startswith("data:image/svg+xml")


def test_an_event_is_a_dot_on_the_axis_with_its_number_among_all_and_neighbours_are_lifted():
    days = [dt.date(1999, 1, 1), dt.date(2020, 1, 1), dt.date(2020, 6, 1), dt.date(2020, 9, 1), dt.date(2021, 12, 1)]
    values = seen((2019, 1, "published"), (2022, 480_000, "published"))
    dots = role(drawn(values, events=happened(*(("policy", day) for day in days))), "event")
    assert dots["label"].to_list() == ["2", "3", "4", "5"], "the first is older than the chart, and keeps its number"
    assert dots["x2"].to_list() == [0, 18, 36, 0]
    frames = [role(drawn(values, events=events), "frame")["y"].to_list() for events in (None, happened(("a", days[1])))]
    assert frames[0] == frames[1], "a dot takes no room from the values"


def test_a_long_unit_stands_on_the_axis_and_not_beside_every_point():
    goal = catalogue.plans()["ln-2025"].goal("high_value_invention_patents_per_capita")
    values = seen((2022, 7.5, "published"), (2025, 12.12, "published"))
    en = language.words("en")
    rows = charts.target_rows(values, standing_of(goal, values, dt.date(goal.year, 12, 31)), goal, en, happened())
    assert labels(rows) == {"goal": "goal 10 · 2025", "judged": "12.12 · 2025"}
    assert charts.target_spec(goal.indicator.slug, "en", "light")["layer"][1]["layer"][0]["encoding"]["y"]["title"] == (
        "patents per 10,000 people"
    )


def test_what_is_kept_in_100_million_yuan_is_told_in_billions_to_an_english_reader():
    goal = catalogue.plans()["cn-14fyp"].goal("ip_pledge_amount")
    en, zh = language.words("en"), language.words("zh")
    assert [words.value(8539.9, goal.indicator) for words in (zh, en)] == ["8,539.9 亿元", "853.99 billion yuan"]
    assert en.figure(8539.9, goal.indicator) == "853.99 bn"
    assert en.plain(8539.9, goal.indicator) == "853.99"
    assert en.between(3200, 8539.9, goal.indicator) == "320 to 853.99 billion yuan"
    for code, title, axis in (("en", "billion yuan", "datum.value / 10"), ("zh", "亿元", ",~r")):
        spec = charts.target_spec("ip_pledge_amount", code, "light")
        y = spec["layer"][1]["layer"][0]["encoding"]["y"]
        assert y["title"] == title
        assert axis in str(y["axis"])
