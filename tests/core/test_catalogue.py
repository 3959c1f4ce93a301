"""Plans and query headers: every goal, clause and reference."""

import datetime as dt
import shutil
from dataclasses import replace

import polars as pl
import pytest

from explorer.core import catalogue, inputs, paths
from explorer.core.errors import Trouble
from explorer.core.goals import CityGoal, Goal
from explorer.core.profile import profile
from tests.support.cases import each

PLANS = catalogue.plans()
GOALS = [goal for plan in PLANS.values() for goal in plan.goals]
FACTS = inputs.read()


def named(goal: Goal) -> str:
    return f"{goal.plan} {goal.no}"


def test_each_plan_has_the_goals_it_was_issued_with():
    issued = {"ln-2025": 21, "cn-14fyp": 8, "cn-15fyp": 1, "peers-2025": 13}
    assert issued == {slug: len(PLANS[slug].goals) for slug in issued}


def test_the_provinces_own_plan_comes_first():
    assert next(iter(PLANS)) == "ln-2025"


def test_the_promised_figures_of_the_province_are_the_plans_own():
    values = [goal.value for goal in PLANS["ln-2025"].goals]
    assert values == [
        10,
        10,
        11,
        10,
        850000,
        60,
        100,
        5,
        pytest.approx(200 / 3),
        100,
        10,
        10,
        5,
        100,
        5,
        3,
        30,
        20,
        50,
        50,
        3,
    ]


def test_the_promised_figures_of_the_nation_are_the_plans_own():
    values = [(goal.value, goal.baseline_value) for goal in PLANS["cn-14fyp"].goals]
    baselines = [6.3, 40000, 2180, 3194.4, 11.6, 7.39, 80.05, None]
    assert values == list(zip([12, 90000, 3200, 3500, 13, 7.5, 82, 85], baselines, strict=True))


def test_the_provinces_plan_has_20_tasks_in_four_chapters():
    plan = PLANS["ln-2025"]
    assert len(plan.tasks) == 20
    assert [sum(task.chapter == chapter for task in plan.tasks) for chapter in plan.chapters] == [5, 5, 5, 5]
    assert all(task.deadline == dt.date(2025, 12, 31) for task in plan.tasks)


def test_every_goal_of_the_province_is_served_by_a_task():
    plan = PLANS["ln-2025"]
    assert {no for task in plan.tasks for no in task.goals} == {goal.no for goal in plan.goals}


@each("goal", GOALS)
def test_a_goal_refers_to_what_exists(goal):
    plan = PLANS[goal.plan]
    assert goal.indicator.slug in catalogue.indicators()
    assert set(goal.source.split(";")) <= set(FACTS["sources"]["source"])
    assert goal.area in set(FACTS["areas"]["area"])
    assert goal.chapter is None or goal.chapter in plan.chapters
    assert set(goal.departments) <= set(plan.departments)


@each("goal", [goal for goal in GOALS if goal.plan in ("ln-2025", "peers-2025")])
def test_a_goal_names_its_clause(goal):
    assert goal.clause
    assert goal.clause.zh
    assert goal.clause.en


@each("goal", PLANS["ln-2025"].goals)
def test_a_goal_of_the_province_names_its_department(goal):
    assert goal.departments


@each("goal", PLANS["ln-2025"].goals)
def test_a_goal_of_the_province_says_how_its_words_are_read(goal):
    texts = [text for text in (goal.reading, goal.open_question) if text]
    assert goal.reading
    assert all(text.zh.endswith("。") and text.en.endswith(".") for text in texts)
    assert not [text for text in texts if text.zh == text.en]


@each("goal", [goal for goal in GOALS if goal.other])
def test_what_can_be_read_otherwise_is_asked_and_the_other_reading_differs(goal):
    assert goal.open_question
    assert goal.other != replace(goal, other=None)
    assert (goal.other.no, goal.other.indicator, goal.other.value) == (goal.no, goal.indicator, goal.value)


def test_the_other_readings_of_the_provinces_goals_are_these():
    goals = {goal.no: goal.other for goal in PLANS["ln-2025"].goals if goal.other}
    assert [no for no, other in goals.items() if other.mean == "arithmetic"] == [2, 4, 11, 20]
    assert [no for no, other in goals.items() if other.since_baseline] == [8, 10, 12, 13, 15, 17, 18]
    assert not any(other.baseline_value for other in goals.values()), "what there was in 2022 is not printed"


