"""What the page of a draft is asked: the draft itself, and the value of one of its targets."""

from dataclasses import replace

from explorer.analysis.outlook import promises
from explorer.analysis.view import View
from explorer.links import drafts
from explorer.links.ask import Ask
from explorer.links.drafts import Draft, Target
from explorer.links.prompts import Ignored, Number
from explorer.views.choices import one

ORDERS = ("plan", "ambition", "department")
LENGTH = 5  # years, the rhythm of the plans
MOST = 1e12


def choose_draft(ask: Ask, view: View) -> tuple[Draft, str]:
    """Return the draft with the value that is chosen now in it, and the indicator whose value that is.

    What the link is to carry on is the draft with that value. Raises Trouble for a draft that cannot be read.
    """
    asked = ask.given("draft")
    found = drafts.read(asked) if asked else None
    elsewhere = found is not None and found.area != view.area
    draft = empty(view) if found is None or elsewhere else found
    with ask.row("draft"):
        names = {goal.indicator.slug: f"{goal.no} {view.words.of(goal.indicator.title)}" for goal in view.goals}
        slug = ask(one(view.words, "target", names))
        before = next((target.value for target in draft.targets if target.indicator == slug), None)
        value = ask(Number("own", view.words("choice.own"), (-MOST, MOST), before))
    draft = draft if value == before else chosen(draft, slug, value)
    ignored = Ignored("draft", asked or "", "") if elsewhere else None
    ask.keep("draft", drafts.written(draft) if draft.targets else "", ignored)
    return draft, slug


def choose_order(ask: Ask, view: View) -> str:
    """Return in which order the targets chosen stand in their picture and in the papers' table."""
    return ask(one(view.words, "order", view.words.said("order", ORDERS)))


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
    moved = (replace(one, value=value) if one.indicator == slug else one for one in draft.targets)
    return replace(draft, targets=tuple(moved))
