"""What the store hands on: the right evidence, the right day, one value per period, and the quarrels kept."""

import datetime as dt

import polars as pl
import pytest

from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.releases import connection, manifest, reconcile, store
from tests.support import small_release
from tests.support.cases import each

TODAY = dt.date(2026, 9, 30)
SHENYANG, DALIAN, PROVINCE, NATION = "210100", "210200", "210000", "100000"


def read(edition, slug, area=PROVINCE, as_of=TODAY, evidence="all"):
    return store.read(catalogue.indicators()[slug], area, as_of, evidence, edition)


def values(rows: pl.DataFrame) -> dict[str, float]:
    return {f"{period}": value for period, value in rows.select("period", "value").iter_rows()}


def test_published_figures_join_by_measure(small):
    found = values(read(small, "ip_pledge_amount", NATION, evidence="published"))
    assert found["2023-12-31"] == 8539.9
    assert found["2015-12-31"] == 848.5


def test_the_nations_high_value_patents_run_from_6_3_to_16(small):
    found = values(read(small, "high_value_invention_patents_per_capita", NATION, evidence="published"))
    assert (found["2020-12-31"], found["2025-12-31"]) == (6.3, 16)


@each("slug", catalogue.indicators())
def test_as_of_knows_no_figure_published_later(small, slug):
    day = dt.date(2023, 6, 30)
    rows = read(small, slug, NATION, as_of=day)
    assert rows.filter(pl.col("known_on") > day).is_empty()
    assert rows.filter(pl.col("period") > day).is_empty()


def test_as_of_shows_the_value_of_that_day_and_not_a_later_correction(small):
    early = read(small, "overseas_invention_patent_grants", NATION, as_of=dt.date(2023, 6, 30))
    late = read(small, "overseas_invention_patent_grants", NATION)
    assert "2021-12-31" not in values(early)
    assert values(late)["2021-12-31"] == 53770


def test_a_figure_of_unknown_publication_day_is_known_only_at_the_releases_end(small):
    rows = read(small, "high_value_invention_patents_per_capita", "310000")
    assert rows.filter(pl.col("known_on").is_null()).height == 1
    before = read(small, "high_value_invention_patents_per_capita", "310000", as_of=dt.date(2026, 9, 29))
    assert before.filter(pl.col("known_on").is_null()).is_empty()


@each("slug", catalogue.indicators())
@each("area", [PROVINCE, SHENYANG, NATION])
def test_published_only_contains_nothing_else(small, slug, area):
    assert set(read(small, slug, area, evidence="published")["evidence"]) <= {"published"}


def test_a_ratio_over_simulated_registers_is_simulated_whatever_its_denominator(small):
    rows = read(small, "high_value_invention_patents_per_capita", SHENYANG)
    assert rows.height > 0
    assert set(rows["evidence"]) == {"simulated"}


def test_a_published_figure_comes_before_a_simulated_one(small):
    rows = read(small, "trademarks_in_force")
    by_year = dict(rows.select("period", "evidence").iter_rows())
    assert by_year[dt.date(2019, 12, 31)] == "published"
    assert by_year[dt.date(2018, 12, 31)] == "simulated"


def test_of_two_sources_the_more_reliable_wins_and_the_other_stays_visible(small):
    rows = reconcile.settle(
        pl.DataFrame(
            {
                "area": "1",
                "period": dt.date(2023, 12, 31),
                "span": "year",
                "frequency": "A",
                "value": [5.0, 4.0, 4.0, 6.0],
                "evidence": ["published", "published", "published", "simulated"],
                "source": ["press", "yearbook", "yearbook again", "simulation"],
                "known_on": [dt.date(2024, 5, 1), dt.date(2024, 1, 1), dt.date(2024, 2, 1), dt.date(2023, 12, 31)],
                "reliability": ["B", "A", "A", None],
            }
        )
    )
    assert rows.height == 1
    assert (rows["value"][0], rows["source"][0]) == (4.0, "yearbook again")
    assert [rival["source"] for rival in rows["rivals"][0]] == ["press"]


def test_a_years_figure_comes_before_a_months_of_the_same_day(small):
    """The tiny release holds a monthly 1.0 for December 2022, more reliable and later known than the year's."""
    rows = read(small, "resident_population", "210100", evidence="published")
    assert values(rows)["2022-12-31"] == 912.0
    rivals = rows.filter(pl.col("period") == dt.date(2022, 12, 31))["rivals"][0]
    assert {rival["value"]: rival["reason"] for rival in rivals} == {
        905.0: "less_reliable",
        910.0: "known_earlier",
        999.0: "undated",
        1.0: "month",
    }


def test_what_the_office_states_comes_before_what_is_published(small):
    rows = read(small, "resident_population", "210100").filter(pl.col("period") == dt.date(2022, 12, 31))
    assert rows.select("value", "evidence", "basis", "state").rows() == [(800.0, "office", "stated", "final")]
    assert {rival["reason"] for rival in rows["rivals"][0]} == {"below_office", "month"}


