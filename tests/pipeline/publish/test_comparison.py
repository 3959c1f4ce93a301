"""What readers would find otherwise, on figures counted by hand: values, evidence, verdict, reason and question."""

import json
import shutil
from dataclasses import asdict, replace

import polars as pl
import pytest

from explorer.analysis.view import View
from explorer.core import catalogue, clock, language
from explorer.pipeline import intake
from explorer.pipeline.cli import told
from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import changed, comparison, publishing, said
from explorer.pipeline.publish.changed import Changed, Side
from explorer.releases import current, store
from explorer.releases.decisions import Change
from explorer.views import closing as closing_text
from explorer.views.publish import changed as publish_changed
from explorer.views.publish import html as publish_html
from tests.conftest import UNTIL
from tests.exports.office.office_files import DALIAN, day, ground, rows, tables
from tests.support import small_release
from tests.support.cases import each
from tests.support.intake_files import delimited

HEADING = ("指标", "地区", "时期", "数值", "单位", "状态", "备注")
STATIONS, MARKS, PROVINCE = "rights_aid_workstations", "trademarks_in_force", "210000"
NAMES = {STATIONS: "家", MARKS: "件"}


def file(*cells, indicator=STATIONS):
    """Return a long list of figures as an office sends it; each cell is area, year, value, state, note."""
    name, unit = catalogue.indicators()[indicator].title.zh, NAMES[indicator]
    rows = [(name, area, year, value, unit, state, note) for area, year, value, state, note in cells]
    content = delimited([HEADING, *rows])
    checked = intake.check(content, "figures.csv", "observations", today=clock.today())
    assert checked.faults.rows() == []
    return Brought("observations", checked.rows, "figures.csv", content)


def one(year="2025", value="105", state="核定", note="", area="辽宁省"):
    return (area, year, value, state, note)


def publish(*cells, **more):
    return publishing.bring([file(*cells, **more)], "li", "a reason", ground=ground)


def prepare(*cells, **more):
    return publishing.prepare([file(*cells, **more)], ground=ground)


def of(made, year, area=PROVINCE, indicator=STATIONS):
    return next(
        (
            one
            for one in made.changed
            if (one.indicator, one.area, one.at.on) == (indicator, area, day(f"{year}-12-31"))
        ),
        None,
    )


def test_every_year_is_listed_with_both_values_and_flips_stand_on_top(folder):
    made = prepare(one("2023", "40"), one("2024", "60"), one("2025", "105"))
    *mine, last = [one for one in made.changed if (one.indicator, one.area) == (STATIONS, PROVINCE)]
    assert [(one.at.on.year, one.now.value) for one in mine] == [(2025, 105.0), (2023, 40.0), (2024, 60.0)]
    assert [one.flips for one in mine] == [True, False, False]
    assert all(one.now.evidence == "office" for one in mine)
    # 40 and 60 are not what meets a goal of 100: the verdict stands beside the year that decides it
    assert [one.now.status for one in mine] == ["met", None, None]
    assert (last.reason, last.then.evidence, last.now.value) == ("stepped_aside", "simulated", None)
    assert [one.flips for one in made.changed] == sorted((one.flips for one in made.changed), reverse=True)


def test_a_flip_holds_the_value_it_is_judged_by_and_not_the_newest(folder):
    """The register counts to 2026; the goal is of 2025, and the verdict rests on that year."""
    made = prepare(one("2025", "850,001", area="辽宁省"), indicator=MARKS)
    flip = next(one for one in made.flips if one.indicator == MARKS)
    before = View(store.edition(), "ln-2025", PROVINCE, store.edition().until, "all", "zh")
    stands = before.standing(flip_goal := before.by_key[MARKS])
    assert stands.newest.on.year == 2026
    assert (flip.then.on, flip.now.on) == (day("2025-12-31"),) * 2
    assert flip.then.value == stands.reached.value
    assert flip.now.value == 850_001
    assert (flip.then.status, flip.now.status) == ("missed", "met")
    assert flip_goal.year == 2025


