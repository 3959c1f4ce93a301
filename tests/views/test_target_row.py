"""A target's row: made once per view, ready to be laid out, and never more certain than what it rests on."""

import datetime as dt
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from explorer.analysis.view import EVERYWHERE, View, areas_of
from explorer.core import catalogue, language, marks
from explorer.core.status import JUDGED, Status
from explorer.views import exhibits, phrases, target_row

DAY = dt.date(2024, 6, 30)
PASSES_NO_JUDGEMENT = set(Status) - JUDGED


def look(edition, plan="ln-2025", area="210000", evidence="all", lang="zh", day=DAY):
    return View(edition, plan, area, day, evidence, lang)


def everywhere(edition):
    """Yield every plan in both languages, with and without simulated values."""
    for plan in catalogue.plans().values():
        for area in areas_of(plan, edition)[:2]:
            for evidence, lang in (("all", "zh"), ("published", "en")):
                yield look(edition, plan.slug, area, evidence, lang)


def test_a_view_has_a_row_for_each_of_its_goals_in_the_plans_order(small):
    for view in everywhere(small):
        rows = target_row.rows(view)
        assert [row.no for row in rows] == [goal.no for goal in view.goals]
        assert [row.area for row in rows] == [view.area_of(goal) for goal in view.goals]
        assert all(row.called.startswith(f"{row.no} {view.words.of(row.goal.title)}") for row in rows)


def test_a_row_is_made_once_and_is_the_same_alone_and_among_the_others(small):
    rows = target_row.rows(look(small))
    assert all(target_row.row(look(small), row.goal) is row for row in rows)


def test_a_row_has_the_status_of_its_assessment_in_the_readers_words(small):
    for view in everywhere(small):
        for row in target_row.rows(view):
            status = view.assessment(row.goal).status
            sign = marks.EXAMPLE if view.assessment(row.goal).example else marks.STATUS[status]
            word = language.words(view.language)(f"status.{status}")
            word = view.words("example.status", word=word.lower()) if row.status.example else word
            assert (row.status.slug, row.status.colour(), row.status.colour("dark")) == (status, sign.light, sign.dark)
            assert row.status.short == f"{sign.icon} {row.status.beside or word}"


def test_a_judgement_that_rests_on_simulation_says_so_and_no_other_status_does(small):
    marked = 0
    for view in everywhere(small):
        for row in target_row.rows(view):
            rests = view.standing(row.goal).rests_on_simulation and row.status.slug not in PASSES_NO_JUDGEMENT
            assert row.status.example == rests
            assert row.status.short.startswith(f"○ {view.words('example.status', word='')}") == rests
            assert (row.status.kind == "example") == rests, "never in the colour of a verdict"
            assert (row.status.evidence == "") == (row.status.slug in PASSES_NO_JUDGEMENT)
            marked += rests
    assert marked


def test_the_newest_value_bears_its_unit_its_period_and_its_evidence(small):
    known = 0
    for view in everywhere(small):
        for row in target_row.rows(view):
            reached = view.standing(row.goal).reached
            assert (row.newest is None) == (reached is None)
            if reached is None or row.newest is None:
                continue
            known += 1
            assert row.newest.text == view.words.value(reached.value, row.goal.indicator)
            assert str(reached.on.year) in row.newest.period
            assert row.newest.mark == f"{row.newest.sign} {view.words(f'evidence.{reached.evidence}')}"
    assert known


def test_a_value_without_a_share_says_why_and_one_with_both_has_nothing_to_say(small):
    reasons = set()
    for view in everywhere(small):
        for row in target_row.rows(view):
            both = row.achieved is not None and row.elapsed is not None
            assert bool(row.no_share) == (row.newest is not None and not both)
            reasons.add(row.no_share)
    assert {"", language.words("zh")("overview.whole_only")} <= reasons


@pytest.mark.parametrize(("evidence", "day"), [("all", dt.date(2022, 12, 31)), ("published", dt.date(2023, 6, 30))])
def test_what_was_not_promised_yet_has_no_progress_for_that_reason_alone(small, evidence, day):
    """By the office's eyes before the day of issue, by the public's before the plan was put online."""
    for area in ("210000", "210200"):
        view = look(small, area=area, evidence=evidence, day=day)
        rows = [row for row in target_row.rows(view) if row.newest]
        assert {row.status.slug for row in rows} == {Status.NOT_PROMISED}
        assert {row.no_share for row in rows} == {view.words("overview.not_promised")}


@pytest.mark.parametrize(("evidence", "said"), [("all", "overview.no_figure"), ("published", "overview.no_published")])
def test_only_where_no_value_is_known_does_it_say_so(small, evidence, said):
    view = look(small, area="210200", evidence=evidence)
    for row in target_row.rows(view):
        assert row.no_figure == (view.words(said) if view.observed(row.goal).is_empty() else "")


def test_a_rows_address_leads_to_its_own_area_and_keeps_what_the_view_keeps(small):
    view = replace(look(small, "peers-2025", EVERYWHERE), kept=(("agenda", "A1"),))
    for row in target_row.rows(view):
        asked = parse_qs(urlsplit(row.link).query)
        assert (asked["area"], asked["agenda"]) == ([row.goal.area], ["A1"])
        assert asked["indicator"] == [row.goal.indicator.slug]


def test_an_exhibit_carries_the_rows_of_what_it_judges(small):
    view = exhibits.of("overview", {"lang": "zh", "group": "department"})
    shown = {row.no for section in view.sections for row in section.rows}
    assert len(view.rows) == len(shown) < sum(len(section.rows) for section in view.sections)
    assert view.row is None
    (one,) = exhibits.of("target", {"indicator": "trademarks_in_force"}).rows
    assert one.goal.indicator.slug == "trademarks_in_force"
    assert exhibits.of("target", {"indicator": "trademarks_in_force"}).row is one
    for page in ("compare", "whatif", "patents", "changes"):
        assert exhibits.of(page, {}).rows == ()


def test_a_tally_counts_every_target_once(small):
    for view in everywhere(small):
        signs = [row.status for row in target_row.rows(view)]
        counted = phrases.tally(signs)
        promised = [sign for sign in signs if sign.slug != "not_promised"]
        assert sum(one.count for one in counted) == len(promised)
        assert sum(one.count for one in counted if one.sign.example) == sum("○" in sign.short for sign in signs)
        assert len({(one.sign.slug, one.sign.example) for one in counted}) == len(counted)


def test_a_convention_has_a_word_and_no_sign(small):
    words = language.words("zh")
    assert phrases.evidence_mark("convention", words) == words("evidence.convention")
    assert phrases.evidence_mark("office", words) == f"■ {words('evidence.office')}"
