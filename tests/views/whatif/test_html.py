"""The what-if page in words: what is needed comes first, and nothing simulated goes unmarked."""

import datetime as dt
import re
from dataclasses import replace
from html import unescape

import pytest

from explorer.analysis.outlook import assumptions, promises, scenarios, split, target_outlook
from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.backtest import Record
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View
from explorer.core import catalogue, language, marks
from explorer.views import exhibits
from explorer.views.whatif import city_targets_html, forecast_html
from explorer.views.whatif import html as whatif_html
from explorer.views.whatif import text as whatif_text
from tests.support.cases import each

DAY = dt.date(2026, 9, 30)


def seen(edition, slug, plan="cn-15fyp", area="100000", evidence="published", code="en", **asked):
    here = View(edition, plan, area, DAY, evidence, code)
    goal = here.by_key[slug]
    method = asked.pop("method", target_outlook.ways(here, goal)[0])
    question = Question(asked.pop("year", promises.usual_year(here, goal)), asked.pop("target", None), method, **asked)
    return here, target_outlook.prospect(here, goal.no, question)


PATENTS = "high_value_invention_patents_per_capita"


def text(drawn: object) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", str(drawn)))


def test_what_is_needed_comes_before_what_was_had(small):
    said = text(whatif_html.answer(*seen(small, PATENTS)))
    assert said.index("+6.6% a year") < said.index("Average over the last 3 years (4 values)")
    assert "+1.2 patents per 10,000 people a year" in said
    assert "likely" in said
    assert "%" not in said[said.index("If nothing changes") :], "five years ahead, only words are given"


def test_the_question_is_one_sentence_with_its_answer(small):
    told = whatif_html.sentence(*seen(small, PATENTS), "[{}]".format)
    assert told == (
        "By [goal_year], [indicator] at [goal] patents per 10,000 people takes +6.6% a year "
        "(+1.2 patents per 10,000 people a year); over the last 3 years it was +19.4% a year."
    )


def test_what_asks_for_nothing_says_no_pace(small):
    assert "takes" not in whatif_html.sentence(*seen(small, PATENTS, target=10.0), "[{}]".format)


def test_few_values_are_spoken_of_in_words_alone(small):
    here, found = seen(small, PATENTS, years=4)
    assert forecast_html.likelihood(found, language.words("en")) in ("likely", "about even", "unlikely")
    assert "only a rough guide" in " ".join(forecast_html.doubts(here, found))


@pytest.mark.parametrize(
    ("chance", "said"), [(0.02, "unlikely (below 5%)"), (0.51, "about even (about 50%)"), (0.74, "likely (about 75%)")]
)
def test_a_probability_is_said_in_steps_of_a_twentieth(small, chance, said):
    _, found = seen(small, PATENTS, year=2027)
    found = replace(found, forecast=replace(found.forecast, chance=chance, rough=True))
    assert forecast_html.likelihood(found, language.words("en")) == said


def test_a_goal_met_already_is_said_so(small):
    assert "meets this goal already" in text(whatif_html.answer(*seen(small, PATENTS, target=10.0)))


