"""Every fault of a plan file or a query's header is one sentence that names file, row and field in both languages."""

import pytest

from explorer.analysis.registers import queries
from explorer.core import catalogue, language, paths
from explorer.core.errors import Trouble
from explorer.core.profile import profile
from explorer.sandbox import examples
from tests.support.cases import each

HEAD = """
title = { zh = "甲", en = "A" }
short = { zh = "甲", en = "A" }
issuer = { zh = "甲", en = "A" }
issued_on = 2023-03-09
known_on = 2023-08-03
area = "210000"
year = 2025
source = "ln_plan_2023"
"""
PARTS = """
[[chapters]]
slug = "creation"
title = { zh = "甲", en = "A" }
[[departments]]
slug = "ip_use"
title = { zh = "甲", en = "A" }
"""
GOAL = """
[[goals]]
no = 1
indicator = "trademarks_in_force"
kind = "growth"
bound = "at_least"
value = 10
unit = { zh = "%", en = "%" }
baseline = { year = 2022, value = 4 }
start_year = 2023
year = 2025
chapter = "creation"
departments = ["ip_use"]
source = "ln_plan_2023"
mean = "compound"
since_baseline = false
named = true
city_goals = { 210100 = 4 }
[goals.other]
mean = "arithmetic"
"""
TASKS = """
[[tasks]]
no = "1.1"
chapter = "creation"
title = { zh = "甲", en = "A" }
departments = ["ip_use"]
projects = []
measures = [{ zh = "甲", en = "A" }]
goals = [1]
deadline = 2025-12-31
[[commitments]]
task = "1.1"
title = { zh = "甲", en = "A" }
clause = { zh = "甲", en = "A" }
departments = ["ip_use"]
state = { zh = "甲", en = "A" }
on = 2024-01-01
source = "ln_plan_2023"
"""
SOUND = HEAD + PARTS + GOAL + TASKS
OF_KIND = 'kind = "growth"\nbound = "at_least"\nvalue = 10'


