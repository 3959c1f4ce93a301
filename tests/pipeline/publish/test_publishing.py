"""From a file to a published release and back: what is shown is what comes, and nothing is lost on the way."""

import datetime as dt
import json
import os
import shutil
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.core import catalogue, clock
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.publish import audit_log, comparison, diff, lock, publishing, recovery
from explorer.releases import current, kept, lists, store
from explorer.releases import manifest as releases_manifest
from tests.conftest import UNTIL
from tests.exports.office.office_files import DALIAN, SHENYANG, day, figures, ground, many_marks, marks, rows, tables

pytestmark = pytest.mark.publishing

PROVINCE, MARKS = "210000", "trademarks_in_force"
TWO = (("R1", SHENYANG, day("2023-05-01")), ("R2", DALIAN, day("2024-02-29")))


def bring(*brought, by="li", note="", **more):
    return publishing.bring(brought, by, note, ground=ground, **more)


def prepare(*brought):
    return publishing.prepare(brought, ground=ground)


def table(name):
    return pl.read_parquet(current.current() / f"{name}.parquet")


def numbers():
    return sorted(table("trademarks")["registration_no"])


def rubbish(folder):
    """Return what stands in the data folder that no reader or publisher needs."""
    kept = {name for event in publishing.history() for name in event.entry.imports}
    found = {path.name for path in folder.iterdir()} - {"CURRENT", "releases", "imports", audit_log.LOG, lock.LOCK}
    found |= {path.name for path in (folder / "releases").iterdir() if path.name.startswith(".")}
    there = imports.folder()
    return found | ({path.name for path in there.iterdir()} - kept if there.is_dir() else set())


def test_a_file_of_the_office_takes_the_place_of_the_simulated_register(folder):
    bring(marks(*TWO))
    assert numbers() == ["R1", "R2"]
    assert store.edition().evidence["trademarks"] == "office"
    assert store.edition().evidence["patents"] == "simulated"
    assert table("patents").equals(tables()["patents"])


def test_a_goal_is_judged_by_what_the_office_brought(folder):
    """The 850,000 marks: missed by the simulated register, met by 850,001 rows counted here one by one."""
    goal = catalogue.plans()["ln-2025"].goal(MARKS)
    assert goal.value == 850_000
    enough = many_marks(850_001, day("2024-05-01"))
    ended = marks(("ENDED", SHENYANG, day("2024-05-01"), day("2025-12-31")))
    counted = sum(1 for end in [*enough.rows["ended_on"], *ended.rows["ended_on"]] if end is None)
    made = bring(enough, ended)
    flip = next(one for one in made.flips if one.indicator == MARKS)
    assert (flip.plan, flip.then.status, flip.now.status) == ("ln-2025", "missed", "met")
    assert (flip.now.value, flip.now.evidence, flip.then.evidence) == (counted, "office", "simulated")
    view = View(store.edition(), "ln-2025", PROVINCE, UNTIL, "office", "zh")
    assert view.assessment(goal).status == "met"
    assert view.observed(goal).filter(pl.col("period") == day("2025-12-31"))["value"].to_list() == [850_001.0]
    fewer = many_marks(849_999, day("2024-05-01"), mode="replace", until=UNTIL)
    assert {one.now.status for one in bring(fewer).flips if one.indicator == MARKS} == {"missed"}


def test_a_register_is_not_counted_beyond_the_day_it_knows(folder):
    ending = ("R3", SHENYANG, day("2014-09-30"), None, day("2024-09-30"))
    bring(marks(*TWO, ending, until=day("2024-08-15")))
    edition, indicator = store.edition(), catalogue.indicators()[MARKS]
    assert edition.until == UNTIL
    found = store.monthly(indicator, PROVINCE, UNTIL, "all", edition)
    assert found["period"].max() == day("2024-07-31")
    view, register = View(edition, "ln-2025", PROVINCE, UNTIL, "all", "zh"), definitions.REGISTERS["trademarks"]
    assert counts.counted_on(view, register) == day("2024-07-31")
    assert {one.on for one in counts.figures(view, register)} == {day("2024-07-31")}
    heights = [lists.gap(MARKS, PROVINCE, on, edition).height for on in (UNTIL, day("2024-08-15"), day("2022-01-01"))]
    assert heights == [1, 1, 0], "the list of what is about to end stays that of the last day known"
    others = definitions.REGISTERS["service_network"]
    assert counts.counted_on(view, others) == UNTIL


