"""The final evaluation as a report: every promise with what came of it, by published and the office's figures alone.

No simulated value is ever in it: what is not known is a place to be filled, with who has to deliver it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from explorer.analysis.outlook import ambition, target_outlook
from explorer.analysis.outlook.ambition import Word
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.goals import Goal
from explorer.core.status import GOOD, JUDGED, Status
from explorer.views import closing, commitments, explanation, phrases, target_row
from explorer.views.report import Block, Entry, Heading, Line, Listing, Report
from explorer.views.target_row import TargetRow

REAL = "office"  # the evidence whose figures may be judged: published, and the office's own
TABLE = (1.0, 3.6, 2.2, 2.5, 2.6, 1.5, 1.9, 2.2, 2.9)
PROMISES, AWAITED = (4.4, 4.0, 3.2, 4.4), (4.2, 3.2, 4.4, 4.2)
ENDED = frozenset({Status.MET, Status.MISSED})  # judged by the goal year itself
SOFT: Sequence[Word] = ("easy",)


def real(view: View) -> View:
    """Return the view without simulated values."""
    return replace(view, evidence=REAL) if view.evidence == "all" else view


def rows(view: View) -> tuple[TargetRow, ...]:
    """Return the plan's targets, judged by real values."""
    return target_row.rows(real(view))


@lru_cache(maxsize=16)
def report(view: View) -> Report:
    """Return the report of the view's plan."""
    words, view = view.words, real(view)
    shown = target_row.rows(view)
    blocks: list[Block] = []
    for number, (name, content) in enumerate(_chapters(view, shown), start=1):
        title = words(f"evaluation.{name}")
        heading = words("paper.chapter", number=words(f"paper_number.{number}"), title=title)
        blocks += [Heading(heading), *content]
    return Report(_title(view, shown), phrases.subtitle(view), blocks)


def _title(view: View, shown: Sequence[TargetRow]) -> str:
    """Return how many targets have each status, as the heading; that none can be judged yet, where none can."""
    words = view.words
    said = words("evaluation.none_judged", count=len(shown))
    if any(row.status.slug in JUDGED for row in shown):
        said = _tallied(view, shown)
    return words("evaluation.title", plan=words.of(view.plan.short), said=said)


def _tallied(view: View, shown: Sequence[TargetRow]) -> str:
    counted = phrases.tally(row.status for row in shown)
    return view.words("common.list").join(f"{view.words(f'short.{one.sign.slug}')} {one.count}" for one in counted)


def _chapters(view: View, shown: Sequence[TargetRow]) -> Iterator[tuple[str, Sequence[Block]]]:
    """Yield the chapters that have anything to say; the first says how the whole stands."""
    words = view.words
    yield "overview", [Line(one) for one in _overview(view, shown)]
    yield "results", [_table(view, shown)]
    missed = [row for row in shown if row.status.slug in JUDGED - GOOD]
    if missed:
        yield "missed", [_entry(view, row) for row in missed]
    early = [row for row in shown if row.status.slug == Status.MET_EARLY]
    if early:
        yield "early", [_entry(view, row) for row in early]
    awaited = [row for row in shown if row.status.slug not in JUDGED or row.status.slug == Status.MET_EARLY]
    if awaited:
        yield "awaited", [Line(words("evaluation.to_bring", count=len(awaited))), _awaited(view, awaited)]
    if view.plan.commitments:
        yield "unmeasured", list(_unmeasured(view))
    yield "quality", [Line(one) for one in _quality(view, shown)]
    yield "lessons", [Line(one) for one in _lessons(view, shown)]
    yield "readings", [Line(words("evaluation.rate_rule"), aside=True), *_readings(view, shown)]


def tally(view: View) -> str:
    """Return how many targets have each status by real values; that none can be judged yet, where none can."""
    words, shown = view.words, rows(view)
    if view.before_plan:
        return phrases.unpromised(view)
    said = _tallied(view, shown)
    if not any(row.status.slug in JUDGED for row in shown):
        return words("evaluation.template", count=len(shown), tally=said)
    return words("evaluation.tally", count=len(shown), tally=said)


def _overview(view: View, shown: Sequence[TargetRow]) -> Iterator[str]:
    words, plan = view.words, view.plan
    yield tally(view)
    issued = words.day(plan.issued_on) if plan.issued_on else ""
    yield words("evaluation.of_plan", title=words.of(plan.title), issuer=words.of(plan.issuer), day=issued)
    if any(not row.goal.year < view.as_of.year for row in shown):
        yield words("evaluation.running", year=plan.year)
    yield words("evaluation.by", day=words.day(view.as_of), evidence=words(f"evidence_choice.{view.evidence}"))


def _table(view: View, shown: Sequence[TargetRow]) -> Listing:
    words = view.words
    names = ("no", "name", "base", "promised", "reached", "rate", "evidence", "status", "department")
    return Listing([words(f"evaluation_head.{name}") for name in names], [cells(view, row) for row in shown], TABLE)


def cells(view: View, row: TargetRow) -> list[str]:
    """Return one target's line: what is not known is a place to be filled."""
    words, stands = view.words, row.standing
    base, newest = stands.baseline, row.newest
    open_ = words("evaluation.to_fill")
    return [
        str(row.no),
        row.title,
        words.value(base.value, row.goal.indicator) if base else open_,
        row.promised,
        words("draft.known", value=newest.text, period=newest.period) if newest else open_,
        row.achieved.text if row.achieved and row.status.slug in ENDED else "–",
        words(f"evidence.{newest.evidence}") if newest else "–",
        row.status.short,
        row.departments or "–",
    ]


