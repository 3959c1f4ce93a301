"""Titles that are answers: of pages before they are there, of slides, pictures and previews."""

from itertools import cycle

from explorer.core import catalogue, language
from explorer.core.status import JUDGED
from explorer.views import exhibits, verdict
from tests.support.cases import each

ASKS = ("?", "？")
SHORTFALL = {"zh": "比目标少 ", "en": " short of the goal"}


def keys(plan):
    return exhibits.of("overview", {"plan": plan}).view.by_key


def of(page, plan, key, code, **more):
    return exhibits.of(page, {"plan": plan, "indicator": key, "lang": code} | more)


@each("code", language.LANGUAGES)
@each("plan", catalogue.plans())
@each("evidence", ["all", "published"])
def test_no_title_is_a_question_and_none_of_a_target_lacks_its_status(small, code, plan, evidence):
    overview = exhibits.of("overview", {"plan": plan, "lang": code, "evidence": evidence})
    assert not overview.title.endswith(ASKS)
    for row in overview.rows:
        title = verdict.of_target(overview.view, row.goal)
        assert (row.status.beside or row.status.told) in title
        assert not title.endswith(ASKS)


@each("plan", ["ln-2025"])
def test_the_title_of_an_outlook_says_what_it_takes_and_asks_nothing(small, plan):
    for key, code in zip(keys(plan), cycle(language.LANGUAGES), strict=False):
        shown = of("whatif", plan, key, code)
        assert not shown.title.endswith(ASKS)
        assert shown.title.startswith(shown.view.words.of(shown.view.by_key[key].indicator.title))


def test_a_missed_goal_says_value_distance_and_status(small):
    for code in language.LANGUAGES:
        found = of("target", "ln-2025", "trademarks_in_force", code)
        assert found.row.newest.text in found.title
        judged = found.row.status.slug in JUDGED
        assert (SHORTFALL[code] in found.title) == (judged and found.row.margin < 0), found.title


def test_the_overviews_title_has_its_tally(small):
    for code in language.LANGUAGES:
        shown = exhibits.of("overview", {"lang": code})
        assert shown.title.startswith(shown.view.words.of(shown.view.plan.short))
        assert any(sign.isdigit() for sign in shown.title.removeprefix(shown.view.words.of(shown.view.plan.short)))