def test_a_release_knows_as_far_as_the_newest_of_its_tables(folder):
    bring(marks(*TWO, until=day("2026-10-31")))
    edition = store.edition()
    assert edition.until == day("2026-10-31")
    assert table("periods")["period"].max() == day("2026-10-31")
    assert store.known_until(["service_network", "periods"], edition) == UNTIL
    bring(marks(*TWO, until=day("2026-11-15"), file="later.csv"))
    assert table("periods")["period"].max() == day("2026-10-31"), "no month is counted before it is over"


def test_appending_adds_replacing_replaces_and_the_later_row_of_a_number_stands(folder):
    bring(marks(*TWO))
    made = bring(marks(("R2", SHENYANG, day("2024-02-29")), ("R3", SHENYANG, day("2024-03-01")), file="more.csv"))
    assert changed(made, "trademarks") == (1, 1, 0)
    assert numbers() == ["R1", "R2", "R3"]
    assert set(table("trademarks").filter(registration_no="R2")["city"]) == {SHENYANG}
    made = bring(marks(("R9", DALIAN, day("2024-03-01")), mode="replace"))
    assert changed(made, "trademarks") == (1, 0, 3)
    assert numbers() == ["R9"]
    assert len(made.imports) == 1, "what was replaced is part of the release no longer"
    assert len(list(imports.folder().iterdir())) == 3, "and is kept all the same"


def changed(made, name):
    return next((one.new, one.changed, one.withdrawn) for one in made.rows if one.table == name)


def test_a_correction_is_a_new_row_and_an_earlier_day_still_shows_the_old_one(folder):
    gdp, year_end = catalogue.indicators()["gross_domestic_product"], day("2025-12-31")
    bring(figures(("gdp", DALIAN, year_end, 9000.0, day("2026-02-01")), file="a"))
    made = bring(figures(("gdp", DALIAN, year_end, 9100.0, day("2026-08-01")), file="b"), note="a later count")
    assert changed(made, "observations") == (0, 1, 0)
    edition = store.edition()

    def read(as_of):
        return store.read(gdp, DALIAN, as_of, "office", edition).filter(pl.col("period") == year_end)

    assert read(day("2026-07-31"))["value"].to_list() == [9000.0]
    assert read(day("2026-08-01"))["value"].to_list() == [9100.0]
    assert read(day("2026-08-01"))["rivals"].to_list()[0][0]["value"] == 9000.0


def test_a_return_is_known_from_the_day_it_came(folder):
    bring(figures(("gdp", DALIAN, day("2025-12-31"), 9000.0)))
    edition, today = store.edition(), clock.today()
    gdp = catalogue.indicators()["gross_domestic_product"]
    assert edition.until == max(today, UNTIL)
    found = store.read(gdp, DALIAN, edition.until, "office", edition)
    assert found.filter(pl.col("period") == day("2025-12-31"))["value"].to_list() == [9000.0]
    assert store.read(gdp, DALIAN, UNTIL, "office", edition).filter(pl.col("evidence") == "office").is_empty()


def test_a_figure_published_on_a_day_unknown_keeps_its_place_when_a_later_return_comes(folder):
    def shown():
        found = store.published(UNTIL, store.edition())
        return found.filter(pl.col("known_on").is_null()).height

    before = shown()
    bring(figures(("gdp", DALIAN, day("2025-12-31"), 9000.0, day("2026-11-01"))))
    assert store.edition().until == day("2026-11-01")
    assert shown() == before > 0


def test_every_row_names_its_import_and_every_import_is_a_source(folder):
    made = bring(marks(*TWO), note="second quarter")
    assert set(table("trademarks")["source"]) == set(made.brought)
    title = store.sources(store.edition())[made.brought[0]]["title"]
    assert "marks.csv" in title
    kept = imports.kept(made.brought[0])
    assert (kept.by, kept.note) == ("li", "second quarter")
    assert releases_manifest.read_manifest(current.current()).imports == made.brought


def test_a_preview_changes_nothing_and_what_it_shows_is_what_is_published(folder):
    before, old = current.in_use(), current.current()
    made = prepare(marks(*TWO))
    assert current.in_use() == before
    assert not list(imports.folder().iterdir())
    assert publishing.history()[0].entry.action == "build"
    manifest = publishing.publish(made, "li", "as shown")
    assert (manifest.id, current.in_use()) == (made.release, made.release)
    assert diff.rows(old, current.current()) == made.rows
    assert comparison.otherwise(store.kept_edition(before), store.edition(), made.brought) == made.changed
    assert rubbish(folder) == set()


