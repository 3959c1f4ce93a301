"""The rules of a figure's life: a table of cases, what holds for any values, and every order of six imports."""

import datetime as dt
import itertools
import random
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core import language
from explorer.releases import precedence
from explorer.releases.precedence import Decision, Reason, State, Value
from tests.support.cases import each

DAY = dt.date(2026, 1, 20)


def office(value, order=1, state="final", known_on=None, **more):
    """Return what the office says in its import number ``order``; undated unless a day is given."""
    day = known_on or dt.date(2026, 11, 28)
    said = Value(value, "office", f"imp-{order}", day, None, "A", state, dated=bool(known_on), order=order)
    return replace(said, **more)


def published(value, reliability="A", known_on=DAY, **more):
    return replace(Value(value, "published", f"R-{value}", known_on, reliability, "A"), **more)


def later(days):
    return DAY + dt.timedelta(days)


BACK = office(None, 9, "withdrawn", note="录入错误")
OPEN = office(None, 1, "undetermined")
SUM = Value(112.0, "office", "imp-7", DAY, frequency="A", basis="summed", order=7)
COUNT = Value(98.0, "office", "register", DAY, basis="counted")
SIMULATED = Value(84.0, "simulated", "simulation", DAY)

# what there is, the value that stands, and why each of the others does not
CASES = {
    "nothing": ([], None, {}),
    "the office before everything": (
        [office(105.0), published(99.0), SUM, COUNT, SIMULATED],
        105.0,
        {99.0: "below_office", 112.0: "summed", 98.0: "counted", 84.0: "simulated"},
    ),
    "a preliminary figure before a published one": (
        [office(105.0, state="preliminary"), published(99.0)],
        105.0,
        {99.0: "below_office"},
    ),
    "a final before a preliminary one, brought before it or after": (
        [office(105.0, 1), office(104.0, 2, "preliminary")],
        105.0,
        {104.0: "preliminary"},
    ),
    "the press never before the office": (
        [office(105.0), published(110.0, "B", later(300))],
        105.0,
        {110.0: "below_office"},
    ),
    "published A before B, known however late": (
        [published(100.0), published(101.0, "B", later(9))],
        100.0,
        {101.0: "less_reliable"},
    ),
    "published B before C": ([published(100.0, "C"), published(101.0, "B")], 101.0, {100.0: "less_reliable"}),
    "published B before a sum": ([published(100.0, "B"), SUM, COUNT], 100.0, {112.0: "summed", 98.0: "counted"}),
    "a sum before a register": ([SUM, COUNT, SIMULATED], 112.0, {98.0: "counted", 84.0: "simulated"}),
    "a register before simulation": ([COUNT, SIMULATED], 98.0, {84.0: "simulated"}),
    "a correction of the same day": ([office(1050.0, 1), office(105.0, 2)], 105.0, {1050.0: "corrected"}),
    "a second correction": (
        [office(1050.0, 1), office(105.0, 2), office(106.0, 3)],
        106.0,
        {1050.0: "corrected", 105.0: "corrected"},
    ),
    "the later known, brought before the earlier": (
        [office(105.0, 1, known_on=later(90)), office(104.0, 2, known_on=DAY)],
        105.0,
        {104.0: "known_earlier"},
    ),
    "an undated row hides no later one with a day": (
        [office(100.0, 1), office(104.0, 2, known_on=DAY), office(105.0, 3, known_on=later(90))],
        105.0,
        {100.0: "undated", 104.0: "known_earlier"},
    ),
    "an undated correction of a dated row": (
        [office(104.0, 1, known_on=DAY), office(105.0, 2)],
        105.0,
        {104.0: "corrected"},
    ),
    "an undated correction stands for what it corrects": (
        [office(104.0, 1, known_on=later(90)), office(105.0, 2), office(103.0, 3, known_on=DAY)],
        105.0,
        {104.0: "corrected", 103.0: "known_earlier"},
    ),
    "a withdrawal restores what stood before": (
        [office(105.0, 1), office(1050.0, 2), BACK],
        105.0,
        {1050.0: "withdrawn"},
    ),
    "a table that came twice is taken back once": (
        [office(84.0, 1), office(105.0, 2), office(105.0, 3), BACK],
        84.0,
        {105.0: "withdrawn"},
    ),
    "the same value around another is taken back down to that": (
        [office(105.0, 1), office(104.0, 2), office(105.0, 3), BACK],
        104.0,
        {105.0: "withdrawn"},
    ),
    "a final figure withdrawn leaves the preliminary one": (
        [office(104.0, 1, "preliminary"), office(105.0, 2), BACK],
        104.0,
        {105.0: "withdrawn"},
    ),
    "all the office said withdrawn": ([office(105.0), BACK, published(99.0)], 99.0, {105.0: "withdrawn"}),
    "nothing left after a withdrawal": ([office(105.0), BACK], None, {105.0: "withdrawn"}),
    "a withdrawal of nothing": ([BACK, published(99.0)], 99.0, {}),
    "brought again after its withdrawal": (
        [office(105.0, 1), BACK, office(106.0, 10)],
        106.0,
        {105.0: "withdrawn"},
    ),
    "not determined: nothing simulated fills it": ([OPEN, SIMULATED], None, {84.0: "simulated"}),
    "not determined: neither sum nor register does": (
        [OPEN, SUM, COUNT],
        None,
        {112.0: "not_determined", 98.0: "not_determined"},
    ),
    "not determined here, published elsewhere": ([OPEN, published(99.0)], 99.0, {None: "no_value"}),
    "a value stands before a dash, brought before it or after": (
        [office(105.0, 1), office(None, 2, "undetermined")],
        105.0,
        {None: "no_value"},
    ),
    "a dash taken back": ([OPEN, BACK, COUNT], 98.0, {None: "withdrawn"}),
    "a year before a month of the same day": (
        [published(912.0, "B"), published(1.0, frequency="M")],
        912.0,
        {1.0: "month"},
    ),
    "a published year before a month of the office": (
        [published(912.0), office(1.0, frequency="M")],
        912.0,
        {1.0: "month"},
    ),
    "a withdrawal of the month leaves the year": (
        [office(912.0), office(75.0, 2, frequency="M"), replace(BACK, frequency="M")],
        912.0,
        {75.0: "withdrawn"},
    ),
    "a dated source before one of a day unknown": (
        [published(1.0), published(2.0, known_on=None)],
        1.0,
        {2.0: "undated"},
    ),
    "two sources alike in everything": ([published(2.0), published(1.0)], 1.0, {2.0: "alike"}),
}