POINTS = {"zh": ("上方", "下列", "填入"), "en": ("above", "below", "enter")}


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("count", [1, 3])
def test_a_goal_that_is_met_points_only_to_what_stands_there(small, code, count):
    """A sentence of its own, picture or file has no field above it; the page offers proposals only where it has any."""
    here, found = seen(small, "ip_protection_satisfaction", "cn-14fyp", code=code)
    assert found.origin == "open"
    if count == 1:
        found = replace(found, forecast=replace(found.forecast, line=(), no_line="one_point"))
    offered = bool(str(whatif_html.proposals(here, found)))
    assert offered == (count > 1)
    said = text(whatif_html.answer(here, found))
    assert (here.words("whatif.enter_or_take") in said) == offered
    assert (here.words("whatif.enter") in said) != offered
    sentence = whatif_text.ahead(here, found)
    assert sentence.startswith(here.words("whatif.open"))
    assert not [word for word in POINTS[code] if word in sentence]


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_an_area_without_a_goal_is_told_so_without_pointing_off_the_picture(small, code):
    here, found = seen(small, "trademarks_in_force", "ln-2025", "210200", "all", code)
    assert found.stands.target is None
    assert here.words("whatif.enter") in text(whatif_html.answer(here, found))
    assert not [word for word in POINTS[code] if word in whatif_text.ahead(here, found)]


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_a_picture_a_slide_and_the_page_have_one_heading(small, code):
    here, found = seen(small, "trademarks_in_force", "ln-2025", "210000", "all", code)
    asked = {"plan": "ln-2025", "indicator": "trademarks_in_force", "lang": code, "evidence": "all"}
    assert exhibits.of("whatif", asked).title == whatif_html.heading(here, found)


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_without_a_goal_the_heading_is_where_the_trend_leads(small, code):
    here, found = seen(small, "trademarks_in_force", "ln-2025", "210200", "all", code)
    ahead = found.forecast.last
    assert found.stands.target is None
    assert ahead is not None
    heading = whatif_html.heading(here, found)
    assert here.words.value(ahead.point, found.goal.indicator) in heading
    assert here.words("reason.simulated") in heading


def test_a_question_sets_a_number_apart_from_the_words_before_it(small):
    for plan in catalogue.plans().values():
        for goal in plan.goals:
            here = View(small, plan.slug, goal.area, DAY, "published", "zh")
            method = target_outlook.ways(here, goal)[0]
            found = target_outlook.prospect(here, goal.no, Question(2030, goal.value, method))
            asked = whatif_html.heading(here, found)
            assert re.search(r"[\u4e00-\u9fff][0-9]", asked.partition("年")[2]) is None, asked


def test_every_number_that_rests_on_simulation_is_marked(small):
    here, found = seen(small, "rights_aid_workstations", "ln-2025", "210000", "all")
    drawn = assumptions.scenarios(here, found, ("recent", "needed"), Knobs(0, 0, 2027, 1))
    assert str(whatif_html.answer(here, found)).count("○ simulated") >= 2
    rows = str(whatif_html.table(here, found, drawn, Knobs(0, 0, 2027, 1))).split("<tr>")[2:]
    told = [row for row in rows if 'class="pace"' in row]
    assert len(told) == 3, "the same pace has nothing to start from"
    assert all("○ simulated" in row for row in told)
    assert "not to be quoted" in str(whatif_html.notice(here, found.goal, found))
    assert "○" not in str(whatif_html.answer(*seen(small, PATENTS)))


def test_a_scenario_that_cannot_be_drawn_says_why(small):
    here, found = seen(small, "rights_aid_workstations", "ln-2025", "210000", "all")
    drawn = assumptions.scenarios(here, found, ("national",), Knobs(0, 0, 2027, 1))
    assert "are not published" in text(whatif_html.table(here, found, drawn, Knobs(0, 0, 2027, 1)))


def test_the_caption_says_what_no_method_covers(small):
    assert "No method covers a break" in forecast_html.caption(*seen(small, PATENTS)).replace("\\", "")


def test_the_backtest_is_told_in_numbers(small):
    here, found = seen(small, PATENTS)
    said = forecast_html.tested(here, found, found.tested(3)).replace("\\", "")
    inside = sum(found.tested(3).inside)
    assert f"{inside} of the 3 values that came" in said
    assert "Too few values" in forecast_html.tested(here, found, None)


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_a_split_is_a_row_a_city_with_a_link_that_carries_its_part(small, code):
    here, found = seen(small, "trademarks_in_force", "ln-2025", "210000", "all", code, target=850_000.0)
    said = city_targets_html.division(here, found, "equal_growth", {}, "light")
    assert said.count("<tr>") == 15
    assert "850,000" in said
    assert re.search(r"whatif\?[^\"]*area=210100[^\"]*goal=\d+", said)


@each("growth, kept", [(1.0, False), (10.0, True)])
def test_what_stands_against_a_split_has_a_column_only_where_something_does(small, growth, kept):
    _, known = seen(small, "trademarks_in_force", "ln-2025", "210000", "all")
    here, found = seen(small, "trademarks_in_force", "ln-2025", "210000", "all", target=known.start[1] * growth)
    said = city_targets_html.division(here, found, "equal_growth", {}, "light")
    assert (here.words("division.fault") in said) == kept


