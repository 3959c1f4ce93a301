"""What the office decides about a release: one change at a time, none of it lost on the way through a manifest."""

import json
from dataclasses import asdict, replace

import pytest

from explorer.core.errors import Trouble
from explorer.releases import decisions, manifest
from explorer.releases.decisions import USUAL, Change, Closed, Decisions

IN_2026 = Closed(2025, "li", "2026-02-03T17:30:00+00:00", "20260131-0123456789")
EARLIER = Closed(2024, "wang", "2025-03-01T01:00:00+00:00", "20250228-0123456789")


def test_what_is_not_named_stays_as_it_was():
    before = Decisions(simulate=False, evidence="office", closed=(EARLIER,))
    assert decisions.changed(before, Change()) == before
    assert Change().nothing
    assert not Change(simulate=True).nothing, "on again is a change too"
    assert decisions.changed(before, Change(simulate=True)) == replace(before, simulate=True)
    assert decisions.changed(before, Change(evidence="all")) == replace(before, evidence="all")


def test_closed_years_stand_in_their_order_and_each_once():
    both = decisions.changed(Decisions(closed=(IN_2026,)), Change(close=2024), EARLIER)
    assert both.closed == (EARLIER, IN_2026)
    assert both.closing(2024) is EARLIER
    assert both.closing(2023) is None
    with pytest.raises(Trouble, match="decision_closed_already"):
        decisions.changed(both, Change(close=2025), IN_2026)
    assert decisions.changed(both, Change(reopen=2025)).closed == (EARLIER,)
    with pytest.raises(Trouble, match="decision_closed_already"):
        decisions.changed(both, Change(close=2025, reopen=2025), IN_2026)
    with pytest.raises(Trouble, match="decision_not_closed"):
        decisions.changed(both, Change(reopen=2023))


def test_an_evidence_that_is_none_is_refused():
    with pytest.raises(Trouble) as found:
        decisions.changed(USUAL, Change(evidence="best"))
    assert found.value.key == "decision_evidence"
    assert found.value.values["allowed"] == "all, office, published"


def test_the_day_of_a_closing_is_that_of_beijing():
    assert (IN_2026.day.isoformat(), EARLIER.day.isoformat()) == ("2026-02-04", "2025-03-01")


def test_decisions_come_back_from_what_is_written_of_them():
    whole = Decisions(simulate=False, evidence="office", closed=(EARLIER, IN_2026))
    assert decisions.read(json.loads(json.dumps(asdict(whole)))) == whole
    assert decisions.read({}) == USUAL, "a release of before says nothing"
    with pytest.raises(manifest.UNREADABLE):
        decisions.read({"closed": [{"year": 2025}]})
    with pytest.raises(manifest.UNREADABLE):
        decisions.read({"simulated": False})