@pytest.mark.publishing
@each(
    "first, second, reason, now",
    [
        (None, one(), "replaced", 105.0),
        (one(), one(value="1050"), "corrected", 1050.0),
        (one(state="快报"), one(value="106"), "final", 106.0),
        (one(state="快报"), one(), "final", 105.0),
        (one(), one(value="", state="撤回", note="录入错误"), "withdrawn", 1.0),  # the simulated one stands again
        (None, one(value="—", state=""), "undetermined", None),
        (one(value="—", state=""), one(), "determined", 105.0),
    ],
)
def test_why_a_figure_is_another(built, tmp_path_factory, first, second, reason, now):
    folder = tmp_path_factory.mktemp("why")
    shutil.copytree(built, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(folder))
        if first:
            publish(first)
        found = of(prepare(second), 2025)
    assert (found.reason, found.now.value) == (reason, now)
    assert (found.note == "录入错误") == (reason == "withdrawn")


def test_a_dash_over_a_value_that_stands_is_listed_and_says_that_it_stands(folder):
    publish(one())
    made = prepare(one(value="—", state=""))
    found = of(made, 2025)
    assert (found.then.value, found.now.value, found.reason) == (105.0, 105.0, "stands")
    assert made.corrections == ()
    words = language.words("en")
    assert "105 workstations" in told.changed(made, words)
    assert "send it as withdrawn" in told.changed(made, words)
    assert of(prepare(one(value="", state="撤回", note="录入错误")), 2025).reason == "withdrawn"


def test_a_figure_of_a_closed_year_says_so_by_whom_and_when(folder):
    publish(one("2024", "60"), one())
    publishing.bring((), "wang", ground=ground, change=Change(close=2025))
    made = prepare(one(value="88"), one("2024", "61"))
    assert of(made, 2025).closed.by == "wang"
    assert of(made, 2024).closed is None
    kept = publishing.prepared(made.token)
    assert of(kept, 2025).closed == of(made, 2025).closed
    day_ = language.words("zh").day(of(made, 2025).closed.day)
    for text in (told.changed(made, language.words("zh")), str(publish_changed.figures(made, look()))):
        assert f"2025年已由wang于{day_}核定、锁定，其中 1 个数值将有改动" in text
        assert f"（2025年已由wang于{day_}核定、锁定）" in text


@pytest.mark.publishing
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Change(evidence="office"), "unshown"),
        (Change(simulate=False), "switched_off"),
    ],
)
def test_a_decision_says_why_nothing_simulated_stands_where_the_office_brought_nothing(folder, change, reason):
    made = publishing.prepare((), ground=ground, change=change)
    gone = {one.reason for one in made.changed if one.then.evidence == "simulated" and one.now.evidence is None}
    assert gone == {reason}
    publish(one("2020", "40"))
    made = publishing.prepare((), ground=ground, change=change)
    mine = [one for one in made.changed if (one.indicator, one.area) == (STATIONS, PROVINCE)]
    assert {one.reason for one in mine} <= {"stepped_aside"}, "of this one it does"


def test_what_is_not_final_of_a_year_to_be_closed_is_listed_before_it_is(folder):
    publish(one(state="快报"))
    publish(one(value="—", state=""), indicator=MARKS)
    made = publishing.prepare((), ground=ground, change=Change(close=2025), by="li")
    states = {found.no: found.state for found in made.unsettled}
    numbers = {goal.indicator.slug: goal.no for goal in look().goals}
    assert states[numbers[STATIONS]] == "preliminary"
    assert states[numbers[MARKS]] == "undetermined"
    assert "unknown" in states.values()
    assert publishing.prepared(made.token).unsettled == made.unsettled
    said = told.changed(made, language.words("zh"))
    assert said.startswith("决定事项：核定、锁定2025年\n2025年以下 ")
    assert "第 10 项 维权援助工作站：快报" in said.replace("知识产权", "")
    assert "没有变动" not in said
    page = str(publish_html.changes(made, language.words("zh"))) + str(publish_changed.figures(made, look()))
    assert "决定事项：核定、锁定2025年" in page
    assert "快报" in page
    assert "<table" not in page, "no empty list"
    publishing.publish(made, "li")
    told_on_overview = " ".join(closing_text.lines(look()))
    assert "2025年已锁定" in told_on_overview
    assert "其中 1 项为快报、1 项尚未核定" in told_on_overview


def look():
    return View(store.edition(), "ln-2025", PROVINCE, store.edition().until, "all", "zh")


