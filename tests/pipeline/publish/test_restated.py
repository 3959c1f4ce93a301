"""What the rules of a figure's life change in a release that was built before them, told at the next build."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from explorer.__main__ import main
from explorer.pipeline.publish import carried, publishing, restated
from explorer.releases import reconcile
from tests.conftest import UNTIL, small_tables
from tests.exports.office.office_files import ground
from tests.support import small_release

YEAR, CAME = dt.date(2025, 12, 31), dt.date(2026, 9, 28)
# Brought in this order, as the digests in their names would not have it.
IMPORTS = ("imp-20260928-b", "imp-20260928-a")


def figure(value, evidence="office", source=IMPORTS[0], measure="gdp", **more):
    return {"measure": measure, "area": "210000", "frequency": "A", "period": YEAR, "value": value} | {
        "evidence": evidence,
        "source": source,
        "known_on": CAME,
        **more,
    }


ROWS = (
    # an undated row hid a later one with a day
    figure(1050.0, measure="a"),
    figure(105.0, measure="a", source=IMPORTS[1], known_on=dt.date(2026, 4, 20)),
    # the press came before the office
    figure(7.0, measure="b"),
    figure(8.0, "published", "R-1", measure="b", reliability="B"),
    # a sum that forms wrote hid the province's own
    figure(112.0, measure="c", note="14个市填报数之和", source=IMPORTS[1]),
    figure(106.0, measure="c", known_on=dt.date(2026, 4, 20)),
    # nothing of the office's
    figure(1.0, "published", "R-1", measure="d", reliability="B"),
    figure(2.0, "simulated", "simulation", measure="d"),
    # the same stands as before
    figure(3.0, measure="e"),
    figure(4.0, "simulated", "simulation", measure="e"),
)


@pytest.fixture
def before(tmp_path, monkeypatch):
    """A release of the office's figures built before there were states."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    tables = small_tables()
    own = pl.DataFrame(list(ROWS), schema=tables["observations"].schema)
    tables["observations"] = pl.concat([tables["observations"], own]).drop(list(reconcile.LIFE))
    monkeypatch.setattr(small_release, "Origin", lambda until, seed: origin(until, seed, 1.0, IMPORTS))
    small_release.publish(tables, UNTIL, seed=1)
    return tables


origin = small_release.Origin


def test_what_stands_otherwise_is_found_with_both_values_and_the_reason(before):
    found = {one.measure: one for one in restated.restated() if len(one.measure) == 1}
    assert {name: (one.then, one.now, one.reason) for name, one in found.items()} == {
        "a": (1050.0, 105.0, "undated"),
        "b": (8.0, 7.0, "below_office"),
        "c": (112.0, 106.0, "summed"),
    }
    assert (found["a"].then_source, found["a"].now_source) == IMPORTS


def test_a_release_built_by_the_rules_has_nothing_to_tell(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    assert restated.restated() == ()
    small_release.publish(small_tables(), UNTIL, seed=1)
    assert restated.restated() == ()


@pytest.mark.publishing
@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_next_build_says_it_once(before, monkeypatch, capsys, code):
    monkeypatch.setattr(carried, "imports", lambda: ())
    monkeypatch.setitem(publishing.rebuild.__kwdefaults__, "ground", lambda *_: replace(ground(), seed=2))
    assert main(["build", "--lang", code]) == 0
    told = capsys.readouterr().out
    assert {"zh": "辽宁省", "en": "Liaoning"}[code] in told
    assert "1,050" in told
    assert main(["build", "--lang", code]) == 0
    assert "1,050" not in capsys.readouterr().out
