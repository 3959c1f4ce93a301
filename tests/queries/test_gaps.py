"""Every gap list: its header, its rows counted by hand, and its agreement with the indicator whose gap it closes."""

import datetime as dt
import re
import shutil
from dataclasses import replace
from functools import lru_cache

import duckdb
import polars as pl
import pytest

from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.pipeline.build import assemble
from explorer.releases import lists, manifest, store
from tests.queries.test_indicators import header, statement
from tests.support import tiny_release as tiny
from tests.support.cases import each
from tests.support.tiny_release import (
    ANSHAN,
    BENXI,
    CHANGCHUN,
    CITIES,
    DALIAN,
    DANDONG,
    PANJIN,
    QUERIES,
    SHENFU,
    SHENYANG,
    day,
)

PROVINCE = "210000"
GAPS = catalogue.gaps()
FIGURES_ALONE = {"patent_intensive_industry_share", "public_service_platform_visits"}
MONTH_ENDS = [
    dt.date(2013, 3, 31),
    dt.date(2020, 2, 29),
    dt.date(2020, 8, 31),
    dt.date(2021, 3, 31),
    dt.date(2022, 12, 31),
    dt.date(2023, 3, 31),
    dt.date(2023, 10, 31),
    dt.date(2024, 2, 29),
    dt.date(2024, 3, 31),
]
MIDWAY = [dt.date(2021, 3, 1), dt.date(2023, 4, 15), dt.date(2023, 12, 15)]
every_gap = each("slug", GAPS)

# Terms are seen from 31 March 2023: the next 12 months end on 31 March 2024.
# application_no, kind, city, filed, granted, lapsed, end of the legal term, pre-examined
PATENT_COLUMNS = (
    "application_no", "kind", "city", "filed_on", "granted_on", "lapsed_on", "expires_on", "pre_examined",
)  # fmt: skip
PATENTS = (
    ("ends that day", "invention", SHENYANG, "2003-03-31", "2005-05-05", "2023-03-31", "2023-03-31", False),
    ("ends the day after", "invention", SHENYANG, "2003-04-01", "2005-05-05", "2023-04-01", "2023-04-01", False),
    ("ends a year later", "invention", SHENYANG, "2004-03-31", "2005-05-05", "2024-03-31", "2024-03-31", False),
    ("ends after the year", "invention", SHENYANG, "2004-04-01", "2005-05-05", None, "2024-04-01", False),
    ("lapses in a month", "invention", SHENYANG, "2003-09-30", "2005-05-05", "2023-04-30", "2023-09-30", False),
    ("lapsed before", "invention", SHENYANG, "2003-09-30", "2005-05-05", "2023-01-15", "2023-09-30", False),
    ("only a model", "utility_model", SHENYANG, "2013-06-01", "2014-01-01", None, "2023-06-01", False),
    ("never granted", "invention", SHENYANG, "2003-06-01", None, None, "2023-06-01", False),
    ("ends in dalian", "invention", DALIAN, "2003-06-01", "2005-05-05", "2023-06-01", "2023-06-01", False),
    ("granted in may", "invention", SHENYANG, "2004-03-31", "2023-05-31", "2024-03-31", "2024-03-31", False),
    ("ends in the zone", "invention", SHENFU, "2003-06-01", "2005-05-05", "2023-06-01", "2023-06-01", False),
    ("ends elsewhere", "invention", CHANGCHUN, "2003-06-01", "2005-05-05", "2023-06-01", "2023-06-01", False),
    ("a waiting model", "utility_model", SHENYANG, "2022-11-01", None, None, "2032-11-01", True),
    ("waits elsewhere", "invention", CHANGCHUN, "2022-11-01", None, None, "2042-11-01", True),
)
MARK_COLUMNS = ("registration_no", "city", "registered_on", "expires_on", "ended_on")
MARKS = (
    ("ends that day", SHENYANG, "2013-03-31", "2023-03-31", "2023-03-31"),
    ("ends the day after", SHENYANG, "2013-04-01", "2023-04-01", "2023-04-01"),
    ("renewed since", SHENYANG, "2013-09-30", "2033-09-30", None),
    ("renewed three times", SHENYANG, "1993-12-31", "2033-12-31", None),
    ("ends a year later", SHENYANG, "2014-03-31", "2034-03-31", None),
    ("ends after the year", SHENYANG, "2014-04-01", "2024-04-01", None),
    ("cancelled before", SHENYANG, "2013-06-01", "2023-06-01", "2022-06-01"),
    ("cancelled that day", SHENYANG, "2013-06-01", "2023-06-01", "2023-03-31"),
    ("cancelled later", SHENYANG, "2013-06-01", "2023-06-01", "2023-05-01"),
    ("registered later", SHENYANG, "2023-05-01", "2033-05-01", None),
    ("ends in dalian", DALIAN, "2013-06-30", "2023-06-30", "2023-06-30"),
    ("ends in the zone", SHENFU, "2013-06-30", "2023-06-30", "2023-06-30"),
)
INDICATION_COLUMNS = ("gi_no", "kind", "city", "approved_on", "standard_on")
INDICATIONS = (
    ("of dalian", "protected_product", DALIAN, "2012-06-01", "2019-01-01"),
    ("of the zone", "protected_product", SHENFU, "2010-01-01", None),
    ("of changchun", "protected_product", CHANGCHUN, "2010-01-01", None),
)
UNIT_COLUMNS = ("unit_no", *tiny.UNIT_COLUMNS)
UNITS = (
    ("shut again", "info_service_outlet", "provincial", BENXI, None, "2021-01-01", "2022-01-01", None),
    ("of no city", "info_service_outlet", "provincial", None, None, "2021-01-01", None, None),
    ("of the zone", "regional_public_brand", "city", SHENFU, None, "2021-01-01", None, None),
)
# Of every kind of unit: one that opens and closes on a month-end, one whose opening day nobody knows, and one of a
# level that may not count. Zones and training bases count from 2023 only.
KINDS = {
    "info_service_outlet": "provincial",
    "regional_public_brand": "provincial",
    "rights_aid_workstation": "provincial",
    "patent_navigation_project": "provincial",
    "patent_navigation_base": "provincial",
    "gi_key_project": "provincial",
    "gi_demo_zone": "national",
    "service_brand_agency": "provincial",
    "training_base": "provincial",
}
OTHER_LEVEL = {"provincial": "national", "national": "provincial"}


