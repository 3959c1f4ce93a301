"""What the next release carries on: imports and decisions, read from the log where the manifest is lost."""

import datetime as dt

import polars as pl
import pytest

from explorer.analysis import closing
from explorer.analysis.view import View
from explorer.core import clock, language
from explorer.core.errors import Trouble
from explorer.links.ask import LinkAsk
from explorer.pipeline.publish import carried, publishing
from explorer.releases import current, store
from explorer.releases import manifest as releases_manifest
from explorer.releases.decisions import USUAL, Change
from explorer.views import choices
from explorer.views import closing as closing_text
from tests.exports.office.office_files import DALIAN, SHENYANG, day, figures, ground, marks

pytestmark = pytest.mark.publishing

PROVINCE, STATIONS = "210000", "rights_aid_workstations"
TODAY = dt.date(2026, 2, 3)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def decide(by="li", **change):
    return publishing.bring((), by, ground=ground, change=Change(**change))


def bring(*brought, note="更正"):
    return publishing.bring(brought, "li", note, ground=ground)


def stations(value):
    return figures((STATIONS, PROVINCE, day("2025-12-31"), value))


def view(**query):
    return choices.choose_view(LinkAsk(query), language.words("zh"))


def revised(as_of=None, evidence="all"):
    edition = store.edition()
    seen = View(edition, "ln-2025", PROVINCE, as_of or edition.until, evidence, "zh")
    goal = next(goal for goal in seen.goals if goal.indicator.measure == STATIONS)
    return [(one.closed.year, one.then, one.now) for one in closing.revisions(seen, goal)]


def test_a_bare_link_shows_what_the_office_decided_and_a_full_one_what_it_says(folder):
    assert view().evidence == "all"
    made = decide(evidence="office")
    assert made.release == current.in_use()
    assert (view().evidence, view(evidence="all").evidence) == ("office", "all")
    bring(marks(("R1", SHENYANG, day("2024-05-01"))))
    assert view().evidence == "office", "it is carried on"
    publishing.rebuild(ground=ground)
    assert view().evidence == "office"
    decide(evidence="all")
    assert view().evidence == "all"


def test_without_simulation_no_release_holds_an_invented_row_until_it_is_switched_on_again(folder):
    def invented():
        tables = (pl.read_parquet(path) for path in current.current().glob("*.parquet"))
        return sum((table["evidence"] == "simulated").sum() for table in tables if "evidence" in table.columns)

    before = current.in_use()
    assert invented() > 0
    made = decide(simulate=False)
    assert invented() == 0
    assert {flip.now.status for flip in made.flips if flip.then.example} <= {"no_value", "not_published"}
    bring(stations(105.0))
    assert invented() == 0
    decide(simulate=True)
    assert invented() > 0
    publishing.roll_back(before, "li")
    assert carried.decisions() == USUAL


def test_a_closed_year_names_who_and_when_and_marks_what_changed_later(folder):
    bring(stations(105.0))
    held = current.in_use()
    decide(close=2025)
    (one,) = carried.decisions().closed
    assert (one.year, one.by, one.release) == (2025, "li", held)
    assert revised() == []
    bring(stations(106.0))
    assert revised() == [(2025, 105.0, 106.0)]
    assert revised(evidence="published") == [], "published alone knows nothing of the office's closing"
    told = list(closing_text.lines(view()))
    assert "2025年" in told[0]
    assert "li" in told[0]
    assert "8 " in told[1] or "维权" in told[1]
    bring(stations(105.0))
    assert revised() == [], "what came back is no change"


def test_a_view_of_the_past_knows_no_closing_of_a_later_day(folder):
    bring(stations(105.0))
    decide(close=2025)
    assert not closing.closed(view(as_of="2025-06-30"))
    assert closing.closed(view())


def test_a_year_is_closed_once_when_it_is_over_and_by_somebody(folder):
    for change, by, key in (
        ({"close": 2026}, "li", "decision_not_over"),
        ({"close": 1900}, "li", "decision_no_plans_year"),
        ({"close": 0}, "li", "decision_no_plans_year"),
        ({"close": 2019}, "li", "decision_no_plans_year"),
        ({"close": 2025}, " ", "decision_unsigned"),
        ({"reopen": 2025}, "li", "decision_not_closed"),
    ):
        with pytest.raises(Trouble) as found:
            decide(by, **change)
        assert found.value.key == key
    decide(close=2025)
    with pytest.raises(Trouble, match="decision_closed_already"):
        decide(close=2025)
    with pytest.raises(Trouble, match="decision_closed_already"):
        decide(close=2025, reopen=2025)
    decide(reopen=2025)
    assert carried.decisions().closed == ()


def test_the_release_of_a_closing_outlives_every_clearing(folder):
    held = current.in_use()
    decide(close=2025)
    for value in range(5):
        bring(stations(100.0 + value))
    gone = publishing.prune(3)
    assert held not in gone
    assert gone
    assert releases_manifest.intact(current.releases() / held)


def test_a_closing_whose_release_is_damaged_says_that_nothing_can_be_compared(folder):
    bring(stations(105.0))
    held = current.current()
    decide(close=2025)
    bring(stations(106.0))
    held.chmod(0o755)
    (held / "observations.parquet").unlink()
    assert revised() == []
    assert held.name in " ".join(closing_text.lines(view()))


def test_the_log_tells_every_decision_and_gives_them_back_where_the_manifest_is_lost(folder):
    bring(stations(105.0))
    decide(evidence="office", simulate=False, close=2025)
    decided, imports = carried.decisions(), carried.imports()
    newest = publishing.history()[0].entry
    assert (newest.action, newest.by) == ("decide", "li")
    place = current.current()
    place.chmod(0o755)
    (place / "manifest.json").unlink()
    assert (carried.decisions(), carried.imports()) == (decided, imports)


def test_deciding_what_is_decided_already_makes_no_release(folder):
    decide(evidence="office")
    before, logged = current.in_use(), len(publishing.history())
    assert decide(evidence="office").nothing_new
    assert (current.in_use(), len(publishing.history())) == (before, logged)


def test_a_decision_is_prepared_shown_and_overtaken_like_a_file(folder):
    made = publishing.prepare((), ground=ground, change=Change(simulate=False), by="li")
    assert carried.decisions() == USUAL, "nothing is decided yet"
    assert made.flips
    bring(figures(("gdp", DALIAN, day("2025-12-31"), 9000.0)))
    with pytest.raises(Trouble, match="publishing_overtaken"):
        publishing.publish(made, "li")


def test_nothing_is_decided_about_no_release(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    with pytest.raises(Trouble, match="release_missing"):
        decide(evidence="office")
