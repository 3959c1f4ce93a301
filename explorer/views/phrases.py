"""What several pages say alike: titles, subtitles, names of areas, evidence, statuses, and the addresses of targets."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.analysis.assessment.assess import JUDGED, STATUSES, Assessment
from explorer.analysis.assessment.standing import Standing
from explorer.analysis.view import EVERYWHERE, View
from explorer.core import marks
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.links import parameters
from explorer.releases import store


@dataclass(frozen=True)
class StatusSign:
    """A status as every reader shows it; ``slug``: see marks.STATUS.

    ``evidence``: the word for what a judgement rests on; ``simulated``: sign and word of simulated values where it
    rests on such. Both are empty where nothing is judged.
    """

    slug: str
    word: str
    evidence: str = ""
    simulated: str = ""

    @property
    def icon(self) -> str:
        """The icon, in one character."""
        return marks.STATUS[self.slug].icon

    @property
    def short(self) -> str:
        """Icon and word."""
        return f"{self.icon} {self.word}"

    @property
    def full(self) -> str:
        """Icon and word, and that it rests on simulated values where it does."""
        return f"{self.short} {self.simulated}".rstrip()

    def colour(self, theme: str = "light") -> str:
        """Return its colour on a page of a theme, as #RRGGBB."""
        sign = marks.STATUS[self.slug]
        return sign.dark if theme == "dark" else sign.light


@dataclass(frozen=True)
class Counted:
    """How many targets have a status, and how many of them rest on simulated values."""

    sign: StatusSign
    count: int
    simulated: int


def status(slug: str, words: Words) -> StatusSign:
    """Return a status of which nothing more is known."""
    return StatusSign(slug, words(f"status.{slug}"))


def status_of(found: Assessment, words: Words) -> StatusSign:
    """Return the status of an assessment, with what it rests on: simulated as soon as one value is."""
    sign = status(found.status, words)
    if found.status not in JUDGED or found.standing.reached is None:
        return sign
    simulated = found.standing.rests_on_simulation
    weakest = "simulated" if simulated else found.standing.reached.evidence
    mark = evidence_mark("simulated", words) if simulated else ""
    return StatusSign(sign.slug, sign.word, words(f"evidence.{weakest}"), mark)


def tally(signs: Iterable[StatusSign]) -> list[Counted]:
    """Return how often each status occurs, in the order of STATUSES; what does not occur is left out."""
    found = list(signs)
    alike = ([one for one in found if one.slug == slug] for slug in STATUSES)
    return [Counted(same[0], len(same), sum(bool(one.simulated) for one in same)) for same in alike if same]


def evidence_mark(kind: str, words: Words) -> str:
    """Return an evidence's sign and word; a convention has a word alone."""
    word = words(f"evidence.{kind}")
    return f"{marks.EVIDENCE[kind].sign} {word}" if kind in marks.EVIDENCE else word


def shows_simulation(view: View) -> bool:
    """Whether any value on the board is simulated."""
    return any("simulated" in view.observed(goal)["evidence"] for goal in view.goals)


def aim(goal: Goal, words: Words) -> str:
    """Return the promise, called a goal."""
    return f"{words('overview.goal')} {words.promise(goal)}"


def promised(stands: Standing, goal: Goal, words: Words) -> str:
    """Return the promise and its year; for a growth or a cut, the value that fulfils it too."""
    promised = f"{aim(goal, words)} · {goal.year}"
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


def question(goal: Goal, words: Words) -> str:
    """Return the target as the question people ask."""
    title, promise = words.of(goal.indicator.title), words.promise(goal)
    return words(f"target.question_{goal.kind}", title=title, year=goal.year, goal=promise)


def title(view: View, goal: Goal) -> str:
    """Return the goal's name; where the plan's goals name areas of their own, with its area."""
    name = view.words.of(goal.title)
    return f"{name} · {area_name(view, goal.area)}" if view.plan.area is None else name


def subtitle(view: View, goal: Goal | None = None) -> str:
    """Return area, as-of day and evidence of what is shown: of a whole view, or of one goal in it."""
    words = view.words
    place = area_name(view, view.area_of(goal) if goal else view.area)
    kind = words(f"evidence_choice.{view.evidence}")
    return words("target.subtitle", area=place, day=words.day(view.as_of), evidence=kind)


def departments(view: View, goal: Goal) -> str:
    """Return who answers for a goal; nothing where the plan names nobody."""
    return view.words("common.list").join(view.words.of(view.plan.departments[slug]) for slug in goal.departments)


def clause(view: View, goal: Goal) -> str:
    """Return where in which plan a goal stands; nothing where that is not known."""
    return f"{view.words.of(view.plan.short)} {view.words.of(goal.clause)}" if goal.clause else ""


def source_title(source: str, titles: object, words: Words) -> str:
    """Return what a value's source is called, as plain text; of several, each. ``titles``: see store.sources."""
    if source in ("simulation", "register"):
        return words("evidence.simulated") if source == "simulation" else words("target.source_register")
    rows = titles if isinstance(titles, dict) else {}
    return words("common.clauses").join(str(rows.get(part, {}).get("title", part)) for part in source.split(";"))
