"""What a reader is asked is said once, where it stands, in both languages."""

from explorer.core import catalogue, language
from explorer.pipeline import intake
from explorer.pipeline.city_forms import province
from tests.support.cases import each
from tests.support.yearly_tables import AGENCIES, HEAD, MARKS, STATIONS, checked, kinds, sentences

PLAN = catalogue.plans()["ln-2025"]


def test_goals_whose_rows_are_empty_are_said_in_one_sentence_and_those_without_a_row_each():
    blank = [[goal.title.zh, goal.indicator.unit.zh, "", ""] for goal in PLAN.goals if goal.no in (6, 7, 8, 9, 11)]
    found = checked(HEAD, STATIONS, MARKS, *blank)
    (empty,) = [one for _, _, one in found.questions if one.kind == "goals_empty"]
    assert empty.blanks["count"] == 5
    assert [kind for _, kind in kinds(found)].count("goal_missing") == len(PLAN.goals) - 7


def test_of_a_form_filled_in_for_one_goal_one_sentence_is_said_of_the_others():
    head = ["序号", "指标", "单位", "2024年", "2025年"]
    rows = [
        [goal.no, goal.title.zh, goal.indicator.unit.zh, *(([84, 105]) if goal.no == 10 else ("", ""))]
        for goal in PLAN.goals
    ]
    assert [kind for _, kind in kinds(checked(head, *rows))] == ["goals_empty"]


def test_remarks_of_unit_or_scope_are_told_together():
    rows = [[*STATIONS, "累计"], [*MARKS, "单位：件"], [*AGENCIES, "两市未建成"]]
    found = checked([*HEAD, "备注"], *rows)
    (told,) = [(row, one.blanks) for row, _, one in found.questions if one.kind == "remark_of_scope"]
    assert told == (0, {"rows": "2、3", "text": "累计、单位：件"})


def test_columns_that_nobody_understands_are_told():
    assert checked([*HEAD, "责任处室"], [*STATIONS, "保护处"]).unread == ("E 责任处室",)


@each("code", language.LANGUAGES)
def test_every_question_and_fault_has_its_sentence(code):
    head = ["序号", "指标", "单位", "2024年目标", "2024年", "2025年1-9月", "2025年", "2025年", "状态", "备注", "时限"]
    rows = [
        [1, "知识产权维权援助工作站", "个", 1, 2, 3, 4, 4, "快报", "累计", "2026年底"],
        [2, "发明专利授权量", "件", 1, 2, 3, 4, 4, "", "", ""],
        [3, "商标有效注册量", "件", 1, 2, 3, 4, 5, "", "", ""],
        [4, "沈阳市区域公共品牌", "个", 1, 2, 3, 4, 4, "", "", ""],
        [5, "地理标志保护示范区", "家", 1, 2, 3, 4, 4, "", "", ""],
        [6, "县区覆盖率", "个", 1, 2, 3, 4, 4, "", "", ""],
        [7, "全省覆盖率", "%", 1, 120, 3, 4, 4, "", "", ""],
        [8, "专利许可、转让", "次", 1, 2, 3, 4, 4, "", "", ""],
    ]
    told = sentences(checked(["填报日期：2025年12月1日"], head, *rows, ["注：以上为快报数"]), code)
    assert "{" not in told
    assert "intake_" not in told


def test_the_empty_form_of_the_province_is_no_table_of_faults():
    content = province.form(PLAN, language.words("zh"))
    found = intake.check(content, "form.xlsx", "observations")
    assert found.faults.is_empty()
    assert [kind for _, kind in kinds(found)] == ["goals_empty"], "nor is its guide a sheet that was left out"
