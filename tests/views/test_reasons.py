"""The sentence behind a status: it speaks in the unit of the rule that decided, and every number in it is known."""

import datetime as dt
import random
import re
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis import view
from explorer.analysis.assessment import assess, distance
from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.standing import Point
from explorer.core import catalogue, language
from explorer.core.status import Status
from explorer.views import exhibits, reasons, target_row
from explorer.web.api import documents
from tests.support.cases import each

PLAN = catalogue.plans()["ln-2025"]
MARKS = PLAN.goal("trademarks_in_force")
AFTER, DURING = dt.date(2026, 9, 30), dt.date(2024, 12, 31)
SAMPLES = 100


def seen(*values: tuple[int | str, float], evidence: str = "published") -> pl.DataFrame:
    rows = [
        (dt.date(when, 12, 31), float(value), "year", evidence)
        if isinstance(when, int)
        else (dt.date.fromisoformat(when), float(value), "point", evidence)
        for when, value in values
    ]
    schema = {"period": pl.Date, "value": pl.Float64, "span": pl.String, "evidence": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.fixture
def said(small):
    """Return the sentences of an assessment of a goal over rows, by language."""

    def sentences(goal, rows, day=AFTER, code="en", area="210000", **more):
        look = view.View(small, "ln-2025", area, day, "all", code)
        return reasons.sentence(assess.assess(goal, rows, area, day, **more), look)

    return sentences


def goal_of(slug, **more):
    return replace(PLAN.goal(slug), baseline_value=None, other=None, against=None, **more)


def test_a_level_says_how_far_it_lies_from_its_goal(said):
    rows = seen((2022, 600_000), (2025, 767_814))
    assert said(MARKS, rows) == (
        "767,814 trademarks in 2025, 82,186 short of the goal; at the pace since 2022 it would be reached in 2027."
    )
    assert said(MARKS, rows, code="zh") == (
        "2025年为 76.78 万件，比目标少 8.22 万件；按2022年以来的进度，预计2027年可达到。"
    )


def test_exactly_met_is_said_so(said):
    rows = seen((2022, 600_000), (2025, 850_000))
    assert said(MARKS, rows) == "850,000 trademarks in 2025, exactly the goal."
    assert said(MARKS, rows, code="zh") == "2025年为 85 万件，恰好达到目标。"


def test_one_is_singular(said):
    brands = goal_of("regional_public_brands", value=1.0)
    assert said(brands, seen((2022, 0), (2025, 1))) == "1 brand in 2025, exactly the goal."


def test_what_rounding_would_hide_is_told(said):
    share = goal_of("patent_intensive_industry_share")
    found = said(share, seen((2022, 10.2), (2025, 10.98)))
    assert found.startswith("10.98% in 2025, 0.02 percentage points short of the goal")
    hair = said(share, seen((2022, 10.2), (2025, 10.9996)))
    assert hair.startswith("10.9996% in 2025, 0.0004 percentage points short of the goal"), hair


def test_a_share_on_its_road_speaks_in_points(said):
    share = goal_of("patent_intensive_industry_share")
    found = said(share, seen((2022, 10), (2024, 10.4)), DURING)
    assert found == (
        "10.4% in 2024; +0.2 percentage points a year since 2022 (10%), "
        "against +0.33 percentage points a year asked for; +0.6 percentage points a year needed from 2024 on."
    )


def test_what_shares_decided_speaks_in_units_a_year_that_agree_with_the_status(said):
    agencies = goal_of("ip_service_brand_agencies")
    found = said(agencies, seen((2022, 16), (2024, 22)), DURING)
    assert found == (
        "22 agencies in 2024; +3 agencies a year since 2022 (16 agencies), against +4.7 agencies a year asked for; "
        "+8 agencies a year needed from 2024 on."
    )


def test_what_stands_alone_begins_as_a_sentence_does(small):
    """The words of a pace are a line of their own on a page, and a reason a sentence."""
    shown = target_row.rows(view.View(small, "ln-2025", "210000", AFTER, "all", "en"))
    lines = [line for row in shown for line in (row.reason, row.pace) if line]
    assert lines
    assert not [line for line in lines if line[0].islower()]


def test_a_growth_speaks_of_growth_achieved_against_promised(said):
    grants = goal_of("overseas_invention_patent_grants")
    rows = seen((2022, 500), (2023, 450), (2024, 400), (2025, 327))
    assert said(grants, rows) == "−13.2% a year on average in 2023–2025, against +10% promised."
    assert said(grants, rows, code="zh") == "2023—2025年年均下降 13.2%，目标为年均增长 10%。"


def test_a_mean_growth_has_no_first_year_and_no_year_to_come(said):
    grants = goal_of("overseas_invention_patent_grants")
    for rows in (seen((2022, 500), (2025, 800)), seen((2022, 500), (2025, 510), ("2026-06-30", 900))):
        assert not re.search(r"since|by 20|reached|first", said(grants, rows))


def test_a_mean_flow_speaks_of_the_sum_of_its_years(said):
    firms = goal_of("ip_advantage_enterprises")
    assert said(firms, seen((2023, 45), (2024, 45), (2025, 45))) == "135 enterprises in 2023–2025, of 180 promised."
    on_its_way = said(firms, seen((2023, 45), (2024, 45)), DURING)
    assert on_its_way == (
        "90 enterprises in 2023–2024, of 180 promised for 2023–2025; 90 enterprises a year needed from 2024 on."
    )


def test_a_cut_says_what_it_is_read_against(said):
    months = replace(PLAN.goal("pre_examined_time_to_grant"), against="invention_examination_months", other=None)
    ordinary = Point(dt.date(2025, 12, 31), 15.0, "published")
    found = said(months, seen((2022, 6.6), (2025, 4.9)), against=ordinary)
    assert found == (
        "4.9 months in 2025, 67.3% less than ordinary examination (15 months, 2025); a cut of 66.67% was promised."
    )


def test_promised_exactly_is_met_and_a_hair_less_is_missed_and_seen(said):
    """Three years of exactly 10 % are met; 9.97 % are not, and no rounding hides it."""
    grants = goal_of("overseas_invention_patent_grants")
    exact, hair = seen((2022, 1000), (2025, 1331)), seen((2022, 1000), (2025, 1330))
    assert said(grants, exact) == "+10% a year on average in 2023–2025, against +10% promised."
    assert said(grants, hair) == "+9.97% a year on average in 2023–2025, against +10% promised."


def test_a_ceiling_says_that_it_is_one(said):
    grants = goal_of("overseas_invention_patent_grants", bound="at_most")
    assert said(grants, seen((2022, 1000), (2025, 1500))).endswith("against at most +10% promised.")


def test_a_forecast_whose_year_is_over_is_not_made(said):
    rows = seen((2022, 600_000), (2025, 767_814), (2027, 800_000))
    assert said(MARKS, rows, dt.date(2028, 6, 30)) == "767,814 trademarks in 2025, 82,186 short of the goal."


def test_moving_away_by_little_is_seen(said):
    found = said(goal_of("high_value_invention_patents_per_capita"), seen((2022, 7), (2023, 6.999)), DURING)
    assert found.startswith("6.999 patents per 10,000 people in 2023, farther from the goal than in 2022 (7 patents")


def test_where_the_base_met_the_goal_nobody_asked_for_a_fall(said):
    found = said(goal_of("high_value_invention_patents_per_capita"), seen((2022, 12), (2023, 9)), DURING)
    assert found == (
        "9 patents per 10,000 people in 2023, 1 short of the goal; "
        "in 2022 (12 patents per 10,000 people) the goal was met."
    )


def test_the_base_years_own_value_is_not_called_the_only_one(said):
    found = said(MARKS, seen((2020, 400_000), (2022, 600_000)), dt.date(2023, 6, 30))
    assert "no change since it to judge" in found


def test_missed_and_reached_since_are_both_said(said):
    agencies = goal_of("ip_service_brand_agencies")
    rows = seen((2022, 16), (2025, 28), ("2026-09-30", 31))
    assert said(agencies, rows) == (
        "28 agencies in 2025, 2 short of the goal; reached since: 31 agencies by the end of September 2026."
    )


def test_ahead_of_the_goal_year_is_said_only_where_it_was(said):
    early = said(MARKS, seen((2022, 600_000), (2024, 900_000)), DURING)
    late = said(MARKS, seen((2022, 600_000), ("2025-06-30", 900_000)), dt.date(2025, 7, 31))
    assert ("ahead of the goal year" in early, "ahead of the goal year" in late) == (True, False)


def test_one_value_that_meets_the_goal_says_that_its_trend_is_unknown(said):
    found = said(MARKS, seen((2023, 900_000)), DURING)
    assert found.endswith("ahead of the goal year; one value only, so the trend is unknown.")


def test_met_early_says_by_which_year_and_that_the_last_value_is_awaited(said):
    found = said(MARKS, seen((2022, 600_000), (2023, 860_000), (2024, 870_000)))
    assert found == (
        "The value for 2025 has not been published; the goal was met early, by 2023: "
        "870,000 trademarks in 2024, 20,000 above the goal."
    )


def test_a_city_without_a_goal_stands_above_or_below_that_of_the_province(said):
    patents = goal_of("high_value_invention_patents_per_capita")
    assert said(patents, seen((2025, 8)), area="210200") == (
        "This area has no goal of its own; 8 patents per 10,000 people in 2025, 2 below the province’s goal "
        "(10 patents per 10,000 people)."
    )
    assert "比全省目标（10 件/万人）高 2 件/万人" in said(patents, seen((2025, 12)), area="210200", code="zh")
    assert "promised for the whole" in said(MARKS, seen((2025, 8)), area="210200")


def test_an_example_says_so_in_its_sentence_and_a_simulated_value_without_a_judgement_too(said):
    invented = seen((2022, 600_000), (2025, 700_000), evidence="simulated")
    assert said(MARKS, invented).endswith(" (example, based on simulated data).")
    assert said(MARKS, invented, code="zh").endswith("（示例，依据模拟数据）。")
    assert said(MARKS, invented.head(1)).endswith(" (based on simulated data).")
    assert "simulated" not in said(MARKS, seen((2022, 600_000), (2025, 700_000)))


@each("code", language.LANGUAGES)
@each("evidence", ["all", "office", "published"])
@each("plan", catalogue.plans())
def test_every_goal_has_a_status_and_one_sentence_of_reason(small, plan, evidence, code):
    areas = view.areas_of(catalogue.plans()[plan], small)
    for day in (small.until, dt.date(2024, 3, 31), dt.date(2023, 5, 1), dt.date(2020, 6, 30)):
        for area in areas[:2]:
            look = view.View(small, plan, area, day, evidence, code)
            for target in look.goals:
                sentence = reasons.reason(look, target)
                assert look.assessment(target).status in set(Status)
                assert sentence.endswith(("。", "."))
                assert "{" not in sentence
                assert sentence.count("。") <= 1


NUMBER = re.compile(r"(?<![\w.])[+-]?\d[\d,]*(?:\.\d+)?(?![\d.])")


def numbers(sentence: str) -> list[float]:
    return [float(found.replace(",", "")) for found in NUMBER.findall(sentence.replace("–", " ").replace("—", " "))]


def known(found: Assessment) -> list[float]:
    """Return every number that an assessment holds, in each scale in which a reader is told it."""
    stands, pace, goal = found.standing, found.pace, found.goal
    points = [p for p in (stands.baseline, stands.reached, stands.against, found.reached_since) if p]
    values = [point.value for point in points] + [found.margin, found.beside, goal.value, stands.target]
    values += [pace.had, pace.planned, pace.needed] if pace else []
    if found.beside is not None and goal.kind == "growth":
        values.append(found.beside * goal.direction + goal.value / 100)
    years = [part for point in points for part in (point.on.year, point.on.month, point.on.day)]
    years += [goal.year, goal.start_year, found.first_met, found.expected_in, distance.FEWEST_EVENTS, 10_000]
    years += [part for day in (goal.issued_on, goal.known_on) for part in (day.year, day.month, day.day)]
    plain = [float(value) for value in (*values, *years) if value is not None]
    return [abs(value) * scale for value in plain for scale in (1, 100, 0.1, 0.0001)]


@each("code", language.LANGUAGES)
def test_every_number_of_every_sentence_is_found_in_what_it_was_made_from(small, code):
    draw = random.Random(15)
    plans = list(catalogue.plans().values())
    for _ in range(SAMPLES):
        plan = draw.choice(plans)
        area = draw.choice(view.areas_of(plan, small))
        day = dt.date(2019, 1, 31) + dt.timedelta(days=draw.randrange((small.until - dt.date(2019, 1, 31)).days))
        look = view.View(small, plan.slug, area, day, draw.choice(["all", "published"]), code)
        target = draw.choice(look.goals)
        found = look.assessment(target)
        pool = known(found)
        for number in numbers(reasons.reason(look, target).replace(plan.short[code], "").replace("万", "")):
            near = min(abs(abs(number) - one) for one in pool)
            assert near <= 0.5000001 * 10 ** -len(f"{number:.10g}".partition(".")[2]), (number, look, target.no)


@each("code", language.LANGUAGES)
def test_no_two_outlets_say_different_things(small, code):
    draw = random.Random(16)
    for _ in range(SAMPLES // 5):
        plan = draw.choice(list(catalogue.plans().values()))
        area = draw.choice(view.areas_of(plan, small))
        day = dt.date(2021, 1, 31) + dt.timedelta(days=draw.randrange((small.until - dt.date(2021, 1, 31)).days))
        look = view.View(small, plan.slug, area, day, "all", code)
        rows = target_row.rows(look)
        query = {"as_of": day.isoformat(), "evidence": "all", "lang": code}
        document = documents.plan(plan.slug, query | {"area": area}, small)
        told = [(goal["status"], goal["example"], goal["reason"]) for goal in document["goals"]]
        assert told == [(row.status.slug, row.status.example, row.reason) for row in rows]
        one = draw.choice(rows)
        asked = {"plan": plan.slug, "area": area, "indicator": one.goal.indicator.slug, **query}
        shown = exhibits.of("target", asked)
        if shown.goal == one.goal:
            assert shown.sentence == one.reason
