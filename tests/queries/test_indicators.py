"""Every query file: its header, its contract, and its figures counted by hand on the tiny release."""

import datetime as dt
import re
import tomllib

import pytest

from tests.support import tiny_release as tiny
from tests.support.cases import each
from tests.support.tiny_release import ANSHAN, BENXI, CITIES, DALIAN, DANDONG, PANJIN, QUERIES, SHENYANG, day

FILES = sorted(QUERIES.glob("*.sql"))
FIGURES_ALONE = {
    "gross_domestic_product",
    "resident_population",
    "civil_judgment_acceptance",
    "copyright_industry_share",
    "ip_protection_satisfaction",
    "ip_royalties_trade",
    "patent_intensive_industry_share",
    "public_service_platform_visits",
}
MEASURED = [path for path in FILES if "select" in path.read_text("utf-8").partition("\n\n")[2]]
STARTS_LATER = {
    "geographical_indication_demonstration_zones": "2022-12-31",
    "high_value_invention_patents_per_capita": "2019-12-31",
    "invention_patents_per_capita": "2019-12-31",
    "ip_training_bases": "2022-12-31",
}
ALLOWED = {
    "domain": {"patents", "trademarks", "geographical_indications", "service_network", "context"},
    "direction": {"up", "down"},
    "nature": {"stock", "flow"},
    "level": {"city", "province", "nation"},
}
TEXTS = {"unit", "unit_en", "measure", *ALLOWED}
BILINGUAL = {"title", "definition", "why"}
every_file = each("path", FILES)
every_query = each("path", MEASURED)


@pytest.fixture(scope="module")
def release():
    return tiny.connection()


def header(path):
    lines = path.read_text("utf-8").split("\n\n")[0].splitlines()
    assert all(line.startswith("-- ") for line in lines)
    return tomllib.loads("\n".join(line[3:] for line in lines))


def statement(path):
    body = path.read_text("utf-8").partition("\n\n")[2]
    return "\n".join(line.split("--")[0] for line in body.splitlines()).strip()


def answers(release, slug):
    found = release.sql((QUERIES / f"{slug}.sql").read_text("utf-8")).fetchall()
    return {(area, period): tuple(values) for area, period, *values in found}


# The header


@every_file
def test_a_header_says_everything_in_both_languages(path):
    fields = header(path)
    assert set(fields) - {"limits", "denominator"} == TEXTS | BILINGUAL | {"digits"}
    assert all(fields[name].strip() for name in TEXTS)
    assert all(fields[name].keys() == {"zh", "en"} for name in BILINGUAL)
    assert all(text.strip() for name in BILINGUAL for text in fields[name].values())


@every_file
def test_a_header_uses_only_the_allowed_words(path):
    fields = header(path)
    assert all(fields[name] in words for name, words in ALLOWED.items())
    assert fields["digits"] in range(4)
    assert fields.get("denominator", "resident_population") in {path.stem for path in FILES}
    low, high = fields.get("limits", [0, 1])
    assert low < high
    assert fields["unit"] != "%" or fields["limits"] == [0, 100]


@pytest.mark.parametrize("path", tiny.DERIVED, ids=lambda path: path.stem)
def test_a_derived_table_says_what_a_row_is(path):
    fields = header(path)
    assert fields.keys() == {"title", "grain", "definition"}
    assert all(text.strip() for text in (fields["grain"], *fields["title"].values(), *fields["definition"].values()))


@pytest.mark.parametrize("name", ["measure", "title"])
def test_no_two_indicators_share_a_measure_or_a_title(name):
    said = [str(header(path)[name]) for path in FILES]
    assert len(set(said)) == len(said)


def test_only_indicators_measured_by_their_figures_have_no_statement():
    assert {path.stem for path in FILES if not statement(path)} >= FIGURES_ALONE
    assert all(statement(path) for path in MEASURED)


# The contract


@every_query
def test_a_query_returns_the_contract_columns(release, path):
    found = release.sql(path.read_text("utf-8"))
    values = ["numerator", "denominator"] if path.stem in DIVIDED else ["value"]
    assert found.columns == ["area", "period", *values]
    assert [str(kind) for kind in found.types] == ["VARCHAR", "DATE", *("DOUBLE" for _ in values)]


