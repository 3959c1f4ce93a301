"""A draft of the next plan survives its link, stays short, and says what is wrong with a bad one."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.links import drafts
from explorer.links.drafts import Draft, Target
from tests.support.cases import each

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TARGETS = st.builds(
    Target,
    TEXTS,
    NUMBERS,
    st.booleans(),
    st.booleans(),
    st.none() | NUMBERS,
    TEXTS,
    TEXTS,
    TEXTS,
)
DRAFTS = st.builds(
    Draft,
    TEXTS,
    TEXTS,
    st.integers(2012, 2026),
    st.integers(2026, 2100),
    st.lists(TARGETS, max_size=8, unique_by=lambda one: one.indicator).map(tuple),
)


def packed(found: object) -> str:
    """Return what somebody may have written by another road than ours."""
    return "1." + base64.urlsafe_b64encode(zlib.compress(json.dumps(found).encode())).decode().rstrip("=")


def refused(text: str) -> str:
    with pytest.raises(Trouble) as fault:
        drafts.read(text)
    return fault.value.key


@given(DRAFTS)
def test_a_draft_survives_its_link(draft):
    text = drafts.written(draft)
    assert drafts.read(text) == draft
    assert drafts.written(drafts.read(text)) == text
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_the_whole_plan_with_notes_takes_less_than_a_chat_passes_on():
    """Every target of the home's plan with all it can say, each with a note of its own."""
    plan = catalogue.plans()["ln-2025"]
    targets = tuple(
        Target(
            goal.indicator.slug,
            goal.value * 1.2345,
            True,
            True,
            goal.value * 1.5,
            goal.departments[0],
            goal.title.zh,
            f"第{goal.no}项：综合产业基础和到期情况，建议按{goal.value}安排，{goal.no * 7919}待核。",
        )
        for goal in plan.goals
    )
    assert len(targets) == 21
    text = drafts.written(Draft("辽宁省知识产权“十五五”规划指标（讨论稿）", "210000", 2026, 2030, targets))
    assert len(text) < 6_000
    assert drafts.read(text).targets == targets


@each(
    "text, key",
    [
        ("", "draft_damaged"),
        ("2.AAAA", "draft_version"),
        ("1.AAAA", "draft_damaged"),
        ("x" * 7000, "draft_too_long"),
        ("1.目标", "draft_damaged"),
        (packed({"a": 1}), "draft_damaged"),
        (packed(["t", "210000", 2030, 2026, []]), "draft_damaged"),
        (packed(["t", "210000", 2026, 2030, [["a", 1, {}], ["a", 2, {}]]]), "draft_damaged"),
        (packed(["t", "210000", 2026, 2030, [["a", True, {}]]]), "draft_damaged"),
        (packed(["t", "210000", 2026, 2030, [["a", 10**400, {}]]]), "draft_damaged"),
        (packed(["t", "210000", 2026, 2030, [["a", 1, {"note": 5}]]]), "draft_damaged"),
        (packed(["t", "210000", 2026, 2030, [["a", 1, {"other": "x"}]]]), "draft_damaged"),
        (packed(["t", "210000", 2026, 2030, [["a", 1, {"binding": 1}]]]), "draft_damaged"),
        (packed(["t", "210000", 2026, 2030, [[f"a{no}", 1, {}] for no in range(61)]]), "draft_full"),
    ],
)
def test_a_bad_link_is_refused_in_one_sentence(text, key):
    assert refused(text) == key


def test_a_draft_that_could_not_be_read_again_is_not_written():
    for bad in (
        Draft("t", "210000", 2030, 2026),
        Draft("t", "210000", 2026, 2030, (Target("a", float("nan")),)),
        Draft("t", "210000", 2026, 2030, (Target("a", 1.0), Target("a", 2.0))),
        Draft("\ud800", "210000", 2026, 2030),
    ):
        with pytest.raises(Trouble):
            drafts.written(bad)
