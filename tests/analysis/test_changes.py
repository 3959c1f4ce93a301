"""What changed between two days and two releases: the nation's real vintages, and revisions planted by hand."""

import datetime as dt
import html
import re
import shutil
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis import changes, view
from explorer.analysis.changes import KINDS, Figure, Known
from explorer.core import catalogue, language, spreadsheet
from explorer.core.errors import Trouble
from explorer.pipeline.build import assemble
from explorer.releases import store
from explorer.views import derivation, exhibits
from explorer.views.changes import html as changes_html
from explorer.views.changes import text as changes_text
from tests.conftest import UNTIL, small_tables
from tests.pages.test_pages import JUNK, chosen, heading, notices, opened, options, text
from tests.support import small_release
from tests.support.cases import each

ZH, EN = language.words("zh"), language.words("en")
JUNE_2022, MARCH_2024, AUTUMN_2024 = dt.date(2022, 6, 30), dt.date(2024, 3, 31), dt.date(2024, 9, 30)
PLEDGES, PATENTS, VERDICTS, HIGH_VALUE = 3, 1, 8, "high_value_invention_patents_per_10k_population"


def seen(edition, day, plan="cn-14fyp", evidence="published", area="100000", code="en"):
    return view.View(edition, plan, area, day, evidence, code)


def province(edition, day, evidence="all"):
    return seen(edition, day, "ln-2025", evidence, "210000")


def figures(found, kind, no=None):
    """Return the changes of a kind as (goal, period, value then, value now)."""
    return [
        (one.goal.no, one.period, one.then and one.then.value, one.now and one.now.value)
        for one in found.of(kind)
        if no in (None, one.goal.no)
    ]


def year(number):
    return dt.date(number, 12, 31)


def figure(measure, period, value, known_on, source="planted", unit="亿元", area="100000"):
    """Return one published figure as a row of observations."""
    return {
        "measure": measure,
        "area": area,
        "frequency": "A",
        "period": period,
        "value": value,
        "unit": unit,
        "reliability": "A",
        "evidence": "published",
        "source": source,
        "known_on": known_on,
    }


def revised_tables():
    """Return the small tables with one figure revised, one withdrawn, one added, and one mark more in the register."""
    tables = small_tables()
    planted = [
        figure("ip_pledge_amount", year(2023), 2600.0, dt.date(2024, 6, 1)),
        figure("ip_civil_first_instance_acceptance_rate", year(2022), 88.0, dt.date(2024, 5, 1), unit="%"),
        figure("trademarks_in_force", year(2023), 7.0, dt.date(2024, 5, 1), unit="件", area="210000"),
    ]
    gone = (pl.col("measure") == HIGH_VALUE) & (pl.col("area") == "100000") & (pl.col("period") == year(2022))
    tables["observations"] = pl.concat([tables["observations"].filter(~gone), pl.DataFrame(planted)], how="diagonal")
    source = {"source": "planted", "title": "<script>alert(1)</script>", "publisher": "=1+1"}
    tables["sources"] = pl.concat([tables["sources"], pl.DataFrame([source])], how="diagonal")
    marks = tables["trademarks"]
    mark = marks.filter(pl.col("city") == "210200").head(1)
    later = mark.with_columns(registration_no=pl.lit("planted"), registered_on=pl.lit(dt.date(2020, 6, 30)))
    tables["trademarks"] = pl.concat([marks, later])
    return tables | assemble.derive(tables)


@pytest.fixture(scope="module")
def both_data(tmp_path_factory):
    """A data folder with two releases: the small one, and the one in use, which revises it."""
    folder = tmp_path_factory.mktemp("both")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(folder))
        first = small_release.publish(small_tables(), UNTIL, seed=1).id
        second = small_release.publish(revised_tables(), UNTIL, seed=1).id
    return folder, first, second


@pytest.fixture
def both(both_data, monkeypatch):
    """The two releases, the earlier first."""
    folder, first, second = both_data
    monkeypatch.setenv("EXPLORER_DATA", str(folder))
    assert store.edition().id == second
    return store.kept_edition(first), store.kept_edition(second)