@each("name", CASES)
def test_what_stands_and_why_the_others_do_not(name):
    values, stands, why = CASES[name]
    for order in itertools.permutations(values):
        found = precedence.decide(order)
        assert (found.stands.value if found.stands else None) == stands
        assert {one.value.value: one.reason for one in found.others} == why


@each("reason", get_args(Reason))
def test_every_reason_has_a_case_and_its_words(reason):
    assert any(reason in why.values() for _, _, why in CASES.values())
    for code in language.LANGUAGES:
        assert language.words(code)(f"not_standing.{reason}")


def test_a_withdrawal_says_why():
    found = precedence.decide([office(105.0), BACK])
    assert [one.note for one in found.others] == ["录入错误"]


DAYS = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 5))
NUMBERS = st.sampled_from([0.0, 1.0, 2.0, 3.0, 105.0])


@st.composite
def _lives(draw):
    """Return values of every kind of one figure, the office's in imports of their own."""
    found = []
    for order in range(1, draw(st.integers(0, 6)) + 1):
        state = draw(st.sampled_from(get_args(State)))
        value = None if state in ("withdrawn", "undetermined") else draw(NUMBERS)
        found.append(office(value, order, state, draw(DAYS)))
    rated = st.builds(published, NUMBERS, st.sampled_from("ABC"), DAYS)
    found += draw(st.lists(rated, max_size=3))
    found += draw(st.lists(st.sampled_from([SUM, COUNT, SIMULATED]), unique=True))
    return found


LIVES = _lives()


def what(found: Decision):
    """Return a decision without the names in it."""
    told = lambda one: (one.value, one.evidence, one.state, one.basis, one.known_on, one.order)  # noqa: E731
    others = sorted((str(told(one.value)), one.reason) for one in found.others)
    return (told(found.stands) if found.stands else None), others


@given(LIVES, st.randoms())
def test_neither_names_nor_the_order_of_rows_decide(life, chance):
    again = [replace(one, source=f"{chance.random()}") for one in life]
    chance.shuffle(again)
    assert what(precedence.decide(again)) == what(precedence.decide(life))


@given(LIVES, st.integers(1, 1000))
def test_only_the_order_of_the_log_counts_not_its_numbers(life, step):
    again = [replace(one, order=one.order * step + step) for one in life]
    assert precedence.decide(again).stands == next(
        (new for new, old in zip(again, life, strict=True) if old is precedence.decide(life).stands), None
    )


@given(LIVES, NUMBERS)
def test_a_correction_always_stands(life, value):
    """Undated, or known no earlier than all before it."""
    for day in (None, dt.date(2026, 1, 5)):
        correction = office(value, 99, known_on=day)
        assert precedence.decide([*life, correction]).stands == correction


@given(LIVES, NUMBERS, DAYS)
def test_a_withdrawal_restores_what_stood_before(life, value, day):
    wrong = office(value, 98, known_on=day)
    found = precedence.decide([*life, wrong, office(None, 99, "withdrawn")])
    stood = precedence.decide([*life, wrong])
    before = precedence.decide(life).stands
    if stood.stands == wrong and before and (before.value, before.state) == (wrong.value, wrong.state):
        assert before in [one.value for one in found.others if one.reason == "withdrawn"] or not before.stated_here
    elif stood.stands == wrong:
        assert found.stands == before
    assert (wrong in [one.value for one in found.others]) or found.stands == wrong


