"""The office's yearly table as it is understood: a line a goal, its years, and what has to be asked.

Nothing is guessed silently: what was taken for something is a question beside its line, what cannot be read a fault,
and every row, column and sheet that was not read is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.core.goals import Goal, Plan
from explorer.pipeline.intake.states import FINAL


@dataclass(frozen=True)
class Figure:
    """One year of a line: the value in the indicator's unit, None where the office says that there is none.

    ``state``: as the observations have it.
    """

    year: int
    value: float | None
    written: str
    state: str = FINAL


@dataclass(frozen=True)
class Question:
    """Something a person should look at: ``kind`` names the sentence and ``blanks`` fill it.

    ``fault``: it stops the line.
    """

    kind: str
    blanks: Mapping[str, object] = field(default_factory=dict)
    fault: bool = False


@dataclass(frozen=True)
class Line:
    """One goal as the table has it.

    ``row``: as Excel counts. ``said``: the other columns, by their slug in HEADINGS. ``area``: None for the plan's own.
    ``heading``: whether its name stands above many rows, not in its own.
    """

    row: int
    goal: Goal
    name: str
    unit: str
    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    said: Mapping[str, str]
    area: str | None = None
    heading: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing stops the line."""
        return not any(one.fault for one in self.questions)


@dataclass(frozen=True)
class YearlyTable:
    """What a sheet holds: the lines in the file's order, and by row what is asked of the rows and columns not read.

    ``above``: the texts above the years by row, which may say when it was filled in. ``named``: the numbers of the
    goals that a row names, those without a figure too. ``columns``: headings not understood.
    """

    sheet: str
    plan: Plan
    lines: tuple[Line, ...]
    asked: tuple[tuple[int, Question], ...] = ()
    columns: tuple[str, ...] = ()
    above: tuple[tuple[int, str], ...] = ()
    named: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Found:
    """The yearly tables of a file, all of one plan, and what is asked of its other sheets: the sheet, the question."""

    plan: Plan
    tables: tuple[YearlyTable, ...]
    asked: tuple[tuple[str, Question], ...] = ()

    @property
    def several(self) -> bool:
        """Whether they stand on more than one sheet, so that a place is told with its sheet."""
        return len({one.sheet for one in self.tables}) > 1
