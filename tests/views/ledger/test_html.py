"""The plan's ledger: its tasks, its four lists, whose they are; its years and cities; its workbook."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from explorer.analysis import view
from explorer.core import catalogue, language
from explorer.core.goals import Text
from explorer.views import html as views_html
from explorer.views import target_row
from explorer.views.ledger import html as ledger_html
from explorer.views.ledger import review, workbook
from tests.support.cases import each

DAY = dt.date(2026, 9, 30)
MIDWAY = dt.date(2024, 12, 31)  # on this day the small release knows a value of every city
PLAN = catalogue.plans()["ln-2025"]


def look(edition, plan="ln-2025", area="210000", evidence="all", language="zh", day=DAY):
    return view.View(edition, plan, area, day, evidence, language)


def lines(html):
    """Return the rows of a table as lists of their cells' texts, headings left out."""
    found = re.findall(r"<tr>(.*?)</tr>", html.partition("</thead>")[2])
    return [
        [re.sub(r"<[^>]+>", " ", cell).split() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in found
    ]


def test_the_whole_ledger_has_every_task_under_its_chapter_in_the_plans_order(small):
    shown = ledger_html.tasks(look(small), "all", "all")
    assert re.findall(r'"group"><th[^>]*>(.*?) <small>(.*?)</small>', shown) == [
        ("高质量创造", "5 项"),
        ("高标准保护", "5 项"),
        ("高效益运用", "5 项"),
        ("高水平服务", "5 项"),
    ]
    assert [row[0] for row in lines(shown)] == [[task.no] for task in PLAN.tasks]


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_task_shows_its_measures_projects_departments_deadline_and_targets(small, lang):
    shown = ledger_html.tasks(look(small, language=lang), "all", "all")
    task = PLAN.tasks[0]
    for text in (task.title, *task.projects, *task.measures, *(PLAN.departments[slug] for slug in task.departments)):
        assert text[lang] in shown
    assert language.words(lang).day(dt.date(2025, 12, 31)) in shown
    assert "indicator=high_value_invention_patents_per_capita" in shown


@each(
    "kind, count",
    [
        ("all", len(PLAN.tasks)),
        ("projects", sum(len(task.projects) for task in PLAN.tasks)),
        ("measures", sum(len(task.measures) for task in PLAN.tasks)),
        ("responsibilities", sum(len(task.departments) for task in PLAN.tasks)),
        ("deadlines", len(PLAN.tasks)),
    ],
)
def test_each_list_has_a_row_for_each_of_its_things(small, kind, count):
    assert (
        len(lines(ledger_html.tasks(look(small), kind, "all")))
        == len(ledger_html.rows(look(small), kind, "all"))
        == count
    )


def test_my_department_finds_its_tasks_and_no_others(small):
    shown = ledger_html.tasks(look(small), "all", "legal_affairs")
    assert [row[0] for row in lines(shown)] == [["1.4"]]


def test_my_department_is_the_only_one_in_its_list_of_responsibilities(small):
    found = ledger_html.rows(look(small), "responsibilities", "ip_services")
    assert {row.heading for row in found} == {"知识产权服务处"}
    assert [row.cells["no"].kept for row in found] == ["4.1", "4.2", "4.3", "4.4", "4.5"]


def test_my_targets_are_those_i_answer_for_or_serve(small):
    found = ledger_html.goals_of(look(small), "protection_centres")
    assert [goal.no for goal in found] == [2, 9, 10]


def test_a_department_can_be_chosen_only_where_it_has_a_task():
    named = {slug for task in PLAN.tasks for slug in task.departments}
    assert set(ledger_html.departments(PLAN)) == {"all", *named}
    assert ledger_html.departments(catalogue.plans()["cn-14fyp"]) == ("all",)


def test_a_task_without_a_figure_says_so_and_has_no_status(small):
    goals = next(row for row in ledger_html.rows(look(small), "all", "all") if row.cells["no"].kept == "1.3").cells[
        "goals"
    ]
    assert "无量化目标" in str(goals.shown)
    assert "status" not in str(goals.shown)
    assert goals.kept == ""


def test_the_status_in_the_ledger_is_the_one_of_the_overview(small):
    seen = look(small)
    shown = ledger_html.tasks(seen, "all", "all")
    for goal in seen.goals:
        title = goal.title.zh
        status = target_row.row(seen, goal).status.word
        assert re.search(rf">{goal.no} {title}</a> <span class=\"status [a-z_]+\"[^>]*>. {status}", shown), goal.no


def test_a_status_that_rests_on_simulation_says_so_in_ledger_years_cities_and_workbook(small):
    seen = look(small, day=MIDWAY)
    assert "○ 示例：" in ledger_html.tasks(seen, "all", "all")
    assert "○ 示例：" in review.yearly(seen, "all")
    assert "示例：" in str(workbook.sheets(seen, "all")["年度分解"][language.words("zh")("cover.status")].to_list())
    assert "模拟" in workbook.sheets(seen, "all")["年度分解"]["数值依据"].to_list()


def test_published_only_shows_nothing_simulated(small):
    seen = look(small, evidence="published")
    parts = (ledger_html.head(seen, "all", "all"), ledger_html.tasks(seen, "all", "all"), review.yearly(seen, "all"))
    assert not any("模拟" in part for part in (*parts, review.evaluation(seen)))
    assert not any("模拟" in sheet.write_csv() for sheet in workbook.sheets(seen, "all").values())


def test_a_deadline_says_how_long_it_is_past_or_ahead(small):
    assert "已过时限 273 天" in ledger_html.tasks(look(small), "deadlines", "all")
    assert "距时限 1 天" in ledger_html.tasks(look(small, day=dt.date(2025, 12, 30)), "deadlines", "all")


@pytest.mark.parametrize(("evidence", "day"), [("all", dt.date(2023, 3, 8)), ("published", dt.date(2023, 8, 2))])
def test_before_the_plan_is_known_no_deadline_runs(small, evidence, day):
    def said(on):
        seen = look(small, evidence=evidence, day=on)
        sheets = "".join(sheet.write_csv() for sheet in workbook.sheets(seen, "all").values())
        return "".join(ledger_html.tasks(seen, kind, "all") for kind in ledger_html.LISTS) + sheets

    assert "距时限" not in said(day)
    assert "距时限" in said(day + dt.timedelta(days=1))


def test_that_no_task_has_a_date_of_its_own_is_said(small):
    assert "没有为单项任务另定时限" in ledger_html.summary(look(small), "all")


@each("plan", ["cn-14fyp", "cn-15fyp", "peers-2025"])
@each("lang", language.LANGUAGES)
def test_a_plan_without_tasks_says_so_and_still_shows_its_years(small, plan, lang):
    area = view.areas_of(catalogue.plans()[plan], small)[0]
    seen = look(small, plan, area, language=lang)
    assert ledger_html.tasks(seen, "all", "all") == ""
    assert catalogue.plans()[plan].short[lang] in ledger_html.summary(seen, "all")
    assert len(lines(review.yearly(seen, "all"))) == len(seen.goals)
    assert "<table" not in review.evaluation(seen)
    assert len(workbook.sheets(seen, "all")) == 1


def test_the_years_of_a_target_stand_with_milestone_value_and_status(small):
    """High-value patents of the nation: 11.8 in 2023 against 6.3 + 5.7 x 3 / 5 = 9.72 on the path."""
    row = lines(review.yearly(look(small, "cn-14fyp", "100000"), "all"))[0]
    assert " ".join(row[4]) == "11.8 件/万人 ● 公开发布 序时目标 9.72 件/万人 ● 进度正常"
    assert " ".join(row[6]).endswith("✓ 已达成")


def test_an_area_of_its_own_is_named_where_a_plan_has_several(small):
    assert "广东" in review.yearly(look(small, "peers-2025", view.EVERYWHERE), "all")


def test_without_goals_of_their_own_no_city_is_evaluated(small):
    shown = review.evaluation(look(small, day=MIDWAY))
    assert "未对单个市设目标" in shown
    assert "<table" not in shown


def test_the_cities_say_that_this_is_no_official_ranking_and_what_it_rests_on(small, with_city_goals):
    shown = review.evaluation(look(small, with_city_goals, day=MIDWAY))
    assert len(lines(shown)) == 14
    assert "不是官方考核或排名" in shown
    assert "依据模拟数据，只是示例" in shown
    assert '<td class="rank none" data-label="名次">–</td>' in shown


def test_every_link_carries_everything_and_opens_in_the_same_window(small):
    seen = look(small, day=MIDWAY, language="en")
    shown = ledger_html.tasks(seen, "all", "all") + review.yearly(seen, "all") + review.evaluation(seen)
    links = re.findall(r'<a href="([^"]*)"([^>]*)>', shown)
    assert links
    for href, rest in links:
        assert 'target="_self"' in rest
        for part in ("plan=ln-2025", "as_of=2024-12-31", "evidence=all", "lang=en", "area="):
            assert part in href


def test_nothing_in_a_plan_can_become_code(small, monkeypatch):
    evil = Text('"><img src=x onerror=alert(1)>', "<script>alert(1)</script>")
    goals = tuple(replace(goal, title=evil) for goal in PLAN.goals)
    tasks = tuple(replace(task, title=evil, projects=(evil,), measures=(evil,)) for task in PLAN.tasks)
    named = {"chapters": dict.fromkeys(PLAN.chapters, evil), "departments": dict.fromkeys(PLAN.departments, evil)}
    plan = replace(PLAN, slug="evil", short=evil, title=evil, goals=goals, tasks=tasks, **named)
    monkeypatch.setattr(catalogue, "plans", lambda: {"evil": plan})
    for lang in language.LANGUAGES:
        seen = look(small, "evil", language=lang, day=MIDWAY)
        parts = [ledger_html.tasks(seen, kind, "all") for kind in ledger_html.LISTS]
        parts += [ledger_html.head(seen, "all", "all"), review.yearly(seen, "all"), review.evaluation(seen)]
        assert not any("<script" in part or "<img" in part for part in parts)


def test_the_workbook_holds_the_ledger_four_lists_the_years_and_the_cities(small):
    seen = look(small)
    assert list(workbook.sheets(seen, "all")) == [
        "台账总表",
        "项目清单",
        "责任清单",
        "措施清单",
        "时限清单",
        "无量化承诺",
        "年度分解",
    ]


def test_numbers_in_the_workbook_are_numbers_with_their_evidence_beside_them(small):
    rows = workbook.sheets(look(small, "cn-14fyp", "100000"), "all")["年度分解"]
    first = rows.filter(rows["年份"] == 2023).row(0, named=True)
    assert (first["数值"], first["数值依据"], first["结论"]) == (11.8, "公开发布", "进度正常")
    assert first["序时目标"] == pytest.approx(9.72, abs=0.05)


def test_the_workbook_holds_the_cities_where_they_have_goals_of_their_own(small, with_city_goals):
    assert "各市评价" in workbook.sheets(look(small, with_city_goals), "all")


def test_a_simulated_value_never_stands_in_the_workbook_without_the_word(small, with_city_goals):
    sheets = workbook.sheets(look(small, with_city_goals, day=MIDWAY), "all")
    for row in sheets["年度分解"].iter_rows(named=True):
        assert (row["数值"] is None) == (row["数值依据"] is None)
    for row in sheets["各市评价"].iter_rows(named=True):
        for name in row:
            if name.endswith("依据") and name.startswith("目标"):
                no = name.split()[1]
                score = next(value for key, value in row.items() if key.startswith(f"{no} "))
                assert (score is None) == (row[name] is None)


def test_the_filter_of_a_department_holds_for_the_workbook_too(small):
    assert workbook.sheets(look(small), "legal_affairs")["台账总表"]["序号"].to_list() == ["1.4"]


def test_a_department_without_a_target_says_so_and_has_an_empty_year_sheet(small):
    assert ledger_html.goals_of(look(small), "legal_affairs") == ()
    assert "没有量化目标" in review.yearly(look(small), "legal_affairs")
    assert "<table" not in review.yearly(look(small), "legal_affairs")


def test_the_head_counts_what_the_lists_show(small):
    said = ledger_html.summary(look(small), "legal_affairs")
    assert said.startswith("共 1 项任务、3 个项目、2 条措施，支撑 0 项目标")
    assert str(views_html.tally(look(small))) in ledger_html.head(look(small), "all", "all")


def test_a_plan_whose_cities_have_no_score_says_so(small, with_city_goals):
    seen = look(small, with_city_goals, day=dt.date(2012, 1, 1))
    assert "没有任何一市" in review.evaluation(seen)
    assert "<table" not in review.evaluation(seen)
