"""What a reader can choose on every page: the language, the plan, the area, the day, the evidence, and a target."""

from collections.abc import Mapping, Sequence

from explorer.analysis.view import EVERYWHERE, FIRST_DAY, View, areas_of
from explorer.core import catalogue, language
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.links.ask import Ask
from explorer.links.prompts import Day, Ignored, One
from explorer.releases import store
from explorer.releases.store import Edition
from explorer.views import phrases


def choose_view(ask: Ask, guess: Words, carried: Sequence[str] = ("release",)) -> View:
    """Return the view asked for; the language is asked first, and the style puts it last.

    ``guess``: the words of the language meant where none is asked for. ``carried``: what the links out of the view take
    along as the address says it; pictures and files have no use for an agenda.
    """
    edition = choose_edition(ask)
    usual = edition.decisions.evidence
    with ask.row("choices"):
        names = language.names()
        words = language.words(ask(one(guess, "lang", names, guess.code)))
        if fault := catalogue.left_out().get(f"{ask.given('plan') or profile().plan}.toml"):
            raise fault  # rather than another plan in its place
        plans = catalogue.plans()
        plan = ask(one(words, "plan", {slug: words.of(plan.short) for slug, plan in plans.items()}))
        areas = {area: _area_name(edition, area, words) for area in areas_of(plans[plan], edition)}
        area = ask(one(words, "area", areas))
        as_of = ask(Day("as_of", words("choice.as_of"), FIRST_DAY, edition.until))
        evidence = ask(one(words, "evidence", words.said("evidence_choice", store.EVIDENCE_SHOWN), usual))
    kept = tuple((name, asked) for name in carried if (asked := ask.given(name)))
    return View(edition, plan, area, as_of, evidence, words.code, kept)


def choose_edition(ask: Ask) -> Edition:
    """Return the release that the link names; the one in use where it names none, or one that is not kept."""
    asked = ask.given("release")
    named = store.kept_edition(asked) if asked else None
    edition = named or store.edition()
    ask.keep("release", edition.id, Ignored("release", asked, edition.id) if asked and named is None else None)
    return edition


def choose_goal(ask: Ask, view: View) -> Goal:
    """Return the goal chosen of the plan; where areas promised the same, the choice names them."""
    goals = view.by_key
    names = {key: f"{goal.no} {phrases.title(view, goal)}" for key, goal in goals.items()}
    return goals[ask(one(view.words, "indicator", names))]


def one(words: Words, name: str, options: Mapping[str, str], default: str | None = None, *, bare: bool = False) -> One:
    """Return the question which of ``options`` parameter ``name`` is to be, under the label it has everywhere."""
    return One(name, words(f"choice.{name}"), options, default, bare)


def _area_name(edition: Edition, area: str, words: Words) -> str:
    if area == EVERYWHERE:
        return words("area.all")
    return str(store.areas(edition)[area][f"name_{words.named}"])
