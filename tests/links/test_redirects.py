"""Old links lead where they led: every line of the table, and what a table like it does."""

from urllib.parse import parse_qsl

import pytest

from explorer.links import parameters, redirects
from explorer.links.pages import PAGES


@pytest.mark.parametrize("old", redirects.PAGES)
def test_a_retired_page_leads_to_one_that_exists(old):
    today = redirects.page(old)
    assert today == "" or today in PAGES
    assert today not in redirects.PAGES, "a chain would never be followed"


@pytest.mark.parametrize("old", redirects.PARAMETERS)
def test_a_renamed_parameter_leads_to_one_that_exists(old):
    assert redirects.PARAMETERS[old] in parameters.KNOWN
    assert old not in parameters.KNOWN
    assert redirects.query(f"plan=ln-2025&{old}=x") == f"plan=ln-2025&{redirects.PARAMETERS[old]}=x"


@pytest.mark.parametrize(("parameter", "old"), redirects.VALUES)
def test_a_renamed_value_is_said_in_todays_words(parameter, old):
    assert redirects.query(f"{parameter}={old}") == f"{parameter}={redirects.VALUES[parameter, old]}"


def test_a_renamed_slug_is_found_in_a_list_too(monkeypatch):
    monkeypatch.setattr(redirects, "VALUES", {("indicator", "marks"): "trademarks_in_force", ("scenarios", "a"): "b"})
    assert redirects.query("indicator=marks&scenarios=a,c&growth=") == (
        "indicator=trademarks_in_force&scenarios=b%2Cc&growth="
    )


def test_what_is_not_old_stays_as_it_was_written():
    written = "scenarios=recent,needed&find=a+b%20c&growth="
    assert redirects.query(written) == written


def test_the_parameters_of_an_item_are_said_in_todays_words_too():
    assert redirects.parameters({"asof": "2024-03-31", "find": "a&b=c", "goal": ""}) == {
        "as_of": "2024-03-31",
        "find": "a&b=c",
        "goal": "",
    }


def test_todays_name_counts_where_both_are_given():
    assert parse_qsl(redirects.query("asof=2020-01-01&as_of=2024-01-01")) == [("as_of", "2024-01-01")]
