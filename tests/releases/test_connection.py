"""The one connection of a release: what is asked of it, and what a question cannot reach."""

import polars as pl
import pytest

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
