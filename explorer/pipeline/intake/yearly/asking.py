"""What a person should look at in a yearly table though nothing is wrong with it, by row and goal."""

from collections.abc import Iterator

import polars as pl

from explorer.core.language import Words
from explorer.pipeline.intake.states import FINAL
from explorer.pipeline.intake.yearly import deadlines, records
from explorer.pipeline.intake.yearly.table import Found, Line, Question, YearlyTable

Asked = tuple[int, str, Question]
# Asked of a unit that stands above many rows: once is enough.
OF_A_HEADING = ("converted", "converted_loose", "unit_loose", "unit_unsaid")
SCOPE = "remark_of_scope"
MOST_NAMED = 30  # goals in one sentence


def questions(found: Found) -> tuple[Asked, ...]:
    """Return what a person should look at: the row (0: none), where it stands, the question.

    Where it stands is the goal's number and title in Chinese, and of several sheets the sheet.
    """
    several = found.several
    asked = list[Asked]((0, sheet, one) for sheet, one in found.asked)
    for table in found.tables:
        here = [(row, "", one) for row, one in table.asked]
        here += [one for line in table.lines for one in _of_line(line, table)]
        here += [(row, "", one) for row, text in table.above if (one := _report(text, table))]
        here = sorted(_remarks(_once(here)), key=lambda one: one[0])
        asked += [(row, f"{table.sheet}!{place}".rstrip("!") if several else place, one) for row, place, one in here]
    return (*sorted(asked, key=lambda one: one[0]), *_lacking(found))


def _report(text: str, table: YearlyTable) -> Question | None:
    """Return what is asked of the day that a table says it was reported on: that there is none, or the year goes on."""
    written, day = records.REPORTED.search(text), records.reported_on([text])
    if written and day is None:
        return Question("reported_unread", {"text": written[0]})
    if written and day and day.year == records.newest_year(table) and (day.month, day.day) < (12, 31):
        return Question("reported_before_end", {"day": day.isoformat(), "year": day.year})
    return None


def _of_line(line: Line, table: YearlyTable) -> Iterator[Asked]:
    place = f"{line.goal.no} {line.goal.title.zh}"
    yield from ((line.row, place, one) for one in line.questions if not one.fault)
    if question := _deadline(line.said.get("deadline", "")):
        yield line.row, place, question
    told = {one.blanks["year"] for _, one in table.asked if one.kind == "early_by_title"}
    for figure in line.figures:
        if figure.state != FINAL and not (figure.state == "preliminary" and figure.year in told):
            yield line.row, place, Question(figure.state, {"year": figure.year})


def _once(asked: list[Asked]) -> list[Asked]:
    """Return the questions about a unit that several rows of one heading share once, for no row."""
    counted = dict[tuple[object, ...], list[Asked]]()
    for one in asked:
        blanks = tuple(sorted((name, str(value)) for name, value in one[2].blanks.items()))
        same = (one[1], one[2].kind, blanks) if one[2].kind in OF_A_HEADING and one[1] else (id(one),)
        counted.setdefault(same, []).append(one)
    return [same[0] if len(same) == 1 else (0, *same[0][1:]) for same in counted.values()]


def _remarks(asked: list[Asked]) -> list[Asked]:
    """Return the questions with one for all remarks that only name a unit or a scope, by their rows."""
    scopes = [one for one in asked if one[2].kind == SCOPE]
    rows = "、".join(str(row) for row in dict.fromkeys(row for row, _, _ in scopes))
    texts = "、".join(dict.fromkeys(str(one.blanks["text"]) for _, _, one in scopes))
    others = [one for one in asked if one[2].kind != SCOPE]
    return [*others, (0, "", Question(SCOPE, {"rows": rows, "text": texts}))] if scopes else others


def _lacking(found: Found) -> Iterator[Asked]:
    """Yield which goals have a row without figures, and which have none: one sentence each."""
    named = {no for table in found.tables for no in table.named}
    filled = {line.goal.no for table in found.tables for line in table.lines if not line.heading}
    empty = [goal for goal in found.plan.goals if goal.no in named - filled]
    if empty:
        blanks = {"count": len(empty), "goals": "、".join(f"{goal.no} {goal.title.zh}" for goal in empty[:MOST_NAMED])}
        yield 0, "", Question("goals_empty", blanks)
    # A table of a few corrections lacks the others on purpose.
    if len(named) >= len(found.plan.goals) // 3:
        lacking = [goal for goal in found.plan.goals if goal.no not in named]
        yield from ((0, f"{goal.no} {goal.title.zh}", Question("goal_missing")) for goal in lacking)


def _deadline(written: str) -> Question | None:
    """Return what is asked of a deadline: which day was taken for a month or a year, or that none could be."""
    day = deadlines.read(written)
    if day is None:
        return Question("deadline_unread", {"text": written[:40]}) if written else None
    whole = deadlines.names_a_day(written)
    return None if whole else Question("deadline_taken", {"text": written[:40], "day": day.isoformat()})


def told(asked: tuple[Asked, ...], words: Words) -> pl.DataFrame:
    """Return questions as a reader is told of them: row, target, what to look at."""
    heads = [words("intake.row"), words("intake.target"), words("intake.question")]
    lines = [(row or None, goal, words(f"intake_question.{one.kind}", **one.blanks)) for row, goal, one in asked]
    return pl.DataFrame(lines, schema=dict(zip(heads, (pl.Int64, pl.String, pl.String), strict=True)), orient="row")
