"""What the store hands on of the office's figures: what stands, what stays open, where simulation stands back."""

import datetime as dt

import polars as pl

from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.releases import manifest, reconcile, store
from explorer.views.target import citations
from explorer.views.target import text as target_text
from tests.conftest import UNTIL
from tests.support import tiny_release
from tests.support.cases import each

PROVINCE, SHENYANG, DALIAN = "210000", tiny_release.SHENYANG, tiny_release.DALIAN
STATIONS, MARKS = "rights_aid_workstations", "trademarks_in_force"


def year(number):
    return dt.date(number, 12, 31)


def read(edition, slug, area=PROVINCE, evidence="all", as_of=UNTIL):
    return store.read(catalogue.indicators()[slug], area, as_of, evidence, edition)


def by_year(rows):
    return {
        period.year: (value, evidence)
        for period, value, evidence in rows.filter(span="year").select("period", "value", "evidence").iter_rows()
    }


def said(value, number=2022, area=PROVINCE, measure=STATIONS, **more):
    return measure, area, number, value, more


def test_what_is_simulated_stands_only_before_the_first_word_of_the_office(told):
    before = by_year(read(told(), STATIONS))
    assert before[2021] == (0.0, "simulated")
    assert before[2023] == (1.0, "simulated")
    found = read(told(said(40.0, 2021), said(105.0, 2023)), STATIONS)
    assert by_year(found) == {number: one for number, one in before.items() if number < 2021} | {
        2021: (40.0, "office"),
        2023: (105.0, "office"),
    }
    assert found["period"].max() == year(2023), "nor a simulated month after it"


def test_the_months_that_the_outlook_reads_stand_back_too(told):
    edition, indicator = told(said(105.0)), catalogue.indicators()[STATIONS]
    found = store.monthly(indicator, PROVINCE, UNTIL, "all", edition)
    assert found["period"].max() == dt.date(2022, 11, 30)


def test_no_city_is_simulated_below_a_province_that_the_office_states(told):
    edition = told(said(105.0, 2020))
    assert read(edition, STATIONS, SHENYANG)["period"].max() < year(2020)
    assert read(edition, MARKS, SHENYANG)["period"].max() > year(2020), "of another indicator nothing was said"
    assert by_year(read(edition, STATIONS, SHENYANG, as_of=dt.date(2026, 9, 27)))[2022][1] == "simulated"


def test_where_the_office_wrote_a_dash_nothing_simulated_stands_and_the_page_says_so(told):
    edition = told(said(None, state="undetermined", note="省统计局尚未核定"), said(90.0, 2020))
    assert by_year(read(edition, STATIONS))[2020] == (90.0, "office")
    assert read(edition, STATIONS)["period"].max() == year(2020)
    indicator = catalogue.indicators()[STATIONS]
    unknown = store.undetermined(indicator, PROVINCE, UNTIL, "all", edition)
    assert unknown.select("period", "value", "state", "note").rows() == [
        (year(2022), None, "undetermined", "省统计局尚未核定")
    ]
    assert store.undetermined(indicator, PROVINCE, UNTIL, "published", edition).is_empty()
    view = View(edition, "ln-2025", PROVINCE, UNTIL, "all", "zh")
    goal = view.by_key[STATIONS]
    assert "2022年：本局注明尚未核定，不以其他数值代替。" in list(target_text.remarks(view, goal))
    assert "imp" in citations.sources(view, goal), "its source is named"
    table = target_text.table(view, goal)
    assert dict(table.select("时期", table.columns[1]).rows())["2022年"] == "尚未核定"


def test_a_dash_before_any_figure_keeps_simulation_away_as_well(told):
    assert read(told(said(None, 2021, state="undetermined")), STATIONS)["period"].max() < year(2021)


CITIES = tiny_release.CITIES


def test_a_sum_of_the_cities_is_formed_where_all_have_stated_and_is_marked_as_such(told):
    parts = [said(float(place), area=city) for place, city in enumerate(CITIES, 1)]
    found = read(told(*parts), STATIONS).filter(period=year(2022))
    assert found.select("value", "evidence", "basis", "state").rows() == [(105.0, "office", "summed", "final")]
    assert read(told(*parts[:-1]), STATIONS).filter(period=year(2022))["evidence"].to_list() == ["simulated"]
    corrected = read(told(*parts, said(101.0, area=CITIES[0])), STATIONS).filter(period=year(2022))
    assert corrected["value"].to_list() == [205.0], "it follows a city's correction"
    gone = told(*parts, said(None, area=CITIES[3], state="withdrawn"))
    assert read(gone, STATIONS).filter(period=year(2022))["evidence"].to_list() == ["simulated"]
    rate = [said(50.0, area=city, measure="guidance_station_coverage") for city in CITIES]
    shares = read(told(*rate), "guidance_station_coverage").filter(period=year(2022))
    assert shares["evidence"].to_list() == ["simulated"], "shares do not add up"