def test_what_was_published_between_two_days_is_new(small):
    """From mid-2022 to March 2024 the pledges of 2022 and 2023 came out; those of 2021 were known before."""
    found = changes.between(seen(small, JUNE_2022), seen(small, MARCH_2024))
    assert figures(found, "new", PLEDGES) == [(3, year(2022), None, 4868.8), (3, year(2023), None, 8539.9)]
    assert figures(found, "withdrawn") == []


def test_the_statuses_that_flipped_between_two_days_are_those_of_the_two_days(small):
    found = changes.between(seen(small, JUNE_2022), seen(small, MARCH_2024))
    flipped = {one.goal.no: (one.then.status, one.now.status) for one in found.flips}
    assert flipped == {
        2: ("cannot_assess", "on_track"),
        3: ("on_track", "achieved"),
        4: ("no_value", "achieved"),
        7: ("on_track", "achieved"),
        8: ("no_value", "achieved"),
    }
    assert found.stayed == 8 - 5


def test_the_same_value_from_another_source_is_a_revision_that_says_so(small):
    """80.61 for 2021 came from a newspaper in January 2022 and from another in September."""
    found = changes.between(seen(small, JUNE_2022), seen(small, MARCH_2024))
    (one,) = found.of("revised")
    assert (one.goal.no, one.then.value, one.now.value, one.difference) == (7, 80.61, 80.61, 0)
    assert one.then.known_on < JUNE_2022 < one.now.known_on < MARCH_2024
    assert changes_text.revision(one, EN) == "same value; from another source"


def test_nothing_differs_between_a_view_and_itself(small):
    look = seen(small, MARCH_2024)
    found = changes.between(look, look)
    assert not found.any
    assert found.stayed == 8


def test_a_goal_met_early_and_met_in_the_end_has_not_flipped(small):
    found = changes.between(seen(small, dt.date(2025, 12, 31)), seen(small, small.until))
    (status,) = {seen(small, small.until).assessment(goal).status for goal in catalogue.plans()["cn-14fyp"].goals[:1]}
    assert status == "met"
    assert PATENTS not in {one.goal.no for one in found.flips}


def test_a_month_that_made_room_for_a_later_one_was_not_withdrawn(small):
    """Marks in force are listed for year-ends and the newest month: September 2023, then March 2024."""
    found = changes.between(province(small, dt.date(2023, 9, 30)), province(small, MARCH_2024))
    assert figures(found, "withdrawn") == []
    assert [period for _, period, _, _ in figures(found, "new", 5)] == [year(2023), MARCH_2024]


def test_a_year_to_date_that_became_a_full_year_is_a_new_year_and_no_revision(small):
    """Transfers: January to September 2023 was known; then the whole of 2023 is."""
    then, now = province(small, dt.date(2023, 9, 30)), province(small, year(2023))
    found = changes.between(then, now)
    spans = {row["period"]: row["span"] for row in then.observed(then.goals[3]).iter_rows(named=True)}
    assert spans[dt.date(2023, 9, 30)] == "year_to_date"
    assert [(one.period, one.span, one.kind) for one in found.figures if one.goal.no == 4] == [
        (year(2023), "year", "new")
    ]


def test_the_months_a_year_before_are_no_news_when_a_new_year_begins(small):
    """March 2023 is listed beside March 2024 for comparison; it was known on the last day of 2023."""
    found = changes.between(province(small, year(2023)), province(small, MARCH_2024))
    assert [period for _, period, _, _ in figures(found, "new", 4)] == [MARCH_2024]


def test_a_release_that_revises_a_published_figure_is_found_with_both_values(both):
    earlier, later = both
    found = changes.between(seen(earlier, AUTUMN_2024), seen(later, AUTUMN_2024))
    assert figures(found, "revised") == [(PLEDGES, year(2023), 8539.9, 2600.0)]
    (one,) = found.of("revised")
    assert (one.then.source, one.now.source, one.ground) == ("tkp_20240425", "planted", "source")
    assert one.now.known_on == dt.date(2024, 6, 1)
    assert one.difference == pytest.approx(2600.0 - 8539.9)


def test_a_release_that_drops_a_figure_withdraws_it_and_one_that_adds_a_figure_brings_it(both):
    earlier, later = both
    found = changes.between(seen(earlier, AUTUMN_2024), seen(later, AUTUMN_2024))
    assert figures(found, "withdrawn") == [(PATENTS, year(2022), 9.4, None)]
    assert figures(found, "new") == [(VERDICTS, year(2022), None, 88.0)]


