"""What the registers hold, counted again from the rows themselves, and held to the target pages."""

import datetime as dt
from itertools import product

import polars as pl
import pytest

from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.releases import store
from tests.conftest import UNTIL
from tests.support import tiny_release as tiny
from tests.support.cases import each
from tests.support.tiny_release import CITIES, DALIAN, SHENYANG

DAY = dt.date(2024, 3, 31)
DAYS = [
    dt.date(2019, 12, 31),
    dt.date(2020, 2, 29),
    dt.date(2020, 8, 31),
    dt.date(2021, 6, 30),
    dt.date(2022, 12, 31),
    dt.date(2023, 6, 30),
    dt.date(2023, 10, 15),
    dt.date(2024, 1, 31),
    DAY,
]
every_register = each("register", definitions.REGISTERS.values())
BEGINS = {"patents": "granted_on", "trademarks": "registered_on", "geographical_indications": "approved_on"}
ENDS = {"patents": "lapsed_on", "trademarks": "ended_on", "service_network": "closed_on"}


def look(edition, area="210000", day=DAY, evidence="all", code="zh"):
    return View(edition, "ln-2025", area, day, evidence, code)


def choice(register, **more):
    filters = dict.fromkeys(("county", *register.filters), definitions.ALL) | more.pop("filters", {})
    given = {"state": register.states[0], "rows": register.first[0], "columns": register.first[1]} | more
    return definitions.Choice(tuple(filters.items()), **({"sort": register.sorts[0]} | given))


def rows_of(register, area="210000"):
    """Return the register's rows of the area with the days they begin and end."""
    rows = tiny.tables()[register.slug]
    begins = pl.col("opened_on").fill_null(pl.col("known_on")) if register.slug == "service_network" else None
    begins = pl.col(BEGINS[register.slug]) if begins is None else begins
    if register.slug == "geographical_indications":
        begins = begins.fill_null(tiny.FROM)
    ends = pl.col(ENDS[register.slug]) if register.slug in ENDS else pl.lit(None, dtype=pl.Date)
    cities = CITIES if area == "210000" else (area,)
    return rows.with_columns(begins=begins, ends=ends).filter(pl.col("city").is_in(cities))


def held(register, day, area="210000"):
    open_ = (pl.col("begins") <= day) & (pl.col("ends").is_null() | (pl.col("ends") > day))
    return rows_of(register, area).filter(open_)


@each("area, day", [*product(("210000", SHENYANG), DAYS), *product(CITIES, [DAY])])
@every_register
def test_every_figure_of_a_register_page_is_the_figure_of_its_target_page(small, register, day, area):
    view = look(small, area, day)
    for figure in counts.figures(view, register):
        if not figure.target:
            continue
        indicator = catalogue.indicators()[figure.target]
        for on, value in (
            (counts.counted_on(view, register), figure.value),
            (_year_before(view, register), figure.before),
        ):
            there = store.read(indicator, area, view.as_of, "all", small)
            measured = _measured(indicator, area, on, small)
            assert value == pytest.approx(measured) if measured is not None else not value, figure.slug
            shown = there.filter((pl.col("period") == on) & (pl.col("evidence") == figure.evidence))
            assert shown.is_empty() or shown["value"][0] == pytest.approx(value)


def _year_before(view, register):
    return counts.year_before(counts.counted_on(view, register))


def _measured(indicator, area, on, edition):
    rows = store._measured(edition, indicator.slug).filter((pl.col("area") == area) & (pl.col("period") == on))
    return None if rows.is_empty() else rows["value"][0]


def test_every_indicator_measured_from_a_register_stands_on_a_register_page(small):
    shown = {figure.target for register in definitions.REGISTERS.values() for figure in _figures(small, register)}
    tables = {table for register in definitions.REGISTERS.values() for table in register.tables}
    measured = {one.slug for one in catalogue.indicators().values() if tables & set(store.tables_of(one))}
    assert measured == shown - {None}


def _figures(edition, register):
    return counts.figures(look(edition), register)


