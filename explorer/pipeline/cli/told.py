"""What the commands of releases say while they work and when they are done."""

import math
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TextIO

from explorer.core import catalogue
from explorer.core.language import Words
from explorer.pipeline.publish import audit_log, said
from explorer.pipeline.publish.changed import ASIDE, Changed, doubted
from explorer.pipeline.publish.corrections import Correction
from explorer.pipeline.publish.prepared import Prepared
from explorer.pipeline.publish.restated import Restated
from explorer.releases import reach
from explorer.releases.tables import TABLES

WIDTH = 56  # of what is said of rows beside a step, so that the next takes its place
MOST = 40  # figures at the terminal besides the goals that flip; the list has them all


class Bar:
    """A progress bar on standard error: one mark a step, with its name."""

    steps = 12

    def __init__(self, words: Words) -> None:
        self.done, self.words = 0, words
        self.step, self.began = "", 0.0

    def __call__(self, step: str) -> None:
        """Show that ``step`` has begun."""
        self.done = min(self.done + 1, self.steps)
        self.step, self.began = step, time.monotonic()
        self._show("")

    def rows(self, done: int, all_: int) -> None:
        """Show how many rows of how many the present step has done, and the seconds it needs for the others."""
        left = (time.monotonic() - self.began) * (all_ - done) / done
        told = {"done": self.words.number(done), "all": self.words.number(all_), "seconds": math.ceil(left)}
        self._show(self.words("command.rows_done", **told))

    def _show(self, more: str) -> None:
        marks = "#" * self.done + "." * (self.steps - self.done)
        name = self.words(f"publishing_step.{self.step}")
        print(f"\r[{marks}] {name:<28}{more:<{WIDTH}}", end="", file=sys.stderr, flush=True)


def unread(words: Words) -> None:
    """Say on standard error which lines of the log cannot be read, whatever is done besides."""
    if lines := audit_log.unread():
        print(words("command.log_unread", lines=", ".join(map(str, lines))), file=sys.stderr)


def changed(made: Prepared, words: Words) -> str:
    """Return what a release changes, a line for each table, goal that flips and figure, then what is asked."""
    lines = [*_rows(made, words), *_figures(made, words)]
    decided = decisions(made, words)
    what = lines or [words("command.no_figure" if decided else "command.nothing_new")]
    return "\n".join([*decided, *_reaches(made, words), *said.closed(made.changed, words), *what, *_asked(made, words)])


def decisions(made: Prepared, words: Words) -> list[str]:
    """Return what is decided, and what is not final of a year that is closed by it; nothing of a file."""
    told = said.decided(*made.decided, words)
    whole = [words("decision.to_decide", what=words("publish.and").join(told))] if told else []
    return [*whole, *said.unsettled(made.unsettled, words)]


def _rows(made: Prepared, words: Words) -> Iterator[str]:
    """Yield how many rows of each table differ, which published ones give way, and which may count twice.

    A decision brings none: what may count twice was told when it was brought.
    """
    names = {one.table: words(f"table_name.{one.table}") for one in made.rows}
    for one in made.rows:
        if one.new or one.changed or one.withdrawn:
            counts = {"new": one.new, "changed": one.changed, "withdrawn": one.withdrawn}
            yield words("command.rows", table=names[one.table], **counts)
    for pair in made.instead:
        yield words("command.instead", **asdict(pair) | {"table": words(f"table_name.{pair.table}")})
    for one in made.rows if made.brought else ():
        if one.twice:
            yield words("command.twice", table=names[one.table], count=one.twice)
            yield from ("\t" + words("command.namesake", **asdict(pair)) for pair in one.namesakes)
        if one.repeated:
            yield words("command.repeated", table=names[one.table], count=one.repeated)


def _figures(made: Prepared, words: Words) -> Iterator[str]:
    others = [one for one in made.changed if not one.flips and one.reason not in ASIDE]
    yield from (figure(one, words) for one in (*made.flips, *others[:MOST]))
    if len(others) > MOST:
        yield words("command.more_figures", count=len(others) - MOST)
    if aside := len(made.changed) - len(made.flips) - len(others):
        yield words("command.stepped_aside", count=aside)


def figure(one: Changed, words: Words) -> str:
    """Return a figure in one line: where, both values with their evidence, the verdict, the reason."""
    sides = [
        words("changed.by_evidence", value=said.value(one, side, words), evidence=evidence)
        if (evidence := said.evidence(side, words))
        else said.value(one, side, words)
        for side in (one.then, one.now)
    ]
    told = words(
        "command.figure",
        plan=words.of(catalogue.plans()[one.plan].short),
        no=one.no,
        indicator=words.of(said.goal(one).title),
        area=said.area(one.area, words),
        period=said.period(one, words),
        moved=words("news.moved", then=sides[0], now=sides[1]),
    )
    parts = [told, said.verdict(one, words), said.reason(one, words)]
    return words("common.clauses").join(part for part in parts if part)


def _asked(made: Prepared, words: Words) -> Iterator[str]:
    """Yield what somebody should look at before it is published, and what needs a reason."""
    if found := doubted(made.changed):
        yield words("changed.questions", count=len(found))
    for one in found:
        yield f"? {words.of(said.goal(one).title)} · {said.area(one.area, words)}: {said.question(one, words)}"
    yield from corrections(made.corrections, words)


def corrections(needed: object, words: Words) -> list[str]:
    """Return which published figures would be corrected, so that a reason is needed; nothing where none would."""
    found = [one for one in needed if isinstance(one, Correction)] if isinstance(needed, tuple) else []
    first = [words("command.corrections", count=len(found))] if found else []
    return first + [f"! {said.corrected(one, words)}" for one in found]


def _reaches(made: Prepared, words: Words) -> list[str]:
    """Return how far each file brought is known to reach: the register is counted to that day."""
    return [
        words(
            f"command.reaches_{TABLES[one.table].role}",
            file=one.file,
            table=words(f"table_name.{one.table}"),
            rows=words.number(one.rows),
            until=one.until,
            counted=words.at(reach.whole_month(one.until)),
        )
        for one in made.imports
        if one.id in made.brought
    ]


def restated(otherwise: Sequence[Restated], words: Words, out: TextIO | None = None) -> None:
    """Say once, when a release built before there were states is next built, what stands otherwise by the rules."""
    if otherwise:
        print(words("command.restated", count=len(otherwise)), file=out)
    for one in otherwise:
        print("\t" + said.restated(one, words), file=out)
