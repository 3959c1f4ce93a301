"""The overview in plain sentences, for its page, pictures, slides and messages. Texts are plain, not escaped."""

import datetime as dt
from collections.abc import Iterable

from explorer.analysis.outlook import jointly
from explorer.analysis.outlook.jointly import Together
from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.language import Words
from explorer.core.status import Status
from explorer.views import phrases, target_row
from explorer.views.overview import parts
from explorer.views.overview.parts import Part


def answer(view: View) -> str:
    """Return how many targets stand where, as the heading of the page; examples apart, and called so.

    Of an area without goals of its own: how it stands beside the goals of the whole.
    """
    words, rows = view.words, target_row.rows(view)
    if view.before_plan:
        return phrases.unpromised(view).rstrip(words("reason.stop"))
    if all(row.status.slug == Status.NO_GOAL for row in rows):
        counted = [
            words("board.not_compared" if part.slug == Status.NO_GOAL else f"answer.{part.slug}", count=part.count)
            for part in parts.parts(rows)
        ]
        mark = words("board.simulated") if any(row.simulated for row in rows) else ""
        said = words("overview.comma").join(counted) + mark
        return words("board.of_city", area=phrases.area_name(view, view.area), parts=said)
    found = parts.parts(rows)
    real, examples = ([part for part in found if part.example == example] for example in (False, True))
    told = words("board.examples", parts=counts(examples, view)) if examples else ""
    every = words("board.target" if len(rows) == 1 else "board.targets", count=len(rows))
    said = words("board.answer", targets=every, parts=counts(real, view)) if real else ""
    said = said or words("board.no_verdict", targets=every)
    return words("common.clauses").join(filter(None, [said, told]))


def counts(found: Iterable[Part], view: View) -> str:
    """Return so many met, so many missed, and so on, as a part of a sentence."""
    said = (view.words(f"answer.{part.slug}", count=part.count, year=view.plan.year) for part in found)
    return view.words("overview.comma").join(said)


def state(view: View) -> str:
    """Return the plan, whether it is over, of when this is, and what the newest values rest on."""
    words = view.words
    said = [words.of(view.plan.short), _runs(view, words), words("board.as_of", day=words.day(view.as_of))]
    return words("frame.scope_separator").join([*said, words("board.newest", parts=_evidence(view))])


def ahead(view: View) -> tuple[str, ...]:
    """Return, in sentences, how many targets of a running plan would be met as things go, examples apart."""
    if view.before_plan or view.as_of > dt.date(view.plan.year, 12, 31):
        return ()
    words, (real, examples) = view.words, jointly.of_plan(view)
    said = [_together("together", real, words)] if real else []
    said += [_together("together_examples", examples, words)] if examples else []
    how = words("board.together_means", within=words.share(jointly.WITHIN), shared=words.share(jointly.SHARED))
    return (*said, how) if said else ()


def _together(key: str, found: Together, words: Words) -> str:
    mean = words.number(found.mean, 0)
    return words(f"board.{key}", count=found.count, mean=mean, low=found.low, high=found.high)


def _runs(view: View, words: Words) -> str:
    end = dt.date(view.plan.year, 12, 31)
    if view.as_of > end:
        return words("board.over", day=words.day(end))
    gone = {row.elapsed.text for row in target_row.rows(view) if row.elapsed}
    key = "running" if len(gone) == 1 else "running_on"
    return words(f"board.{key}", year=view.plan.year, elapsed=next(iter(gone), ""))


def _evidence(view: View) -> str:
    words, points = view.words, [row.standing.newest for row in target_row.rows(view)]
    kinds = [point.evidence if point else "missing" for point in points]
    names = {kind: "of_simulation" if kind == "simulated" else kind for kind in (*marks.EVIDENCE, "missing")}
    counted = {kind: kinds.count(kind) for kind in names}
    return words("overview.comma").join(
        words(f"board.{names[kind]}", count=count) for kind, count in counted.items() if count
    )


def tally(view: View) -> str:
    """Return how many goals have each status; examples apart, so that no reader adds the two."""
    words = view.words
    if view.before_plan:
        return phrases.unpromised(view).rstrip(words("reason.stop"))
    real, examples = phrases.counts((row.status for row in target_row.rows(view)), words)
    said = [f"{one.sign.short} {one.count}" for one in real]
    return words("common.clauses").join([*said, examples] if examples else said)


def sentence(view: View) -> str:
    """Return how many targets there are, and what their newest values rest on."""
    words = view.words
    points = [row.standing.newest for row in target_row.rows(view)]
    newest = [point.evidence if point else "missing" for point in points]
    counted = {kind: newest.count(kind) for kind in (*marks.EVIDENCE, "missing")}
    rests = words("overview.comma").join(
        words(f"overview.headline_{kind}", count=count) for kind, count in counted.items() if count
    )
    return words("overview.headline", count=len(newest), day=words.day(view.as_of), parts=rests)
