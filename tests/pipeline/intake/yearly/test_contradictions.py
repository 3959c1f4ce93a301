"""A word more or less makes another figure of a name that looks like a goal's."""

from explorer.core import catalogue
from explorer.pipeline.intake.yearly import contradictions, names
from tests.support.cases import each

GOALS = {goal.no: goal for goal in catalogue.plans()["ln-2025"].goals}


def added(no, name, **more):
    return contradictions.added(name, tuple(names.names_of(GOALS[no])), GOALS[no], **more)


@each(
    "no, name, word",
    [
        (5, "大连商标有效注册量", "大连"),
        (5, "全国商标有效注册量", "全国"),
        (5, "吉林省商标有效注册量", "吉林省"),
        (4, "高校专利转让许可次数", "高校"),
        (4, "专利转让许可次数累计", "累计"),
        (10, "知识产权维权援助工作站累计", None),
        (6, "新增国家知识产权优势示范企业", None),
        (16, "新增国家地理标志保护示范区", None),
        (5, "商标有效注册量", None),
    ],
)
def test_a_word_that_none_of_the_goals_names_has(no, name, word):
    assert added(no, name) == word


def test_a_looser_name_may_not_be_counted_to_date_either():
    assert added(10, "维权援助工作站累计", loose=True) == "累计"


@each(
    "no, name, word",
    [
        (2, "发明专利授权量", "海外"),
        (1, "发明专利拥有量", "高价值"),
        (2, "overseas grants", None),
        (10, "维权援助工作站", None),
    ],
)
def test_a_word_that_the_goal_has_and_the_name_lacks(no, name, word):
    assert contradictions.missing(name, GOALS[no]) == word