def test_a_preview_can_be_taken_up_by_another_process(folder):
    made = prepare(marks(*TWO))
    assert publishing.prepared(made.token) == made
    publishing.publish(publishing.prepared(made.token), "li")
    assert numbers() == ["R1", "R2"]


def test_a_preview_that_was_overtaken_is_not_published(folder):
    made = prepare(marks(*TWO))
    bring(marks(("R7", DALIAN, day("2024-01-01"))))
    for again in (lambda: publishing.publish(made, "li"), lambda: publishing.prepared(made.token)):
        with pytest.raises(Trouble, match="publishing_overtaken"):
            again()
    assert numbers() == ["R7"]
    assert rubbish(folder) == set()


def test_a_preview_can_be_let_go_and_goes_by_itself_after_a_day(folder):
    made = prepare(marks(*TWO))
    for _ in range(2):
        publishing.discard(made)
        assert rubbish(folder) == set()
    made = prepare(marks(*TWO))
    left = publishing._place(made.token)
    os.utime(left, (0, 0))
    bring(marks(("R7", DALIAN, day("2024-01-01"))))
    assert not left.exists()


def test_publishing_the_same_again_changes_nothing_and_is_not_logged(folder):
    first = bring(marks(*TWO), figures(("gdp", DALIAN, day("2025-12-31"), 9000.0)))
    logged = len(publishing.history())
    again = bring(marks(*TWO))
    assert again.nothing_new
    assert again.release == first.release
    assert len(publishing.history()) == logged
    assert rubbish(folder) == set()


def named_ground(scale, progress, simulate):
    """The small release, two of whose units are published under their names."""
    base, unit = ground(scale, progress, simulate), {"kind": "training_base", "level": "national", "city": SHENYANG}
    told = [
        unit | {"unit_no": no, "name_zh": name, "source": "R-CR4"}
        for no, name in (("U-1", "甲基地"), ("U-2", "乙基地"))
    ]
    named = pl.DataFrame([one | {"evidence": "published"} for one in told], schema=tables()["service_network"].schema)
    return replace(base, tables=base.tables | {"service_network": pl.concat([base.tables["service_network"], named])})


def test_a_unit_that_is_published_too_is_shown_before_it_gives_way_and_comes_back(folder):
    first = publishing.rebuild(ground=named_ground).id
    own = {"kind": "training_base", "level": "national", "city": SHENYANG, "opened_on": day("2023-01-01")}
    brought = rows(
        "service_network", own | {"unit_no": "L1", "name_zh": "甲 基地"}, own | {"unit_no": "L2", "name_zh": "丙"}
    )
    file = imports.Brought("service_network", brought, "units.csv", b"units")
    made = publishing.prepare([file], ground=named_ground)
    (one,) = made.instead
    assert (one.table, one.gone, one.name, one.by) == ("service_network", "U-1", "甲基地", "L1")
    assert publishing.prepared(made.token) == made
    publishing.publish(made, "li")
    found = {row["unit_no"]: row for row in table("service_network").iter_rows(named=True)}
    found = {no: row for no, row in found.items() if row["evidence"] != "simulated"}  # of kinds that were not brought
    assert set(found) == {"L1", "L2", "U-2"}, "what is the same counts once, what is not stays"
    assert found["L1"]["source"].split(";") == [made.brought[0], "R-CR4"]
    assert publishing.verify(made.release).id == made.release
    again = imports.Brought("service_network", brought.tail(1), "more.csv", b"more")
    assert publishing.prepare([again], ground=named_ground).instead == (), "told of once, when it happens"
    publishing.roll_back(first, "li")
    assert {"U-1", "U-2"} < set(table("service_network")["unit_no"])


def test_the_first_release_of_all_tells_too_what_gave_way(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "nothing yet"))
    own = {"kind": "training_base", "level": "national", "city": SHENYANG, "opened_on": day("2023-01-01")}
    brought = rows("service_network", own | {"unit_no": "L1", "name_zh": "乙基地"})
    file = imports.Brought("service_network", brought, "units.csv", b"units")
    made = publishing.prepare([file], ground=named_ground)
    assert [(one.gone, one.by) for one in made.instead] == [("U-2", "L1")]