@each("day", DAYS[::2])
@every_register
def test_a_stock_counted_row_by_row_is_the_same(small, register, day):
    for area in ("210000", SHENYANG, DALIAN):
        view = look(small, area, day)
        on, asked = counts.counted_on(view, register), choice(register)
        stock = held(register, on, area)
        found = counts.breakdown(view, register, asked)
        assert found["count"].sum() == stock.height
        if register.states[0] != definitions.ALL:
            assert counts.total(view, register, asked) == stock.height
        by_city = counts.breakdown(view, register, choice(register, rows="city", columns=definitions.NONE))
        counted = dict(by_city.select("row_value", "count").rows())
        assert counted == dict(stock.group_by("city").len().rows())


@every_register
def test_every_two_dimensions_add_up_to_the_same_stock(small, register):
    stock = held(register, DAY).height
    for rows in register.dimensions:
        for columns in (*register.dimensions, definitions.NONE):
            asked = choice(register, rows=rows, columns=columns)
            assert counts.breakdown(look(small), register, asked)["count"].sum() == stock, (rows, columns)


@every_register
def test_years_quarters_and_months_end_in_the_same_stock(small, register):
    view, stock = look(small), held(register, DAY).height
    series = {span: counts.series(view, register, choice(register, span=span)) for span in definitions.SPANS}
    assert {rows["stock"][-1] for rows in series.values()} == {float(stock)}
    assert all(rows["period"][-1] == DAY for rows in series.values())
    months, quarters = series["month"], series["quarter"]
    of_2023 = pl.col("period").dt.year() == 2023
    for flow in ("begun", "ended"):
        expected = series["year"].filter(of_2023)[flow].sum()
        assert months.filter(of_2023)[flow].sum() == quarters.filter(of_2023)[flow].sum() == expected
    assert series["year"]["partial"].to_list()[-1]
    assert not series["month"]["partial"].any()


@every_register
def test_pages_hold_every_record_once_in_the_order_asked_for(small, register, monkeypatch):
    monkeypatch.setattr(counts, "PAGE", 3)
    view = look(small)
    for sort in register.sorts:
        asked = choice(register, state=definitions.ALL, sort=sort)
        pages = counts.pages(view, register, asked)
        found = pl.concat(
            [
                counts.records(view, register, choice(register, state=definitions.ALL, sort=sort, page=page))
                for page in range(1, pages + 1)
            ]
        )
        assert found[register.number].n_unique() == found.height == counts.total(view, register, asked)
        column = found[sort.removeprefix("-")].drop_nulls().to_list()
        assert column == sorted(column, reverse=sort.startswith("-"))


@every_register
def test_only_the_fourteen_cities_are_listed(small, register):
    found = counts.records(look(small), register, choice(register, state=definitions.ALL))
    assert set(found["city"]) <= set(CITIES)


def test_what_came_later_than_the_day_is_not_known(small):
    marks = definitions.REGISTERS["trademarks"]
    view = look(small, SHENYANG, dt.date(2023, 1, 31))
    found = counts.records(view, marks, choice(marks, state=definitions.ALL))
    assert found["registered_on"].max() <= dt.date(2023, 1, 31)
    assert found.filter(pl.col("registered_on") == dt.date(2020, 2, 29))["ended_on"].to_list() == [None]
    patents = definitions.REGISTERS["patents"]
    found = counts.records(look(small, day=dt.date(2020, 1, 31)), patents, choice(patents, state="not_granted"))
    assert "strategic" in set(found["application_no"])
    assert found["granted_on"].null_count() == found.height


def test_a_day_in_mid_month_counts_to_the_month_before_as_the_targets_do(small):
    marks = definitions.REGISTERS["trademarks"]
    assert counts.counted_on(look(small, day=dt.date(2023, 10, 15)), marks) == dt.date(2023, 9, 30)
    assert counts.counted_on(look(small, day=DAY), marks) == DAY
    assert counts.year_before(dt.date(2024, 2, 29)) == dt.date(2023, 2, 28)
    assert counts.year_before(dt.date(2025, 2, 28)) == dt.date(2024, 2, 29)