def test_seen_the_other_way_round_new_is_withdrawn(both):
    earlier, later = both
    found = changes.between(seen(later, AUTUMN_2024), seen(earlier, AUTUMN_2024))
    assert figures(found, "withdrawn") == [(VERDICTS, year(2022), 88.0, None)]
    assert figures(found, "new") == [(PATENTS, year(2022), None, 9.4)]


def test_before_the_revision_was_known_the_later_release_still_shows_the_old_value(both):
    earlier, later = both
    day = dt.date(2024, 5, 31)
    found = changes.between(seen(earlier, day), seen(later, day))
    assert figures(found, "revised") == []
    within = changes.between(seen(later, day), seen(later, AUTUMN_2024))
    assert (PLEDGES, year(2023), 8539.9, 2600.0) in figures(within, "revised")


def test_a_revision_flips_the_status_it_bears_on(both):
    """2,180 to 2,600 in three years is 6.05 % a year; 3,200 in five asks for 7.98 %: R = 0.76."""
    earlier, later = both
    found = changes.between(seen(earlier, AUTUMN_2024), seen(later, AUTUMN_2024))
    (one,) = (one for one in found.flips if one.goal.no == PLEDGES)
    assert (one.then.status, one.now.status) == ("achieved", "accelerate")
    assert not one.simulated


def test_a_published_figure_in_place_of_a_simulated_one_is_better_evidence(both):
    earlier, later = both
    found = changes.between(province(earlier, AUTUMN_2024), province(later, AUTUMN_2024))
    (one,) = (one for one in found.of("revised") if one.goal.no == 5 and one.period == year(2023))
    assert (one.then.evidence, one.now.evidence, one.ground) == ("simulated", "published", "better")
    assert (one.difference, one.simulated) == (7.0 - one.then.value, True)
    back = changes.between(province(later, AUTUMN_2024), province(earlier, AUTUMN_2024))
    assert {one.ground for one in back.of("revised") if one.period == year(2023) and one.goal.no == 5} == {"weaker"}


def test_a_register_that_gained_a_record_revises_every_year_it_counts_in(both):
    earlier, later = both
    found = changes.between(province(earlier, dt.date(2022, 3, 31)), province(later, dt.date(2022, 3, 31)))
    moved = {one.period: (one.difference, one.ground) for one in found.of("revised") if one.goal.no == 5}
    assert moved[year(2021)] == (1.0, "same")
    assert moved[dt.date(2022, 3, 31)] == (1.0, "same")
    assert year(2019) not in moved


def test_a_month_no_longer_listed_is_compared_with_what_the_register_says_now(both):
    """June 2021 was the newest month then; the later view lists year-ends only, and its register counts one more."""
    earlier, later = both
    found = changes.between(province(earlier, dt.date(2021, 6, 30)), province(later, AUTUMN_2024))
    (one,) = (one for one in found.figures if one.goal.no == 5 and one.period == dt.date(2021, 6, 30))
    assert (one.kind, one.difference) == ("revised", 1.0)


def test_newer_data_are_named_for_a_view_of_an_earlier_day_and_none_for_todays(small):
    look = seen(small, MARCH_2024)
    found = {goal.no: (then.value, now.value) for goal, then, now in changes.newer(look, look.goals)}
    assert found[1] == (11.8, 16.0)
    assert found[7] == (82.04, 82.81)
    assert 8 not in found
    today = seen(small, small.until)
    assert changes.newer(today, today.goals) == ()


def test_newer_data_are_named_for_a_link_made_on_an_earlier_release(both):
    earlier, later = both
    look = province(earlier, earlier.until, "published")
    (marks,) = ((then, now) for goal, then, now in changes.newer(look, look.goals) if goal.no == 5)
    assert (marks[0].on, marks[1].on, marks[1].value) == (year(2020), year(2023), 7.0)
    assert changes.newer(province(later, later.until, "published"), look.goals) == ()


def test_a_day_that_the_release_in_use_does_not_reach_has_no_newer_data(small):
    ahead = replace(seen(small, small.until), as_of=dt.date(2027, 1, 1))
    assert changes.newer(ahead, ahead.goals) == ()