def test_rolling_back_undoes_also_for_what_is_published_next(folder):
    empty = current.in_use()
    first = bring(marks(*TWO))
    bring(marks(("R7", DALIAN, day("2024-01-01")), file="wrong.csv"))
    publishing.roll_back(first.release, "wang", "wrong file")
    assert numbers() == ["R1", "R2"]
    bring(marks(("R8", DALIAN, day("2024-01-01")), file="right.csv"))
    assert numbers() == ["R1", "R2", "R8"]
    publishing.roll_back(empty, "wang")
    assert store.edition().evidence["trademarks"] == "simulated"
    assert not releases_manifest.read_manifest(current.current()).imports


def test_who_and_why_change_no_id(folder):
    before = current.in_use()
    first = bring(marks(*TWO), by="li", note="first").release
    publishing.roll_back(before, "wang")
    assert bring(marks(*TWO), by="zhao", note="for another reason").release == first


def test_going_back_offers_what_was_in_use_before_first(folder):
    first = current.in_use()
    second = bring(marks(*TWO)).release
    third = bring(marks(("R9", DALIAN, day("2024-02-29")), mode="replace")).release
    assert publishing.earlier() == (second, first)
    publishing.roll_back(first, "li")
    assert publishing.earlier() == (third, second), "also what was just taken back"
    publishing.roll_back(second, "li")
    assert publishing.earlier() == (first, third)


def test_rolling_back_to_nowhere_is_said(folder):
    with pytest.raises(Trouble, match="release_in_use"):
        publishing.roll_back(current.in_use(), "li")
    for name in ("20260930-0000000000", "../..", ""):
        with pytest.raises(Trouble, match="release_unknown"):
            publishing.roll_back(name, "li")
    old = current.current()
    bring(marks(*TWO))
    (old / "patents.parquet").chmod(0o644)
    (old / "patents.parquet").write_bytes(b"")
    with pytest.raises(Trouble, match=r"release_broken.*patents\.parquet"):
        publishing.roll_back(old.name, "li")
    assert numbers() == ["R1", "R2"]


def test_a_build_keeps_what_the_office_brought_also_when_the_release_is_damaged(folder):
    bring(marks(*TWO))
    name = current.in_use()
    for victim in ("manifest.json", "trademarks.parquet"):
        path = current.current() / victim
        path.chmod(0o644)
        path.write_bytes(b"{")
        with pytest.raises(Trouble, match="release_damaged"):
            store.edition()
        with pytest.raises(Trouble, match="release_damaged"):
            bring(marks(("R7", DALIAN, day("2024-01-01"))))
        assert publishing.rebuild(ground=ground).id == name
        assert numbers() == ["R1", "R2"]
    (folder / "CURRENT").unlink()
    assert publishing.rebuild(ground=ground).id == name


def test_the_history_says_what_when_by_whom_and_what_is_in_use(folder):
    made = bring(marks(*TWO), note="first")
    publishing.roll_back(publishing.history()[1].entry.release, "wang", "too early")
    back, first, built = publishing.history()
    assert [one.entry.action for one in (back, first, built)] == ["roll_back", "publish", "build"]
    assert (first.entry.by, first.entry.note, back.entry.by, back.entry.note) == ("li", "first", "wang", "too early")
    assert [one.in_use for one in (back, first, built)] == [True, False, False]
    assert first.kept
    assert first.entry.brought[0]["rows"] == 2
    assert first.entry.brought[0]["sha256"] == imports.kept(made.brought[0]).sha256
    assert dt.datetime.fromisoformat(first.entry.at).tzinfo == dt.UTC


def test_a_release_from_before_the_log_is_in_the_history(folder):
    (folder / audit_log.LOG).unlink()
    only = publishing.history()
    assert [(one.entry.release, one.entry.by, one.in_use) for one in only] == [(current.in_use(), "", True)]


