"""What the page of a draft is asked: the draft itself, and everything that is said of one of its targets."""

from dataclasses import replace
from functools import lru_cache

from explorer.analysis.outlook import promises, split
from explorer.analysis.outlook.split import Way
from explorer.analysis.view import EVERYWHERE, View
from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.links import drafts, parsing
from explorer.links.ask import Ask
from explorer.links.drafts import LONGEST_TEXT, Draft, Target
from explorer.links.prompts import FreeText, Ignored, Number
from explorer.releases import store
from explorer.views.choices import one

WAYS: tuple[Way, ...] = tuple(way for way in split.WAYS if way != "own")
ORDERS = ("plan", "ambition", "department")
NATURES, REVIEWS = ("expected", "binding"), ("no", "yes")
AS_PLANNED = "plan"  # who answers for it: whom the present plan names
LENGTH = 5  # years, the rhythm of the plans
MOST = 1e12


def choose_draft(ask: Ask, view: View) -> tuple[Draft, str]:
    """Return the draft with what is said now of one of its targets, and the indicator of that.

    What the link is to carry on is the draft with that said. Raises Trouble for a draft that cannot be read.
    """
    asked = ask.given("draft")
    found = opened(asked) if asked else None
    elsewhere = found is not None and found.area != view.area
    draft = empty(view) if found is None or elsewhere else found
    with ask.row("plan"):
        draft = _choose_plan(ask, view, draft)
    with ask.row("draft"):
        slug = ask(one(view.words, "target", _names(view)))
        before = next((target.value for target in draft.targets if target.indicator == slug), None)
        value = ask(Number("own", view.words("choice.own"), (-MOST, MOST), before))
    draft = draft if value == before else chosen(draft, slug, value)
    mine = next((target for target in draft.targets if target.indicator == slug), None)
    if mine:
        with ask.row("said"):
            draft = _with(draft, _choose_said(ask, view, mine))
    ignored = Ignored("draft", asked or "", "") if elsewhere else None
    ask.keep("draft", drafts.written(draft) if draft.targets else "", ignored)
    return draft, slug


def opened(text: str) -> Draft:
    """Return the draft that a link carries. Raises Trouble where it cannot be read or names an unknown indicator."""
    found, known = drafts.read(text), catalogue.indicators()
    for target in found.targets:
        if target.indicator not in known:
            raise Trouble("unknown_indicator", asked=target.indicator, allowed=parsing.listed(known))
    return found


def _names(view: View) -> dict[str, str]:
    """Return what can be promised: the plan's indicators by number and title, then every other one that is known."""
    words = view.words
    planned = {goal.indicator.slug: f"{goal.no} {words.of(goal.indicator.title)}" for goal in view.goals}
    others = others_known(replace(view, kept=(), language="zh")) if view.area != EVERYWHERE else ()
    more = {slug: words("draft.other", title=words.of(catalogue.indicators()[slug].title)) for slug in others}
    return planned | more


@lru_cache(maxsize=64)
def others_known(view: View) -> tuple[str, ...]:
    """Return the indicators that the plan has no goal for and of which anything is known in the area looked at."""
    planned = {goal.indicator.slug for goal in view.goals}
    return tuple(
        slug
        for slug, indicator in catalogue.indicators().items()
        if slug not in planned
        and not store.read(indicator, view.area, view.as_of, view.evidence, view.edition).is_empty()
    )


def _choose_plan(ask: Ask, view: View, draft: Draft) -> Draft:
    """Return the draft under the title and until the year that is asked for; it takes as many years as before."""
    words, now = view.words, view.as_of.year
    title = ask(_text("named", words("choice.named"), draft.title))
    years = {str(year): words("common.year", year=year) for year in range(now + 1, promises.FURTHEST + 1)}
    years |= {str(draft.last): words("common.year", year=draft.last)}
    last = int(ask(one(words, "until", years, str(draft.last))))
    return replace(draft, title=title, first=draft.first + last - draft.last, last=last)


def _choose_said(ask: Ask, view: View, mine: Target) -> Target:
    """Return a target with what is said of it besides its value."""
    words = view.words
    known = {AS_PLANNED: words("draft.as_planned")} | {
        slug: words.of(name) for slug, name in view.plan.departments.items()
    }
    who = mine.department or AS_PLANNED
    known |= {} if who in known else {who: who}
    nature = NATURES[mine.binding]
    binding = ask(one(words, "nature", words.said("draft", NATURES), nature))
    stretch = ask(Number("stretch", words("choice.stretch"), (-MOST, MOST), mine.stretch))
    review = ask(one(words, "review", words.said("draft_review", REVIEWS), REVIEWS[mine.review]))
    department = ask(one(words, "department", known, who))
    return replace(
        mine,
        binding=binding == NATURES[1],
        stretch=stretch,
        review=review == REVIEWS[1],
        department="" if department == AS_PLANNED else department,
        reading=ask(_text("reading", words("choice.reading"), mine.reading)),
        note=ask(_text("note", words("choice.note"), mine.note)),
    )


def _text(name: str, label: str, before: str) -> FreeText:
    """Return the question for a text of a draft, which is as it was where the link does not say it."""

    def read(asked: str | None) -> str:
        return before if asked is None else " ".join(asked.split())[:LONGEST_TEXT]

    return FreeText(name, label, LONGEST_TEXT, (read, str))


def choose_order(ask: Ask, view: View) -> str:
    """Return in which order the targets chosen stand in their picture and in the papers' table."""
    return ask(one(view.words, "order", view.words.said("order", ORDERS)))


def choose_split(ask: Ask, view: View) -> Way:
    """Return the way in which the target being chosen is split over the cities."""
    asked = ask(one(view.words, "split", view.words.said("split", WAYS)))
    return next(way for way in WAYS if way == asked)


def empty(view: View) -> Draft:
    """Return a draft without targets for the area looked at: five years that end with the next plan."""
    last = max(promises.NEXT_PLAN, view.as_of.year + 1)
    return Draft("", view.area, last - LENGTH + 1, last)


def chosen(draft: Draft, slug: str, value: float | None) -> Draft:
    """Return the draft with a target at another value, where it stood or at the end; without it where there is none."""
    others = [one for one in draft.targets if one.indicator != slug]
    if value is None:
        return replace(draft, targets=tuple(others))
    if len(others) == len(draft.targets):
        return replace(draft, targets=(*others, Target(slug, value)))
    return _with(draft, next(replace(one, value=value) for one in draft.targets if one.indicator == slug))


def _with(draft: Draft, mine: Target) -> Draft:
    """Return the draft with one of its targets in another form."""
    return replace(draft, targets=tuple(mine if one.indicator == mine.indicator else one for one in draft.targets))
