"""What several pages say alike: titles, subtitles, names of areas, evidence, and the addresses of targets."""

from explorer.analysis.assessment.assess import JUDGED, Assessment
from explorer.analysis.assessment.standing import Standing
from explorer.analysis.view import EVERYWHERE, View
from explorer.core.catalogue import Goal
from explorer.core.language import Words
from explorer.links import parameters
from explorer.releases import store


def shows_simulation(view: View) -> bool:
    """Whether any value on the board is simulated."""
    return any("simulated" in view.observed(goal)["evidence"] for goal in view.goals)


def promised(stands: Standing, goal: Goal, words: Words) -> str:
    """Return the promise and its year; for a growth or a cut, the value that fulfils it too."""
    promised = f"{words('overview.goal')} {words.promise(goal)} · {goal.year}"
    if goal.kind not in ("growth", "cut") or stands.target is None:
        return promised
    scaled = words.value(stands.target, goal.indicator) + words.suffix(stands.target_evidence(goal))
    return f"{promised} ({words('target.on_scale', value=scaled)})"


def area_name(view: View, area: str) -> str:
    """Return an area's name in the reader's language."""
    if area == EVERYWHERE:
        return view.words("area.all")
    return str(store.areas(view.edition)[area][f"name_{view.language}"])


def target_of(view: View, goal: Goal, area: str | None = None) -> str:
    """Return the address of a goal's target page in the area looked at."""
    found = area or (goal.area if view.area == EVERYWHERE else view.area)
    return parameters.to("target", view.parameters(indicator=goal.indicator.slug) | {"area": found})


def overview_of(view: View, area: str) -> str:
    """Return the address of the overview of an area."""
    return parameters.to("", view.parameters(area=area))


def status_evidence(found: Assessment, words: Words) -> str:
    """Return what a status rests on: simulated as soon as one value is, else what its newest value is; else nothing."""
    if found.status not in JUDGED or found.standing.reached is None:
        return ""
    weakest = "simulated" if found.standing.rests_on_simulation else found.standing.reached.evidence
    return words(f"evidence.{weakest}")


def question(goal: Goal, words: Words) -> str:
    """Return the target as the question people ask."""
    title, promise = words.of(goal.indicator.title), words.promise(goal)
    return words(f"target.question_{goal.kind}", title=title, year=goal.year, goal=promise)


def title(view: View, goal: Goal) -> str:
    """Return the goal's name; where the plan's goals name areas of their own, with its area."""
    words = view.words
    name = words.of(goal.title)
    place = store.areas(view.edition)[goal.area][f"name_{view.language}"]
    return f"{name} · {place}" if view.plan.area is None else name


def subtitle(view: View, goal: Goal) -> str:
    """Return area, as-of day and evidence of what is shown."""
    words = view.words
    place = store.areas(view.edition)[view.area_of(goal)][f"name_{view.language}"]
    kind = words(f"evidence_choice.{view.evidence}")
    return words("target.subtitle", area=place, day=words.day(view.as_of), evidence=kind)


def source_title(source: str, titles: object, words: Words) -> str:
    """Return what a value's source is called, as plain text; of several, each. ``titles``: see store.sources."""
    if source in ("simulation", "register"):
        return words("evidence.simulated") if source == "simulation" else words("target.source_register")
    rows = titles if isinstance(titles, dict) else {}
    return words("common.clauses").join(str(rows.get(part, {}).get("title", part)) for part in source.split(";"))