@every_query
def test_a_query_has_each_of_the_14_cities_at_every_month_end_once(release, path):
    found = release.sql(path.read_text("utf-8")).fetchall()
    start = day(STARTS_LATER.get(path.stem, "2012-01-31"))
    assert sorted(row[:2] for row in found) == [(city, end) for city in CITIES for end in tiny.month_ends(start)]
    assert all(value is not None and value >= 0 for row in found for value in row[2:])


@every_query
def test_a_city_without_events_has_zero_and_not_nothing(release, path):
    assert {row[0] for (city, _), row in answers(release, path.stem).items() if city == BENXI} == {0}


# The figures, by hand

DIVISOR = 30.4375  # days in a month

# fmt: off
COUNTED = {
    "trademarks_in_force": {
        SHENYANG: {"2012-01-31": 1, "2020-01-31": 1, "2020-02-29": 2, "2021-12-31": 3, "2022-05-31": 3,
                   "2023-05-31": 4, "2023-06-30": 3, "2024-02-29": 3, "2024-03-31": 3},
        DALIAN: {"2022-11-30": 0, "2022-12-31": 1}},
    "overseas_invention_patent_grants": {
        SHENYANG: {"2021-02-28": 0, "2021-03-31": 1, "2021-06-30": 2, "2021-12-31": 2, "2022-01-31": 0}},
    "patent_transfers_and_licences": {
        SHENYANG: {"2022-12-31": 1, "2023-01-31": 2, "2023-06-30": 2, "2023-07-31": 3, "2023-12-31": 4,
                   "2024-01-31": 0},
        DALIAN: {"2020-01-31": 0, "2020-02-29": 2, "2020-12-31": 2, "2021-01-31": 0}},
    "ip_pledge_projects": {
        SHENYANG: {"2020-01-31": 1, "2020-08-31": 2, "2020-12-31": 2, "2021-01-31": 1}, DALIAN: {"2020-08-31": 1}},
    "ip_pledge_amount": {
        SHENYANG: {"2020-01-31": 0.0999, "2020-12-31": 0.2249, "2021-01-31": 0.05}, DALIAN: {"2020-12-31": 0.01}},
    "ip_advantage_enterprises": {
        SHENYANG: {"2022-12-31": 1, "2023-01-31": 1, "2023-10-31": 2, "2023-12-31": 2, "2024-01-31": 0}},
    "patent_navigation_bases": {SHENYANG: {"2022-06-30": 0, "2022-07-31": 0, "2023-04-30": 0, "2023-05-31": 1}},
    "patent_navigation_projects": {SHENYANG: {"2023-02-28": 1, "2023-11-30": 1, "2024-01-31": 2}},
    "ip_information_outlets": {
        SHENYANG: {"2022-05-31": 0, "2022-06-30": 1, "2023-12-31": 1}, DALIAN: {"2024-03-31": 0}},
    "ip_training_bases": {
        SHENYANG: {"2022-12-31": 0, "2023-01-31": 1, "2023-09-30": 2, "2024-01-31": 1}, DALIAN: {"2024-03-31": 0}},
    "ip_service_brand_agencies": {DALIAN: {"2023-04-30": 0, "2023-05-31": 1}},
    "rights_aid_workstations": {SHENYANG: {"2022-03-31": 1, "2022-08-31": 2, "2022-09-30": 1}},
    "regional_public_brands": {PANJIN: {"2023-03-31": 0, "2023-04-30": 1, "2024-03-31": 1}},
    "geographical_indication_key_projects": {DANDONG: {"2023-07-31": 0, "2024-03-31": 1}},
    "geographical_indication_demonstration_zones": {
        PANJIN: {"2024-03-31": 0}, DANDONG: {"2023-07-31": 0, "2023-08-31": 1}},
}
DIVIDED = {
    "high_value_invention_patents_per_capita": {
        SHENYANG: {"2019-12-31": (1, 100), "2020-02-29": (2, 100), "2020-06-30": (3, 100), "2020-08-31": (4, 100),
                   "2021-01-31": (5, 100), "2021-05-31": (6, 100), "2021-06-30": (5, 100), "2021-12-31": (6, 100),
                   "2022-02-28": (6, 100), "2022-03-31": (7, 100), "2022-11-30": (7, 100), "2022-12-31": (7, 800),
                   "2023-11-30": (7, 800), "2023-12-31": (7, 100)},
        DALIAN: {"2022-12-31": (0, 750)}},
    "invention_patents_per_capita": {
        SHENYANG: {"2019-12-31": (7, 100), "2022-11-30": (10, 100), "2022-12-31": (10, 800), "2024-03-31": (11, 100)},
        DALIAN: {"2024-01-31": (0, 100), "2024-02-29": (1, 100)}},
    "pre_examined_time_to_grant": {
        SHENYANG: {"2019-01-31": (0, 0), "2023-01-31": (61 / DIVISOR, 1), "2023-03-31": (242 / DIVISOR, 2),
                   "2023-12-31": (242 / DIVISOR, 2), "2024-01-31": (0, 0)},
        DALIAN: {"2024-01-31": (0, 0), "2024-02-29": (91 / DIVISOR, 1)}},
    "guidance_station_coverage": {
        SHENYANG: {"2020-01-31": (0, 3), "2020-02-29": (100, 3), "2021-05-31": (100, 3), "2021-06-30": (100, 3),
                   "2022-01-31": (200, 3), "2022-12-31": (100, 3), "2023-06-30": (100, 3), "2024-03-31": (100, 3)},
        DALIAN: {"2022-03-31": (0, 2), "2022-04-30": (100, 2), "2024-03-31": (100, 2)},
        BENXI: {"2024-03-31": (0, 0)}},
    "geographical_indication_standard_coverage": {
        SHENYANG: {"2012-01-31": (0, 1), "2019-05-31": (0, 2), "2019-08-31": (100, 3), "2019-12-31": (100, 4),
                   "2022-12-31": (100, 4), "2023-01-31": (200, 4), "2024-01-31": (200, 4), "2024-02-29": (300, 4)},
        DALIAN: {"2024-03-31": (0, 0)}},
    "information_outlet_coverage": {
        SHENYANG: {"2022-05-31": (0, 1), "2022-06-30": (100, 1), "2023-12-31": (100, 1)},
        DALIAN: {"2024-03-31": (0, 1)}, ANSHAN: {"2024-02-29": (0, 1), "2024-03-31": (100, 1)}},
}
# fmt: on


