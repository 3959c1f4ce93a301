"""The plan's ledger: its tasks as a whole and as the four lists the plan asks for, as rows and as HTML."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from htpy import Element, Node, b, div, h1, li, p, small, ul

from explorer.analysis.view import View
from explorer.core.goals import Goal, Plan, Task, Text
from explorer.core.language import Words
from explorer.views import html, phrases, target_row
from explorer.views.target_row import TargetRow

ALL = "all"
LISTS = (ALL, "projects", "responsibilities", "measures", "deadlines")


@dataclass(frozen=True)
class Cell:
    """One cell of a list: what the page shows, and what the workbook keeps; None where it has no such cell."""

    shown: Node
    kept: str | dt.date | None = None


@dataclass(frozen=True)
class Row:
    """One row of a list under its heading; the cells by the key of their column."""

    heading: str
    cells: dict[str, Cell]


def departments(plan: Plan) -> tuple[str, ...]:
    """Return whose tasks can be asked for: everybody's, or one department's, in the plan's order."""
    return (ALL, *(slug for slug in plan.departments if any(slug in task.departments for task in plan.tasks)))


def department_names(plan: Plan, words: Words) -> dict[str, str]:
    """Return what each choice of a department is called."""
    return {ALL: words("ledger.every_department")} | {slug: words.of(name) for slug, name in plan.departments.items()}


def tasks_of(plan: Plan, department: str) -> tuple[Task, ...]:
    """Return the plan's tasks, or those that name ``department``."""
    return tuple(task for task in plan.tasks if department in (ALL, *task.departments))


def goals_of(view: View, department: str) -> tuple[Goal, ...]:
    """Return the view's goals, or those that ``department`` answers for or serves with one of its tasks."""
    if department == ALL:
        return view.goals
    served = {no for task in tasks_of(view.plan, department) for no in task.goals}
    return tuple(goal for goal in view.goals if goal.no in served or department in goal.departments)


@lru_cache(maxsize=128)
def head(view: View, kind: str, department: str) -> str:
    """Return the page's head: what it is, of when, how much it holds, how the goals stand."""
    words = view.words
    notice = html.simulation_notice(view, "ledger", list=kind, department=department)
    top = div(".headline")[
        h1[words("ledger.answer"), html.tally(view)] if department == ALL else h1[title(view, department)],
        p(".subtitle")[subtitle(view, department)],
        p[summary(view, department)],
        phrases.shows_simulation(view) and notice,
    ]
    return html.finished(top)


def title(view: View, department: str) -> str:
    """Return how the targets stand, as the heading says it; of one department, what it is a part of."""
    words = view.words
    if department != ALL:
        return words("ledger.title", plan=words.of(view.plan.short))
    real, examples = phrases.counts((row.status for row in target_row.rows(view)), words)
    return words("ledger.answer") + " ".join([f"{s.sign.icon} {s.count} {s.sign.word}" for s in real] + [examples])


def subtitle(view: View, department: str) -> str:
    """Return area, as-of day, evidence and department of what is shown."""
    line = phrases.subtitle(view)
    return line if department == ALL else f"{line} · {department_names(view.plan, view.words)[department]}"


def summary(view: View, department: str) -> str:
    """Return in a sentence or two what the ledger holds, or that the plan names no tasks."""
    words, plan = view.words, view.plan
    if not plan.tasks:
        return words("ledger.no_tasks", plan=words.of(plan.short))
    mine = tasks_of(plan, department)
    counts = {
        "tasks": len(mine),
        "projects": sum(len(task.projects) for task in mine),
        "measures": sum(len(task.measures) for task in mine),
        "goals": len({no for task in mine for no in task.goals}),
        "bare": sum(not task.goals for task in mine),
    }
    said = words("ledger.summary", **counts)
    last = dt.date(plan.year, 12, 31)
    one_day = all(task.deadline == last for task in plan.tasks)
    return said + (words("ledger.one_deadline", day=words.day(last)) if one_day else "")


@lru_cache(maxsize=256)
def tasks(view: View, kind: str, department: str) -> str:
    """Return one list of the ledger as a table, or nothing where the plan names no tasks."""
    words, found = view.words, rows(view, kind, department)
    if not found:
        return ""
    keys = [key for key, cell in found[0].cells.items() if cell.shown is not None]
    columns = [html.Column(name, key) for key, name in words.said("ledger", keys).items()]
    groups = []
    for heading, alike in groupby(found, key=lambda row: row.heading):
        lines = [[row.cells[key].shown for key in keys] for row in alike]
        groups.append(([heading, " ", small[words("ledger.rows", count=len(lines))]], lines))
    return html.finished(html.section(words(f"list.{kind}"), f"tasks {kind}", html.grouped(columns, groups)))


