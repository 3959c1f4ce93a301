"""What the what-if page asks at once, and what it folds away until somebody turns it."""

from htpy import form

from explorer.core import language
from explorer.links.ask import LinkAsk
from explorer.views.whatif import choices
from explorer.views.whatif import html as whatif_html
from tests.analysis.outlook.test_target_outlook import PATENTS, view

EN = language.words("en")


def turned(edition, **query):
    here = view(edition)
    goal = here.by_key[PATENTS]
    return choices.turned(here, goal, choices.choose_question(LinkAsk(query), here, goal))


def test_the_settings_are_folded_until_one_is_turned(small):
    assert not turned(small)
    assert not turned(small, goal="30", goal_year="2028"), "the question itself is no setting"
    for setting in ({"method": "linear_drift"}, {"years": "10"}, {"years": "4"}, {"level": "0.95"}):
        assert turned(small, **setting), setting


def test_folded_settings_are_still_there(small):
    assert "open" not in str(whatif_html.settings(form["x"], EN, opened=False))
    assert '<details class="settings" open>' in str(whatif_html.settings(form["x"], EN, opened=True))
    assert whatif_html.settings(None, EN, opened=False) is None
