"""Slips that people make, at random in clean files: each means the same, is found, or could be found by nobody."""

import os
from collections import Counter
from random import Random

import pytest

from explorer.pipeline import intake
from explorer.pipeline.intake.fields import TABLES
from tests.support import cell_writers, clean_rows
from tests.support.human_slips import SLIPS
from tests.support.intake_files import TODAY
from tests.support.mutated import UNSEEN, judged

FEW, TIMES = 60, 4  # rows of a file, each with one slip; files of each table
MANY = int(os.environ.get("SLIPS", "6000"))  # slips in all; fifty thousand take a quarter of an hour


def slips(count, times):
    """Return what came of the slips in so many files of each table, and those that came in wrong."""
    whole, wrong = Counter(), []
    for table in TABLES:
        for seed in range(times):
            counted, broken = judged(table, count, seed)
            whole, wrong = whole + counted, wrong + broken
    return whole, wrong


def test_a_slip_is_harmless_or_found_or_has_a_reason_why_nobody_could_find_it():
    whole, wrong = slips(FEW, 1)
    assert not wrong, "\n".join(wrong)
    assert whole.total() > len(TABLES) * FEW * 0.9


@pytest.mark.publishing
def test_of_thousands_of_slips_none_comes_in_as_something_else(capsys):
    whole, wrong = slips(1 + MANY * 21 // (20 * TIMES * len(TABLES)), TIMES)
    outcomes = Counter()
    for (_, outcome), count in whole.items():
        outcomes[outcome.partition(":")[0]] += count
    with capsys.disabled():
        print(f"\n{whole.total()} slips of {len({name for name, _ in whole})} kinds: {dict(outcomes)}")
        for (slip, outcome), count in sorted(whole.items()):
            if outcome.startswith(UNSEEN):
                print(f"  {count} × {slip}: {outcome}")
    assert not wrong, "\n".join(wrong)
    assert whole.total() >= MANY
    lacking = {slip.name for slip in SLIPS} - {name for name, _ in whole}
    assert len(lacking) <= len(SLIPS) // 20, "some are rare: few tables have a cell for them"


def rows_of(table, count=6):
    heads = list(clean_rows.headings(table).values())
    return heads, [list(row.values()) for row in clean_rows.rows(table, count, Random(1))]


def checked(table, heads, rows):
    return intake.check(cell_writers.delimited([heads, *rows]), "表", table, today=TODAY)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_stands_twice_is_found_in_both_places(table):
    heads, rows = rows_of(table)
    found = checked(table, heads, [*rows, rows[2]])
    rules = found.faults.filter(found.faults["rule"].is_in(["twice", "set_twice"]))
    assert sorted(rules["row"].unique()) == [4, 8]


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_moved_by_one_cell_is_found_whichever_way(table):
    heads, rows = rows_of(table)
    for moved in (["", *rows[2]], rows[2][1:]):
        found = checked(table, heads, [*rows[:2], moved, *rows[3:]])
        assert 4 in found.faults["row"].to_list(), moved
        assert found.rows.height == len(rows) - 1


@pytest.mark.parametrize("table", TABLES)
def test_columns_in_another_order_mean_the_same(table):
    heads, rows = rows_of(table)
    turned = checked(table, heads[::-1], [row[::-1] for row in rows])
    assert turned.faults.is_empty()
    assert turned.rows.equals(checked(table, heads, rows).rows)