@pytest.mark.parametrize(("day", "before"), [("2024-02-29", "2023-02-28"), ("2025-03-01", "2024-03-01")])
def test_a_year_before_is_the_same_day_of_the_year_before(day, before):
    assert changes.a_year_before(dt.date.fromisoformat(day)).isoformat() == before


def test_a_revision_smaller_than_the_digits_shown_is_shown_with_more(small):
    goal = catalogue.plans()["ln-2025"].goals[4]
    sides = [Known(value, "published", "x", None) for value in (850_000.0, 850_020.0)]
    one = Figure(goal, "210000", year(2023), "year", *sides)
    assert changes_text.values(one, ZH) == ("850,000 件", "850,020 件")
    assert changes_text.values(replace(one, then=None), ZH) == ("", "85 万件")
    patents = replace(one, goal=catalogue.plans()["cn-14fyp"].goals[0])
    small_step = replace(patents, then=replace(sides[0], value=11.8), now=replace(sides[1], value=11.8004))
    assert changes_text.values(small_step, EN) == (
        "11.8 patents per 10,000 people",
        "11.8004 patents per 10,000 people",
    )
    assert changes_text.revision(small_step, EN) == "+0.0004; same source"


def test_both_workings_stand_side_by_side_step_by_step(small):
    then, now = seen(small, JUNE_2022), seen(small, MARCH_2024)
    rows = {item: (before, after) for item, before, after, _ in changes_text.workings(then, now, now.goals[2])}
    assert rows["Status"] == ("On track", "Achieved")
    assert rows["Baseline"][0] == rows["Baseline"][1]
    assert rows["Latest value"] == ("309.8 billion yuan · 2021 · published", "853.99 billion yuan · 2023 · published")
    for look, side in ((then, 0), (now, 1)):
        alone = [(item, value) for item, value, _ in derivation.steps(look, now.goals[2])]
        assert [(item, both_[side]) for item, both_ in rows.items() if both_[side]] == alone


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_one_sentence_counts_everything_there_is(small, code):
    then, now = (seen(small, day, code=code) for day in (JUNE_2022, MARCH_2024))
    said = changes_text.sentence(then, now)
    assert re.findall(r"(?<![年月\d])\b\d+\b(?! (?:June|March))", re.sub(r"\d+年\d+月\d+日| 20\d\d", "", said)) == (
        ["15", "1", "8", "5", "3"]
    )
    assert language.words(code)("evidence.simulated") not in said


def test_the_heading_counts_what_changed_and_leaves_out_what_did_not(small):
    then, now = (seen(small, day) for day in (JUNE_2022, MARCH_2024))
    assert changes_text.answer(then, now).partition(": ")[2] == "5 statuses changed, 15 new figures, 1 figure revised"


def test_the_sentence_says_how_much_of_it_is_simulated(small):
    then, now = province(small, dt.date(2023, 9, 30)), province(small, MARCH_2024)
    found = changes.between(then, now)
    invented = sum(one.now.evidence == "simulated" for one in found.figures)
    assert f"({invented} of them ○ simulated)" in changes_text.sentence(then, now)
    assert "Show published values only" in changes_html.head(then, now, "all")
    real = changes_html.head(seen(small, JUNE_2022), seen(small, MARCH_2024), "all")
    assert "imulated" not in real


def test_every_simulated_value_of_a_table_is_marked(small):
    then, now = province(small, dt.date(2023, 9, 30)), province(small, MARCH_2024)
    rows = changes_html.figures(then, now, "new").split("<tr>")[2:]
    assert rows
    assert all("○ simulated" in row for row in rows)


def test_a_figure_links_to_its_target_on_both_days_and_in_both_releases(both):
    earlier, later = both
    then = replace(seen(earlier, AUTUMN_2024), kept=(("release", earlier.id),))
    shown = html.unescape(changes_html.figures(then, seen(later, AUTUMN_2024), "revised"))
    links = re.findall(r'href="target\?([^"]+)"', shown)
    assert any(f"release={earlier.id}" in link and "as_of=2024-09-30" in link for link in links)
    assert any("release=" not in link for link in links)
    assert "853.99 billion yuan" in shown
    assert "260 billion yuan" in shown
    assert "1 June 2024" in shown
    assert "−593.99 billion yuan; from another source" in shown