def test_a_split_that_cannot_be_made_is_one_sentence(small):
    here, found = seen(small, PATENTS, "ln-2025", "210000", "all")
    assert "rate" in city_targets_html.division(here, found, "population", {}, "light")
    here, found = seen(small, "trademarks_in_force", "ln-2025", "210000", "all", target=850_000.0)
    assert "weight of nothing" in city_targets_html.division(here, found, "own", {}, "light")


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_sentence_has_its_words(small, code):
    """Every target, with all scenarios and ways: a missing sentence or blank would raise."""
    for plan in catalogue.plans().values():
        area = plan.area or "all"
        here = View(small, plan.slug, area, DAY, "all", code)
        for key, goal in list(here.by_key.items()):
            for method in target_outlook.ways(here, goal)[: 2 if plan.slug == "ln-2025" else 1]:
                here, found = seen(small, key, plan.slug, area, "all", code, method=method)
                knobs = assumptions.usual_knobs(here, found)
                drawn = assumptions.scenarios(here, found, scenarios.NAMES, knobs)
                assert whatif_html.heading(here, found)
                assert whatif_html.answer(here, found)
                assert whatif_html.table(here, found, drawn, knobs)
                assert forecast_html.caption(here, found)
                for way in split.WAYS:
                    assert city_targets_html.division(here, found, way, {"210100": 1.0}, "light")


def test_every_scenario_is_drawn_has_a_stroke_and_is_a_value_of_its_parameter():
    names = set(scenarios.NAMES)
    assert {*assumptions.DRAWN, "together"} == names, "together is made of the others"
    assert marks.SCENARIO.keys() == names
    said = [language.words(code)("parameter.scenarios") for code in language.LANGUAGES]
    assert [set(re.findall(r"`(\w+)`", text)) for text in said] == [names, names]


def test_a_goal_moved_to_another_year_says_first_what_the_plan_promised(small):
    here, found = seen(small, "trademarks_in_force", "ln-2025", "210000", "published")
    planned = here.by_key["trademarks_in_force"]
    said = text(whatif_html.notice(here, planned, found))
    assert "The plan promised 850,000 trademarks by 2025" in said
    assert "Not published" in said
    assert "assumed here" in said
    assert "promised" not in str(whatif_html.notice(*seen(small, PATENTS)[:1], planned, seen(small, PATENTS)[1]))


def test_another_renewal_rate_is_read_against_todays(small):
    here, found = seen(small, "trademarks_in_force", "ln-2025", "210000", "all")
    knobs = assumptions.usual_knobs(here, found)
    drawn = assumptions.scenarios(here, found, ("renewal",), knobs)
    assert "At today's rate of" in text(whatif_html.table(here, found, drawn, knobs))


def test_a_forecast_that_its_record_refutes_has_no_figure(small):
    here, found = seen(small, PATENTS)
    refuted = replace(found.forecast, line=(), chance=None, no_line="poor_record", record=Record(1, 9, 5))
    found = replace(found, forecast=refuted)
    for said in (text(whatif_html.answer(here, found)), whatif_text.ahead(here, found)):
        assert "only 1 of 9 values lay inside" in said
        assert "would come to" not in said
        assert "Between even steps" not in said
    drawn = assumptions.scenarios(here, found, ("recent", "once"), Knobs(0, 0, 2027, 1))
    assert text(whatif_html.table(here, found, drawn, Knobs(0, 0, 2027, 1))).count("failed its test") == 4


@pytest.mark.parametrize(("code", "none"), [("zh", "9个实际数值无一落在"), ("en", "none of 9 values lay inside")])
def test_a_record_without_a_hit_says_none(small, code, none):
    _, found = seen(small, PATENTS)
    found = replace(found, forecast=replace(found.forecast, line=(), no_line="poor_record", record=Record(0, 9, 5)))
    assert none in forecast_html.refusal(found, language.words(code))
