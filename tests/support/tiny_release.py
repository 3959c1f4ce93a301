"""A release small enough to count by hand: every row is here because of one rule that a test asks about.

The register runs from January 2012 to 31 March 2024. Shenyang has most rows, Dalian and Anshan a few, Benxi none
at all. Changchun and the Shenfu zone hold rows that must never be counted among the 14 cities.
"""

import datetime as dt
from pathlib import Path

import duckdb
import polars as pl

from explorer.pipeline.build import assemble

QUERIES = Path(__file__).resolve().parents[2] / "queries"
DERIVED = sorted((QUERIES / "derived").glob("*.sql"))
FROM, UNTIL, POPULATED = dt.date(2012, 1, 31), dt.date(2024, 3, 31), range(2019, 2024)

SHENYANG, DALIAN, ANSHAN, BENXI, DANDONG, PANJIN = "210100", "210200", "210300", "210500", "210600", "211100"
CHANGCHUN, SHENFU = "220100", "21SF00"
CITIES = tuple(f"21{number:02}00" for number in range(1, 15))
COUNTIES = {
    "210102": SHENYANG,
    "210103": SHENYANG,
    "210104": SHENYANG,
    "210202": DALIAN,
    "210213": DALIAN,
    "210381": ANSHAN,
}

TEXT, NUMBER, WHOLE, DAY, FLAG = pl.String, pl.Float64, pl.Int32, pl.Date, pl.Boolean
PROVENANCE = {"evidence": TEXT, "source": TEXT, "known_on": DAY}
MADE = ("evidence", "source", "dated", "log_order")  # not asked of whoever brings a table
SIMULATED = {"evidence": "simulated", "source": "simulation"}
# fmt: off
SCHEMAS = {
    "areas": {"area": TEXT, "name_zh": TEXT, "name_en": TEXT, "level": TEXT, "parent": TEXT},
    "periods": {"period": DAY},
    "observations": {
        "measure": TEXT, "area": TEXT, "frequency": TEXT, "period": DAY, "value": NUMBER, "unit": TEXT,
        "state": TEXT, "reliability": TEXT, "note": TEXT, "person": TEXT, "document": TEXT,
        "next_step": TEXT, "deadline": DAY, **PROVENANCE, "dated": FLAG, "log_order": WHOLE,
    },
    "patents": {
        "application_no": TEXT, "kind": TEXT, "title": TEXT, "city": TEXT, "county": TEXT, "holder": TEXT,
        "holder_type": TEXT, "industry": TEXT, "ipc_section": TEXT, "filed_on": DAY, "granted_on": DAY,
        "lapsed_on": DAY, "expires_on": DAY, "overseas_family": FLAG, "award": TEXT, "pre_examined": FLAG, **PROVENANCE,
    },
    "patent_events": {
        "event_no": TEXT, "application_no": TEXT, "city": TEXT, "county": TEXT, "kind": TEXT, "happened_on": DAY,
        "project_no": TEXT, "amount": NUMBER, "office": TEXT, **PROVENANCE,
    },
    "trademarks": {
        "registration_no": TEXT, "name": TEXT, "city": TEXT, "county": TEXT, "nice_class": WHOLE, "holder": TEXT,
        "holder_type": TEXT, "mark_type": TEXT, "registered_on": DAY, "expires_on": DAY, "ended_on": DAY, **PROVENANCE,
    },
    "geographical_indications": {
        "gi_no": TEXT, "name_zh": TEXT, "name_en": TEXT, "kind": TEXT, "city": TEXT, "county": TEXT,
        "product_class": TEXT, "approved_on": DAY, "announcement_no": TEXT, "standard_no": TEXT, "standard_on": DAY,
        "eu_list": WHOLE, "note": TEXT, **PROVENANCE,
    },
    "city_goals": {
        "plan": TEXT, "indicator": TEXT, "city": TEXT, "value": NUMBER, "unit": TEXT, "set_on": DAY, "note": TEXT,
        **PROVENANCE,
    },
    "service_network": {
        "unit_no": TEXT, "name_zh": TEXT, "kind": TEXT, "level": TEXT, "city": TEXT, "county": TEXT,
        "opened_on": DAY, "closed_on": DAY, "note": TEXT, **PROVENANCE,
    },
}
# fmt: on

