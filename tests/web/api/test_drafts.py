"""A draft over HTTP: begun from a level, opened from its text, written as a plan file that passes the check."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.analysis.outlook.consistency import bounds
from explorer.core import catalogue
from explorer.links import drafts
from explorer.links.drafts import Draft, Target

PATENTS, ALL = "high_value_invention_patents_per_capita", "invention_patents_per_capita"


@pytest.fixture(scope="module")
def http():
    return TestClient(Starlette(routes=server.ROUTES))


def ask(http, **query):
    return http.get("/api/v1/drafts", params={"lang": "en", **query})


def test_a_draft_is_begun_with_every_target_that_has_the_level(small, http):
    """Each of the plan's 21 targets is in the draft, or left out with its reason."""
    begun = ask(http, evidence="all", ambition="conservative").json()
    named = [one["indicator"] for one in (*begun["targets"], *begun["without_level"])]
    assert sorted(named) == sorted(goal.indicator.slug for goal in catalogue.plans()["ln-2025"].goals)
    assert all(one["why"] or one["levels"] for one in begun["without_level"])
    assert (begun["area"], begun["start"], begun["end"]) == ("210000", 2026, 2030)
    for one in begun["targets"]:
        table = http.get(f"/api/v1/proposals/{one['indicator']}", params={"evidence": "all"}).json()["proposals"]
        assert one["value"] == next(row["value"] for row in table if row["level"] == "conservative")


def test_what_was_begun_is_opened_again_from_its_text_alone(small, http):
    begun = ask(http, evidence="all", ambition="conservative").json()
    opened = ask(http, evidence="all", draft=begun["draft"]).json()
    assert opened == begun | {"without_level": []}


def test_the_plan_file_passes_the_plan_check_and_says_the_same(small, http, tmp_path):
    """The reader of every plan reads it, with quotes, line ends and signs in every text."""
    odd = 'a "b" \\ \n目标 \x7f #'
    targets = (Target(PATENTS, 17.5, True, True, 20, "x", odd, odd), Target("trademarks_in_force", 900_000))
    text = drafts.written(Draft(odd, "210000", 2026, 2030, targets))
    file = tmp_path / "next.toml"
    file.write_text(ask(http, draft=text).json()["plan_file"], "utf-8")
    plan = catalogue.read_plan(file)
    assert (plan.title.zh, plan.area, plan.year) == (odd, "210000", 2030)
    assert [(goal.indicator.slug, goal.value, goal.year, goal.kind) for goal in plan.goals] == [
        (PATENTS, 17.5, 2030, "level"),
        ("trademarks_in_force", 900_000, 2030, "level"),
    ]
    assert (
        plan.goals[0].reading.en
        == f"The target is binding. {odd} Stretch value 20: shown, never judged. May be changed at half time."
    )
    assert plan.goals[1].reading is None


def test_a_part_is_never_more_than_its_whole(small, http):
    """45 high-value inventions among 40 inventions: said of the part; the whole is promised nowhere here."""
    assert bounds(PATENTS, {PATENTS: 45, ALL: 40}) == (None, 40)
    assert bounds(ALL, {PATENTS: 45, ALL: 40}) == (45, None)
    assert bounds("trademarks_in_force", {PATENTS: 45}) == (None, None)
    text = drafts.written(Draft("t", "210000", 2026, 2030, (Target(PATENTS, 45), Target(ALL, 40))))
    part, whole = ask(http, evidence="all", draft=text).json()["targets"]
    assert [one["bound"] for one in part["warnings"] if one["key"] == "contradiction"] == [40]
    assert (whole["value"], whole["why_nothing_said"]) == (40, "not_promised")


def test_bad_questions_get_one_sentence(small, http):
    known = Draft("t", "210000", 2026, 2030, (Target("nothing", 1),))
    for query, status in (
        ({"draft": "1.AAAA"}, 400),
        ({"draft": drafts.written(known)}, 404),
        ({"draft": drafts.written(Draft("t", "999999", 2026, 2030))}, 400),
        ({"ambition": "highest"}, 400),
        ({"plan": "none"}, 404),
        ({"plan": "peers-2025"}, 400),
        ({"end": "2020"}, 400),
        ({"colour": "red"}, 400),
    ):
        answered = ask(http, **query)
        assert (answered.status_code, list(answered.json())) == (status, ["error"]), query