def test_what_stays_is_not_listed(folder):
    publish(one("2024", "60"), one())
    made = prepare(one("2024", "60"), one(), one("2023", "40"))
    assert of(made, 2024) is None
    assert of(made, 2025) is None
    assert of(made, 2023).now.value == 40


def test_a_goal_is_read_only_where_something_behind_it_is_another(folder):
    made = prepare(one())
    assert {one.indicator for one in made.changed} == {STATIONS}


@pytest.mark.publishing
@each(
    "stands, cells, asked",
    [
        ([one("2024", "100")], [one("2025", "1050")], ("jump", 100.0, 2024)),
        ([one("2025", "105")], [one("2025", "1050")], ("jump", 105.0, 2025)),
        ([one("2025", "105")], [one("2025", "5")], ("jump", 105.0, 2025)),
        ([one("2024", "100")], [one("2025", "105")], None),
        ([], [one("2024", "100"), one("2025", "1050")], ("jump", 100.0, 2024)),
        ([one("2024", "3")], [one("2025", "12")], ("jump", 3.0, 2024)),
        ([one("2024", "3")], [one("2025", "10")], None),
        ([one("2024", "100", area="大连市")], [one("2025", "1000", area="大连市")], ("jump", 100.0, 2024)),
    ],
)
def test_a_value_is_held_against_what_stands_of_its_year_or_the_last_before(
    built, tmp_path_factory, stands, cells, asked
):
    folder = tmp_path_factory.mktemp("asked")
    shutil.copytree(built, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(folder))
        if stands:
            publish(*stands)
        made = prepare(*cells)
        area = DALIAN if "大连市" in cells[-1] else PROVINCE
        found = of(made, 2025, area)
    doubt = found.doubt
    assert (doubt and (doubt.kind, doubt.was, doubt.on.year)) == asked
    assert (found in changed.doubted(made.changed)) == bool(asked)


def test_a_ten_thousand_left_out_is_asked_about(folder):
    publish(one("2024", "812,000"), indicator=MARKS)
    assert of(prepare(one("2025", "85"), indicator=MARKS), 2025, indicator=MARKS).doubt.kind == "ten_thousands"


def test_a_value_that_is_brought_and_does_not_stand_says_so(folder):
    publish(one("2025", "105"))
    found = of(prepare(one("2025", "107", "快报")), 2025)
    assert (found.then.value, found.now.value, found.reason, found.note) == (105.0, 105.0, "not_taken", "107")
    assert "107 未采用" in said.reason(found, language.words("zh"))
    assert of(prepare(one("2025", "107"), one("2024", "61")), 2025).reason == "corrected"


def of_cities(each_one="8"):
    """Return the same value of every city, 14 of them, in 2025."""
    cities = [row["name_zh"] for row in tables()["areas"].iter_rows(named=True) if row["parent"] == PROVINCE]
    return [one("2025", each_one, area=name) for name in cities if name.endswith("市")]


def of_register(count):
    """Return a list of so many workstations, all open since 2021."""
    city = {"kind": "rights_aid_workstation", "level": "provincial", "city": DALIAN, "opened_on": day("2021-05-10")}
    found = rows("service_network", *({"unit_no": f"U-{no}", "name_zh": f"站{no}"} for no in range(count)), **city)
    return Brought("service_network", found, f"{count}.csv", str(count).encode(), until=day("2025-12-31"))


def test_a_sum_of_the_cities_that_is_another_than_the_province_stated_is_asked_about_whichever_comes_first(folder):
    publish(one("2025", "105"))
    then = of(prepare(*of_cities()), 2025)
    assert (then.now.value, then.then.value, then.reason) == (105.0, 105.0, "differs")
    assert (then.doubt.kind, then.doubt.was) == ("summed", 112.0)
    at_once = of(prepare(*of_cities(), one("2025", "106")), 2025)
    assert (at_once.now.value, at_once.doubt.kind, at_once.doubt.was) == (106.0, "summed", 112.0)
    agreeing = [*of_cities("7")[1:], one("2025", "14", area=of_cities()[0][0])]
    assert of(prepare(*agreeing), 2025) is None, "13 × 7 and 14 are what the province states"