# application_no, city, filed, granted, lapsed, and what else is true of it
INVENTIONS = (
    ("strategic", SHENYANG, "2018-03-10", "2020-02-29", None, {"industry": "new_materials"}),
    ("overseas", SHENYANG, "2018-05-05", "2020-05-15", None, {"overseas_family": True}),
    ("family_undated", SHENYANG, "2018-06-06", "2020-06-30", None, {"overseas_family": True}),
    ("long_lived", SHENYANG, "2012-02-29", "2014-07-01", None, {}),
    ("pledged", SHENYANG, "2017-02-01", "2019-04-01", None, {}),
    ("awarded", SHENYANG, "2016-11-11", "2018-08-08", None, {"award": "中国专利优秀奖"}),
    ("two_at_once", SHENYANG, "2018-01-01", "2021-01-31", None, {"industry": "biology", "award": "国家技术发明奖"}),
    ("lapsed_later", SHENYANG, "2017-01-05", "2019-05-05", "2021-06-30", {"industry": "new_energy"}),
    ("lapsed_too_early", SHENYANG, "2013-01-10", "2015-03-03", "2023-01-11", {}),
    ("awarded_on_lapse", SHENYANG, "2015-01-01", "2017-01-01", "2020-10-10", {"award": "中国专利银奖"}),
    ("provincial_award", SHENYANG, "2016-01-01", "2018-01-01", None, {"award": "辽宁省专利奖一等奖"}),
    ("still_young", SHENYANG, "2020-04-04", "2022-04-04", None, {}),
    ("not_granted", SHENYANG, "2013-01-01", None, None, {"industry": "biology"}),
    ("fast", SHENYANG, "2022-12-01", "2023-01-31", None, {"pre_examined": True}),
    ("slower", SHENYANG, "2022-10-01", "2023-03-31", None, {"pre_examined": True}),
    ("fast_in_dalian", DALIAN, "2023-11-30", "2024-02-29", None, {"pre_examined": True}),
    ("elsewhere", CHANGCHUN, "2018-01-01", "2020-01-01", None, {"industry": "biology"}),
    ("in_the_zone", SHENFU, "2018-01-01", "2020-01-01", None, {"industry": "biology"}),
)
# It would meet every condition, were it an invention.
BIOLOGY = {"industry": "biology", "overseas_family": True, "award": "中国专利优秀奖", "pre_examined": True}
UTILITY_MODELS = (("model", SHENYANG, "2018-01-01", "2019-01-01", None, BIOLOGY),)

EVENT_COLUMNS = ("application_no", "city", "kind", "happened_on", "project_no", "amount", "office")
EVENTS = (
    ("overseas", SHENYANG, "overseas_grant", "2021-06-15", None, None, "EP"),
    ("overseas", SHENYANG, "overseas_grant", "2021-03-31", None, None, "US"),
    ("awarded", SHENYANG, "award", "2021-12-31", None, None, None),
    ("two_at_once", SHENYANG, "award", "2021-09-09", None, None, None),
    ("awarded_on_lapse", SHENYANG, "award", "2020-10-10", None, None, None),
    ("pledged", SHENYANG, "pledge", "2020-01-15", "small", 999.0, None),
    ("pledged", SHENYANG, "pledge", "2020-08-31", "two patents", 1000.0, None),
    ("provincial_award", SHENYANG, "pledge", "2020-08-31", "two patents", 250.0, None),
    ("strategic", SHENYANG, "pledge", "2021-01-04", "next year", 500.0, None),
    ("fast_in_dalian", DALIAN, "pledge", "2020-08-31", None, 100.0, None),
    ("strategic", SHENYANG, "transfer", "2022-12-31", None, None, None),
    ("strategic", SHENYANG, "transfer", "2023-01-01", None, None, None),
    ("model", SHENYANG, "transfer", "2023-01-31", None, None, None),
    ("strategic", SHENYANG, "licence", "2023-07-15", None, None, None),
    ("strategic", SHENYANG, "transfer", "2023-12-31", None, None, None),
    ("fast_in_dalian", DALIAN, "transfer", "2020-02-29", None, None, None),
    ("fast_in_dalian", DALIAN, "transfer", "2020-02-29", None, None, None),
    ("elsewhere", CHANGCHUN, "transfer", "2020-02-29", None, None, None),
)

# city, registered, ended
MARKS = (
    (SHENYANG, "2012-01-31", None),
    (SHENYANG, "2020-02-29", "2023-06-30"),
    (SHENYANG, "2021-12-31", "2024-03-31"),
    (SHENYANG, "2022-05-10", "2022-05-20"),
    (SHENYANG, "2023-01-01", "2033-01-01"),
    (SHENYANG, "2024-03-31", None),
    (DALIAN, "2022-12-31", None),
    (SHENFU, "2022-01-01", None),
    (CHANGCHUN, "2022-01-01", None),
)