@each("find, count", [("STRATEGIC", 1), ("overseas", 1), ("", None), ("%", 0), ("_a", 2)])
def test_a_text_is_looked_for_literally_whatever_its_case(small, find, count):
    patents = definitions.REGISTERS["patents"]
    asked = choice(patents, state=definitions.ALL, find=find)
    titles = rows_of(patents)["title"]
    expected = titles.len() if count is None else titles.filter(titles.str.contains(find.lower(), literal=True)).len()
    assert count in (None, expected)
    assert counts.total(look(small), patents, asked) == expected
    assert counts.records(look(small), patents, asked).height == min(expected, definitions.PAGE)


@every_register
def test_every_filter_splits_the_stock_without_loss(small, register):
    view, everything = look(small), counts.total(look(small), register, choice(register, state=definitions.ALL))
    for name, values in register.filters.items():
        parts = [
            counts.total(view, register, choice(register, state=definitions.ALL, filters={name: value}))
            for value in values
        ]
        column = "level" if name == "unit_level" else name
        rows = tiny.tables()[register.slug]
        unknown = rows.filter(pl.col("city").is_in(CITIES))[column].null_count() if column in rows.columns else 0
        assert sum(parts) in (everything, everything - unknown), name


@every_register
def test_published_only_counts_no_simulated_row(small, register):
    view = look(small, evidence="published")
    asked = choice(register, state=definitions.ALL)
    assert counts.total(view, register, asked) == 0
    assert counts.records(view, register, asked).is_empty()
    assert not counts.complete(view, register)
    assert all(figure.target for figure in counts.figures(view, register)), "a part of a register is no headline"


def test_a_record_is_found_by_its_number_whatever_the_filters(small):
    marks = definitions.REGISTERS["trademarks"]
    found = counts.record(look(small), marks, choice(marks, find="no such", record="R0"))
    assert found
    assert found["registration_no"] == "R0"
    assert counts.record(look(small), marks, choice(marks, record="' or 1=1 --")) is None
    assert counts.record(look(small, DALIAN), marks, choice(marks, record="R0")) is None


def test_files_are_capped(small, monkeypatch):
    monkeypatch.setattr(counts, "SAVED", {"csv": 2, "xlsx": 1})
    marks = definitions.REGISTERS["trademarks"]
    assert counts.saved(look(small), marks, choice(marks, page=2), "csv").height == 2
    assert counts.saved(look(small), marks, choice(marks), "xlsx").height == 1


def test_high_value_counts_each_condition_and_their_number(small):
    asked = choice(definitions.REGISTERS["patents"])
    found = dict(counts.special(look(small), "patents_high_value", asked).select("condition", "inventions").rows())
    every = tiny.connection().sql("select * from high_value_patents").pl().filter(pl.col("city").is_in(CITIES))
    rows = every.filter((pl.col("since_on") <= DAY) & (pl.col("until_on").is_null() | (pl.col("until_on") > DAY)))
    conditions = ("strategic", "overseas", "long_lived", "pledged", "awarded")
    met = rows.select((pl.col(f"{one}_since") <= DAY).fill_null(value=False).alias(one) for one in conditions)
    assert {one: found[one] for one in conditions} == {one: float(met[one].sum()) for one in conditions}
    numbers = met.select(pl.sum_horizontal(conditions)).to_series()
    assert [found[f"met_{number}"] for number in range(1, 6)] == [float((numbers == n).sum()) for n in range(1, 6)]
    assert sum(found[f"met_{number}"] for number in range(1, 6)) == rows.height


def test_dealings_add_up_to_the_targets_of_the_year(small):
    asked = choice(definitions.REGISTERS["patents"])
    found = counts.special(look(small), "patents_dealings", asked).filter(pl.col("year") == 2023).row(0, named=True)
    assert (found["transfers"], found["licences"]) == (3, 1)
    in_2020 = counts.special(look(small), "patents_dealings", asked).filter(pl.col("year") == 2020).row(0, named=True)
    assert (in_2020["projects"], in_2020["pledged"]) == (3, pytest.approx(0.2349))


