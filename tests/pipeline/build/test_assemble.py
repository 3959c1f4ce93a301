"""Building and publishing a release: the same from the same, repaired when damaged, one sentence when it cannot be."""

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace

import polars as pl
import pytest

from explorer.core import language, paths
from explorer.core.errors import Trouble
from explorer.pipeline.build import assemble
from explorer.pipeline.cli import told
from explorer.pipeline.publish import publishing
from explorer.releases import current, manifest, pieces, store
from explorer.releases.tables import DERIVED
from tests.conftest import small_tables
from tests.support import small_release
from tests.support.cases import each

UNTIL = dt.date(2024, 3, 31)


def tables(value: float = 1.0) -> dict[str, pl.DataFrame]:
    return {"observations": pl.DataFrame({"value": [value], "evidence": ["published"]})}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The whole release, built twice."""
    found = []
    for turn in range(2):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("EXPLORER_DATA", str(tmp_path_factory.mktemp(f"built{turn}")))
            found.append(publishing.rebuild())
    return found


def test_the_same_inputs_and_seed_give_the_same_bytes(built):
    first, second = built
    assert first.id == second.id
    assert {name: table.sha256 for name, table in first.tables.items()} == {
        name: table.sha256 for name, table in second.tables.items()
    }


def test_a_release_holds_every_table_the_queries_read(built):
    wanted = {"patents", "patent_events", "trademarks", "geographical_indications", "service_network", "observations"}
    wanted |= {"city_goals"}
    derived = {"home_cities", "city_months", "units_open", "population", "high_value_patents"}
    assert wanted | derived | {"areas", "periods", "sources", "events", "measures", "figures"} == set(built[0].tables)
    assert built[0].tables["trademarks"].rows > 1_000_000
    assert built[0].until == "2026-09-30"


def test_a_derived_table_is_as_weak_as_what_it_is_made_from(built):
    assert built[0].tables["high_value_patents"].evidence == "simulated"
    assert built[0].tables["areas"].evidence == "published"


def test_other_content_is_another_release_and_both_stay(folder):
    one, other = small_release.publish(tables(1), UNTIL, 1), small_release.publish(tables(2), UNTIL, 1)
    assert one.id != other.id
    assert current.current().name == other.id
    assert {path.name for path in (folder / "releases").iterdir()} == {one.id, other.id}


def test_publishing_the_same_again_leaves_the_files_alone(folder):
    first = small_release.publish(tables(), UNTIL, 1)
    file = current.current() / "observations.parquet"
    before = file.stat().st_mtime_ns
    assert small_release.publish(tables(), UNTIL, 1) == first
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("pointer", [b"", b"../..", b"20990101-nothing", b"\xff\xfe"])
def test_a_pointer_to_nowhere_is_a_missing_release(folder, pointer):
    (folder / "CURRENT").write_bytes(pointer)
    with pytest.raises(Trouble, match="release_missing"):
        current.current()


def test_month_ends_run_from_the_first_events_january_to_the_last_known_day():
    days = {"patents": "filed_on", "trademarks": "registered_on"}
    days |= {"geographical_indications": "approved_on", "service_network": "opened_on"}
    frames = {name: pl.DataFrame({column: [dt.date(2012, 5, 4)]}) for name, column in days.items()}
    found = assemble.month_ends(frames, UNTIL)["period"]
    assert (found[0], found[1], found[-1]) == (dt.date(2012, 1, 31), dt.date(2012, 2, 29), UNTIL)
    assert found.len() == 12 * 12 + 3


@pytest.mark.parametrize(
    ("command", "variables", "says", "code"),
    [
        (["explorer", "verify"], {}, "make build", 1),
        (["explorer", "serve", "--port", "many"], {}, "--port many is not a port", 2),
        (["explorer.server"], {"PORT": "99999"}, "PORT=99999 is not a port", 2),
    ],
)
def test_a_command_that_cannot_go_on_says_one_sentence(folder, command, variables, says, code):
    environment = os.environ | {"EXPLORER_DATA": str(folder), "LANG": "C", "LC_ALL": "C"} | variables
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=paths.ROOT, env=environment, check=False
    )
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_release_of_an_older_make_is_named_as_damaged(tmp_path, monkeypatch, small):
    """A table that the pages have come to need is missing: the sentence names it and the command that builds it."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    tables = {path.stem: pl.read_parquet(path) for path in small.folder.glob("*.parquet") if path.stem != "events"}
    small_release.publish(tables, small.until, seed=1)
    assert not current.usable()
    with pytest.raises(Trouble, match=r"events\.parquet"):
        store.edition()


@each("scale", [0.05, 0.4])
def test_what_is_drawn_is_the_same_release_as_if_it_were_held(tmp_path, scale):
    base = assemble.ground(scale)
    held = replace(base, tables={name: pieces.whole(table) for name, table in base.tables.items()})
    written = []
    for place, one in (("drawn", base), ("held", held)):
        folder = tmp_path / f"{place}{scale}"
        folder.mkdir()
        made, origin = assemble.complete(one, (), folder)
        written.append(manifest.write(folder, made, assemble.weakest(made), origin))
    assert written[0] == written[1]
    assert written[0].tables["patents"].rows == base.tables["patents"].height


def test_what_is_derived_is_the_same_in_a_file_and_in_memory(tmp_path):
    given = {name: table for name, table in small_tables().items() if name not in DERIVED}
    held, stored = assemble.derive(given), assemble.derive(given, tmp_path)
    assert all(stored[name].lazy().collect().equals(held[name]) for name in DERIVED)


def test_rows_are_told_beside_the_step_with_the_seconds_left(capsys, monkeypatch):
    bar, clock = told.Bar(language.words("en")), iter([0.0, 10.0, 30.0])
    monkeypatch.setattr(told.time, "monotonic", lambda: next(clock))
    bar("writing")
    bar.rows(1000, 4000)
    assert "1,000 of 4,000 rows, 30 s left" in capsys.readouterr().err
    bar.rows(4000, 4000)
    assert "4,000 of 4,000 rows, 0 s left" in capsys.readouterr().err
    assert isinstance(bar, assemble.Counting)


class Heard(list):
    """Progress that keeps what it is told."""

    def __call__(self, step):
        self.append(step)

    def rows(self, done, all_):
        self.append((done, all_))


def test_building_tells_its_rows_up_to_the_last(tmp_path):
    base, heard = assemble.ground(0.05), Heard()
    assemble.complete(base, (), tmp_path, heard)
    every = sum(table.height for table in base.tables.values() if isinstance(table, pieces.Drawn))
    counted = heard[1:-1]
    assert (heard[0], heard[-1]) == ("writing", "derived")
    assert counted == sorted(counted)
    assert counted[-1] == (every, every)
