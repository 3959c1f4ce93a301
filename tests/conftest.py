"""Shared ground: a small release of real published figures and tiny registers."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from explorer.core import catalogue, inputs
from explorer.core.goals import CityGoal
from explorer.pipeline.build import assemble
from explorer.releases import store
from tests.support import small_release, tiny_release

UNTIL = dt.date(2026, 9, 30)
# How long a case takes on a machine that others share says nothing of the case.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def small_tables() -> dict[str, pl.DataFrame]:
    """Return the real areas, sources and published figures with the tiny registers."""
    facts, tables = inputs.read(), tiny_release.tables()
    population = tables["observations"].filter(pl.col("measure") == "resident_population")
    published = assemble.published(facts["published"]).filter(pl.col("measure") != "resident_population")
    tables["areas"] = facts["areas"].select("area", "name_zh", "name_en", "level", "parent")
    tables["sources"] = facts["sources"]
    tables |= {name: facts[name] for name in ("events", "measures")}
    tables["observations"] = pl.concat([published, population], how="diagonal")
    return tables | assemble.derive(tables)


@pytest.fixture(scope="session", autouse=True)
def _components_looked_for_once() -> Iterator[None]:
    """Streamlit reads the metadata of every installed package before every page that a test opens; once will do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small release in use."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(folder))
        small_release.publish(small_tables(), UNTIL, seed=1)
    return folder


@pytest.fixture
def with_city_goals(monkeypatch: pytest.MonkeyPatch) -> str:
    """The slug of an example plan: the province's, with a goal of its own for every city in goal 1, and one in 5."""
    plan = catalogue.plans()["ln-2025"]
    cities = [row["area"] for row in inputs.read()["areas"].iter_rows(named=True) if row["level"] == "city"]
    set_for = {1: tuple(CityGoal(area, 5.0) for area in cities), 5: (CityGoal("210200", 7.0),)}
    goals = tuple(replace(goal, plan="example", city_goals=set_for.get(goal.no, ())) for goal in plan.goals)
    plans = {**catalogue.plans(), "example": replace(plan, slug="example", goals=goals)}
    monkeypatch.setattr(catalogue, "plans", lambda: plans)
    return "example"


@pytest.fixture
def small(small_data: Path, monkeypatch: pytest.MonkeyPatch) -> store.Edition:
    """The small release, in use."""
    monkeypatch.setenv("EXPLORER_DATA", str(small_data))
    return store.edition()


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., store.Edition]:
    """A release to which the office has said what a test gives: measure, area, year, value, and what else is true.

    ``listed``: kinds of the service network that are its own list.
    """
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))

    def made(*figures: tuple, without: Sequence[str] = (), listed: Sequence[str] = ()) -> store.Edition:
        tables = small_tables()
        common = {
            "frequency": "A",
            "unit": "个",
            "evidence": "office",
            "known_on": dt.date(2026, 9, 28),
            "dated": False,
        }
        rows = [
            common
            | {"source": f"imp-20260928-{place}", "state": "final", "log_order": place}
            | {"measure": measure, "area": area, "period": dt.date(number, 12, 31), "value": value, **more}
            for place, (measure, area, number, value, more) in enumerate(figures, 1)
        ]
        own = pl.DataFrame(rows, schema=tables["observations"].schema)
        tables["observations"] = pl.concat([tables["observations"], own]).drop(without)
        kind = pl.when(pl.col("kind").is_in(listed)).then(pl.lit("office")).otherwise("evidence")
        tables["service_network"] = tables["service_network"].with_columns(evidence=kind)
        small_release.publish(tables, UNTIL, seed=1)
        return store.edition()

    return made