@pytest.mark.parametrize("what", ["all", "flipped", "new", "revised"])
def test_a_list_in_short_has_every_change_with_both_sides_and_its_evidence(both, what):
    earlier, later = both
    then, now = seen(earlier, AUTUMN_2024), seen(later, AUTUMN_2024)
    found, rows = changes_text.shown(then, now, what), changes_text.listed(then, now, what)
    assert rows.height == len(found)
    assert rows.width == 5
    if what == "revised":
        said = [row[1:] for row in rows.iter_rows() if "260 billion yuan" in row[4]]
        assert [row[2:] for row in said] == [("853.99 billion yuan ●", "260 billion yuan ●")]


def test_what_stands_in_the_data_is_shown_as_text(both):
    earlier, later = both
    then, now = seen(earlier, AUTUMN_2024), seen(later, AUTUMN_2024)
    parts = [changes_html.figures(then, now, kind) for kind in KINDS]
    shown = "".join(map(str, [*parts, changes_html.flips(then, now)]))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_the_file_holds_every_change_once_and_no_formula(both):
    earlier, later = both
    then, now = seen(earlier, AUTUMN_2024), seen(later, AUTUMN_2024)
    rows = changes_text.rows(then, now, "all")
    found = changes.between(then, now)
    assert rows.height == len(found.figures) + len(found.flips)
    moved = rows.filter(pl.col("Change") == "Revised figures").row(0, named=True)
    before, after = changes_text.moments(then, now)
    assert (moved[f"Value then ({before})"], moved[f"Value now ({after})"], moved["Period"]) == (8539.9, 2600.0, "2023")
    assert moved[f"Evidence now ({after})"] == "published"
    flip = rows.filter(pl.col("Change") == "Statuses that changed").row(0, named=True)
    assert flip[f"Status then ({before})"] != flip[f"Status now ({after})"]
    assert not re.search(rb"(^|,)[=+@]", spreadsheet.csv(rows))
    assert changes_text.rows(then, now, "withdrawn").height == 1
    assert changes_text.rows(now, now, "all").is_empty()


def test_the_page_shows_flipped_statuses_with_both_reasons_and_both_workings(small):
    app = opened("changes", plan="cn-14fyp", evidence="published", since="2022-06-30", as_of="2024-03-31", lang="en")
    assert not app.exception
    assert not notices(app)
    body = html.unescape(text(app))
    section = body[body.index("Statuses that changed (5)") : body.index("New figures (15)")]
    assert re.search(r"On track</span>.*?Achieved</span>", section, re.DOTALL)
    assert "309.8 billion yuan in 2021; +42.1% a year since 2020" in section
    assert "853.99 billion yuan in 2023, 533.99 billion yuan above the goal, ahead of the goal year" in section
    assert '<td class="side" data-label="30 June 2022">309.8 billion yuan · 2021 · published</td>' in section
    assert '<td class="side" data-label="31 March 2024">853.99 billion yuan · 2023 · published</td>' in section
    assert section.count("<details") == 5


def test_the_page_compares_with_a_kept_release_of_the_same_day(both):
    earlier, later = both
    app = opened("changes", plan="cn-14fyp", as_of="2024-09-30", since_release=earlier.id, lang="en")
    assert not app.exception
    assert not notices(app)
    assert chosen(app, "since") == AUTUMN_2024.isoformat()
    assert list(options(app, "since_release").values()) == [
        f"The same release ({later.id})",
        earlier.id,
    ]
    body = text(app)
    assert f"30 September 2024 (release {earlier.id})" in body
    assert "Revised figures (1)" in body
    assert "Withdrawn figures (1)" in body


def test_a_release_no_longer_kept_gives_way_to_the_views_own_with_a_notice(small):
    app = opened("changes", plan="cn-14fyp", since_release="20200101-0123456789", lang="en")
    assert not app.exception
    assert any("since_release=20200101" in notice for notice in notices(app))
    assert chosen(app, "since_release") == small.id


