"""By whichever of its names a row calls a goal, it is that goal and no other."""

from explorer.core import catalogue
from explorer.pipeline.intake.yearly import names
from tests.support.cases import each

PLAN = catalogue.plans()["ln-2025"]
BY_KEY = names.goals_by_key(PLAN)


def test_every_goal_of_the_province_is_found_by_its_titles_and_its_measures_name():
    for goal in PLAN.goals:
        for text in (goal.title, goal.indicator.title):
            assert BY_KEY[names.key(text.zh)] == goal
            assert BY_KEY[names.key(text.en)] == goal


@each(
    "written, no",
    [
        ("海外发明专利授权量", 2),
        ("专利转让、许可数量", 4),
        ("新增国家知识产权优势示范企业", 6),
        ("专利审查授权周期", 9),
        ("知识产权质押融资项目数量（项）", 11),
        ("14. 地理标志专用标准覆盖", 14),
        ("（十六）新增国家地理标志保护示范区", 16),
    ],
)
def test_what_an_office_writes_is_recognised(written, no):
    assert BY_KEY[names.key(written)].no == no


def test_a_name_in_other_words_is_the_one_goal_that_holds_it():
    assert names.nearest("公共服务一体化平台访问", PLAN) is None
    assert names.nearest("省级专利导航服务基地建设", PLAN).no == 13


@each("name", ["其中：增幅", "其中: 发明", "　其中 沈阳"])
def test_a_part_of_the_row_above_is_no_goal(name):
    assert names.part_of_another(name)


def test_no_two_goals_share_a_key():
    assert len({goal.no for goal in BY_KEY.values()}) == len(PLAN.goals)