def test_ordinary_and_pre_examined_inventions_wait_apart(small):
    asked = choice(definitions.REGISTERS["patents"])
    rows = counts.special(look(small), "patents_time_to_grant", asked)
    found = rows.filter(pl.col("year") == 2023).row(0, named=True)
    days = [(dt.date(2023, 1, 31) - dt.date(2022, 12, 1)).days, (dt.date(2023, 3, 31) - dt.date(2022, 10, 1)).days]
    assert found["pre_examined"] == pytest.approx(sum(days) / 2 / 30.4375)
    assert found["ordinary"] is None


def test_marks_about_to_end_stand_in_their_month(small):
    marks = definitions.REGISTERS["trademarks"]
    found = counts.expiring(look(small), choice(marks))
    assert found.is_empty(), "the tiny register knows no end of a period"


def test_counties_and_cities_not_covered_are_named(small):
    asked = choice(definitions.REGISTERS["service_network"])
    rows = counts.special(look(small), "service_network_coverage", asked)
    stations = dict(rows.select("county", "stations").rows())
    assert stations["210102"] == 1
    assert stations["210103"] == 0
    assert stations["210202"] == 1
    outlets = dict(rows.select("city", "outlets").unique().rows())
    assert (outlets[SHENYANG], outlets[DALIAN]) == (1, 0)


def test_an_area_without_a_register_is_not_covered(small):
    assert definitions.covers(look(small))
    assert definitions.covers(look(small, DALIAN))
    assert not definitions.covers(View(small, "cn-14fyp", "100000", DAY, "all", "zh"))
    assert not definitions.covers(View(small, "peers-2025", "all", DAY, "all", "zh"))


COUNTED = {
    "patents": "invention_patents_per_capita",
    "trademarks": "trademarks_in_force",
    "geographical_indications": "geographical_indication_standard_coverage",
    "service_network": "rights_aid_workstations",
}


@each("area", ["210000", SHENYANG])
@each("slug", COUNTED)
def test_what_the_office_states_itself_has_no_simulated_record_counted_or_listed_beside_it(told, slug, area):
    register, measure = definitions.REGISTERS[slug], catalogue.indicators()[COUNTED[slug]].measure
    edition = told((measure, area, 2022, 40.0, {}))
    asked = choice(register, state=definitions.ALL)
    for one in {look(edition, area, UNTIL), look(edition, day=UNTIL)}:
        assert counts.stated_since(one, register) == dt.date(2022, 12, 31)
        assert not counts.complete(one, register)
        assert counts.counts(one, register, asked).is_empty()
        assert counts.series(one, register, asked).is_empty()
        assert counts.records(one, register, asked).is_empty()
    shown = {figure.slug: figure.evidence for figure in counts.figures(look(edition, area, UNTIL), register)}
    assert shown[COUNTED[slug]] == "office"
    before = look(edition, area, dt.date(2022, 12, 30))
    assert counts.stated_since(before, register) is None
    assert counts.series(before, register, asked)["stock"].sum() > 0, "the time before is an example as it was"
    other = look(edition, DALIAN, UNTIL)
    assert (counts.stated_since(other, register) is None) == (area == SHENYANG)


def test_what_the_office_lists_stays_where_simulated_records_go(told):
    """Its list of stations counts them all; that it states how many outlets there are says nothing of stations."""
    network = definitions.REGISTERS["service_network"]
    edition = told(("ip_information_outlets", "210000", 2022, 40.0, {}), listed=("trademark_guidance_station",))
    view, asked = look(edition, day=UNTIL), choice(network, state=definitions.ALL)
    dated = pl.any_horizontal(pl.col("opened_on", "known_on").is_not_null())
    own = tiny.tables()["service_network"].filter(
        pl.col("city").is_in(CITIES), dated, kind="trademark_guidance_station"
    )
    listed = counts.records(view, network, asked)
    assert sorted(listed["unit_no"]) == sorted(own["unit_no"])
    assert set(listed["evidence"]) == {"office"}
