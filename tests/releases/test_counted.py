"""What stands behind a count: the kinds it counts, how good they are, since when and until when they are known."""

import datetime as dt
import shutil
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.pipeline.build import assemble, merge
from explorer.pipeline.build.merge import Office
from explorer.pipeline.imports import Import
from explorer.releases import counted, current, lists, manifest, store
from explorer.releases.manifest import Origin
from explorer.releases.tables import TABLES
from tests.conftest import UNTIL, small_tables
from tests.support import tiny_release
from tests.support.cases import each

PROVINCE, SHENYANG, COUNTY = "210000", tiny_release.SHENYANG, "210102"
STATIONS, LISTED = "rights_aid_workstations", dt.date(2026, 11, 28)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def published(tmp_path, monkeypatch):
    """A release to which the office has brought lists of units: each a kind, its opening days, how far it knows."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))

    def made(*lists, bare=False, named=()):
        ground = small_tables()
        if bare:
            ground["service_network"] = ground["service_network"].clear()
        for kind in named:
            one = units(kind, [day("2023-05-01")], ground["service_network"].schema)
            one = one.with_columns(evidence=pl.lit("published"), source=pl.lit("R-CR4"))
            ground["service_network"] = pl.concat([ground["service_network"], one])
        tables = {name: rows for name, rows in ground.items() if TABLES[name].role != "derived"}
        brought = [
            Office(Import(f"imp-{place}", "service_network", "append", "f", "", len(days), until, "", LISTED), rows)
            for place, (kind, days, until) in enumerate(lists)
            if (rows := units(kind, days, tables["service_network"].schema)).height
        ]
        tables = merge.merge(tables, brought)
        known = merge.known(tables, UNTIL, brought) | {"sources": UNTIL}
        tables["periods"] = assemble.month_ends(tables, max(known.values()))
        tables |= assemble.derive(tables)
        aside = current.releases() / f".building-{len(list(tmp_path.rglob('manifest.json')))}"
        aside.mkdir(parents=True)
        origin = Origin(max(known.values()), 1, 1.0, [one.one.id for one in brought], known)
        name = manifest.write(aside, tables, assemble.weakest(tables), origin).id
        if not (current.releases() / name).exists():
            current.place(aside, name)
        else:
            shutil.rmtree(aside)
        current.point(name)
        return store.edition()

    return made


def units(kind, days, schema):
    rows = [
        {"unit_no": f"LN-{kind}-{place}", "name_zh": f"{place}", "kind": kind, "level": "provincial", "city": SHENYANG}
        | {"county": COUNTY, "opened_on": opened, "evidence": "office", "source": "imp", "known_on": LISTED}
        for place, opened in enumerate(days)
    ]
    return pl.DataFrame(rows, schema=schema)


def read(edition, slug, area=PROVINCE):
    rows = store.read(catalogue.indicators()[slug], area, edition.until, "all", edition)
    return {
        period: (value, evidence) for period, value, evidence in rows.select("period", "value", "evidence").iter_rows()
    }


FIVE = ("rights_aid_workstation", [day("2021-05-10"), *[day("2023-05-10")] * 4], day("2025-12-31"))


def test_a_list_of_one_kind_leaves_every_other_goal_as_it_was(published):
    before, after = published(), published(FIVE)
    for slug, indicator in catalogue.indicators().items():
        if slug != STATIONS and indicator.sql:
            assert read(after, slug) == read(before, slug), slug
    assert read(after, STATIONS)[day("2025-12-31")] == (5.0, "office")


def test_a_list_is_counted_from_its_first_day_to_its_last(published):
    found = read(published(FIVE), STATIONS)
    office = [period for period, (_, evidence) in found.items() if evidence == "office"]
    assert (min(office), max(office)) == (day("2021-12-31"), day("2025-12-31"))
    assert found[day("2021-12-31")] == (1.0, "office")
    assert day("2020-12-31") not in found, "before it the list claims nothing"


def test_a_list_without_days_is_unknown_before_its_own_day(published):
    edition = published(("rights_aid_workstation", [None] * 5, LISTED), ("tisc", [None], dt.date(2026, 11, 30)))
    found = read(edition, STATIONS)
    assert found == {}, "its own day closes no month yet, and nothing is known before it"
    edition = published(("rights_aid_workstation", [day("2021-05-10"), None], dt.date(2026, 11, 30)))
    assert read(edition, STATIONS) == {dt.date(2026, 11, 30): (2.0, "office")}


INDICATIONS = "geographical_indication_standard_coverage"


def listed(standards, schema):
    """Return protected products of 2015, each with the day of its standard."""
    rows = [
        {"gi_no": f"LN-{place}", "name_zh": f"{place}", "kind": "protected_product", "city": SHENYANG}
        | {"approved_on": day("2015-12-31"), "standard_on": standard, "evidence": "office", "source": "imp"}
        | {"known_on": LISTED}
        for place, standard in enumerate(standards)
    ]
    return pl.DataFrame(rows, schema=schema)


def held(folder, standards):
    """Return what stands behind the share of products with a standard, of a register that the office brought."""
    shutil.copytree(store.edition().folder, folder)
    register = folder / "geographical_indications.parquet"
    register.unlink()
    listed(standards, tiny_release.SCHEMAS["geographical_indications"]).write_parquet(register)
    edition = replace(store.edition(), id=folder.name, folder=folder)
    return counted.behind(edition, catalogue.indicators()[INDICATIONS].sql)


def test_a_list_of_indications_says_nothing_of_standards_before_the_first_that_it_dates(published, tmp_path):
    published()
    assert held(tmp_path / "one", [day("2022-12-31"), day("2023-12-31"), None]).since == day("2022-12-31")
    assert held(tmp_path / "none", [None, None]).since == dt.date.max, "no standard at all is not none"


def test_a_kind_that_nobody_has_is_unknown_and_never_zero(published):
    edition = published(FIVE, bare=True)
    assert read(edition, STATIONS)[day("2025-12-31")] == (5.0, "office")
    for slug in ("ip_training_bases", "guidance_station_coverage", "patent_navigation_bases", "ip_information_outlets"):
        assert [one for one in read(edition, slug).values() if one[1] != "published"] == [], slug
        assert lists.gap(slug, PROVINCE, edition.until, edition) is None, slug


def test_a_few_that_are_published_are_nobodys_list_and_never_counted_as_all(published):
    station = "rights_aid_workstation"
    edition = published(bare=True, named=[station])
    assert read(edition, STATIONS) == {}, "one named station is not the number of stations"
    assert not store.counted_by(catalogue.indicators()[STATIONS], edition).filled
    found = read(published(FIVE, bare=True, named=[station]), STATIONS)
    assert {evidence for _, evidence in found.values()} == {"office"}, "with the office's list there is a whole"


def test_a_registers_page_counts_each_kind_by_its_own_evidence(published):
    edition = published(FIVE)
    view = View(edition, "ln-2025", PROVINCE, edition.until, "all", "zh")
    found = {
        one.slug: one.evidence for one in counts.figures(view, definitions.REGISTERS["service_network"]) if one.target
    }
    assert found[STATIONS] == "office"
    assert found["ip_training_bases"] == "simulated"


@each(
    "slug, kinds",
    [
        (STATIONS, {"service_network": {"rights_aid_workstation"}}),
        ("ip_advantage_enterprises", {"service_network": {"advantage_enterprise", "demo_enterprise"}}),
        ("patent_transfers_and_licences", {"patent_events": {"transfer", "licence"}}),
        ("invention_patents_per_capita", {"patents": {"invention"}}),
        ("geographical_indication_standard_coverage", {"geographical_indications": {"protected_product"}}),
        (
            "high_value_invention_patents_per_capita",
            {"patents": {"invention"}, "patent_events": {"overseas_grant", "pledge", "award"}},
        ),
    ],
)
def test_the_kinds_that_an_indicator_counts_are_those_its_statement_names(slug, kinds):
    found = counted.named(catalogue.indicators()[slug].sql)
    assert {name: set(named) for name, named in found.items() if named} == kinds