def test_cities_add_up_to_the_province(small):
    cities = [area for area, row in store.areas(small).items() if row["parent"] == PROVINCE and row["level"] == "city"]
    assert len(cities) == 14
    for slug, indicator in catalogue.indicators().items():
        if not indicator.additive:
            continue
        whole = values(read(small, slug).filter(pl.col("evidence") == "simulated"))
        parts = [values(read(small, slug, city).filter(pl.col("evidence") == "simulated")) for city in cities]
        whole = {period: value for period, value in whole.items() if all(period in part for part in parts)}
        for period, value in whole.items():
            assert sum(part[period] for part in parts) == pytest.approx(value), (slug, period)


def test_a_ratio_of_the_province_divides_the_sums_and_does_not_average(small):
    rows = pl.DataFrame(
        {
            "area": [SHENYANG, DALIAN],
            "period": dt.date(2023, 12, 31),
            "numerator": [9.0, 1.0],
            "denominator": [10.0, 90.0],
        }
    )
    found = reconcile.roll_up(rows, store.areas(small))
    assert found.filter(pl.col("area") == PROVINCE)["value"].to_list() == [0.1]


def test_an_area_with_an_empty_denominator_has_no_value(small):
    rows = pl.DataFrame({"area": [SHENYANG], "period": dt.date(2023, 12, 31), "numerator": [0.0], "denominator": [0.0]})
    assert reconcile.roll_up(rows, store.areas(small)).is_empty()


def test_months_are_thinned_to_year_ends_and_the_newest_month_of_a_stock(small):
    rows = read(small, "trademarks_in_force", SHENYANG)
    assert rows.filter(pl.col("span") == "point")["period"].to_list() == [dt.date(2024, 3, 31)]
    assert set(rows.filter(pl.col("span") == "year")["period"].dt.month()) == {12}


def test_an_incomplete_years_flow_is_a_year_to_date_beside_the_same_months_before(small):
    rows = read(small, "patent_transfers_and_licences", SHENYANG)
    parts = rows.filter(pl.col("span") == "year_to_date")["period"].to_list()
    assert parts == [dt.date(2023, 3, 31), dt.date(2024, 3, 31)]


def test_a_leap_february_is_compared_with_the_last_day_of_the_february_before(small):
    rows = read(small, "patent_transfers_and_licences", SHENYANG, as_of=dt.date(2024, 3, 15))
    parts = rows.filter(pl.col("span") == "year_to_date")["period"].to_list()
    assert parts == [dt.date(2023, 2, 28), dt.date(2024, 2, 29)]


def test_the_tables_behind_an_indicator_are_named(small):
    assert store.tables_of(catalogue.indicators()["trademarks_in_force"]) == ("city_months", "trademarks")
    assert store.tables_of(catalogue.indicators()["ip_royalties_trade"]) == ("observations",)


def test_without_a_release_the_sentence_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    with pytest.raises(Trouble, match="release_missing"):
        store.edition()


@pytest.fixture
def fresh(tmp_path, monkeypatch, small):
    """A release of its own that a test may damage."""
    tables = {
        name: pl.read_parquet(small.folder / f"{name}.parquet") for name in manifest.read_manifest(small.folder).tables
    }
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    small_release.publish(tables, TODAY, seed=2)
    return tmp_path, tables


def opened_up(folder):
    """Return a sealed folder after giving its owner back the permission to write."""
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755)
    return folder


@pytest.mark.parametrize("damage", ["missing", "truncated", "altered"])
def test_a_damaged_file_is_named_and_building_again_repairs_it(fresh, damage):
    _, tables = fresh
    before = store.edition()
    victim = opened_up(before.folder) / "trademarks.parquet"
    content = victim.read_bytes()
    if damage == "missing":
        victim.unlink()
    else:
        victim.write_bytes(content[:-100] if damage == "truncated" else content[:50] + b"x" + content[51:])
    with pytest.raises(Trouble, match=r"release_damaged.*trademarks\.parquet"):
        store.edition()
    small_release.publish(tables, TODAY, seed=2)
    assert store.edition() == before
    assert victim.read_bytes() == content


def test_a_lost_manifest_is_named(fresh):
    (opened_up(store.edition().folder) / "manifest.json").write_text("{")
    with pytest.raises(Trouble, match=r"release_damaged.*manifest\.json"):
        store.edition()


def test_events_hold_for_every_area_within_and_for_their_measures_alone(small):
    def known(slug, area, day=TODAY):
        found = store.events(catalogue.indicators()[slug], area, day, small)
        return found["event"].to_list()

    patents, marks = "high_value_invention_patents_per_capita", "trademarks_in_force"
    everywhere = ["national_14th_plan", "liaoning_three_year_plan"]
    assert known(patents, "210100") == ["census_2020", *everywhere, "national_15th_outline"]
    assert known(marks, "210100") == everywhere
    assert known(marks, "100000") == ["national_14th_plan"]
    assert known(marks, "210100", dt.date(2022, 1, 1)) == ["national_14th_plan"]
    assert known(patents, "210100", dt.date(2021, 10, 10)) == ["census_2020"], "the plan was published on 28 October"


def test_every_event_has_a_source(small):
    rows = connection.table(small, "events")
    assert set(rows["source"]) <= set(store.sources(small))
    assert set(rows["kind"]) <= {"policy", "break"}
