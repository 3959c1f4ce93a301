"""The one connection of a release: what is asked of it, and what a question cannot reach."""

import time

import polars as pl
import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.releases import connection


def test_a_question_is_answered_from_the_releases_tables_with_its_parameters_bound(small):
    asked = connection.ask("cities", "select name_zh from areas where area = $area", small, area="210100")
    assert asked.rows() == [("沈阳市",)]


def test_a_table_is_read_as_its_file_holds_it(small):
    assert connection.table(small, "areas").equals(pl.read_parquet(small.folder / "areas.parquet"))


def test_a_question_that_fails_names_itself_and_the_fault_in_one_line(small):
    with pytest.raises(Trouble) as raised:
        connection.ask("no_such_column", "select nothing_like_it\nfrom areas", small)
    assert raised.value.key == "query_failed"
    assert raised.value.values["slug"] == "no_such_column"
    assert "\n" not in raised.value.values["fault"]


def test_a_name_that_is_no_table_of_the_release_is_not_looked_for_among_the_programs_variables(small):
    rows_at_hand = pl.DataFrame({"secret": [1]})
    assert rows_at_hand.height
    with pytest.raises(Trouble, match="query_failed"):
        connection.ask("outside", "select * from rows_at_hand", small)


ENDLESS = "select sum(a.range * b.range) as far from range(10000000) as a, range(10000000) as b where a.range > $least"


def test_a_question_that_takes_too_long_is_stopped_and_says_what_to_narrow(small):
    begun = time.monotonic()
    with pytest.raises(Trouble) as raised:
        connection.ask_within(0.2, "endless", ENDLESS, small, {"least": 1})
    assert (raised.value.key, raised.value.values["seconds"]) == ("question_too_long", "0.2")
    assert time.monotonic() - begun < 5
    assert "one city" in language.words("en").trouble(raised.value)
    asked = connection.ask_within(
        30, "cities", "select name_zh from areas where area = $area", small, {"area": "210100"}
    )
    assert asked.rows() == [("沈阳市",)], "the release goes on answering"


def test_a_question_with_a_limit_that_fails_says_its_fault_as_one_without(small):
    with pytest.raises(Trouble, match="query_failed"):
        connection.ask_within(30, "no_such_column", "select nothing_like_it from areas", small, {})


def test_a_database_holds_a_part_of_the_memory_and_has_a_folder_of_its_own_for_the_rest(small):
    first, second = connection.out_of_core(), connection.out_of_core()
    assert first["temp_directory"] != second["temp_directory"]
    settings = "select current_setting('memory_limit')"
    assert connection.ask("limit", settings, small).item() == "1.8 GiB"