def test_the_cut_is_read_against_ordinary_examination_of_the_nation():
    goal = next(goal for goal in PLANS["ln-2025"].goals if goal.kind == "cut")
    assert goal.against == "invention_examination_months"
    assert not goal.other.against
    nation = FACTS["published"].filter(measure=goal.against, area="100000", period="2025")
    assert nation["value"].to_list() == [15]


@each("goal", PLANS["ln-2025"].goals)
def test_a_department_is_the_plans_only_where_the_clause_is_one_of_its_tasks(goal):
    assert goal.named == ("二(" in goal.clause.zh)
    serving = [task for task in PLANS["ln-2025"].tasks if goal.no in task.goals]
    assert not goal.named or set(goal.departments) <= {one for task in serving for one in task.departments}


@each("goal", GOALS)
def test_a_goal_is_in_its_indicators_unit_unless_it_is_a_rate_of_change(goal):
    if goal.kind in ("level", "count", "coverage"):
        assert goal.unit == goal.indicator.unit
    elif goal.kind in ("growth", "cut"):
        assert goal.unit.zh == "%"


@each("goal", GOALS)
def test_a_goal_lies_ahead_of_its_baseline(goal):
    assert goal.baseline_year is None or goal.baseline_year < goal.year


@pytest.mark.parametrize("plan", PLANS.values(), ids=lambda plan: plan.slug)
def test_a_task_refers_to_what_exists(plan):
    for task in plan.tasks:
        assert task.chapter in plan.chapters
        assert set(task.departments) <= set(plan.departments)
        assert set(task.goals) <= {goal.no for goal in plan.goals}


@each("one", PLANS["ln-2025"].commitments)
def test_a_promise_without_a_number_is_a_tasks_and_its_state_has_a_source(one):
    tasks = {task.no: task for task in PLANS["ln-2025"].tasks}
    chapter, serial = one.task.split(".")
    assert one.departments == tasks[one.task].departments
    assert one.clause.en == {"1": "II(1)", "2": "II(2)", "3": "II(3)", "4": "II(4)"}[chapter] + serial
    assert (one.state is None) == (one.source is None)
    assert one.source is None or set(one.source.split(";")) <= set(FACTS["sources"]["source"])
    assert one.on is None or one.state


def test_the_province_promises_37_things_without_a_number_in_the_order_of_its_tasks():
    promised = PLANS["ln-2025"].commitments
    order = [task.no for task in PLANS["ln-2025"].tasks]
    assert len({(one.task, one.title) for one in promised}) == 37
    assert len(promised) == 41, "four of them have an earlier and a later thing on record"
    assert [order.index(one.task) for one in promised] == sorted(order.index(one.task) for one in promised)


@pytest.mark.parametrize("file", ["published", "geographical_indications", "service_network"])
def test_every_source_named_in_an_input_exists(file):
    named_sources = {part for cell in FACTS[file]["source"].drop_nulls() for part in cell.split(";")}
    assert named_sources <= set(FACTS["sources"]["source"])


def test_every_published_figure_has_a_source_a_described_measure_and_a_named_area():
    published = FACTS["published"]
    assert published["source"].null_count() == 0
    assert published["value"].null_count() == 0
    assert set(published["measure"]) <= set(FACTS["measures"]["measure"])
    assert set(published["area"]) <= set(FACTS["areas"]["area"])


def test_a_published_figure_is_in_the_unit_of_its_measure():
    both = FACTS["published"].join(FACTS["measures"].select("measure", described="unit"), on="measure")
    assert both.filter(pl.col("unit") != pl.col("described")).is_empty()


def test_a_goal_of_a_citys_own_plan_is_not_among_the_figures():
    assert not [measure for measure in FACTS["published"]["measure"].unique() if measure.startswith("goal_")]


def test_what_is_only_worked_out_says_so_and_is_of_the_lowest_grade():
    worked_out = FACTS["published"].filter(pl.col("note").str.starts_with("推算"))
    assert worked_out["measure"].n_unique() >= 3
    assert set(worked_out["reliability"]) == {"C"}


