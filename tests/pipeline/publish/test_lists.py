"""Lists as offices keep them, published: this year's, next year's, and what they leave as it was."""

import io

import openpyxl
import polars as pl
import pytest

from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.pipeline.intake.values import areas
from explorer.pipeline.publish import file_check, jobs, publishing
from explorer.pipeline.publish.jobs import Job, Upload
from explorer.releases import current, store
from explorer.releases.decisions import Change
from tests.exports.office.office_files import day, ground
from tests.support import tiny_release
from tests.support.intake_files import saved, workbook, workbooks

pytestmark = pytest.mark.publishing

SHENYANG, DALIAN = tiny_release.SHENYANG, tiny_release.DALIAN
CITIES = [row["name_zh"] for row in areas.world().cities().values() if row["level"] == "city"]
PROVINCE, STATIONS, COVERAGE = "210000", "rights_aid_workstations", "guidance_station_coverage"
HEADING = ("序号", "市", "县（市、区）", "名称", "成立时间")
FIRST = [("沈阳", "和平区", "甲站", "2021年"), ("沈阳", "沈河区", "乙站", "2022年5月"), ("大连", "", "丙站", "2022")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    publishing.rebuild(ground=ground)
    return tmp_path


@pytest.fixture
def bring(folder):
    def brought(content, mode="append", scope="province"):
        path = folder / "list.xlsx"
        path.write_bytes(content)
        found = file_check.arrived(path, None, mode, None, scope)
        assert found.faults.rows() == []
        return publishing.bring([found.brought], "li", ground=ground)

    return brought


def listed(rows, title="维权援助工作站一览（截至2023年底）"):
    return workbook([(title,), HEADING, *((number, *row) for number, row in enumerate(rows, start=1))])


def numbers():
    rows = pl.read_parquet(current.current() / "service_network.parquet").filter(pl.col("evidence") == "office")
    return dict(rows.select("name_zh", "unit_no").iter_rows())


def years(slug, area=PROVINCE):
    edition = store.edition()
    rows = store.read(catalogue.indicators()[slug], area, edition.until, "office", edition)
    rows = rows.filter(pl.col("evidence") == "office", pl.col("period").dt.month() == 12)
    return dict(rows.select(pl.col("period").dt.year(), "value").iter_rows())


def months(area):
    edition = store.edition()
    rows = store.monthly(catalogue.indicators()[STATIONS], area, edition.until, "all", edition)
    return {period: (value, evidence) for period, value, evidence in rows.iter_rows()}


def everything(slug):
    rows = store.read(catalogue.indicators()[slug], PROVINCE, day("2024-03-31"), "all", store.edition())
    return rows.select("period", "value", "evidence").rows()


def test_a_list_by_year_is_counted_from_the_ends_of_its_years_to_the_day_of_its_title(bring):
    bring(listed(FIRST))
    assert years(STATIONS) == {2021: 1.0, 2022: 3.0, 2023: 3.0}


def test_next_years_list_knows_the_same_units_by_their_numbers(bring):
    bring(listed(FIRST))
    first = numbers()
    corrected = [
        ("大连", "", "丙站", "2023"),
        ("沈阳", "沈河区", "乙站", "2022年5月"),
        ("沈阳", "大东区", "丁站", "2023年6月"),
    ]
    made = bring(listed(corrected), "replace")
    (rows,) = (one for one in made.rows if one.table == "service_network")
    assert (rows.new, rows.changed, rows.withdrawn) == (1, 1, 1)
    later = numbers()
    assert {name: later[name] for name in ("乙站", "丙站")} == {name: first[name] for name in ("乙站", "丙站")}
    assert set(later) == {"乙站", "丙站", "丁站"}
    assert years(STATIONS) == {2022: 1.0, 2023: 3.0}


def test_an_appended_list_adds_what_is_new_and_corrects_what_it_knows(bring):
    bring(listed(FIRST))
    bring(listed([("沈阳", "大东区", "丁站", "2023年6月"), ("沈阳", "和平区", "甲站", "2020年")]))
    assert len(numbers()) == 4
    assert years(STATIONS) == {2020: 1.0, 2021: 1.0, 2022: 3.0, 2023: 4.0}


def test_a_list_without_days_counts_from_the_day_of_its_title_and_is_unknown_before(bring):
    bring(listed([(city, county, name, "") for city, county, name, _ in FIRST]))
    assert years(STATIONS) == {2023: 3.0}


@pytest.mark.parametrize(
    ("days", "counted"),
    [
        (("2021年", "2022年12月", ""), {2022: 3.0}),  # known as far as its last day, the end of 2022
        (("2021年", "2022年12月", "2023-01-20"), {2021: 1.0, 2022: 2.0}),  # of January the 20th is no month's end
        (("2021年", "2023-01-20", ""), {2022: 2.0}),
    ],
)
def test_a_list_that_says_no_day_is_counted_to_the_last_month_end_it_knows(bring, days, counted):
    rows = [(city, county, name, one) for (city, county, name, _), one in zip(FIRST, days, strict=True)]
    bring(listed(rows, title="维权援助工作站一览"))
    assert years(STATIONS) == counted


def test_a_list_of_one_kind_leaves_every_other_goal_as_it_was(bring):
    others = [slug for slug, one in catalogue.indicators().items() if one.sql and slug != STATIONS]
    before = {slug: years(slug) for slug in others}
    shown = {slug: everything(slug) for slug in others}
    bring(listed(FIRST))
    assert {slug: years(slug) for slug in others} == before
    for slug, rows in shown.items():
        assert everything(slug) == rows, slug


def test_a_list_of_one_city_counts_there_alone_until_every_other_has_one(bring):
    shown = {area: months(area) for area in (SHENYANG, PROVINCE)}
    bring(listed([("大连", "", "甲站", "2021年"), ("大连", "", "乙站", "2022年5月")]), scope="auto")
    assert years(STATIONS, DALIAN) == {2021: 1.0, 2022: 2.0, 2023: 2.0}
    assert (years(STATIONS, SHENYANG), years(STATIONS)) == ({}, {})
    assert months(SHENYANG) == shown[SHENYANG], "as it was"
    assert shown[PROVINCE]
    assert months(PROVINCE) == {}, "nothing is added up of lists and inventions"
    others = [name for name in CITIES if name != "大连市"]
    bring(listed([(city, "", f"站{place}", "2022") for place, city in enumerate(others)]), scope="cities")
    assert years(STATIONS, SHENYANG) == {2021: 0.0, 2022: 1.0, 2023: 1.0}
    assert years(STATIONS) == {2021: 1.0, 2022: 2.0 + len(others), 2023: 2.0 + len(others)}


def test_the_older_list_of_another_city_cuts_no_citys_figures_off(bring):
    bring(listed(FIRST[:2]), scope="auto")
    before = years(STATIONS, SHENYANG)
    bring(listed([("大连", "中山区", "戊站", "2021年")], "维权援助工作站一览（截至2022年底）"), scope="auto")
    assert years(STATIONS, SHENYANG) == before
    assert max(before) > max(years(STATIONS, DALIAN)) == 2022


def test_the_registers_own_page_answers_where_lists_speak_of_one_city_alone(bring):
    bring(listed(FIRST[:2]), scope="auto")
    edition = store.edition()
    view = View(edition, "ln-2025", PROVINCE, edition.until, "all", "zh")
    register = definitions.REGISTERS["service_network"]
    assert counts.counted_on(view, register) > day("2023-12-31"), "as far as before, but for the one city"
    assert counts.figures(view, register)


def test_a_list_of_one_city_takes_the_place_of_that_citys_alone(bring):
    bring(listed(FIRST))
    bring(listed([("沈阳", "大东区", "丁站", "2023年6月")]), "replace", scope="auto")
    assert set(numbers()) == {"丙站", "丁站"}
    assert (years(STATIONS, SHENYANG), years(STATIONS, DALIAN)) == ({2022: 0.0, 2023: 1.0}, {2022: 1.0, 2023: 1.0})
    assert years(STATIONS) == {2022: 1.0, 2023: 2.0}


NUMBERED = ("单位编号", "市", "县（市、区）", "名称", "成立时间")


def numbered(title, *rows):
    return workbook([(title,), NUMBERED, *rows])


def test_a_number_that_stands_for_another_kind_or_city_is_refused_and_nothing_is_lost(bring):
    first = numbered(
        "维权援助工作站（截至2023年底）", ("A-1", "沈阳", "", "甲站", "2022"), ("A-2", "大连", "", "乙站", "2022")
    )
    bring(first)
    for title, row in (
        ("知识产权培训基地（省级，截至2023年底）", ("A-1", "沈阳", "", "丙基地", "2022")),
        ("维权援助工作站（截至2023年底）", ("A-1", "大连", "", "丁站", "2022")),
    ):
        with pytest.raises(Trouble, match="import_number_taken") as told:
            bring(numbered(title, row))
        assert (told.value.values["count"], told.value.values["numbers"]) == (1, "A-1"), title
        assert set(numbers()) == {"甲站", "乙站"}


def test_a_number_that_names_the_same_thing_elsewhere_corrects_it(bring):
    bring(
        numbered(
            "维权援助工作站（截至2023年底）", ("A-1", "沈阳", "", "甲站", "2022"), ("A-2", "大连", "", "乙站", "2022")
        )
    )
    bring(numbered("维权援助工作站（截至2023年底）", ("A-1", "大连", "", "甲站", "2022")))
    assert (years(STATIONS, SHENYANG)[2023], years(STATIONS, DALIAN)[2023]) == (0.0, 2.0)


def test_a_list_of_one_city_is_the_provinces_where_somebody_says_so(bring):
    bring(listed(FIRST[:2]), scope="province")
    assert years(STATIONS, DALIAN) == {2021: 0.0, 2022: 0.0, 2023: 0.0}
    assert years(STATIONS) == {2021: 1.0, 2022: 2.0, 2023: 2.0}


def test_what_one_city_lists_says_nothing_of_the_others_where_nothing_is_invented(bring):
    publishing.bring([], "li", ground=ground, change=Change(simulate=False))
    bring(listed(FIRST[:2]), scope="auto")
    edition = store.edition()
    for area, counted in ((SHENYANG, True), (DALIAN, False), (PROVINCE, False)):
        rows = store.monthly(catalogue.indicators()[STATIONS], area, edition.until, "all", edition)
        assert (rows.height > 0) == counted, area


def test_ticks_by_county_and_merged_cities_are_published_as_they_lie(bring):
    rows = [("各县指导站（截至2023年底）",), ("市", "县（市、区）", "是否建站", "建站时间")]
    rows += [("沈阳", "和平区", "√", "2022年2月"), ("", "沈河区", "×", ""), ("", "大东区", "√", "2023年3月")]
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
    book.active.merge_cells("A3:A5")
    bring(saved(book))
    assert sorted(numbers()) == ["和平区商标品牌指导站", "大东区商标品牌指导站"]
    assert list(years(COVERAGE)) == [2022, 2023]


def test_several_sheets_are_one_import_each_kind_known_by_itself(bring):
    sheets = {
        name: [(f"{name}（截至2023年底）",), HEADING, (1, "沈阳", "和平区", "甲", "2022")]
        for name in ("商标品牌指导站", "维权援助工作站")
    }
    made = bring(workbooks(sheets))
    assert len(made.brought) == 1
    assert years(STATIONS) == {2022: 1.0, 2023: 1.0}
    assert list(years(COVERAGE)) == [2022, 2023]


def test_the_page_publishes_the_same_and_knows_it_again(folder, monkeypatch):
    monkeypatch.setattr(jobs, "_prepared", type(jobs._prepared)())
    monkeypatch.setattr(
        jobs.background, "prepare", lambda brought, told: publishing.prepare(brought, told, ground=ground)
    )
    upload = Upload.of(listed(FIRST), "list.xlsx")
    job = Job(upload, jobs.table_of(upload), "append", scope="province")
    assert {one.kind for _, _, one in jobs.check(upload, job.table).questions} >= {"numbers_made", "kind_from_title"}
    jobs.publish(jobs.prepare(job, lambda _: None), "li", "")
    assert years(STATIONS) == {2021: 1.0, 2022: 3.0, 2023: 3.0}
    assert jobs.published(job, publishing.history()) is not None