# kind, city, approved, dedicated standard
INDICATIONS = (
    ("protected_product", SHENYANG, "2019-05-01", "2023-01-15"),
    ("protected_product", SHENYANG, "2019-12-31", None),
    ("protected_product", SHENYANG, None, "2024-02-29"),
    ("protected_product", SHENYANG, "2019-08-01", "2019-06-01"),
    ("protected_product", SHENYANG, "2020-01-01", "2021-01-01"),
    ("certification_mark", DALIAN, "2020-01-01", "2021-01-01"),
    ("unspecified", DALIAN, None, None),
)

UNIT_COLUMNS = ("kind", "level", "city", "county", "opened_on", "closed_on", "known_on")
UNITS = (
    ("trademark_guidance_station", "city", SHENYANG, "210102", "2020-02-29", "2023-06-30", None),
    ("trademark_guidance_station", "city", SHENYANG, "210102", "2023-06-01", None, None),
    ("trademark_guidance_station", "city", SHENYANG, "210103", "2022-01-31", "2022-12-31", None),
    ("trademark_guidance_station", "city", SHENYANG, "210102", None, "2021-05-01", "2022-05-01"),
    ("trademark_guidance_station", "city", SHENYANG, "210102", None, "2021-06-01", None),
    ("trademark_guidance_station", "city", DALIAN, "210202", None, None, "2022-04-26"),
    ("trademark_guidance_station", "city", DALIAN, "210213", None, None, None),
    ("trademark_guidance_station", "city", DALIAN, None, "2021-01-01", None, None),
    ("patent_navigation_base", "provincial", SHENYANG, None, "2023-05-01", None, None),
    ("patent_navigation_base", "provincial", SHENYANG, None, None, "2022-07-01", None),
    ("patent_navigation_base", "national", SHENYANG, None, "2022-01-01", None, None),
    ("patent_navigation_base", "provincial", None, None, "2022-01-01", None, None),
    ("info_service_outlet", "provincial", SHENYANG, None, "2022-06-30", "2023-12-31", None),
    ("info_service_outlet", "provincial", SHENYANG, None, "2023-12-01", None, None),
    ("info_service_outlet", "national", DALIAN, None, "2021-01-01", None, None),
    ("info_service_outlet", "provincial", ANSHAN, None, "2024-03-31", None, None),
    ("advantage_enterprise", "national", SHENYANG, None, "2022-12-31", None, None),
    ("demo_enterprise", "national", SHENYANG, None, "2023-01-01", None, None),
    ("advantage_enterprise", "national", SHENYANG, None, "2023-10-31", None, None),
    ("advantage_enterprise", "national", SHENYANG, None, None, None, "2023-10-31"),
    ("advantage_enterprise", "provincial", SHENYANG, None, "2023-05-05", None, None),
    ("training_base", "national", DALIAN, None, "2014-04-01", "2023-05-31", None),
    ("training_base", "national", SHENYANG, None, "2023-01-01", None, None),
    ("training_base", "provincial", SHENYANG, None, "2023-09-01", "2024-01-31", None),
    ("training_base", "provincial", SHENYANG, None, None, None, "2023-02-02"),
    ("gi_demo_zone", "national", PANJIN, None, "2021-12-31", "2023-06-30", None),
    ("gi_demo_zone", "national", DANDONG, None, "2023-08-01", None, None),
    ("gi_key_project", "provincial", DANDONG, None, "2023-08-01", None, None),
    ("gi_key_project", "national", DANDONG, None, "2023-08-01", None, None),
    ("regional_public_brand", "city", PANJIN, None, "2023-04-30", None, None),
    ("rights_aid_workstation", "provincial", SHENYANG, None, "2022-03-31", "2022-09-30", None),
    ("rights_aid_workstation", "city", SHENYANG, None, "2022-08-01", None, None),
    ("patent_navigation_project", "provincial", SHENYANG, None, "2023-02-28", "2023-11-30", None),
    ("patent_navigation_project", "provincial", SHENYANG, None, "2024-01-01", None, None),
    ("service_brand_agency", "provincial", DALIAN, None, "2023-05-31", None, None),
)