def test_a_register_that_counts_another_number_than_was_stated_is_asked_about_once(folder):
    publish(one("2025", "5"))
    made = publishing.prepare([of_register(4)], ground=ground)
    found = of(made, 2025)
    assert (found.now.value, found.reason, found.doubt.kind, found.doubt.was) == (5.0, "differs", "counted", 4.0)
    assert found in changed.doubted(made.changed)
    assert of(publishing.prepare([of_register(5)], ground=ground), 2025).doubt is None
    publishing.bring([of_register(4)], "li", "a reason", ground=ground)
    later = prepare(one("2024", "3")).changed
    assert [one.doubt for one in later if (one.area, one.at.on) == (PROVINCE, day("2025-12-31")) and one.doubt] == []
    words = language.words("en")
    assert "the register counts 4" in said.question(found, words)
    assert "各市合计" in said.question(replace(found, doubt=replace(found.doubt, kind="summed")), language.words("zh"))


def test_what_is_invented_is_held_against_nothing(folder):
    """The register of the small release is simulated: some marks, and 850,000 are no jump from them."""
    found = of(prepare(one("2025", "850,000"), indicator=MARKS), 2025, indicator=MARKS)
    assert found.then.evidence == "simulated"
    assert found.doubt is None


def test_what_is_prepared_is_read_back_as_it_was_also_what_an_earlier_version_kept(folder):
    publish(one("2024", "100"))
    made = prepare(one("2025", "1050"))
    assert publishing.prepared(made.token) == made
    assert any(one.doubt for one in made.changed)
    place = next(current.releases().glob(".prepared-*")) / "prepared.json"
    kept = json.loads(place.read_text("utf-8"))
    del kept["changed"], kept["corrections"]
    place.write_text(json.dumps(kept | {"flips": [{"plan": "ln-2025", "then": "missed"}]}), "utf-8")
    older = publishing.prepared(made.token)
    assert (older.changed, older.corrections, older.release) == ((), (), made.release)


def test_what_needs_a_reason_is_known_also_where_it_was_not_kept(folder):
    publish(one("2025", "105"))
    made = prepare(one("2025", "106"))
    place = next(current.releases().glob(".prepared-*")) / "prepared.json"
    kept = json.loads(place.read_text("utf-8"))
    del kept["corrections"]
    place.write_text(json.dumps(kept), "utf-8")
    assert publishing.prepared(made.token).corrections == made.corrections != ()


def test_a_changed_figure_survives_json():
    made = Changed("p", 1, "i", "a", Side(), Side(1.0, "office", on=day("2025-12-31")), "new")
    assert changed.read(json.loads(json.dumps(asdict(made), default=str))) == made


def test_a_flip_of_one_plan_does_not_hide_the_figure_of_another_area():
    side = Side(1.0, "office", on=day("2025-12-31"))
    flip = Changed("p", 1, "i", "a", Side(), side, "new", flips=True)
    same = Changed("p", 1, "i", "a", Side(), side, "new")
    other = Changed("p", 1, "i", "b", Side(), side, "new")
    aside = Changed("p", 1, "i", "c", side, Side(), "stepped_aside")
    again = Changed("q", 4, "i", "b", Side(), side, "new")
    assert changed.listed([flip], [aside, same, other, again]) == (flip, other, aside)


def test_the_province_follows_where_all_cities_state_and_add_up(folder):
    cities = [row["name_zh"] for row in tables()["areas"].iter_rows(named=True) if row["parent"] == PROVINCE]
    cities = [name for name in cities if name.endswith("市")]
    made = prepare(*(one("2024", "10", area=name) for name in cities))
    found = of(made, 2024)
    assert (found.now.value, found.now.basis) == (10.0 * len(cities), "summed")
    publish(*(one("2024", "10", area=name) for name in cities))
    again = of(prepare(one("2024", "12", area="大连市")), 2024)
    assert (again.then.value, again.now.value, again.reason) == (140.0, 142.0, "resummed")


def test_nothing_is_otherwise_between_a_release_and_itself(folder):
    assert comparison.otherwise(store.edition(), store.edition()) == ()


def test_another_day_alone_is_told_too(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    made = [
        small_release.publish(tables() | more, until, seed=1).id
        for until, more in ((UNTIL, {}), (day("2026-10-31"), {"trademarks": pl.concat([tables()["trademarks"]])}))
    ]
    before, after = (store.kept_edition(one) for one in made)
    assert before.until < after.until
    assert all(
        one.reason in ("new", "recounted", "gone", "stepped_aside") for one in comparison.otherwise(before, after)
    )