def test_pruning_leaves_the_one_in_use_and_those_used_last(folder):
    ids = [current.in_use()]
    ids += [bring(marks((f"R{number}", SHENYANG, day("2024-01-01")))).release for number in range(5)]
    publishing.roll_back(ids[1], "li")
    brought = {path.name for path in imports.folder().iterdir()}
    assert set(publishing.prune(3, "li")) == {ids[0], ids[2], ids[3]}
    assert {path.name for path in (folder / "releases").iterdir()} == {ids[1], ids[4], ids[5]}
    assert current.in_use() == ids[1]
    assert {path.name for path in imports.folder().iterdir()} == brought
    newest = publishing.history()[0]
    assert (newest.entry.action, set(newest.entry.removed)) == ("prune", {ids[0], ids[2], ids[3]})
    assert sum(one.in_use for one in publishing.history()) == 1
    assert publishing.prune(3, "li") == ()
    with pytest.raises(Trouble, match="keep_too_few"):
        publishing.prune(2, "li")


def test_files_of_a_release_are_sealed_and_can_be_pruned_all_the_same(folder):
    found = current.current()
    assert found.stat().st_mode & 0o777 == 0o555
    assert {path.stat().st_mode & 0o777 for path in found.iterdir()} == {0o444}
    bring(marks(*TWO))
    assert {path.stat().st_mode & 0o777 for path in next(imports.folder().iterdir()).iterdir()} == {0o444}


def test_verifying_finds_what_was_altered_in_a_release_and_in_its_imports(folder):
    made = bring(marks(*TWO))
    assert publishing.verify(made.release).imports == made.brought
    original = imports.folder() / made.brought[0] / "original"
    content = original.read_bytes()
    original.chmod(0o644)
    original.write_bytes(content + b" ")
    with pytest.raises(Trouble, match=r"import_damaged.*imp-"):
        publishing.verify(made.release)
    with pytest.raises(Trouble, match="import_damaged"):
        bring(marks(("R7", DALIAN, day("2024-01-01"))))
    original.write_bytes(content)
    publishing.verify(made.release)
    with pytest.raises(Trouble, match="release_unknown"):
        publishing.verify("..")


def test_whoever_waits_too_long_is_told(folder):
    with lock.turn(), pytest.raises(Trouble, match=r"publishing_busy.*seconds=0"):
        bring(marks(*TWO), wait=0.1)
    assert len(publishing.history()) == 1


def test_a_release_made_before_there_were_imports_opens_and_can_be_built_upon(folder):
    manifest = current.current() / "manifest.json"
    text = manifest.read_text("utf-8")
    manifest.chmod(0o644)
    older = (
        text.replace(',\n "imports": []', "").replace(f',\n   "until": "{UNTIL}"', "").replace(',\n   "until": ""', "")
    )
    assert older != text
    assert older.count('"until":') == 1
    manifest.write_text(older, "utf-8")
    assert store.known_until(["trademarks"], store.edition()) == UNTIL
    bring(marks(*TWO))
    assert numbers() == ["R1", "R2"]


def test_rows_of_another_tables_columns_are_refused_and_nothing_stays(folder):
    wrong = replace(marks(*TWO), table="service_network", rows=marks(*TWO).rows)
    with pytest.raises(Trouble, match="import_unlike_table"):
        bring(replace(wrong, until=UNTIL))
    assert rubbish(folder) == set()
    assert recovery.in_use() == publishing.history()[0].entry.release


def test_a_release_that_lacks_a_table_is_named_is_never_gone_back_to_and_a_build_keeps_its_imports(folder):
    """Such is every release built before the pages needed the tables of home cities and of open units."""
    bring(marks(*TWO))
    earlier, used = [one.entry.release for one in publishing.history()][::-1]
    old = current.releases() / "20260930-aaaaaaaaaa"
    shutil.copytree(current.releases() / used, old)
    said = json.loads((old / "manifest.json").read_text("utf-8")) | {"id": old.name}
    for name in ("home_cities", "city_months", "units_open"):
        del said["tables"][name]
    (old / "manifest.json").chmod(0o644)
    (old / "manifest.json").write_text(json.dumps(said), "utf-8")
    assert old.name not in kept.kept()
    with pytest.raises(Trouble, match=r"release_broken.*home_cities\.parquet"):
        publishing.roll_back(old.name, "li")
    current.point(old.name)
    assert not current.usable()
    with pytest.raises(Trouble, match=r"release_damaged.*home_cities\.parquet"):
        store.edition()
    made = publishing.rebuild(ground=ground)
    assert current.usable()
    assert made.imports == tuple(said["imports"])
    assert numbers() == ["R1", "R2"]
    publishing.roll_back(earlier, "li")