# area, frequency, period, value, reliability, evidence, known: several answers to one question
POPULATION = (
    (SHENYANG, "A", "2022-12-31", 800.0, "A", "office", "2023-09-01"),
    (SHENYANG, "A", "2022-12-31", 905.0, "C", "published", "2023-10-01"),
    (SHENYANG, "A", "2022-12-31", 910.0, "B", "published", "2023-04-01"),
    (SHENYANG, "A", "2022-12-31", 912.0, "B", "published", "2023-06-01"),
    (SHENYANG, "A", "2022-12-31", 999.0, "B", "published", None),
    (SHENYANG, "M", "2022-12-31", 1.0, "A", "published", "2023-12-01"),
    (DALIAN, "A", "2022-12-31", 750.0, "A", "office", "2023-02-01"),
    (CHANGCHUN, "A", "2022-12-31", 906.0, "A", "published", "2023-05-01"),
)


def day(text):
    """Return the day written as 2024-02-29; None stays None."""
    return dt.date.fromisoformat(text) if text else None


def month_ends(start=FROM):
    """Return every month-end from ``start`` up to UNTIL."""
    return pl.date_range(start.replace(day=1), UNTIL, "1mo", eager=True).dt.month_end().to_list()


def tables():
    """Return the release's tables by name, without the derived ones."""
    rows = {
        "areas": _areas(),
        "periods": ({"period": end} for end in month_ends()),
        "observations": _observations(),
        "patents": _patents(),
        "patent_events": _numbered("event_no", EVENT_COLUMNS, EVENTS),
        "trademarks": _numbered("registration_no", ("city", "registered_on", "ended_on"), MARKS),
        "geographical_indications": _numbered("gi_no", ("kind", "city", "approved_on", "standard_on"), INDICATIONS),
        "service_network": _numbered("unit_no", UNIT_COLUMNS, UNITS),
        "city_goals": (),
    }
    return {name: pl.DataFrame(list(found), schema=SCHEMAS[name]) for name, found in rows.items()}


def connection():
    """Return an in-memory database with every table of the release, the derived ones too."""
    database = duckdb.connect()
    for name, frame in tables().items():
        database.register(name, frame)
    for name, frame in assemble.derive(tables()).items():
        database.register(name, frame)
    return database


def write(folder):
    """Write every table, the derived ones too, as folder/<table>.parquet."""
    database = connection()
    for name in (*SCHEMAS, *(path.stem for path in DERIVED)):
        database.table(name).pl().write_parquet(folder / f"{name}.parquet")


def _numbered(key, columns, rows):
    """Name the cells of ``rows``, read the days among them, and give every row a number and its evidence."""
    for number, row in enumerate(rows):
        cells = {name: day(cell) if name.endswith("_on") else cell for name, cell in zip(columns, row, strict=True)}
        yield {key: f"{key[0].upper()}{number}", **SIMULATED, **cells}


def _patents():
    kinds = (("invention", INVENTIONS), ("utility_model", UTILITY_MODELS))
    for kind, (no, city, filed, granted, lapsed, facts) in ((kind, row) for kind, rows in kinds for row in rows):
        days = {"filed_on": day(filed), "granted_on": day(granted), "lapsed_on": day(lapsed)}
        common = {"title": no, "overseas_family": False, "pre_examined": False, **SIMULATED}
        yield {"application_no": no, "kind": kind, "city": city, **days, **common, **facts}


def _areas():
    places = [
        ("100000", "nation", None),
        ("210000", "province", "100000"),
        ("220000", "province", "100000"),
        *((city, "city", "210000") for city in CITIES),
        *((county, "county", city) for county, city in COUNTIES.items()),
        (SHENFU, "special", "210000"),
        (CHANGCHUN, "city", "220000"),
        ("220102", "county", CHANGCHUN),
    ]
    for area, level, parent in places:
        yield {"area": area, "name_zh": f"地区{area}", "name_en": f"Area {area}", "level": level, "parent": parent}


def _observations():
    columns = ("area", "frequency", "period", "value", "reliability", "evidence", "known_on")
    guesses = [(city, "A", f"{year}-12-31", 100.0, None, "simulated", None) for city in CITIES for year in POPULATED]
    for row in (*guesses, *POPULATION):
        cells = dict(zip(columns, row, strict=True))
        days = {name: day(cells[name]) for name in ("period", "known_on")}
        yield {"measure": "resident_population", "unit": "万人", "source": cells["evidence"], **cells, **days}
    gdp = {"area": SHENYANG, "frequency": "A", "period": day("2022-12-31"), "value": 7000.0, "unit": "亿元"}
    yield {"measure": "gdp", "reliability": "A", "evidence": "published", "source": "yearbook", **gdp}
