"""A view's values as a flat table that programs of statistics read."""

import datetime as dt
import io
from dataclasses import replace

import polars as pl

from explorer.exports import office
from explorer.exports.datasets.concepts import COLUMNS, time_period
from explorer.exports.office.csv import table
from explorer.releases import store
from explorer.views.exhibit import OBSERVED
from tests.support.cases import each
from tests.support.open_xml import EVIL, VIEWS, poisoned, seen


def opened(exhibit) -> pl.DataFrame:
    return pl.read_csv(
        io.BytesIO(office.observations(exhibit)), schema_overrides={"TIME_PERIOD": pl.String}, try_parse_dates=True
    )


@each("view", VIEWS)
@each("lang", ["zh", "en"])
def test_every_value_is_a_row_with_every_digit(small, view, lang):
    exhibit = seen(view, lang)
    found = opened(exhibit)
    wanted = exhibit.observed.sort("indicator", "area", "period")
    assert tuple(found.columns) == COLUMNS
    assert found["OBS_VALUE"].to_list() == wanted["value"].to_list()
    assert found["REF_AREA"].cast(pl.String).to_list() == wanted["area"].to_list()
    assert found["INDICATOR"].to_list() == wanted["indicator"].to_list()
    assert found["EVIDENCE"].to_list() == wanted["evidence"].to_list()
    assert found["UNIT_MEASURE"].to_list() == wanted["unit"].to_list()
    assert set(found["AS_OF"]) == {exhibit.view.as_of}
    assert set(found["RELEASE"]) == {small.id}
    simulated = found.filter(pl.col("EVIDENCE") == "simulated")
    assert set(simulated["SIMULATED"]) <= {"yes"}
    assert set(simulated["OBS_STATUS"]) <= {"U"}
    assert simulated["KNOWN_ON"].null_count() == simulated.height
    assert set(found.filter(pl.col("EVIDENCE") != "simulated")["SIMULATED"]) <= {"no"}
    assert set(found["OBS_STATUS"]) <= {"A", "B", "U"}
    assert found.select("INDICATOR", "REF_AREA", "TIME_PERIOD").is_duplicated().sum() == 0


def test_it_opens_in_excel_in_chinese_and_its_lines_end_as_the_standard_says(small):
    made = office.observations(seen("target", "zh"))
    assert made.startswith(b"\xef\xbb\xbf")
    lines = made.removeprefix(b"\xef\xbb\xbf").split(b"\r\n")
    assert lines[0].decode() == ",".join(COLUMNS)
    assert lines[-1] == b""
    assert not any(b"\n" in line for line in lines)


def test_a_published_figure_is_normal_and_says_when_it_became_known(small):
    rows = opened(seen("target of the nation", "zh", evidence="published"))
    row = rows.filter(pl.col("TIME_PERIOD") == "2023").row(0, named=True)
    known = store.read(seen("target of the nation", "zh").goal.indicator, "100000", small.until, "published", small)
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["FREQ"], row["SIMULATED"]) == (8539.9, "A", "A", "no")
    assert row["KNOWN_ON"] == known.filter(pl.col("period") == dt.date(2023, 12, 31))["known_on"][0]


def test_the_first_value_after_a_break_of_definition_says_so(small):
    """The census of 2020 broke Liaoning's values per head on 1 January 2021."""
    exhibit = seen("target", "zh", indicator="high_value_invention_patents_per_capita")
    like = {"indicator": exhibit.goal.indicator.slug, "area": "210000", "span": "year", "value": 1.0, "unit": "件"}
    years = [
        like | {"period": dt.date(year, 12, 31), "evidence": "office", "source": "register"}
        for year in range(2019, 2023)
    ]
    observed = pl.DataFrame([*years, years[0] | {"area": "210100"}], schema=OBSERVED)
    found = table(replace(exhibit, observed=observed)).select("REF_AREA", "TIME_PERIOD", "OBS_STATUS").rows()
    assert found == [
        ("210000", "2019", "A"),
        ("210000", "2020", "A"),
        ("210000", "2021", "B"),
        ("210000", "2022", "A"),
        ("210100", "2019", "A"),
    ]


@each(
    "day, span, whole, indicator, written",
    [
        ("2025-12-31", "year", "A", "x", ("2025", "A")),
        ("2025-06-30", "point", "A", "x", ("2025-06", "M")),
        ("2025-06-29", "point", "A", "x", ("2025-06-29", "D")),
        ("2025-02-28", "point", "A", "x", ("2025-02", "M")),
        ("2024-02-28", "point", "A", "x", ("2024-02-28", "D")),
        ("2025-12-31", "point", "A", "x", ("2025", "A")),
        ("2026-09-30", "year_to_date", "A", "x", ("2026-01-01/P9M", "_O")),
        ("2025-12-31", "whole", "A", "patents.stock", ("2025", "A")),
        ("2025-06-30", "whole", "Q", "patents.begun", ("2025-Q2", "Q")),
        ("2025-06-30", "whole", "M", "patents.ended", ("2025-06", "M")),
        ("2026-09-30", "to_date", "A", "patents.stock", ("2026-09", "M")),
        ("2026-09-30", "to_date", "A", "patents.begun", ("2026-01-01/P9M", "_O")),
        ("2026-08-31", "to_date", "Q", "patents.begun", ("2026-07-01/P2M", "_O")),
    ],
)
def test_a_period_is_written_as_sdmx_has_it(day, span, whole, indicator, written):
    assert time_period(dt.date.fromisoformat(day), span, whole, indicator) == written


@each("evil", EVIL)
def test_no_cell_becomes_a_formula(small, evil):
    rows = opened(poisoned(seen("patents", "zh"), evil))
    assert set(rows["SOURCE"]) == {f"'{evil}"}
    assert set(rows["UNIT_MEASURE"]) == {f"'{evil}"}