def test_an_altered_release_to_compare_with_is_one_sentence(both_data, both, tmp_path, monkeypatch):
    folder, first, _ = both_data
    shutil.copytree(folder, tmp_path / "data")
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    victim = tmp_path / "data" / "releases" / first / "observations.parquet"
    victim.chmod(0o644)
    victim.write_bytes(victim.read_bytes()[:-7])
    app = opened("changes", since_release=first, lang="en")
    assert not app.exception
    assert first in app.error[0].value.replace("\\", "")


@each("name", ["since", "since_release", "what"])
@each("junk", JUNK[1::6])
def test_junk_for_the_page_of_changes_gives_its_usual_view_and_a_notice(small, name, junk):
    app = opened("changes", **{"lang": "en", "plan": "cn-14fyp", name: junk})
    assert not app.exception
    assert not app.error
    assert any(f"{name}=" in notice for notice in notices(app))
    assert heading(app).startswith("National 14th five-year IP plan 2021-2025: ")
    assert chosen(app, "since") == "2025-09-30"


@pytest.mark.parametrize("since", ["2024-03-31", "2026-09-30"])
def test_an_earlier_day_that_is_not_earlier_means_the_day_before_and_says_so(small, since):
    app = opened("changes", plan="cn-14fyp", as_of="2024-03-31", since=since, lang="en")
    assert chosen(app, "since") == "2024-03-30"
    assert "must come before the as-of date" in notices(app)[0]
    with pytest.raises(Trouble) as raised:
        exhibits.of("changes", {"plan": "cn-14fyp", "as_of": "2024-03-31", "since": since})
    assert raised.value.key == "unusable_value"


def test_where_nothing_changed_the_page_says_so_and_leads_further_back(small):
    app = opened("changes", plan="cn-14fyp", as_of="2024-03-29", since="2024-03-28", evidence="published", lang="en")
    body = html.unescape(text(app))
    assert "Nothing has changed" in body
    assert "all 8 targets kept their status" in body
    way = re.search(r'href="(changes\?[^"]+)"[^>]*>Compare with 28 March 2023 instead', body)
    assert "since=2023-03-28" in way[1]
    assert "/file/" not in body


def test_a_kind_without_changes_leads_to_all_of_them(small):
    app = opened("changes", plan="cn-14fyp", since="2022-06-30", as_of="2024-03-31", what="withdrawn", lang="en")
    body = html.unescape(text(app))
    assert "There is nothing under “Withdrawn figures”" in body
    assert "what=all" in re.search(r'href="(changes\?[^"]+)"[^>]*>See all changes', body)[1]
    assert "New figures (" not in body


def test_an_earlier_day_before_the_plan_says_that_its_goals_did_not_exist_then(small):
    app = opened("changes", plan="ln-2025", since="2022-06-30", as_of="2024-03-31", lang="en")
    assert "its goals did not exist then" in text(app)


def test_the_first_day_of_all_has_nothing_before_it(small):
    app = opened("changes", as_of="2012-01-01", lang="en")
    assert not app.exception
    assert "Nothing has changed" in text(app)
    assert "instead" not in text(app)


def test_the_exhibit_observes_what_is_new_or_revised_and_what_flipped_statuses_rest_on(both):
    earlier, later = both
    query = {"plan": "cn-14fyp", "as_of": "2024-09-30", "since_release": earlier.id, "evidence": "published"}
    new = exhibits.of("changes", query | {"what": "new"}).observed
    assert new.select("indicator", "period", "value").rows() == [("civil_judgment_acceptance", year(2022), 88.0)]
    revised = exhibits.of("changes", query | {"what": "revised"}).observed
    assert revised["value"].to_list() == [2600.0]
    flipped = exhibits.of("changes", query | {"what": "flipped"}).observed
    assert (year(2023), 2600.0) in flipped.filter(indicator="ip_pledge_amount").select("period", "value").rows()
    assert exhibits.of("changes", query | {"what": "withdrawn"}).observed.is_empty()
    assert exhibits.of("changes", query).sentence == changes_text.sentence(
        replace(seen(earlier, AUTUMN_2024), language="zh"), replace(seen(later, AUTUMN_2024), language="zh")
    )


def test_a_status_that_rests_on_simulated_values_makes_the_exhibit_simulated(small):
    shown = exhibits.of("changes", {"since": "2023-09-30", "as_of": "2024-03-31", "what": "flipped"})
    assert shown.simulated
