"""By whichever of its names a row calls a goal, it is that goal and no other."""

from explorer.core import catalogue
from explorer.pipeline.intake.yearly import names
from tests.support.cases import each

PLAN = catalogue.plans()["ln-2025"]
BY_KEY, NAMES = names.goals_by_key(PLAN), names.Names(PLAN)


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
    assert NAMES.loose("公共服务一体化平台访问").goal is None
    found = NAMES.loose("省级专利导航服务基地建设")
    assert (found.goal.no, found.loose) == (13, True)


@each("name", [goal.title.zh for goal in PLAN.goals] + [goal.indicator.title.en for goal in PLAN.goals])
def test_a_goals_own_names_are_exact(name):
    assert NAMES.exact(name).goal is not None


@each(
    "name, word",
    [
        ("沈阳市商标有效注册量", "沈阳市"),
        ("新增知识产权维权援助工作站", "新增"),
        ("海外商标有效注册量", "海外"),
        ("专利转让许可次数（累计）", "累计"),
        ("商标有效注册量（合计）", "合计"),
    ],
)
def test_a_name_with_a_word_more_is_another_figure(name, word):
    found = NAMES.exact(name)
    found = found if found.why else NAMES.loose(name)
    assert (found.goal, found.why.kind, found.why.blanks["word"]) == (None, "row_says_more", word)


@each("name, word", [("地理标志保护示范区", "新增"), ("专利导航项目", "战略性新兴产业"), ("商标品牌指导站", "覆盖")])
def test_a_name_that_lacks_a_word_is_another_figure(name, word):
    found = NAMES.loose(name)
    assert (found.goal, found.why.kind, found.why.blanks["word"]) == (None, "row_says_less", word)


@each(
    "name",
    [
        "发明专利授权量",
        "有效注册商标量（合计）",
        "高校和科研机构专利转让许可备案次数",
        "高价值发明专利拥有量",
        "Invention patent grants",
    ],
)
def test_another_known_measure_is_never_a_goal(name):
    found = NAMES.exact(name)
    assert (found.goal, found.why.kind) == (None, "row_of_another")


def test_a_stock_counted_to_date_is_the_stock():
    assert NAMES.exact("知识产权维权援助工作站（累计）").goal.no == 10


def test_the_province_in_front_of_a_name_changes_nothing():
    assert NAMES.exact("全省商标有效注册量").goal.no == NAMES.exact("辽宁省商标有效注册量").goal.no == 5


@each(
    "unit, elsewhere, kind",
    [
        ("家", False, None),
        ("", False, "row_nearly"),
        ("亿元", False, "row_nearly"),
        ("家", True, "row_named_elsewhere"),
    ],
)
def test_a_near_name_needs_the_unit_and_no_other_row_of_the_goal(unit, elsewhere, kind):
    found = names.supported(NAMES.loose("维权援助工作站"), unit, elsewhere)
    assert (found.why and found.why.kind) == kind


@each("name", ["其中：增幅", "其中: 发明", "　其中 沈阳"])
def test_a_part_of_the_row_above_is_no_goal(name):
    assert names.part_of_another(name)


def test_no_two_goals_share_a_key():
    assert len({goal.no for goal in BY_KEY.values()}) == len(PLAN.goals)
