"""The life of a figure with real publishing: for some of the 720 orders, on one day and with the clock moved."""

import datetime as dt
import itertools
import random

import polars as pl
import pytest

from explorer.analysis.view import View
from explorer.core import catalogue, clock
from explorer.pipeline import intake
from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import publishing
from explorer.releases import store
from explorer.views.target import citations
from explorer.web.api import documents
from tests.exports.office.office_files import ground
from tests.releases.test_precedence import SIX, by_stacks
from tests.support.intake_files import delimited

pytestmark = pytest.mark.publishing

HEADING = ("指标", "地区", "时期", "数值", "单位", "状态", "备注")
STATIONS, PROVINCE, YEAR = "rights_aid_workstations", "210000", dt.date(2025, 12, 31)
SPELT = {"final": "核定", "preliminary": "快报", "withdrawn": "撤回"}
FIRST = dt.date(2026, 11, 26)
ORDERS = [tuple(SIX), *random.Random(3).sample(list(itertools.permutations(SIX)), 3)]


def file(value, state, note=""):
    """Return a file of one figure as an office sends it, checked."""
    measure = catalogue.indicators()[STATIONS].title.zh
    row = (measure, "辽宁省", "2025", "" if value is None else f"{value:g}", "家", SPELT[state], note)
    content = delimited([HEADING, row])
    checked = intake.check(content, "table.csv", "observations", today=clock.today())
    assert checked.faults.rows() == []
    return Brought("observations", checked.rows, f"{state} {value}.csv", content)


def publish(brought, note="更正漏报"):
    publishing.bring([brought], "li", note, ground=ground)


def six(name):
    value, state = SIX[name]
    return file(value, state, "录入错误" if state == "withdrawn" else name)


def shown(as_of=None):
    edition = store.edition()
    rows = store.read(catalogue.indicators()[STATIONS], PROVINCE, as_of or edition.until, "office", edition)
    return next(iter(rows.filter(pl.col("period") == YEAR).select("value", "rivals").rows()), (None, []))


@pytest.mark.parametrize("names", ORDERS)
@pytest.mark.parametrize("days", [0, 1])
def test_what_is_published_stands_by_its_order_here(folder, monkeypatch, names, days):
    for place, name in enumerate(names, 1):
        today = FIRST + dt.timedelta(days * place)
        monkeypatch.setattr(clock, "today", lambda today=today: today)
        publish(six(name))
        assert shown()[0] == by_stacks(names[:place]), names[:place]
    value, rivals = shown()
    why = {one["value"]: one["reason"] for one in rivals}
    assert len(why) == 4
    assert value not in why
    view = View(store.edition(), "ln-2025", PROVINCE, store.edition().until, "office", "zh")
    said = citations.sources(view, view.by_key[STATIONS])
    assert ("已由本局撤回，原因：录入错误" in said) == (names[0] != "withdrawal")
    if days:
        for place in range(1, len(names) + 1):
            day = FIRST + dt.timedelta(place)
            assert shown(day)[0] == by_stacks(names[:place]), "an earlier day shows what stood then"


@pytest.mark.parametrize("days", [0, 1])
def test_a_file_brought_again_after_its_correction_stands_again(folder, monkeypatch, days):
    names = ("final", "correction", "final")
    for place, name in enumerate(names, 1):
        today = FIRST + dt.timedelta(days * place)
        monkeypatch.setattr(clock, "today", lambda today=today: today)
        publish(six(name))
    value, rivals = shown()
    assert value == SIX["final"][0]
    assert (SIX["correction"][0], "corrected") in [(one["value"], one["reason"]) for one in rivals]


def test_the_same_withdrawal_brought_twice_takes_back_once(folder):
    for name in ("final", "correction", "withdrawal", "withdrawal"):
        publish(six(name))
    assert shown()[0] == SIX["final"][0]


def test_the_target_page_says_why_a_value_was_corrected(folder):
    publish(six("final"), note="")
    publish(six("correction"), note="漏计 2 家。")
    view = View(store.edition(), "ln-2025", PROVINCE, store.edition().until, "office", "zh")
    goal = view.by_key[STATIONS]
    assert "其后报送的数值已予更正，理由：漏计 2 家" in citations.sources(view, goal).replace("\\", "")
    (told,) = documents.indicator(STATIONS, {"evidence": "office"}, store.edition())["conflicts"]
    assert (told["reason"], told["corrected_because"]) == ("corrected", "漏计 2 家。")
    publish(six("withdrawal"))
    assert (
        documents.indicator(STATIONS, {"evidence": "office"}, store.edition())["conflicts"][0]["corrected_because"]
        is None
    )


def test_going_back_shows_what_stood_and_what_comes_then_builds_on_that(folder):
    publish(six("final"))
    before = store.edition().id
    publish(six("correction"))
    publishing.roll_back(before, "li")
    assert shown()[0] == SIX["final"][0]
    publish(six("withdrawal"))
    assert shown()[0] is None