def passing_units():
    for kind, level in KINDS.items():
        for first, last in (("2020-08-31", "2021-03-31"), ("2024-02-29", "2024-03-31")):
            name = f"{kind} of {first}"
            yield (name, kind, level, ANSHAN, None, first, last, None)
            yield (f"{name} by hearsay", kind, level, DALIAN, None, None, last, first)
            yield (f"{name} of another level", kind, OTHER_LEVEL[level], PANJIN, None, first, last, None)


def extended():
    """Return the tiny release with a register that reaches back to 1993, and with the rows above."""
    tables = tiny.tables()
    more = {
        "patents": (PATENT_COLUMNS, PATENTS),
        "trademarks": (MARK_COLUMNS, MARKS),
        "geographical_indications": (INDICATION_COLUMNS, INDICATIONS),
        "service_network": (UNIT_COLUMNS, (*UNITS, *passing_units())),
    }
    for name, (columns, rows) in more.items():
        added = pl.DataFrame(list(tiny._numbered(columns[0], columns, rows)), schema=tables[name].schema)
        tables[name] = pl.concat([tables[name], added])
    back = tiny.month_ends(dt.date(1993, 1, 31))
    return tables | {"periods": pl.DataFrame({"period": back})}


def database(tables):
    """Return an in-memory database of the tables, and of those derived from them."""
    opened = duckdb.connect(config={"threads": 1})
    for name, frame in (tables | assemble.derive(tables)).items():
        opened.register("frame", frame)
        opened.table("frame").create(name)
    return opened


@pytest.fixture(scope="module")
def tables():
    return extended()


@pytest.fixture(scope="module")
def registers(tables):
    return database(tables)


@lru_cache(maxsize=1024)
def listed(registers, slug, on, area=PROVINCE):
    return registers.sql(GAPS[slug].sql, params={"as_of": on, "area": area}).pl()