@each("slug", [path.stem for path in MEASURED])
def test_a_figure_is_what_a_hand_would_count(release, slug):
    found = answers(release, slug)
    by_hand = COUNTED.get(slug) or DIVIDED[slug]
    for city, known in by_hand.items():
        for end, figures in known.items():
            expected = figures if slug in DIVIDED else (figures,)
            assert found[city, day(end)] == pytest.approx(expected), (city, end)


# The figures, by another road: ask every row about every month-end

ROWS = {name: frame.to_dicts() for name, frame in tiny.tables().items()}


def lives(start, end, on):
    return start is not None and start <= on and (end is None or end > on)


def inventions(on):
    for row in ROWS["patents"]:
        if row["kind"] == "invention" and lives(row["granted_on"], row["lapsed_on"], on):
            yield row


def high_value_inventions(on):
    for row in inventions(on):
        events = [event for event in ROWS["patent_events"] if event["application_no"] == row["application_no"]]
        past = [event for event in events if event["happened_on"] <= on]
        ahead = {event["kind"] for event in events} - {event["kind"] for event in past}
        if (
            row["industry"]
            or (row["overseas_family"] and "overseas_grant" not in ahead)
            or (on.year - row["filed_on"].year, on.month, on.day) > (10, row["filed_on"].month, row["filed_on"].day)
            or any(event["kind"] == "pledge" and event["amount"] >= 1000 for event in past)
            or (row["award"] and "辽宁" not in row["award"] and "award" not in ahead)
        ):
            yield row


def marks(on):
    return (row for row in ROWS["trademarks"] if lives(row["registered_on"], row["ended_on"], on))


def transfers_and_licences(on):
    wanted = [row for row in ROWS["patent_events"] if row["kind"] in {"transfer", "licence"}]
    return (row for row in wanted if row["happened_on"].year == on.year and row["happened_on"] <= on)


ROADS = {
    "high_value_invention_patents_per_capita": high_value_inventions,
    "invention_patents_per_capita": inventions,
    "patent_transfers_and_licences": transfers_and_licences,
    "trademarks_in_force": marks,
}


