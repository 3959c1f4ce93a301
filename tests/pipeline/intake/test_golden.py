"""The golden set: five forms of file, three tables, twelve faults each; every fault at its place, no false alarm."""

from itertools import cycle

from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.intake_files import EXAMPLES, FORMS, TODAY, another, made, number_of, planted, whole

# Each fault alone in one form of file, all together in every form.
PLACE = 3  # the row a fault is planted in, from the first row on
EVERY = [(example, fault) for example in EXAMPLES for fault in example.faults]


def faults_of(form, example, rows):
    checked = intake.check(made(form, whole(example, rows)), "报表", example.table, today=TODAY)
    return checked, set(checked.faults.select("row", "column", "rule").iter_rows())


@each("form", FORMS)
@each("example", EXAMPLES)
def test_an_untidy_file_without_faults_raises_no_alarm(form, example):
    checked, found = faults_of(form, example, example.rows)
    assert found == set()
    assert checked.rows.height == checked.records == len(example.rows)


@each("form, example, fault", [(form, *one) for form, one in zip(cycle(FORMS), EVERY, strict=False)])
def test_a_planted_fault_is_found_at_its_row_and_column_and_nowhere_else(form, example, fault):
    rows = [*example.rows[:PLACE], planted(example, fault, example.rows[PLACE]), *example.rows[PLACE + 1 :]]
    checked, found = faults_of(form, example, rows)
    assert found == {(number_of(place), fault.column, fault.rule) for place in (PLACE, *fault.also)}
    assert checked.rows.height == len(example.rows) - 1 - len(fault.also)


@each("form", FORMS)
@each("example", EXAMPLES)
def test_all_faults_at_once_are_all_found(form, example):
    clean = len(example.rows)
    more = [planted(example, fault, another(example, place)) for place, fault in enumerate(example.faults, start=1)]
    _, found = faults_of(form, example, [*example.rows, *more])
    expected = {
        (number_of(one), fault.column, fault.rule)
        for place, fault in enumerate(example.faults, start=clean)
        for one in (place, *fault.also)
    }
    assert found == expected