def measured(registers, slug, on):
    """Return the indicator's own figures at a month-end by city: one, or a numerator and a denominator."""
    rows = registers.sql(catalogue.indicators()[slug].sql).filter(f"period = date '{on}'").fetchall()
    return {city: figures for city, _, *figures in rows}


def rows(registers, slug, on, *columns):
    return listed(registers, slug, day(on)).select(columns).rows()


def by_city(registers, slug, on, column):
    return dict(listed(registers, slug, on).select("city", column).iter_rows())


# The header


def test_every_indicator_of_the_province_that_a_register_measures_has_a_gap_list():
    promised = {goal.indicator.slug for goal in catalogue.plans()["ln-2025"].goals}
    assert set(GAPS) == promised - FIGURES_ALONE


@every_gap
def test_a_header_names_the_list_and_its_columns_in_both_languages(slug):
    fields = header(QUERIES / "gaps" / f"{slug}.sql")
    assert fields.keys() == {"title", "columns"}
    texts = [fields["title"], *fields["columns"].values()]
    assert all(text.keys() == {"zh", "en"} and all(said.strip() for said in text.values()) for text in texts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_lists_share_a_title(language):
    assert len({gap.title[language] for gap in GAPS.values()}) == len(GAPS)


@every_gap
def test_the_columns_are_the_declared_ones_led_by_the_place(small, slug):
    found = lists.gap(slug, PROVINCE, dt.date(2024, 3, 31), small)
    place = ["city", "county"] if "county" in found.columns else ["city"]
    assert found.columns == [*place, *GAPS[slug].columns]
    assert found.columns[-1] == "evidence"
    assert set(found["evidence"]) <= set(manifest.EVIDENCES)


def test_a_file_without_columns_is_named_to_the_reader(tmp_path):
    path = tmp_path / "some_list.sql"
    path.write_text('-- title = { zh = "一", en = "One" }\n\nselect 1\n', "utf-8")
    with pytest.raises(Trouble) as trouble:
        catalogue.read_gap(path)
    assert trouble.value.values["file"] == "some_list.sql"


# The statement


@every_gap
def test_a_list_has_two_parameters(slug):
    said = statement(QUERIES / "gaps" / f"{slug}.sql")
    assert set(re.findall(r"\$\w+", said)) == {"$as_of", "$area"}


@every_gap
def test_a_comment_above_the_final_select_says_what_a_row_is(slug):
    above = (QUERIES / "gaps" / f"{slug}.sql").read_text("utf-8").rpartition("\nselect\n")[0].splitlines()[-2:]
    assert any(line.startswith("-- One row per ") for line in above)


@every_gap
def test_a_list_names_only_the_14_cities_and_their_counties(registers, slug):
    for on in MONTH_ENDS + MIDWAY:
        found = listed(registers, slug, on)
        assert set(found["city"]) <= set(CITIES)
        if "county" in found.columns:
            places = found.select("city", "county").drop_nulls().iter_rows()
            assert all(tiny.COUNTIES[county] == city for city, county in places)


@every_gap
def test_an_area_filters_the_provinces_list_and_keeps_its_order(registers, slug):
    for on in (MONTH_ENDS[0], *MONTH_ENDS[-3:]):
        everywhere = listed(registers, slug, on)
        for city in (SHENYANG, DALIAN, BENXI):
            assert listed(registers, slug, on, city).equals(everywhere.filter(pl.col("city") == city)), (on, city)


@every_gap
def test_another_area_has_no_list(registers, slug):
    for area in (SHENFU, CHANGCHUN, "100000", "210102", "210000' or true --"):
        assert listed(registers, slug, dt.date(2023, 3, 31), area).is_empty(), area


def test_the_order_does_not_depend_on_the_order_of_the_register(registers, tables):
    shuffled = database({name: frame.sample(fraction=1, shuffle=True, seed=7) for name, frame in tables.items()})
    for slug in GAPS:
        for on in MONTH_ENDS[-4:]:
            assert listed(shuffled, slug, on).equals(listed(registers, slug, on)), (slug, on)


# The day


def as_known_on(tables, on):
    """Return the registers as they stood on a day: without later rows, without the later days of earlier rows."""

    def begun(name, *days):
        return tables[name].filter(pl.coalesce(*days).fill_null(on) <= on)

    def not_yet(*columns):
        return [pl.when(pl.col(column) <= on).then(column).alias(column) for column in columns]

    then = {
        "periods": begun("periods", "period"),
        "patents": begun("patents", "filed_on").with_columns(*not_yet("granted_on", "lapsed_on")),
        "patent_events": begun("patent_events", "happened_on"),
        "trademarks": begun("trademarks", "registered_on").with_columns(
            *not_yet("ended_on"), pl.col("expires_on").map_elements(lambda end: term(end, on), return_dtype=pl.Date)
        ),
        "geographical_indications": begun("geographical_indications", "approved_on").with_columns(
            *not_yet("standard_on")
        ),
        "service_network": begun("service_network", "opened_on", "known_on").with_columns(*not_yet("closed_on")),
    }
    return database(tables | then)


def term(end, on):
    """Return the end of the ten years that were running on a day, from the end of the newest ten."""
    before = end.replace(year=end.year - 10)
    return term(before, on) if before > on else end


@each("on", MONTH_ENDS + MIDWAY)
def test_a_list_knows_nothing_of_what_happened_after_its_day(registers, tables, on):
    then = as_known_on(tables, on)
    for slug in GAPS:
        assert listed(registers, slug, on).equals(listed(then, slug, on)), slug


# The rows, by hand

PATENT_LIST = "high_value_invention_patents_per_capita"


def test_high_value_inventions_are_listed_by_the_end_of_their_term(registers):
    assert rows(registers, PATENT_LIST, "2023-03-31", "application_no", "city", "expires_on", "days_left") == [
        ("ends the day after", SHENYANG, day("2023-04-01"), 1),
        ("ends in dalian", DALIAN, day("2023-06-01"), 62),
        ("lapses in a month", SHENYANG, day("2023-09-30"), 183),
        ("ends a year later", SHENYANG, day("2024-03-31"), 366),
    ]


def test_a_lapse_takes_an_invention_off_the_list_from_its_day_on(registers):
    before, after = (
        {row[0] for row in rows(registers, PATENT_LIST, on, "application_no")} for on in ("2023-04-29", "2023-04-30")
    )
    assert before - after == {"lapses in a month"}


def test_marks_are_listed_by_the_end_of_the_ten_years_running_that_day(registers):
    assert rows(registers, "trademarks_in_force", "2023-03-31", "registration_no", "period_ends_on", "days_left") == [
        ("ends the day after", day("2023-04-01"), 1),
        ("cancelled later", day("2023-06-01"), 62),
        ("ends in dalian", day("2023-06-30"), 91),
        ("renewed since", day("2023-09-30"), 183),
        ("renewed three times", day("2023-12-31"), 275),
        ("ends a year later", day("2024-03-31"), 366),
    ]


def test_a_renewed_mark_had_its_earlier_ends_too(registers):
    for on, end in {"2013-03-31": "2013-12-31", "2023-03-31": "2023-12-31"}.items():
        found = dict(rows(registers, "trademarks_in_force", on, "registration_no", "period_ends_on"))
        assert found["renewed three times"] == day(end)
    assert rows(registers, "trademarks_in_force", "2012-12-30", "registration_no") == []


@pytest.mark.parametrize(
    ("on", "missing"),
    {
        "2019-06-30": ["G0", "G2"],
        "2022-12-31": ["G0", "G1", "G2"],
        "2023-01-15": ["G1", "G2"],
        "2024-02-29": ["G1"],
    }.items(),
)
def test_protected_products_without_a_standard_are_listed_the_oldest_first(registers, on, missing):
    assert [row[0] for row in rows(registers, "geographical_indication_standard_coverage", on, "gi_no")] == missing


NEVER = [("210104", None), ("210213", None), ("210381", None)]


@pytest.mark.parametrize(
    ("on", "without"),
    {
        "2019-12-31": [("210102", None), ("210103", None), NEVER[0], ("210202", None), *NEVER[1:]],
        "2022-12-30": NEVER,
        "2022-12-31": [*NEVER, ("210103", day("2022-12-31"))],
        "2024-03-31": [*NEVER, ("210103", day("2022-12-31"))],
    }.items(),
)
def test_counties_without_a_station_are_listed_those_that_never_had_one_first(registers, on, without):
    assert rows(registers, "guidance_station_coverage", on, "county", "last_closed_on") == without


def test_cities_without_an_outlet_are_listed_the_one_that_lost_its_own_last_of_all(registers):
    slug, lost = "information_outlet_coverage", {ANSHAN, DALIAN, BENXI}
    never = [(city, None) for city in CITIES if city not in {SHENYANG, *lost}]
    long_ago = [(DALIAN, day("2021-03-31")), (ANSHAN, day("2021-03-31")), (BENXI, day("2022-01-01"))]
    assert rows(registers, slug, "2024-02-28", "city", "last_closed_on") == never + long_ago
    newest = [(BENXI, day("2022-01-01")), (DALIAN, day("2024-03-31"))]
    assert rows(registers, slug, "2024-03-31", "city", "last_closed_on") == never + newest


STARTED = {DALIAN: 1, ANSHAN: 1, PANJIN: 1}  # a navigation project counts at any level, and for ever


@each(
    "slug, column, on, counts",
    [
        ("ip_information_outlets", "outlets", "2021-12-31", {BENXI: 1}),
        ("ip_information_outlets", "outlets", "2023-12-15", {SHENYANG: 2}),
        ("ip_information_outlets", "outlets", "2024-03-31", {ANSHAN: 1, SHENYANG: 1}),
        ("regional_public_brands", "brands", "2023-04-29", {}),
        ("regional_public_brands", "brands", "2023-04-30", {PANJIN: 1}),
        ("rights_aid_workstations", "workstations", "2022-08-15", {SHENYANG: 2}),
        ("rights_aid_workstations", "workstations", "2022-09-30", {SHENYANG: 1}),
        ("patent_navigation_projects", "projects", "2023-12-01", STARTED | {SHENYANG: 1}),
        ("patent_navigation_projects", "projects", "2024-01-01", STARTED | {SHENYANG: 2}),
        ("patent_navigation_bases", "bases", "2023-04-30", {}),
        ("patent_navigation_bases", "bases", "2023-05-01", {SHENYANG: 1}),
        ("geographical_indication_key_projects", "projects", "2023-08-01", {DANDONG: 1}),
        ("geographical_indication_demonstration_zones", "zones", "2023-01-15", {}),
        ("geographical_indication_demonstration_zones", "zones", "2023-08-01", {DANDONG: 1}),
        ("ip_service_brand_agencies", "agencies", "2023-05-30", {}),
        ("ip_service_brand_agencies", "agencies", "2023-05-31", {DALIAN: 1}),
        ("ip_training_bases", "bases", "2023-09-01", {SHENYANG: 2}),
        ("ip_training_bases", "bases", "2024-01-31", {SHENYANG: 1}),
    ],
)
def test_units_are_counted_in_all_14_cities_and_those_without_come_first(registers, slug, column, on, counts):
    expected = sorted(((city, counts.get(city, 0)) for city in CITIES), key=lambda row: (row[1], row[0]))
    assert rows(registers, slug, on, "city", column) == expected


@each(
    "slug, on, active",
    [
        ("patent_transfers_and_licences", "2020-02-29", {DALIAN: (2, 0, 2)}),
        ("patent_transfers_and_licences", "2021-02-28", {}),
        ("patent_transfers_and_licences", "2021-03-01", {DALIAN: (0, 2, -2)}),
        ("patent_transfers_and_licences", "2023-07-15", {SHENYANG: (3, 0, 3)}),
        ("patent_transfers_and_licences", "2023-12-31", {SHENYANG: (4, 1, 3)}),
        ("patent_transfers_and_licences", "2024-01-01", {SHENYANG: (0, 1, -1)}),
        ("ip_pledge_projects", "2020-08-31", {SHENYANG: (2, 0, 2), DALIAN: (1, 0, 1)}),
        ("ip_pledge_projects", "2021-01-04", {SHENYANG: (1, 0, 1)}),
        ("ip_pledge_projects", "2021-08-31", {SHENYANG: (1, 2, -1), DALIAN: (0, 1, -1)}),
        ("overseas_invention_patent_grants", "2022-03-31", {SHENYANG: (0, 1, -1)}),
        ("overseas_invention_patent_grants", "2022-06-30", {SHENYANG: (0, 2, -2)}),
    ],
)
def test_a_year_to_the_day_stands_against_the_same_days_before_the_weakest_first(registers, slug, on, active):
    expected = [(city, *active.get(city, (0, 0, 0))) for city in CITIES]
    expected.sort(key=lambda row: (row[3], row[1], row[0]))
    assert rows(registers, slug, on, "city", "this_year", "last_year", "difference") == expected


@pytest.mark.parametrize(
    ("on", "named"), {"2022-12-31": (1, 0), "2023-10-30": (1, 1), "2023-10-31": (2, 1), "2024-01-01": (0, 2)}.items()
)
def test_enterprises_named_this_year_stand_beside_those_of_the_whole_year_before(registers, on, named):
    found = rows(registers, "ip_advantage_enterprises", on, "city", "this_year", "last_year")
    others = [(city, 0, 0) for city in CITIES if city != SHENYANG]
    assert found == [*others, (SHENYANG, *named)]


@pytest.mark.parametrize(
    ("on", "waiting"),
    {
        "2022-12-31": [("slower", 91), ("fast", 30)],
        "2023-03-30": [("slower", 180)],
        "2023-03-31": [],
        "2023-12-31": [("fast_in_dalian", 31)],
    }.items(),
)
def test_pre_examined_inventions_wait_until_the_day_of_grant_the_oldest_first(registers, on, waiting):
    assert rows(registers, "pre_examined_time_to_grant", on, "application_no", "days_waited") == waiting


# Agreement with the indicator

COUNTED = {
    "ip_information_outlets": "outlets",
    "regional_public_brands": "brands",
    "rights_aid_workstations": "workstations",
    "patent_navigation_projects": "projects",
    "patent_navigation_bases": "bases",
    "geographical_indication_key_projects": "projects",
    "geographical_indication_demonstration_zones": "zones",
    "ip_service_brand_agencies": "agencies",
    "ip_training_bases": "bases",
    "ip_pledge_projects": "this_year",
    "overseas_invention_patent_grants": "this_year",
    "patent_transfers_and_licences": "this_year",
    "ip_advantage_enterprises": "this_year",
}
A_YEAR_BEFORE = {dt.date(2021, 8, 31): dt.date(2020, 8, 31), dt.date(2022, 6, 30): dt.date(2021, 6, 30)}


@each("slug, column", COUNTED.items())
def test_a_count_by_city_is_the_indicators_own_value(registers, slug, column):
    for on in MONTH_ENDS:
        values = {city: figures[0] for city, figures in measured(registers, slug, on).items()}
        found = by_city(registers, slug, on, column)
        assert found == (values or dict.fromkeys(CITIES, 0)), on


@each("slug", [slug for slug, gap in GAPS.items() if "difference" in gap.columns])
@each("on, before", A_YEAR_BEFORE.items())
def test_the_same_days_last_year_are_the_indicators_value_of_then(registers, slug, on, before):
    values = {city: figures[0] for city, figures in measured(registers, slug, before).items()}
    assert by_city(registers, slug, on, "last_year") == values


@each("on", MONTH_ENDS)
def test_counties_listed_and_counties_covered_are_all_counties(registers, on):
    homes = listed(registers, "guidance_station_coverage", on)["city"].to_list()
    for city, (covered, counties) in measured(registers, "guidance_station_coverage", on).items():
        assert 100 * homes.count(city) + covered == 100 * counties


def test_the_provinces_100_counties_are_covered_or_listed(small):
    indicator = catalogue.indicators()["guidance_station_coverage"]
    on = dt.date(2024, 3, 31)
    share = store.read(indicator, PROVINCE, on, "all", small).filter(pl.col("period") == on)["value"].item()
    assert lists.gap(indicator.slug, PROVINCE, on, small).height == round(100 - share)


@each("on", MONTH_ENDS)
def test_products_listed_and_products_covered_are_the_set(registers, on):
    slug = "geographical_indication_standard_coverage"
    homes = listed(registers, slug, on)["city"].to_list()
    for city, (covered, products) in measured(registers, slug, on).items():
        assert 100 * homes.count(city) + covered == 100 * products


@each("on", MONTH_ENDS)
def test_cities_listed_without_an_outlet_are_those_the_coverage_leaves_at_nothing(registers, on):
    values = measured(registers, "information_outlet_coverage", on)
    found = set(listed(registers, "information_outlet_coverage", on)["city"])
    assert found == {city for city, (covered, _) in values.items() if covered == 0}


@each(
    "slug, table, key",
    [("trademarks_in_force", "trademarks", "registration_no"), (PATENT_LIST, "patents", "application_no")],
)
@each("on", MONTH_ENDS)
def test_without_the_rows_listed_the_indicator_falls_by_exactly_their_number(registers, tables, slug, table, key, on):
    found = listed(registers, slug, on)
    left = database(tables | {table: tables[table].join(found, on=key, how="anti")})
    homes = found["city"].to_list()
    after = measured(left, slug, on)
    for city, (value, *_) in measured(registers, slug, on).items():
        assert value - after[city][0] == homes.count(city)


def test_an_invention_waits_in_the_list_until_the_month_whose_average_counts_it(registers):
    slug = "pre_examined_time_to_grant"
    waiting = set(listed(registers, slug, dt.date(2023, 2, 28))["application_no"])
    before, after = (measured(registers, slug, day(end))[SHENYANG][1] for end in ("2023-02-28", "2023-03-31"))
    assert waiting == {"slower"}
    assert (before, after) == (1, 2)


# The store


def test_an_indicator_without_a_gap_list_has_none(small):
    assert lists.gap("ip_pledge_amount", PROVINCE, dt.date(2024, 3, 31), small) is None


def test_a_count_is_as_good_as_the_weakest_table_behind_it(small, tmp_path):
    """Of the kinds that it counts: the brands are the office's here, all other units are simulated."""
    for name in manifest.read_manifest(small.folder).tables:
        shutil.copy(small.folder / f"{name}.parquet", tmp_path)
    shutil.copy(small.folder / "manifest.json", tmp_path)
    units = pl.read_parquet(small.folder / "service_network.parquet")
    ours = pl.when(pl.col("kind") == "regional_public_brand").then(pl.lit("office")).otherwise("evidence")
    units.with_columns(evidence=ours).write_parquet(tmp_path / "service_network.parquet")
    mixed = replace(small, id="mixed", folder=tmp_path)
    found = {
        slug: set(lists.gap(slug, PROVINCE, dt.date(2024, 3, 31), mixed)["evidence"])
        for slug in ("regional_public_brands", "ip_training_bases")
    }
    assert found == {"regional_public_brands": {"office"}, "ip_training_bases": {"simulated"}}


def test_a_row_of_a_register_bears_its_own_evidence(tables):
    known = pl.when(pl.col("registration_no") == "renewed since").then(pl.lit("published")).otherwise("evidence")
    mixed = database(tables | {"trademarks": tables["trademarks"].with_columns(evidence=known)})
    found = rows(mixed, "trademarks_in_force", "2023-03-31", "registration_no", "evidence")
    assert [name for name, evidence in found if evidence == "published"] == ["renewed since"]


def test_a_failing_list_is_told_in_one_sentence(small, monkeypatch):
    broken = replace(GAPS["regional_public_brands"], slug="broken", sql="select $as_of, $area from nowhere")
    monkeypatch.setattr(catalogue, "gaps", lambda: {"broken": broken})
    with pytest.raises(Trouble) as trouble:
        lists.gap("broken", PROVINCE, dt.date(2024, 3, 31), small)
    assert trouble.value.values["slug"] == "broken"
