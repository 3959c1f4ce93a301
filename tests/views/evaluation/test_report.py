"""The final evaluation: every promise with what came of it by real values, and what has to be delivered by whom."""

import io
from collections import Counter
from dataclasses import replace

import docx
import polars as pl
import pytest

from explorer.core import language
from explorer.core.status import JUDGED, Status
from explorer.exports import office
from explorer.views import exhibits, phrases, target_row
from explorer.views.evaluation import report
from explorer.views.report import Entry, Heading, Line, Listing
from tests.pages.test_pages import opened, text
from tests.support.cases import each
from tests.support.open_xml import AT

PLANS = ("ln-2025", "cn-14fyp")


def of(plan: str, lang: str = "en", **more: str):
    return exhibits.of("evaluation", {"plan": plan, "lang": lang, "evidence": "all"} | more)


def blocks(exhibit, kind):
    return [one for one in report.report(exhibit.view).blocks if isinstance(one, kind)]


def said(exhibit) -> str:
    found = [*blocks(exhibit, Line), *(line for entry in blocks(exhibit, Entry) for line in entry.lines)]
    return "\n".join([one.text for one in found] + [one.title for one in blocks(exhibit, Entry)])


def chapters(exhibit) -> list[str]:
    return [one.text.partition(". ")[2] for one in blocks(exhibit, Heading)]


@each("plan", PLANS)
@each("lang", language.LANGUAGES)
def test_every_goal_stands_with_promise_value_evidence_verdict_and_department(small, plan, lang):
    exhibit = of(plan, lang)
    listing, real = blocks(exhibit, Listing)[0], replace(exhibit.view, evidence="office")
    for cells, goal in zip(listing.rows, real.goals, strict=True):
        row = target_row.row(real, goal)
        assert cells[:2] == [str(goal.no), row.title]
        assert cells[3] == row.promised
        assert cells[7] == row.status.short
        assert (row.newest.text in cells[4]) if row.newest else cells[4] == language.words(lang)("evaluation.to_fill")
        assert cells[8] == (row.departments or "–")


@each("plan", PLANS)
def test_no_simulated_value_is_in_it_whatever_the_page_looks_at(small, plan):
    exhibit = of(plan)
    assert "simulated" not in exhibit.observed["evidence"].to_list()
    assert not exhibit.simulated
    assert not any("○" in cell for listing in blocks(exhibit, Listing) for cells in listing.rows for cell in cells)


def test_while_nothing_can_be_judged_it_is_a_template_that_says_what_to_bring(small):
    """The small release has hardly a published figure of the province: no goal of its plan can be judged."""
    exhibit = of("ln-2025")
    rows = report.rows(exhibit.view)
    assert not any(row.status.slug in JUDGED for row in rows)
    assert exhibit.sentence.startswith(f"None of the {len(rows)} targets can be judged yet: ")
    wanted = blocks(exhibit, Listing)[1]
    assert [cells[0] for cells in wanted.rows] == [row.called for row in rows]
    assert all(
        cells[2].startswith(f"the figure of {row.goal.year}") for cells, row in zip(wanted.rows, rows, strict=True)
    )
    assert [cells[3] for cells in wanted.rows] == [row.departments for row in rows]


def test_the_national_plan_is_closed_by_its_published_figures(small):
    """High-value inventions: 12 were promised for 2025, 16 came."""
    exhibit = of("cn-14fyp")
    first = blocks(exhibit, Listing)[0].rows[0]
    assert (first[3], first[6]) == ("12 patents per 10,000 people by 2025", "published")
    assert first[4] == "16 patents per 10,000 people (2025)"
    base, target, came = 6.3, 12, 16
    assert first[5] == f"{(came - base) / (target - base):.0%}"


def test_what_was_met_early_is_told_apart_and_its_figure_of_the_goal_year_still_asked_for(small):
    exhibit = of("cn-14fyp")
    early = [row for row in report.rows(exhibit.view) if row.status.slug == Status.MET_EARLY]
    assert early
    assert {one.title.partition(":")[0] for one in blocks(exhibit, Entry)} == {row.called for row in early}
    wanted = [cells[0] for cells in blocks(exhibit, Listing)[1].rows]
    assert {row.called for row in early} <= set(wanted)
    share = {cells[1]: cells[5] for cells in blocks(exhibit, Listing)[0].rows}
    assert {share[row.title] for row in early} == {"–"}, "an early value is no completion"


def test_a_soft_goal_that_was_met_says_what_it_had_asked(small):
    """Satisfaction: 82 for 2025 asked five years at 0.39 points, against the mean step of 2018 to 2020."""
    exhibit = of("cn-14fyp", evidence="published")
    goal = exhibit.view.by_key["ip_protection_satisfaction"]
    asked = report.asked_at_issue(exhibit.view, goal)
    rows = exhibit.observed.filter(pl.col("indicator") == goal.indicator.slug)
    by_year = {period.year: value for period, value in rows.select("period", "value").iter_rows()}
    had = (by_year[2020] - by_year[2018]) / 2
    assert asked.rho == pytest.approx((82 - by_year[2020]) / 5 / had)
    assert "was met; when promised it asked 0.2" in said(exhibit)


def test_what_was_promised_without_a_figure_stands_with_clause_department_and_record(small):
    exhibit = of("ln-2025")
    listing = blocks(exhibit, Listing)[2]
    assert [cells[0] for cells in listing.rows] == [one.title.en for one in exhibit.view.plan.commitments]
    assert all(cells[2] for cells in listing.rows)
    assert "Commitments without a figure" in chapters(exhibit)


def test_the_heading_is_the_answer(small):
    assert of("ln-2025").title.endswith("final evaluation: none of the 21 targets can be judged yet")
    judged = of("cn-14fyp", as_of="2024-06-30")
    called = language.words("en")
    counts = Counter(called(f"short.{row.status.slug}") for row in report.rows(judged.view))
    said = judged.title.partition(", final evaluation: ")[2].split(", ")
    assert sorted(said) == sorted(f"{word} {count}" for word, count in counts.items())


def test_a_running_plan_says_that_it_is_no_final_verdict(small):
    assert "not a final verdict" in said(of("cn-14fyp", as_of="2024-06-30"))
    assert "not a final verdict" not in said(of("cn-14fyp"))


def test_before_its_issue_nothing_of_a_plan_can_be_evaluated(small):
    exhibit = of("ln-2025", as_of="2022-12-31")
    assert exhibit.sentence == phrases.unpromised(exhibit.view) != ""


@each("plan", PLANS)
@each("lang", language.LANGUAGES)
def test_page_and_document_say_the_same(small, plan, lang):
    exhibit = of(plan, lang)
    paper = docx.Document(io.BytesIO(office.briefing(exhibit, AT)))
    written = "\n".join(node.text or "" for node in paper.element.body.iter(docx.oxml.ns.qn("w:t")))
    page = text(opened("evaluation", plan=plan, lang=lang, evidence="all"))
    for one in (*blocks(exhibit, Heading), *blocks(exhibit, Line)):
        assert one.text in written
    assert all(entry.title in written for entry in blocks(exhibit, Entry))
    assert all(heading.text in page for heading in blocks(exhibit, Heading))