def rows(view: View, kind: str, department: str) -> list[Row]:
    """Return the rows of one list: a row a task, project, measure, or task of a department."""
    words, mine = view.words, tasks_of(view.plan, department)
    if kind == "deadlines":
        ordered = sorted(mine, key=lambda task: task.deadline)
        return [Row(_when(view, task), _cells(view, task, kind)) for task in ordered]
    if kind == "responsibilities":
        who = [slug for slug in departments(view.plan)[1:] if department in (ALL, slug)]
        return [
            Row(name, {"department": Cell(None, name)} | _cells(view, task, kind))
            for name, slug in ((words.of(view.plan.departments[slug]), slug) for slug in who)
            for task in tasks_of(view.plan, slug)
        ]
    return [row for task in mine for row in _rows_of_a_chapter(view, task, kind)]


def _rows_of_a_chapter(view: View, task: Task, kind: str) -> Iterator[Row]:
    words = view.words
    chapter = words.of(view.plan.chapters[task.chapter])
    first, cells = {"chapter": Cell(None, chapter)}, _cells(view, task, kind)
    if kind == ALL:
        yield Row(chapter, first | cells)
    for text in {"projects": task.projects, "measures": task.measures}.get(kind, ()):
        name = words.of(text)
        yield Row(chapter, first | {kind.removesuffix("s"): Cell(b[name], name)} | cells)


def _cells(view: View, task: Task, kind: str) -> dict[str, Cell]:
    """Return the cells a task has in a list, in the list's order of columns."""
    words = view.words
    brief = kind in ("projects", "measures")
    name, who = words.of(task.title), [words.of(view.plan.departments[slug]) for slug in task.departments]
    served = [target_row.row(view, goal) for goal in view.plan.goals if goal.no in task.goals]
    cells = {
        "no": Cell(task.no, task.no),
        "task": Cell(name if brief else b[name], name),
        "projects": _several(task.projects, words),
        "measures": _several(task.measures, words),
        "departments": Cell(words("common.list").join(who) if brief else _items(who), "\n".join(who)),
        "goals": Cell(_goals(view, served), "\n".join(_said(row, words) for row in served)),
        "goals_evidence": Cell(None, "\n".join(f"{row.no} {row.status.evidence}".rstrip() for row in served)),
        "deadline": Cell(words.day(task.deadline), task.deadline),
        "state": Cell(None, _state(view, task) or None),
    }
    left_out = {
        ALL: {"state"},
        "projects": {"projects", "measures", "goals", "goals_evidence", "state"},
        "measures": {"projects", "measures", "goals", "goals_evidence", "state"},
        "responsibilities": {"projects", "departments", "state"},
        "deadlines": {"projects", "measures"},
    }[kind]
    if kind == "deadlines":
        cells["deadline"] = Cell(None, task.deadline)
    return {key: cell for key, cell in cells.items() if key not in left_out}


def _several(texts: Sequence[Text], words: Words) -> Cell:
    found = [words.of(text) for text in texts]
    return Cell(_items(found), "\n".join(found))


def _items(parts: Iterable[Node]) -> Element:
    return ul[[li[part] for part in parts]]


def _goals(view: View, served: Sequence[TargetRow]) -> Element:
    if not served:
        return small[view.words("ledger.no_figure")]
    return _items([html.link(view, row.goal), " ", html.status_mark(row.status, row.reason)] for row in served)


def _said(row: TargetRow, words: Words) -> str:
    return f"{row.no} {words.of(row.goal.title)}: {row.status.told}"


def _when(view: View, task: Task) -> str:
    return " · ".join(part for part in (view.words.day(task.deadline), _state(view, task)) if part)


def _state(view: View, task: Task) -> str:
    """Return how far the deadline is; nothing before the plan was issued, when nobody had set it."""
    words = view.words
    if view.before_plan:
        return ""
    left = (task.deadline - view.as_of).days
    return words("ledger.days_left", days=left) if left >= 0 else words("ledger.days_past", days=-left)
