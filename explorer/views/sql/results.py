"""What a query found, in words and as files: how much, how long, as of when, and what it rests on."""

import io

import polars as pl

from explorer.analysis.view import View
from explorer.core import spreadsheet
from explorer.links import urls
from explorer.releases import store
from explorer.sandbox import limits
from explorer.sandbox.pool import Answer

CELLS = 400_000  # of a workbook: it is made in the pages' process, at some 150,000 cells a second
CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"


def line(view: View, answer: Answer) -> str:
    """Return one line: rows, whether they are the first of more, time, the day."""
    words = view.words
    many = words("sql.first_rows", rows=limits.ROWS) if answer.more else ""
    size = words("sql.rows", rows=answer.rows.height, columns=answer.rows.width)
    parts = [many, size, words("sql.took", seconds=answer.seconds), day(view)]
    return words("common.clauses").join(part for part in parts if part)


def day(view: View) -> str:
    """Return as of when the tables were asked, and how far that goes."""
    words = view.words
    key = "as_of_until" if view.as_of >= view.edition.until else "as_of_earlier"
    return words(f"sql.{key}", day=words.day(view.as_of))


def weakness(view: View, answer: Answer) -> str | None:
    """Return the weakest evidence of the tables that were read; None where none was."""
    known = [name for name in answer.tables if name in view.edition.evidence]
    return store.weakest(view.edition, known) if known else None


def evidence(view: View, answer: Answer) -> str:
    """Return one sentence on what the result rests on, naming the tables; nothing where no table was read."""
    words, weakest = view.words, weakness(view, answer)
    if weakest is None:
        return ""
    return words(f"sql.evidence_{weakest}", tables=words("common.list").join(_weak(view, answer, weakest)))


def _weak(view: View, answer: Answer, weakest: str) -> list[str]:
    return [name for name in answer.tables if view.edition.evidence.get(name) == weakest]


def name(view: View, answer: Answer) -> str:
    """Return the name of a file without its ending; what is simulated says so."""
    return f"sql_{view.edition.id}{'_simulated' * (weakness(view, answer) == 'simulated')}"


def notes(view: View, answer: Answer, text: str, at: str, parameters: dict[str, str]) -> dict[str, str]:
    """Return what every file says of itself: the query, what it rests on, release, day, rows, link."""
    words = view.words
    return {
        words("sql.query"): text,
        words("sql.evidence"): evidence(view, answer),
        words("sql.release"): view.edition.id,
        words("sql.day"): day(view),
        words("sql.result"): line(view, answer),
        words("sql.link"): urls.page(at, "sql", parameters),
    }


def workable(answer: Answer) -> bool:
    """Whether the rows make a workbook of a size that is made in a few seconds."""
    return answer.rows.height * answer.rows.width <= CELLS


def xlsx(answer: Answer, said: dict[str, str], view: View) -> bytes:
    """Return the rows as a workbook with a cover."""
    words = view.words
    return spreadsheet.xlsx({words("sql.result"): answer.rows}, said, words("sql.cover"))


def parquet(answer: Answer, said: dict[str, str]) -> bytes:
    """Return the rows as parquet, with what they are in the file's own notes."""
    made = io.BytesIO()
    pl.DataFrame(answer.rows).write_parquet(made, metadata=said)
    return made.getvalue()