LINKED = FACTS["sources"].drop_nulls("url")


@each("source, url", LINKED.select("source", "url").rows())
def test_an_address_leads_to_one_page(source, url):
    host, _, page = url.partition("://")[2].partition("/")
    assert len(page) > len("owner/name") or any(letter.isdigit() for letter in page), f"{source}: a home page"
    assert "catid=" not in url, f"{source}: a listing"
    assert host != "github.com" or page.count("/") > 2 or "/issues/" in page, f"{source}: a whole repository"


def test_no_address_is_older_than_the_year_it_is_cited_for():
    yearly = FACTS["published"].filter(frequency="A").join(LINKED.select("source", "url"), on="source")
    day = pl.col("url").str.extract_groups(r"/(20\d\d)[-/]?(1[0-2]|0?[1-9])[-/]?(?:[0-3]?\d)?/")
    dated = yearly.with_columns(pl.date(day.struct[0].cast(pl.Int32), day.struct[1].cast(pl.Int32), 1).alias("on"))
    written = dated.drop_nulls("on")
    assert written.height > 20
    early = written.filter(pl.col("on").dt.month_end() < pl.col("period_end"))
    assert early.select("source", "url", "period").unique().rows() == []


@each("indicator", catalogue.indicators().values())
def test_an_indicators_measure_is_described_in_its_unit(indicator):
    row = FACTS["measures"].filter(pl.col("measure") == indicator.measure)
    assert row["unit"].to_list() == [indicator.unit.zh]


def test_where_several_areas_promised_the_same_the_area_decides():
    goal = PLANS["peers-2025"].goal("high_value_invention_patents_per_capita", "440000")
    assert goal.value == 20


def test_a_header_that_is_not_toml_is_named(tmp_path):
    path = tmp_path / "broken.sql"
    path.write_text("-- title = \n\nselect 1\n")
    with pytest.raises(Trouble, match=r"broken\.sql"):
        catalogue.read_indicator(path)


def test_a_header_without_a_field_is_named(tmp_path):
    path = tmp_path / "halfway.sql"
    path.write_text('-- unit = "x"\n\nselect 1\n')
    with pytest.raises(Trouble, match=r"halfway\.sql"):
        catalogue.read_indicator(path)