def fault_of(tmp_path, text, read=catalogue.read_plan, name="plan.toml"):
    """Return what is said of a file's fault, after seeing that both languages say it plainly."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Trouble) as found:
        read(path)
    said = {code: language.words(code).trouble(found.value) for code in language.LANGUAGES}
    for sentence in said.values():
        assert name in sentence
        assert not [sign for sign in ("Error", "datetime", "None", "KeyError", "{'", "('") if sign in sentence]
    return said["en"]


def changed(old, new, text=SOUND):
    """Return a text with one line in the place of another; what stands twice is changed where it stands first."""
    assert old in text
    return text.replace(old, new, 1)


def test_a_plan_that_uses_every_field_is_read(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(SOUND, "utf-8")
    plan = catalogue.read_plan(path)
    assert (plan.goals[0].other.mean, plan.tasks[0].goals, plan.commitments[0].source) == (
        "arithmetic",
        (1,),
        "ln_plan_2023",
    )


def test_nothing_is_wrong_with_any_file_of_the_repository():
    assert not {**catalogue.left_out(), **queries.questions().faulty}


@each(
    "old, new, field",
    [
        ("issued_on = 2023-03-09", 'issued_on = "2023-03-09"', "issued_on"),
        ("issued_on = 2023-03-09", "issued_on = 20230309", "issued_on"),
        ("issued_on = 2023-03-09", "issued_on = 2023-03-09T10:00:00", "issued_on"),
        ("issued_on = 2023-03-09", "issued_on = 2026-03-09", "issued_on"),
        ("known_on = 2023-08-03", "known_on = 2023-03-08", "known_on"),
        ("year = 2025", 'year = "2025"', "year"),
        ("year = 2025", "year = 2025.5", "year"),
        ('area = "210000"', 'area = "219900"', "area"),
        ('area = "210000"', "area = 210000", "area"),
        ('title = { zh = "甲", en = "A" }', 'title = "甲"', "title"),
        ('title = { zh = "甲", en = "A" }', 'title = { zh = "甲" }', "title.en"),
        ('short = { zh = "甲", en = "A" }', 'short = { zh = " ", en = "A" }', "short.zh"),
        ("source = ", "sources = ", "sources"),
        ("source = ", "# ", "source"),
    ],
)
def test_a_fault_of_the_head_names_its_field(tmp_path, old, new, field):
    assert f" {field}" in fault_of(tmp_path, changed(old, new))


NO_OTHER = GOAL[: GOAL.index("[goals.other]")]


@each(
    "old, new, field",
    [
        ("baseline = { year = 2022, value = 4 }", "baseline = 2022", "baseline"),
        ("baseline = { year = 2022, value = 4 }", "baseline = { value = 4 }", "baseline.year"),
        ("baseline = { year = 2022, value = 4 }", "baseline = { year = 2025 }", "baseline.year"),
        ("baseline = { year = 2022, value = 4 }", "baseline = { year = 2022, value = nan }", "baseline.value"),
        ("baseline = { year = 2022, value = 4 }", 'baseline = { year = 2022, value = "4" }', "baseline.value"),
        ("city_goals = { 210100 = 4 }", "city_goals = [1]", "city_goals"),
        ("city_goals = { 210100 = 4 }", "city_goals = { 219900 = 4 }", "city_goals"),
        ("city_goals = { 210100 = 4 }", 'city_goals = { 210100 = "4" }', "city_goals.210100"),
        ("city_goals = { 210100 = 4 }", "city_goals = { 210100 = -100 }", "city_goals.210100"),
        ("value = 10", f"value = {'9' * 400}", "value"),
        ("value = 10", "value = nan", "value"),
        ("value = 10", "value = inf", "value"),
        ("value = 10", "value = true", "value"),
        ("value = 10", "value = -100", "value"),
        (OF_KIND, 'kind = "cut"\nbound = "at_most"\nvalue = 0', "value"),
        (OF_KIND, 'kind = "cut"\nbound = "at_most"\nvalue = 100', "value"),
        (OF_KIND, 'kind = "coverage"\nbound = "at_least"\nvalue = 100.5', "value"),
        (OF_KIND, 'kind = "coverage"\nbound = "at_least"\nvalue = -1', "value"),
        (OF_KIND, 'kind = "count"\nbound = "at_least"\nvalue = -1', "value"),
        (OF_KIND, 'kind = "hope"\nbound = "at_least"\nvalue = 1', "kind"),
        ('bound = "at_least"', 'bound = "about"', "bound"),
        ("start_year = 2023\nyear = 2025", 'start_year = 2023\nyear = "2025"', "year"),
        ("start_year = 2023\nyear = 2025", "start_year = 2023\nyear = 2025.5", "year"),
        ("start_year = 2023\nyear = 2025", "start_year = 2023\nyear = 2022", "baseline.year"),
        ("start_year = 2023\nyear = 2025", "start_year = 2026\nyear = 2025", "start_year"),
        ('chapter = "creation"\ndep', 'chapter = "use"\ndep', "chapter"),
        ('departments = ["ip_use"]', 'departments = ["ip_us"]', "departments"),
        ('departments = ["ip_use"]', 'departments = "abc"', "departments"),
        ('indicator = "trademarks_in_force"', 'indicator = "marks"', "indicator"),
        ('indicator = "trademarks_in_force"', "# none", "indicator"),
        ('mean = "compound"', 'mean = "harmonic"', "mean"),
        ('mean = "compound"', 'against = "invention_examination_months"', "against"),
        ("since_baseline = false", 'since_baseline = "no"', "since_baseline"),
        ("named = true", "named = 1", "named"),
        ("named = true", "name = true", "name"),
        ("named = true", "issued_on = 2026-01-01", "issued_on"),
        ("named = true", 'area = "Dalian"', "area"),
        ('[goals.other]\nmean = "arithmetic"', "[goals.other]\nno = 2", "other.no"),
        ('[goals.other]\nmean = "arithmetic"', '[goals.other]\nmeans = "arithmetic"', "other.means"),
        ('[goals.other]\nmean = "arithmetic"', '[goals.other]\nkind = "level"', "other.mean"),
        ('[goals.other]\nmean = "arithmetic"', "[goals.other.other]\nno = 1", "other.other"),
    ],
)
def test_a_fault_of_a_goal_names_it_and_its_field(tmp_path, old, new, field):
    said = fault_of(tmp_path, HEAD + PARTS + changed(old, new, GOAL))
    assert f"[[goals]] no = 1, {field}" in said


def test_a_mean_is_for_growth_and_a_measure_to_be_against_for_a_cut(tmp_path):
    level = changed(OF_KIND, 'kind = "level"\nbound = "at_least"\nvalue = 10', NO_OTHER)
    assert 'kind = "growth"' in fault_of(tmp_path, HEAD + PARTS + level)
    cut = changed(OF_KIND, 'kind = "cut"\nbound = "at_most"\nvalue = 10', NO_OTHER)
    cut = changed('mean = "compound"', 'against = "examination"', cut)
    assert "[[goals]] no = 1, against" in fault_of(tmp_path, HEAD + PARTS + cut)


def test_a_goal_without_a_number_is_named_by_its_place(tmp_path):
    second = changed("no = 1", "", GOAL)
    assert "[[goals]] #2, no" in fault_of(tmp_path, HEAD + PARTS + GOAL + second)


@each("part, key", [(GOAL, "no"), (PARTS, "slug"), (TASKS[: TASKS.index("[[commitments]]")], "no")])
def test_a_number_or_slug_is_given_once(tmp_path, part, key):
    assert f", {key} = " in fault_of(tmp_path, SOUND + part)


@each("goals", ["goals = []\n", "goals = 3\n", "goals = [1]\n", ""])
def test_a_plan_has_goals(tmp_path, goals):
    assert " goals" in fault_of(tmp_path, HEAD + goals + PARTS)


@each(
    "old, new, field",
    [
        ('task = "1.1"', 'task = "9.9"', "[[commitments]] #1, task"),
        ('departments = ["ip_use"]\nstate', 'departments = ["law"]\nstate', "[[commitments]] #1, departments"),
        ("on = 2024-01-01", 'on = "2024-01-01"', "[[commitments]] #1, on"),
        ("on = 2024-01-01", "on = 2024-01-01T00:00:00", "[[commitments]] #1, on"),
        ('on = 2024-01-01\nsource = "ln_plan_2023"', "", "[[commitments]] #1, state"),
        ('state = { zh = "甲", en = "A" }\non = 2024-01-01', "", "[[commitments]] #1, source"),
        (
            'state = { zh = "甲", en = "A" }\non = 2024-01-01\nsource = "ln_plan_2023"',
            "on = 2024-01-01",
            "[[commitments]] #1, on",
        ),
        ('chapter = "creation"\ntitle', 'chapter = "use"\ntitle', '[[tasks]] no = "1.1", chapter'),
        ("goals = [1]", "goals = [7]", '[[tasks]] no = "1.1", goals'),
        ("goals = [1]", 'goals = ["1"]', '[[tasks]] no = "1.1", goals[1]'),
        ("deadline = 2025-12-31", "deadline = 2025", '[[tasks]] no = "1.1", deadline'),
        ('measures = [{ zh = "甲", en = "A" }]', 'measures = ["甲"]', '[[tasks]] no = "1.1", measures[1]'),
    ],
)
def test_a_fault_of_a_task_or_commitment_names_it_and_its_field(tmp_path, old, new, field):
    assert field in fault_of(tmp_path, HEAD + PARTS + GOAL + changed(old, new, TASKS))


def test_a_misspelt_field_is_told_with_the_nearest_known_one(tmp_path):
    said = fault_of(tmp_path, changed("since_baseline = false", "since_basline = true"))
    assert "since_basline" in said
    assert "close to it: since_baseline" in said


@each("text", [SOUND.encode("gb18030"), "goals = [", "year = ", f"year = {'9' * 5000}", f"year = {'[' * 5000}"])
def test_what_is_no_toml_or_not_utf_8_names_the_file(tmp_path, text):
    fault_of(tmp_path, text)


def test_a_broken_line_is_named(tmp_path):
    assert "Line 3 " in fault_of(tmp_path, "a = 1\nb = 2\nc = = 3\n")


def test_a_plan_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "plan.toml").mkdir()
    with pytest.raises(Trouble, match=r"file_not_opened: file=plan\.toml"):
        catalogue.read_plan(tmp_path / "plan.toml")


INDICATOR = (paths.QUERIES / "trademarks_in_force.sql").read_text("utf-8")


@each(
    "name, wrong",
    [
        ("digits", "digits = 0.5"),
        ("direction", 'direction = "left"'),
        ("nature", "nature = 1"),
        ("titel", 'titel = "x"'),
        ("limits", "limits = [100, 0]"),
        ("limits", "limits = [0]"),
        ("definition", 'definition = "x"'),
        ("why.en", 'why = { zh = "甲" }'),
    ],
)
def test_a_fault_of_an_indicators_header_names_its_field(tmp_path, name, wrong):
    header, body = INDICATOR.split("\n\n", 1)
    kept = [line for line in header.splitlines() if not line.startswith(f"-- {wrong.split()[0]}")]
    text = "\n".join([*kept, f"-- {wrong}", "", body])
    assert f" {name}" in fault_of(tmp_path, text, catalogue.read_indicator, "one.sql")


@each(
    "read, header",
    [
        (catalogue.read_indicator, 'title = "x"'),
        (catalogue.read_gap, 'title = { zh = "甲", en = "A" }\n-- columns = 3'),
        (queries.read_question, 'title = { zh = "甲", en = "A" }\n-- columns.city = "x"'),
        (examples.read, 'title = "only one"'),
        (catalogue.read_renewals, "titles = 3"),
        (profile, "home = 1"),
    ],
)
def test_every_reader_of_a_header_names_file_and_field(tmp_path, read, header):
    comment = "" if "home" in header else "-- "
    fault_of(tmp_path, f"{comment}{header}\n\nselect 1\n" if comment else header, read, "one.sql")