def _entry(view: View, row: TargetRow) -> Entry:
    """Return one target with its status and why, what the office says, where figures differ, who answers for it."""
    words = view.words
    said = dict(row.said.lines) if row.said else {}
    lines = [Line(row.reason, words("evaluation_lead.status"))]
    lines += [Line(text, words("office.fact", name=name)) for name, text in said.items()]
    if not said and row.status.slug in JUDGED - GOOD:
        lines.append(Line(words("evaluation.no_reason"), words("evaluation_lead.why")))
    lines += [Line(one, aside=True) for one in explanation.reconciled(view, row.goal, explanation.FEW)]
    lines += [Line(row.departments, words("evaluation_lead.department"))] if row.departments else []
    return Entry(words("evaluation.entry", title=row.called, status=row.status.short), lines)


def _awaited(view: View, found: Sequence[TargetRow]) -> Listing:
    """Return what has to be delivered, with what is known so far and who has to deliver it."""
    words = view.words
    heads = [words(f"evaluation_head.{name}") for name in ("name", "promised", "wanted", "deliver")]
    lines = [[row.called, row.promised, _wanted(view, row), row.departments or words("office.nobody")] for row in found]
    return Listing(heads, lines, AWAITED)


def _wanted(view: View, row: TargetRow) -> str:
    """Return which figure is awaited, and the latest that is known."""
    words, unit = view.words, view.words.unit(row.goal.indicator.unit)
    wanted = words("evaluation.figure_of", year=row.goal.year, unit=unit)
    if row.newest is None:
        return wanted
    return wanted + words("evaluation.so_far", value=row.newest.text, period=row.newest.period)


def _unmeasured(view: View) -> Iterator[Block]:
    """Yield what was promised without a figure, each with its clause, who answers for it, and what is on record."""
    words, found = view.words, view.plan.commitments
    count = len(commitments.promises(found))
    known = len(commitments.promises(one for one in found if commitments.is_known(view, one)))
    yield Line(words("ledger.commitments_note", count=count, known=known))
    heads = [words(f"evaluation_head.{name}") for name in ("task", "clause", "department", "recorded")]
    lines = [
        [
            words.of(one.title),
            words.of(one.clause),
            words("common.list").join(commitments.departments(view, one)),
            commitments.recorded(view, one),
        ]
        for one in found
    ]
    yield Listing(heads, lines, PROMISES)


def _quality(view: View, shown: Sequence[TargetRow]) -> Iterator[str]:
    """Yield on what the judged values rest, which years are closed, and where figures differ."""
    words = view.words
    kinds = Counter(row.newest.evidence if row.newest else "" for row in shown)
    told = [
        words("paper.kind", kind=phrases.evidence_mark(one, words), count=kinds[one])
        for one in marks.EVIDENCE
        if kinds[one]
    ]
    unknown = [words("paper.unknown", count=kinds[""])] if kinds[""] else []
    yield words("paper.rests", kinds=words("common.list").join([*told, *unknown]))
    yield from closing.lines(view)
    differing = [row.called for row in shown if explanation.differing(view, row.goal)]
    if differing:
        yield words("evaluation.differing", goals=words("common.list").join(differing))
    without = [row.called for row in shown if row.standing.baseline is None]
    if without:
        yield words("evaluation.no_baseline", goals=words("common.list").join(without))


def _lessons(view: View, shown: Sequence[TargetRow]) -> Iterator[str]:
    """Yield how much the targets that were met had asked when they were promised: a soft goal that is met says so."""
    words = view.words
    met = [(row, asked) for row in shown if row.status.slug in GOOD and (asked := asked_at_issue(view, row.goal))]
    soft = [(row, asked) for row, asked in met if asked.word in SOFT]
    for row, asked in soft:
        rho = words.number(asked.rho or 0.0, 2)
        yield words("evaluation.soft", title=row.called, rho=rho, word=words(f"proposed_ambition.{asked.word}"))
    yield words(
        "evaluation.soft_count", met=sum(row.status.slug in GOOD for row in shown), known=len(met), soft=len(soft)
    )
    yield words("evaluation.next")


def asked_at_issue(view: View, goal: Goal) -> ambition.Ambition | None:
    """Return what a goal asked on the day from which it counts, by what was known then; None where nobody can say."""
    day = goal.known_on if view.evidence == "published" else goal.issued_on
    before = replace(view, as_of=day, kept=())
    asked = Question(goal.year, None, target_outlook.ways(before, goal)[0])
    seen = target_outlook.prospect(before, goal.no, asked)
    target = seen.stands.target
    if seen.start is None or target is None or goal.kind == "mean_flow":
        return None
    found = ambition.ambition(seen.whole, target, goal.year, seen.manner.limits, goal.direction, seen.start)
    return found if found.word else None


def _readings(view: View, shown: Sequence[TargetRow]) -> Iterator[Block]:
    """Yield how the plan's words are read where they leave more than one reading."""
    words = view.words
    for row in shown:
        for text in (row.goal.reading, row.goal.open_question):
            if text:
                yield Line(words.of(text), words("office.fact", name=row.called), aside=True)
