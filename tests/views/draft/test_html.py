"""The page of a draft: what it lists, that every value is a link that chooses it, and what it says of a choice."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest

from explorer.analysis.outlook import past_promises
from explorer.core import catalogue, language
from explorer.links import drafts
from explorer.links.drafts import Draft, Target
from explorer.views import exhibits
from explorer.views.draft import choices, plan_file, rows
from explorer.views.draft import html as draft_html
from tests.pages.test_pages import heading, notices, opened, text, used
from tests.support import drafted

PATENTS, POINTS = "high_value_invention_patents_per_capita", "ip_protection_satisfaction"
MARKS = "trademarks_in_force"
NATION = {"plan": "cn-14fyp", "evidence": "published", "lang": "en"}


def led(app, label: str) -> list[dict[str, str]]:
    """What the links of the page with a label carry."""
    found = re.findall(rf'<a href="draft\?([^"]*)"[^>]*>{re.escape(label)}</a>', text(app))
    return [{name: value for name, (value,) in parse_qs(unescape(query), True).items()} for query in found]


def values(asked: dict[str, str]) -> dict[str, float]:
    """Return the values of the draft that a link means."""
    text = exhibits.of("draft", asked).parameters["draft"]
    return {one.indicator: one.value for one in drafts.read(text).targets}


def of_nation(*targets: Target) -> str:
    return drafts.written(Draft("", "100000", 2026, 2030, targets))


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_every_target_of_every_plan_is_listed_and_none_is_chosen_to_begin_with(small, lang):
    for plan in ("ln-2025", "cn-14fyp", "cn-15fyp", "peers-2025"):
        app = opened("draft", plan=plan, lang=lang)
        assert not app.exception, plan
        if plan != "peers-2025":
            assert all(goal.indicator.title[lang] in unescape(text(app)) for goal in catalogue.plans()[plan].goals)


def test_a_value_that_is_pressed_is_in_the_draft(small):
    """The nation's 22 by 2030 is pressed: the page counts one, says it is easy and that even steps come too soon."""
    (first, *_) = led(opened("draft", **NATION), "22 patents per 10,000 people")
    assert values(first) == {PATENTS: 22}
    app = opened("draft", **first)
    assert heading(app) == "China: targets for 2026–2030 (draft): 1 chosen, 7 open"
    assert "Even steps are there in less than 60 % of the time (54.5%)." in text(app)
    beaten, count = past_promises.fared("easy")
    assert f"(“easy”): {count}; beaten: {beaten}." in text(app)


def test_one_level_can_be_taken_for_all_and_leaves_what_has_none(small):
    asked = led(opened("draft", **NATION, draft=of_nation(Target("ip_pledge_amount", 9000))), "Base")
    taken = values(asked[0])
    assert taken["ip_pledge_amount"] == 9000
    assert {PATENTS, POINTS} < taken.keys()
    assert led(opened("draft", **asked[0]), "Clear")[0].get("draft") is None


def test_a_value_of_ones_own_joins_the_draft_that_the_link_goes_on_with(small):
    app = opened("draft", **NATION, draft=of_nation(Target(POINTS, 84)), target=PATENTS, own="27.5")
    assert not notices(app)
    assert values(used(app)) == {POINTS: 84, PATENTS: 27.5}


def test_a_draft_of_another_area_is_not_used_and_said_so(small):
    app = opened("draft", **NATION | {"plan": "ln-2025"}, draft=of_nation(Target(POINTS, 84)))
    assert notices(app)
    assert "0 chosen" in heading(app)


def test_a_damaged_draft_is_refused_in_one_sentence(small):
    app = opened("draft", **NATION, draft="1.AAAA")
    assert "incomplete or was altered" in app.error[0].value


def test_junk_in_the_address_gives_a_sentence_and_no_traceback(small):
    for junk in ("../../etc/passwd", "<script>alert(1)</script>", "nan", "1e400", "🦆", "2.AAAA"):
        for name in ("draft", "target", "own"):
            app = opened("draft", **NATION, **{name: junk})
            assert not app.exception, (name, junk)
            assert app.error or notices(app), (name, junk)
            assert "<script>alert" not in text(app)


def test_the_plan_file_on_the_page_passes_the_plan_check(small, tmp_path):
    app = opened("draft", **NATION, draft=of_nation(Target(PATENTS, 22), Target(POINTS, 84)))
    shown = re.search(r"<pre[^>]*>(.*?)</pre>", text(app), re.DOTALL)
    file = tmp_path / "next.toml"
    file.write_text(unescape(shown[1]), "utf-8")
    assert [goal.value for goal in catalogue.read_plan(file).goals] == [22, 84]


def test_what_is_simulated_is_marked(small):
    """The province's figures are simulated in part, the nation's are published."""
    assert "simulated-shown" in text(opened("draft", plan="ln-2025", evidence="all"))
    assert "simulated-shown" not in text(opened("draft", **NATION))


def test_what_rests_on_simulated_values_bears_their_sign_and_what_others_promised_does_not(small):
    rows = re.findall(r"<tr>.*?</tr>", text(opened("draft", plan="ln-2025", evidence="all", lang="en")))
    (mine,) = (row for row in rows if catalogue.indicators()[PATENTS].title["en"] in unescape(row))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", mine)
    assert [("○" in cell) for cell in cells[2:7]] == [True, True, True, True, False]
    assert "22 patents" in cells[6]
    assert "○" not in "".join(re.findall(r"<td.*?</td>", text(opened("draft", **NATION))))


def test_what_is_kept_of_the_page_carries_the_draft_at_hand_and_says_what_one_drawn_anew_says(small):
    """The second of two drafts is drawn from what the first left, then from nothing: the same, with its own links."""
    view = exhibits.of("draft", {"draft": drafted.TEXT}).view
    changed = choices.chosen(drafted.DRAFT, MARKS, 910_000)

    def drawn(draft: Draft) -> str:
        parts = (
            draft_html.targets(view, draft),
            draft_html.one_target(view, MARKS, draft),
            draft_html.file(view, draft),
        )
        return "".join(parts)

    drawn(drafted.DRAFT)
    found = drawn(changed)
    for kept in (draft_html._line, draft_html._offers, plan_file._goal):
        kept.cache_clear()
    assert drawn(changed) == found
    carried = {parse_qs(unescape(query))["draft"][0] for query in re.findall(r'href="draft\?([^"]*)"', found)}
    assert carried == {drafts.written(changed)}


def test_a_changed_target_is_the_only_one_that_is_worked_out_and_written_anew(small):
    view = exhibits.of("draft", {"draft": drafted.TEXT}).view
    draft_html.targets(view, drafted.DRAFT)
    kept = draft_html._line, rows._row
    before = [one.cache_info().misses for one in kept]
    draft_html.targets(view, choices.chosen(drafted.DRAFT, MARKS, 920_000))
    assert [one.cache_info().misses - was for one, was in zip(kept, before, strict=True)] == [1, 1]


def test_a_draft_of_an_indicator_that_is_not_known_here_is_one_sentence(small):
    app = opened("draft", draft=drafts.written(Draft("", "210000", 2026, 2030, (Target("happiness", 1.0),))), lang="en")
    assert not app.exception
    assert "happiness" in app.error[0].value
