"""Promises that were made, what the rules of today would have said on that day, and what came."""

import csv
import datetime as dt
import io
import math
import re
import statistics

import pytest

from explorer.analysis.outlook import past_promises, proposals
from explorer.analysis.view import View
from explorer.core import catalogue, paths

DOCUMENT = (paths.ROOT / "docs" / "drafting.md").read_text("utf-8")
KNOWN = {one.slug: one for one in past_promises.promises()}
# What the same rules gave when they were worked out elsewhere, in another program, from the same figures; those
# of series without a gap three years back, where nothing hangs on which of two neighbours the pace is taken from.
ELSEWHERE = """
promise,steps,pace,middle
AP-1,9.4333,29.9483,16.8081
AP-2,,,59463.6462
AP-3,,,3920699.304
AP-4,,,490695.1122
AP-5,,,2.33
N13-3,,,3184468.4741
N13-4,,,742427.9364
LN-1,7.604,10.8188,9.0701
LN-2,,,74.7761
SH-2,68.8,75.6249,72.1318
N13-6,77.1033,,
N14-6,7.47,,
"""
DAMPED = {"N13-6": 73.229, "N14-6": 7.4372}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading of the document."""
    part = DOCUMENT.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def test_the_levels_agree_with_those_worked_out_elsewhere():
    for row in csv.DictReader(io.StringIO(ELSEWHERE.strip())):
        found = dict(KNOWN[row["promise"]].levels.values())
        names = {"steps": ("even_steps", "steps_to_limit"), "pace": ("same_pace",), "middle": ("middle_path",)}
        for name, bases in names.items():
            if row[name]:
                ours = next(found[basis] for basis in bases if basis in found)
                assert ours == pytest.approx(float(row[name]), rel=2e-4), (row["promise"], name)
    for slug, value in DAMPED.items():
        assert KNOWN[slug].levels["base"] == ("damped_trend", pytest.approx(value, rel=1e-4))


def test_the_document_prints_every_promise_as_it_is():
    assert [row[0] for row in rows("Nineteen promises")] == list(KNOWN)
    for slug, _, then, target, came, conservative, base, ambitious, rho, nearer in rows("Nineteen promises"):
        one = KNOWN[slug]
        levels = [value for _, value in one.levels.values()]
        assert [int(then), target, came] == [one.then, shown(one.target), shown(one.came)], slug
        assert [conservative, base, ambitious] == [shown(value) for value in levels], slug
        assert rho == ("–" if one.asked.rho is None else f"{one.asked.rho:.2f}"), slug
        assert nearer == one.nearer("base"), slug


def test_the_document_counts_how_often_each_was_nearer():
    every = past_promises.promises()
    for level in ("conservative", "base", "ambitious"):
        won = sum(one.nearer(level) == "proposal" for one in every)
        error = statistics.median(abs(one.levels[level][1] / one.came - 1) for one in every)
        assert f"| {level} | {won} of {len(every)} | {error * 100:.0f} % |" in DOCUMENT
    promised = statistics.median(abs(one.target / one.came - 1) for one in every)
    assert f"| promise | | {promised * 100:.0f} % |" in DOCUMENT
    flows = [one for one in every if one.kind == "flow"]
    won = sum(abs(one.levels["base"][1] - one.came) < abs(one.target - one.came) for one in flows)
    assert past_promises.won("base", "flow") == (won, len(flows))
    assert f"nearer in {won} of {len(flows)} yearly amounts" in re.sub(r"\s+", " ", DOCUMENT)


def test_the_document_says_how_promises_fared_that_asked_as_much():
    for word in ("easy", "safe", "keen", "hard", "turn"):
        beaten, count = past_promises.fared(word)
        alike = [one for one in KNOWN.values() if one.asked.word == word]
        assert (beaten, count) == (len([one for one in alike if one.came > one.target]), len(alike))
        assert f"| {word} | {beaten} of {count} |" in DOCUMENT


@pytest.mark.parametrize("day", [dt.date(2021, 1, 1), dt.date(2021, 10, 9)])
def test_the_document_prints_the_national_plan_as_it_was_known_on_a_day(small, day):
    """Only what had been published: at the year's turn hardly anything of 2020."""
    here = View(small, "cn-14fyp", "100000", day, "published", "en")
    later = View(small, "cn-14fyp", "100000", dt.date(2026, 9, 30), "published", "en")
    printed = {int(row[0]): row[1:] for row in rows(f"The national plan as of {day:%Y-%m-%d}")}
    assert len(printed) == len(catalogue.plans()["cn-14fyp"].goals) == 8
    for goal in here.goals:
        found = proposals.table(here, goal.no, 2021, 2025)
        said = [shown(value) for value in found.levels.values()] or ["–"] * 3
        newest = later.standing(goal).reached
        came = f"{shown(newest.value)} ({newest.year})"
        known = f"{found.seen.start[1]:.6g} ({math.ceil(found.seen.start[0])})" if found.seen.start else "–"
        assert printed[goal.no] == [goal.indicator.slug, known, *said, shown(goal.value), came, found.why or ""]
