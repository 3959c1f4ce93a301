"""Which kept releases are offered to compare with."""

import os

import pytest

from explorer.releases import current, kept, store
from tests.conftest import UNTIL, small_tables
from tests.support import small_release
from tests.support.cases import each


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with one release, built at a known hour."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    small_release.publish(small_tables(), UNTIL, seed=1)
    return tmp_path / "releases"


def copied(folder, id_, built):
    """Add a release of another id, whose manifest was written ``built`` seconds after 1970."""
    original = current.current()
    made = folder / id_
    made.mkdir()
    manifest = (original / "manifest.json").read_text("utf-8").replace(original.name, id_)
    (made / "manifest.json").write_text(manifest, "utf-8")
    os.utime(made / "manifest.json", (built, built))
    return made


def test_without_a_release_nothing_is_offered(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    assert kept.kept() == ()


def test_the_newest_comes_first_by_what_it_knows_and_then_by_when_it_was_built(folder):
    own = current.current().name
    copied(folder, "20250630-bbbbbbbbbb", 2_000_000_000)
    copied(folder, "20270101-aaaaaaaaaa", 1_000_000_000)
    copied(folder, "20250630-aaaaaaaaaa", 2_100_000_000)
    assert kept.kept() == ("20270101-aaaaaaaaaa", own, "20250630-aaaaaaaaaa", "20250630-bbbbbbbbbb")


def test_what_cannot_be_read_or_lacks_a_table_is_not_offered(folder):
    own = current.current().name
    (copied(folder, "20270101-aaaaaaaaaa", 1) / "manifest.json").write_text("{", "utf-8")
    lacking = copied(folder, "20270102-aaaaaaaaaa", 1) / "manifest.json"
    lacking.write_text(lacking.read_text("utf-8").replace('"patents"', '"parents"'), "utf-8")
    renamed = copied(folder, "20270103-aaaaaaaaaa", 1)
    renamed.rename(folder / "20270104-aaaaaaaaaa")
    copied(folder, ".building-20270105", 1)
    (folder / "20270106-empty").mkdir()
    (folder / "20270107-a-file").write_text("", "utf-8")
    assert kept.kept() == (own,)


def test_no_more_than_a_screenful_is_offered(folder):
    for number in range(kept.MOST_OFFERED + 6):
        copied(folder, f"20270101-{number:010}", 1_000_000_000 + number)
    offered = kept.kept()
    assert len(offered) == kept.MOST_OFFERED
    assert offered[0] == f"20270101-{kept.MOST_OFFERED + 5:010}"


@each("name", ["", "..", "\0", "a/b", "x" * 5000, "20260930-zzzzzzzzzz", "20260930-0000000000"])
def test_what_is_no_kept_releases_id_names_no_folder(small, name):
    assert kept.folder(name) is None
    assert store.kept_edition(name) is None


def test_a_kept_release_is_found_by_its_id(small):
    assert kept.folder(small.id) == small.folder
    assert store.kept_edition(small.id) == small