@pytest.mark.parametrize(("slug", "road"), ROADS.items(), ids=ROADS)
def test_asking_every_row_about_every_month_end_gives_the_same(release, slug, road):
    found = answers(release, slug)
    for end in {end for _, end in found}:
        homes = [row["city"] for row in road(end)]
        assert {city: found[city, end][0] for city in CITIES} == {city: homes.count(city) for city in CITIES}


# The derived tables

CONDITIONS = ("strategic", "overseas", "long_lived", "pledged", "awarded")
SINCE = {
    "strategic": {"strategic": "2020-02-29"},
    "overseas": {"overseas": "2021-03-31"},
    "family_undated": {"overseas": "2020-06-30"},
    "long_lived": {"long_lived": "2022-03-01"},
    "pledged": {"pledged": "2020-08-31"},
    "awarded": {"awarded": "2021-12-31"},
    "two_at_once": {"strategic": "2021-01-31", "awarded": "2021-09-09"},
    "lapsed_later": {"strategic": "2019-05-05"},
    "elsewhere": {"strategic": "2020-01-01"},
    "in_the_zone": {"strategic": "2020-01-01"},
}


def test_an_invention_is_of_high_value_from_the_first_day_it_meets_a_condition(release):
    found = {row["application_no"]: row for row in release.table("high_value_patents").pl().to_dicts()}
    assert found.keys() == SINCE.keys()
    for no, since in SINCE.items():
        expected = {f"{name}_since": day(since.get(name)) for name in CONDITIONS} | {
            "since_on": day(min(since.values()))
        }
        assert {name: found[no][name] for name in expected} == expected, no


def test_a_lapse_ends_high_value(release):
    ended = release.table("high_value_patents").filter("until_on is not null").fetchall()
    assert [(row[0], row[4]) for row in ended] == [("lapsed_later", dt.date(2021, 6, 30))]


def test_population_takes_the_best_figure_of_a_city_and_year(release):
    found = {(area, year): people for area, year, people in release.table("population").fetchall()}
    assert found.keys() == {(city, year) for city in CITIES for year in range(2019, 2024)}
    assert {key: people for key, people in found.items() if people != 100} == {
        (SHENYANG, 2022): 800,
        (DALIAN, 2022): 750,
    }


def test_the_home_cities_are_those_of_the_province_and_stand_at_every_month_end(release):
    assert sorted(release.table("home_cities").project("city, province").fetchall()) == [
        (city, "210000") for city in CITIES
    ]
    months = release.table("city_months").fetchall()
    assert sorted(months) == [(city, end) for city in CITIES for end in tiny.month_ends()]


def test_a_unit_is_open_from_the_day_it_opened_or_was_first_shown_until_it_closed(release):
    found = {row["unit_no"]: row for row in release.table("units_open").pl().to_dicts()}
    for row in ROWS["service_network"]:
        first = row["opened_on"] or row["known_on"]
        assert (row["unit_no"] in found) == (first is not None)
        for on in tiny.month_ends() if first else ():
            unit, closed = found[row["unit_no"]], row["closed_on"]
            expected = first <= on and (closed is None or closed > on)
            assert lives(unit["since_on"], unit["until_on"], on) == expected, (row["unit_no"], on)


# What another engine would refuse or read differently

NOT_HERE = re.compile(r"[?$;{}]|^[^']*('[^']*'[^']*)*[A-Z]")  # parameters, and words in capitals


@each("path", [*MEASURED, *tiny.DERIVED])
def test_a_statement_that_is_measured_at_build_has_no_parameter_and_no_capital(path):
    assert not NOT_HERE.search(statement(path))


@every_query
def test_a_comment_above_the_final_select_states_the_grain(path):
    above = path.read_text("utf-8").rpartition("\nselect\n")[0].splitlines()[-2:]
    assert any(line.startswith("-- One row per city and month-end: ") for line in above)


def test_the_worked_example_is_the_file_it_names():
    example = (QUERIES / "README.md").read_text("utf-8").split("```sql\n")[1].split("```")[0]
    assert (QUERIES / "trademarks_in_force.sql").read_text("utf-8").endswith("\n\n" + example)
