"""The lists a page hands out by themselves: made from a link as the page reads it, refused where no page shows them."""

import io

import openpyxl
import polars as pl
import pytest

from explorer.core.errors import Trouble
from explorer.views import listings
from explorer.views.draft import plan_file
from tests.support import drafted
from tests.support.cases import each

PLAN = {"plan": "ln-2025", "lang": "en"}


def rows(page, part, **asked):
    return pl.read_csv(io.BytesIO(listings.of(page, part, "csv", PLAN | asked).content), infer_schema=False)


def test_the_working_of_a_target_is_a_table(small):
    found = rows("target", "working", indicator="trademarks_in_force")
    assert found.height > 3
    assert listings.of("target", "working", "csv", PLAN | {"indicator": "trademarks_in_force"}).name == (
        "trademarks_in_force_working"
    )


def test_a_gap_list_holds_the_rows_that_contain_what_is_looked_for(small):
    every = rows("target", "gap", indicator="rights_aid_workstations")
    name = every.columns[0]
    wanted = every[name][0]
    some = rows("target", "gap", indicator="rights_aid_workstations", find=wanted)
    holding = every.filter(pl.any_horizontal(pl.all().str.contains(wanted, literal=True)))
    assert some.equals(holding)


def test_the_records_of_a_register_are_those_its_link_is_narrowed_to(small):
    every, ended = rows("trademarks", "records"), rows("trademarks", "records", state="ended")
    assert 0 < ended.height < every.height
    book = openpyxl.load_workbook(
        io.BytesIO(listings.of("trademarks", "records", "xlsx", PLAN | {"state": "ended"}).content)
    )
    assert book.worksheets[-1].max_row == ended.height + 1


def test_the_plan_file_of_a_draft_holds_what_its_link_says(small):
    sent = listings.of("draft", "plan", "toml", PLAN | {"draft": drafted.TEXT})
    assert sent.name == "draft_plan"
    assert plan_file.opened("next.toml", sent.content).draft == drafted.DRAFT


@each(
    "asked, key",
    [
        (("target", "everything", "csv", {}), "unknown_list"),
        (("target", "gap", "xlsx", {}), "unknown_list"),
        (("method", "records", "csv", {}), "unknown_list"),
        (("draft", "plan", "toml", {}), "draft_empty"),
        (("target", "gap", "csv", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount"}), "no_gap_list"),
        (("trademarks", "records", "csv", {"colour": "red"}), "unknown_parameter"),
        (("trademarks", "records", "csv", {"page": "9999"}), "unusable_value"),
        (("target", "working", "csv", {"show": "grid"}), "unread_parameter"),
    ],
)
def test_what_no_page_hands_out_is_refused(small, asked, key):
    *which, query = asked
    with pytest.raises(Trouble) as raised:
        listings.of(*which, PLAN | query)
    assert raised.value.key == key