@given(LIVES)
def test_nothing_absent_is_ever_zero_and_every_value_has_its_place(life):
    found = precedence.decide(life)
    placed = [one.value for one in found.others] + ([found.stands] if found.stands else [])
    assert sorted(map(repr, placed)) == sorted(repr(one) for one in life if one.state != "withdrawn")


@given(LIVES)
def test_nothing_simulated_stands_where_the_office_has_spoken_or_anything_is_known(life):
    found = precedence.decide(life)
    if found.stands and found.stands.evidence == "simulated":
        left = {(one.value.evidence, one.reason) for one in found.others}
        assert left <= {("office", "withdrawn"), ("simulated", "simulated")}


@given(st.lists(st.none() | NUMBERS, min_size=1, max_size=14))
def test_a_sum_is_of_all_parts_or_there_is_none(numbers):
    parts = [None if one is None else office(one) for one in numbers]
    found = precedence.summed(parts)
    if None in numbers:
        assert found is None
    else:
        assert (found.value, found.basis, found.evidence) == (pytest.approx(sum(numbers)), "summed", "office")


def test_a_sum_is_known_since_its_last_part_and_as_final_as_its_least():
    parts = [office(1.0, 1, known_on=DAY), office(2.0, 2, "preliminary", later(3))]
    found = precedence.summed(parts)
    assert (found.known_on, found.state, found.order, found.source) == (later(3), "preliminary", 2, "imp-1;imp-2")
    assert precedence.summed([office(1.0), OPEN]) is None
    assert precedence.summed([]) is None


@each(
    "stands, basis, others, digits, differ",
    [
        (
            105.0,
            "stated",
            [("summed", 112.0), ("counted", 98.0)],
            0,
            {"stated": 105.0, "summed": 112.0, "counted": 98.0},
        ),
        (105.0, "stated", [("counted", 105.4)], 0, {}),
        (5.02, "stated", [("counted", 5.024)], 2, {}),
        (5.02, "stated", [("counted", 5.03)], 2, {"stated": 5.02, "counted": 5.03}),
        (112.0, "summed", [("counted", 98.0)], 0, {"summed": 112.0, "counted": 98.0}),
        (105.0, "stated", [("stated", 1050.0)], 0, {}),
        (None, "stated", [("counted", 98.0)], 0, {}),
        (105.0, "stated", [], 0, {}),
    ],
)
def test_what_differs_by_more_than_rounding_is_reconciled(stands, basis, others, digits, differ):
    assert precedence.differing(stands, basis, others, digits) == differ


SIX = {
    "preliminary": (99.0, "preliminary"),
    "final": (100.0, "final"),
    "correction": (105.0, "final"),
    "second correction": (106.0, "final"),
    "withdrawal": (None, "withdrawn"),
    "restored": (107.0, "final"),
}


def by_stacks(names):
    """Return what stands after imports without days: what is said lies on what was said, a withdrawal takes it off."""
    piles = {"final": [], "preliminary": []}
    for name in names:
        value, state = SIX[name]
        if value is not None:
            piles[state].append(value)
        elif piles["final"] or piles["preliminary"]:
            (piles["final"] or piles["preliminary"]).pop()
    return (piles["final"] or piles["preliminary"] or [None])[-1]


def by_sorting(said):
    """Return what stands after imports with days, by the last row of the table of all that is not taken back."""

    def table(rows):
        left = []
        for place, (name, day) in enumerate(rows):
            if SIX[name][1] == "withdrawn":
                left = sorted(left)[:-1]
            else:
                left.append((SIX[name][1] == "final", day, place, SIX[name][0]))
        return sorted(left)

    return table(said)[-1][-1] if table(said) else None


def test_all_720_orders_of_six_imports_of_one_day():
    orders = list(itertools.permutations(SIX))
    assert len(orders) == 720
    for names in orders:
        life = [office(SIX[name][0], place, SIX[name][1]) for place, name in enumerate(names, 1)]
        found = precedence.decide(life)
        assert (found.stands.value if found.stands else None) == by_stacks(names), names
        assert len(found.others) == 4
        taken = [one for one in found.others if one.reason == "withdrawn"]
        assert len(taken) == (0 if names[0] == "withdrawal" else 1)


def test_all_720_orders_of_six_imports_over_days():
    chance = random.Random(7)
    for names in itertools.permutations(SIX):
        days = sorted(later(chance.randrange(4)) for _ in names)
        for over in (days, random.Random(str(names)).sample(days, 6)):  # brought as they became known, and not
            life = [
                office(SIX[name][0], place, SIX[name][1], day)
                for place, (name, day) in enumerate(zip(names, over, strict=True), 1)
            ]
            found = precedence.decide(life)
            expected = by_sorting(list(zip(names, over, strict=True)))
            assert (found.stands.value if found.stands else None) == expected, (names, over)