def test_a_plan_that_is_not_toml_is_named(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text("goals = [")
    with pytest.raises(Trouble, match=r"plan\.toml"):
        catalogue.read_plan(path)


def test_an_input_with_a_number_that_is_none_is_named(tmp_path):
    shutil.copytree(paths.INPUTS, tmp_path, dirs_exist_ok=True)
    text = (paths.INPUTS / "published.csv").read_text("utf-8").replace(",6.39,", ",many,", 1)
    (tmp_path / "published.csv").write_text(text, "utf-8")
    with pytest.raises(Trouble, match=r"file=published\.csv, at=2, column=value"):
        inputs.read(tmp_path)


def test_codes_keep_their_letters_and_dates_are_dates():
    assert "21SF00" in set(FACTS["areas"]["area"])
    assert FACTS["published"].schema["period_end"] == pl.Date
    assert paths.INPUTS.is_dir()


PLAN = """
title = { zh = "甲", en = "A" }
short = { zh = "甲", en = "A" }
issuer = { zh = "甲", en = "A" }
area = "210000"
year = 2025
source = "ln_plan_2023"
"""
GOAL = """
[[goals]]
no = 1
indicator = "trademarks_in_force"
kind = "level"
bound = "at_least"
value = 100
unit = { zh = "件", en = "trademarks" }
start_year = 2023
year = 2025
source = "ln_plan_2023"
"""


def plan_of(tmp_path, text):
    path = tmp_path / "plan.toml"
    path.write_text(text, "utf-8")
    return catalogue.read_plan(path)


def test_a_goal_has_the_days_of_its_plan_unless_it_has_its_own(tmp_path):
    days = "issued_on = 2023-03-09\nknown_on = 2023-08-03\n"
    theirs = plan_of(tmp_path, PLAN + days + GOAL + GOAL.replace("no = 1", "no = 2") + "known_on = 2024-01-01\n").goals
    found = [(goal.issued_on, goal.known_on) for goal in theirs]
    assert found == [
        (dt.date(2023, 3, 9), dt.date(2023, 8, 3)),
        (dt.date(2024, 1, 1), dt.date(2024, 1, 1)),
    ]


def test_a_plan_without_a_day_of_issue_is_a_fault_of_its_file(tmp_path):
    with pytest.raises(Trouble) as fault:
        plan_of(tmp_path, PLAN + GOAL)
    assert "issued_on" in fault.value.values["field"]


@each("line", ['kind = "hope"', 'bound = "about"', 'mean = "harmonic"'])
def test_a_word_that_no_plan_knows_is_a_fault_of_its_file(tmp_path, line):
    name = line.split()[0]
    goal = "\n".join(old for old in GOAL.splitlines() if not old.startswith(f"{name} "))
    with pytest.raises(Trouble) as fault:
        plan_of(tmp_path, f"{PLAN}issued_on = 2023-03-09\n{goal}\n{line}\n")
    assert line.split()[0] in fault.value.values["field"]
    assert line.split('"')[1] in fault.value.values["asked"]


@each(
    "kind, bound, direction",
    [("level", "at_least", 1), ("level", "at_most", -1), ("cut", "at_least", -1), ("growth", "at_most", -1)],
)
def test_a_ceiling_and_a_cut_have_to_be_fallen_to(kind, bound, direction):
    assert replace(GOALS[0], kind=kind, bound=bound).direction == direction


def test_a_city_has_the_goal_that_the_plan_gives_it_and_no_other(tmp_path):
    cities = '[goals.city_goals]\n"210100" = 40\n'
    goal = plan_of(tmp_path, f"{PLAN}issued_on = 2023-03-09\n{GOAL}{cities}").goals[0]
    assert goal.of("210000") == goal
    assert (goal.of("210100").value, goal.of("210100").area) == (40, "210100")
    assert goal.of("210200") is None


def test_what_the_office_gives_a_city_stands_above_the_plan_in_both_readings_and_no_clause_speaks_of_it():
    day, goal = dt.date(2024, 3, 15), replace(GOALS[9], city_goals=(CityGoal("210100", 40), CityGoal("210200", 9)))
    given = goal.given([CityGoal("210100", 50, "imp-1", day)])
    assert [given.of(city).value for city in ("210100", "210200")] == [50, 9]
    assert [given.of(city).set_on for city in ("210100", "210200")] == [day, None]
    assert (given.of("210100").source, given.of("210200").source) == ("imp-1", goal.source)
    assert (given.of("210100").clause, given.of("210100").reading) == (None, None)
    assert given.other.of("210100").value == 50
    assert given.of("210000").value == goal.value


def test_another_reading_is_the_same_goal_read_otherwise(tmp_path):
    other = "[goals.other]\nsince_baseline = true\n"
    goal = plan_of(tmp_path, f"{PLAN}issued_on = 2023-03-09\n{GOAL}{other}").goals[0]
    assert (goal.since_baseline, goal.other.since_baseline) == (False, True)
    assert replace(goal.other, since_baseline=False) == replace(goal, other=None)


SOUND = f"{PLAN}issued_on = 2023-03-09\n{GOAL}"


def test_a_plan_file_with_a_fault_is_left_out_and_takes_no_other_down(tmp_path):
    for name, text in (
        ("sound", SOUND),
        ("broken", "goals = ["),
        ("wrong", SOUND.replace("year = 2025", "year = 1925")),
    ):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    assert list(catalogue.plans(tmp_path)) == ["sound"]
    assert list(catalogue.left_out(tmp_path)) == ["broken.toml", "wrong.toml"]
    assert catalogue.left_out() == {}


def test_a_plan_that_is_left_out_tells_its_fault_where_it_is_asked_for_by_name(tmp_path):
    (tmp_path / "sound.toml").write_text(SOUND, "utf-8")
    (tmp_path / f"{profile().plan}.toml").write_text("goals = [", "utf-8")
    found = catalogue.plans(tmp_path)
    assert list(found) == ["sound"]
    with pytest.raises(Trouble, match=rf"{profile().plan}\.toml"):
        found[profile().plan]
    with pytest.raises(KeyError):
        found["never"]