def test_what_the_office_states_of_the_zone_is_part_of_the_sum_and_never_needed_for_it(told):
    cities = [said(7.0, area=city) for city in CITIES]
    zone = said(2.0, area=tiny_release.SHENFU)
    assert by_year(read(told(*cities, zone), STATIONS))[2022] == (100.0, "office")
    assert by_year(read(told(*cities[1:], zone), STATIONS))[2022][1] == "simulated", "a zone stands for no city"
    undetermined = said(None, area=tiny_release.SHENFU, state="undetermined")
    assert by_year(read(told(*cities, undetermined), STATIONS))[2022] == (98.0, "office")


def test_a_sum_never_beats_the_provinces_own_and_both_are_shown(told):
    parts = [said(8.0, area=city) for city in CITIES]
    edition = told(said(105.0), *parts)
    found = read(edition, STATIONS).filter(period=year(2022))
    assert found.select("value", "basis").rows() == [(105.0, "stated")]
    assert [(one["value"], one["reason"]) for one in found["rivals"][0]] == [(112.0, "summed")]
    view = View(edition, "ln-2025", PROVINCE, UNTIL, "all", "zh")
    goal = view.by_key[STATIONS]
    assert "2022年数值核对：报出 105 家；各市合计 112 家。" in list(target_text.remarks(view, goal))
    assert "未采用：各市合计数不替代已报出或已公布的数值" in citations.sources(view, goal)
    agreed = told(said(112.0), *parts)
    assert not any("核对" in one for one in target_text.remarks(View(agreed, *_seen()), goal))


def _seen():
    return "ln-2025", PROVINCE, UNTIL, "all", "zh"


@each(
    "code, said_why",
    [("zh", "未采用：已由本局撤回，原因：录入错误。"), ("en", "not used: the office has withdrawn it: 录入错误.")],
)
def test_the_page_says_why_a_withdrawn_figure_does_not_stand(told, code, said_why):
    edition = told(said(105.0), said(1050.0), said(None, state="withdrawn", note="录入错误"))
    assert by_year(read(edition, STATIONS))[2022] == (105.0, "office")
    view = View(edition, "ln-2025", PROVINCE, UNTIL, "all", code)
    assert said_why in citations.sources(view, view.by_key[STATIONS]).replace("\\", "")


def test_a_preliminary_figure_is_called_so(told):
    view = View(told(said(105.0, state="preliminary")), *_seen())
    goal = view.by_key[STATIONS]
    assert "2022年数值为快报数，以核定数为准。" in list(target_text.remarks(view, goal))
    assert "■ 本局数据（快报）" in target_text.table(view, goal)["依据"].to_list()


def test_a_release_built_before_there_were_states_stays_readable(told):
    """Every row is final, in the order of its imports; a row without a day of its own is known by its import's."""
    figures = (said(1050.0), said(104.0, known_on=dt.date(2026, 1, 20)), said(105.0, known_on=dt.date(2026, 4, 20)))
    edition = told(*figures, without=list(reconcile.LIFE))
    assert set(reconcile.LIFE).isdisjoint(manifest.read_manifest(edition.folder).tables["observations"].schema)
    found = read(edition, STATIONS).filter(period=year(2022))
    assert found.select("value", "state").rows() == [(105.0, "final")]
    assert {one["value"]: one["reason"] for one in found["rivals"][0]} == {1050.0: "undated", 104.0: "known_earlier"}


def test_the_imports_of_such_a_release_stand_in_the_order_of_its_manifest():
    rows = pl.DataFrame(
        {
            "evidence": ["office", "office", "published"],
            "source": ["imp-20260928-b", "imp-20260928-a", "R-1"],
            "known_on": [dt.date(2026, 9, 28), dt.date(2026, 1, 20), dt.date(2026, 9, 28)],
        }
    )
    found = reconcile.lived(rows, ["imp-20260928-b", "imp-20260928-a"])
    assert found.select("state", "dated", "log_order").rows() == [
        ("final", False, 1),
        ("final", True, 2),
        (None, None, None),
    ]
