"""What several pages say alike: titles, subtitles, names of areas, evidence, statuses, and the addresses of targets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.standing import Point, Standing
from explorer.analysis.view import EVERYWHERE, View
from explorer.core import language, marks
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.core.status import JUDGED, Status
from explorer.links import parameters
from explorer.releases import store
from explorer.releases.store import Edition

IMPORT = "imp-"  # what the id of an import begins with


@dataclass(frozen=True)
class StatusSign:
    """A status as every reader shows it; ``slug``: see core/status.

    ``example``: it judges by simulated values, and is no verdict; its ``word`` says so. ``evidence``: the word for what
    a judgement rests on; empty where nothing is judged. ``beside``: how an area without a goal of its own stands beside
    that of the whole, in its place. ``unstated``: in its place too, that the office has no figure, or none any more.
    """

    slug: str
    word: str
    evidence: str = ""
    example: bool = False
    beside: str = ""
    unstated: str = ""

    @property
    def kind(self) -> str:
        """What a style or a scale of colours calls it: see marks.STATUS_KINDS."""
        return "example" if self.example else self.slug

    @property
    def icon(self) -> str:
        """The icon, in one character."""
        return marks.STATUS_KINDS[self.kind].icon

    @property
    def short(self) -> str:
        """Icon and word."""
        return f"{self.icon} {self.beside or self.told}"

    @property
    def told(self) -> str:
        """The word, or what the office says in its place."""
        return self.unstated or self.word

    def colour(self, theme: str = "light") -> str:
        """Return its colour on a page of a theme, as #RRGGBB."""
        sign = marks.STATUS_KINDS[self.kind]
        return sign.dark if theme == "dark" else sign.light


@dataclass(frozen=True)
class Counted:
    """How many targets have a status; examples are counted apart from what is judged by real values."""

    sign: StatusSign
    count: int


def status(slug: str, words: Words, *, example: bool = False) -> StatusSign:
    """Return a status of which nothing more is known."""
    word = words(f"status.{slug}")
    if example:
        word = words("example.status", word=word.lower())
    return StatusSign(str(slug), word, example=example)


def status_of(found: Assessment, words: Words) -> StatusSign:
    """Return the status of an assessment, with what it rests on: simulated as soon as one value is."""
    sign = status(found.status, words, example=found.example)
    if found.beside is not None:
        return replace(sign, beside=beside(found, words))
    if found.unstated and found.status not in JUDGED:
        return replace(sign, unstated=words(f"unstated.{found.unstated.state}"))
    if found.status not in JUDGED or found.standing.reached is None:
        return sign
    weakest = "simulated" if found.example else found.standing.reached.evidence
    return replace(sign, evidence=words(f"evidence.{weakest}"))


def beside(found: Assessment, words: Words) -> str:
    """Return whether a value lies above or below the goal of the whole, and by how much."""
    which, gap = side(found, words)
    return words(f"beside.{which}", gap=gap)


def side(found: Assessment, words: Words) -> tuple[str, str]:
    """Return on which side of the goal of the whole a value lies (above, below, as), and how far from it."""
    margin, goal = found.beside or 0.0, found.goal
    which = "as" if margin == 0 else "above" if (margin > 0) == (goal.direction == 1) else "below"
    if goal.kind == "growth":
        return which, words.points(abs(margin) * 100, language.digits_seen(margin * 100, 1))
    return which, words.gap(abs(margin), goal.indicator)


def tally(signs: Iterable[StatusSign]) -> list[Counted]:
    """Return how often each status occurs, in their order, then how often each example does.

    What does not occur is left out, and so is what was not promised yet: it is not counted at all.
    """
    found = [sign for sign in signs if sign.slug != Status.NOT_PROMISED]
    alike = ([one for one in found if (one.example, one.slug) == pair] for pair in product((False, True), Status))
    return [Counted(replace(same[0], beside="", unstated=""), len(same)) for same in alike if same]


def counts(signs: Iterable[StatusSign], words: Words) -> tuple[list[Counted], str]:
    """Return how often each status occurs by real values, and in one text how often each example does."""
    counted = tally(signs)
    examples = words("common.list").join(
        f"{words(f'status.{one.sign.slug}').lower()} {one.count}" for one in counted if one.sign.example
    )
    said = words("example.counts", sign=marks.EXAMPLE.icon, counts=examples) if examples else ""
    return [one for one in counted if not one.sign.example], said


def point_mark(point: Point, words: Words) -> str:
    """Return the mark of a value's evidence, with the state of one that is not final."""
    return evidence_mark(point.evidence, words) + (words(f"figure_kind.{point.state}") if point.state else "")


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


def unpromised(view: View) -> str:
    """Return that nothing of the plan was promised yet on the day looked at, or not publicly; nothing where it was."""
    if not view.before_plan:
        return ""
    issued = min(goal.issued_on for goal in view.goals)
    key = "before_publication" if view.as_of >= issued else "before_plan"
    day = view.words.day(view.known_from if view.as_of >= issued else issued)
    return view.words(f"notice.{key}", plan=view.words.of(view.plan.short), issued=day)


def area_name(view: View, area: str) -> str:
    """Return an area's name in the reader's language."""
    if area == EVERYWHERE:
        return view.words("area.all")
    return str(store.areas(view.edition)[area][f"name_{view.words.named}"])


def target_of(view: View, goal: Goal, area: str | None = None) -> str:
    """Return the address of a goal's target page in the area looked at."""
    found = area or (goal.area if view.area == EVERYWHERE else view.area)
    return parameters.to("target", view.parameters(indicator=goal.indicator.slug) | {"area": found})


def overview_of(view: View, area: str) -> str:
    """Return the address of the overview of an area."""
    return parameters.to("", view.parameters(area=area))


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
    """Return who answers for a goal, and that the plan itself does not say so; nothing where nobody is known to."""
    words = view.words
    named = words("common.list").join(words.of(view.plan.departments[slug]) for slug in goal.departments)
    return words("target.department_unnamed", names=named) if named and not goal.named else named


def clause(view: View, goal: Goal) -> str:
    """Return where in which plan a goal stands; nothing where that is not known."""
    return f"{view.words.of(view.plan.short)} {view.words.of(goal.clause)}" if goal.clause else ""


@lru_cache(maxsize=16)
def sources(edition: Edition, language_: str) -> Mapping[str, Mapping[str, str | None]]:
    """Return every source by id as the reader calls it: the office's imports bear Chinese titles in a release."""
    known, words, chinese = store.sources(edition), language.words(language_), language.words("zh")
    before = chinese("imports.title", file="")
    return {
        one: {
            **row,
            "title": words("imports.title", file=str(row["title"]).removeprefix(before)),
            "publisher": words("imports.publisher"),
        }
        if one.startswith(IMPORT)
        else row
        for one, row in known.items()
    }


def source_title(source: str, titles: object, words: Words) -> str:
    """Return what a value's source is called, as plain text; of several, each. ``titles``: see store.sources."""
    if source in ("simulation", "register"):
        return words("evidence.simulated") if source == "simulation" else words("target.source_register")
    rows = titles if isinstance(titles, dict) else {}
    return words("common.clauses").join(str(rows.get(part, {}).get("title", part)) for part in source.split(";"))


def release(view: View) -> str:
    """Return which release is looked at and how far its data go; the day looked at where that is another."""
    words, until = view.words, view.edition.until
    key = "release_now" if view.as_of == until else "release"
    return words(f"footer.{key}", release=view.edition.id, until=words.day(until), day=words.day(view.as_of))
