"""What a release means is what its plans and queries say."""

import shutil

import pytest

from explorer.core import paths


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """Plans and queries that may be changed."""
    shutil.copytree(paths.QUERIES, tmp_path / "queries")
    shutil.copytree(paths.PLANS, tmp_path / "plans")
    monkeypatch.setattr(paths, "QUERIES", tmp_path / "queries")
    monkeypatch.setattr(paths, "PLANS", tmp_path / "plans")
    return tmp_path


def test_the_worked_examples_are_no_part_of_what_a_release_means(copied):
    before = paths.meaning()
    (copied / "queries" / "examples" / "99_another.sql").write_text("select 1", "utf-8")
    assert paths.meaning() == before


def test_every_other_query_and_every_plan_is(copied):
    before = paths.meaning()
    seen = {before}
    for file in ("queries/trademarks_in_force.sql", "queries/derived/population.sql", "plans/ln-2025.toml"):
        (copied / file).write_text((copied / file).read_text("utf-8") + "\n", "utf-8")
        seen.add(paths.meaning())
    assert len(seen) == 4
