"""A target's gap list in the reader's words: the things whose change would close the gap."""

from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from explorer.analysis.view import View
from explorer.core import catalogue, marks
from explorer.core.goals import Gap, Goal
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.releases import lists, store
from explorer.views import phrases

SHOWN, SAVED = 500, 100_000


@dataclass(frozen=True)
class GapList:
    """``rows`` are all rows, in the reader's words; ``left_out`` says what is not of the evidence looked at."""

    title: str
    rows: pl.DataFrame
    left_out: str
    words: Words

    @property
    def said(self) -> str:
        """How many rows there are, and which of them the page and the file hold."""
        said = self.words("gap.count", count=self.words.number(self.rows.height))
        if self.rows.height > SHOWN:
            said += self.words("gap.shown", shown=SHOWN, saved=self.words.number(SAVED))
        return said + self.left_out

    @property
    def first(self) -> pl.DataFrame:
        """The rows a page shows."""
        return self.rows.head(SHOWN)

    @property
    def saved(self) -> pl.DataFrame:
        """The rows a file holds."""
        return self.rows.head(SAVED)

    def containing(self, find: str) -> "GapList":
        """Return the list of the rows that hold a text in any column; of all rows when nothing is looked for."""
        if not find:
            return self
        cells = (pl.col(name).cast(pl.String).str.contains(find, literal=True) for name in self.rows.columns)
        return replace(self, rows=self.rows.filter(pl.any_horizontal(cells)))


def gap_list(view: View, goal: Goal) -> GapList | None:
    """Return what would close the goal's gap in the area looked at; None where no register carries its indicator.

    Rows of an evidence the reader does not look at are left out, and the list says so.
    """
    return _gap_list(view, goal.no)


@lru_cache(maxsize=16)
def _gap_list(view: View, no: int) -> GapList | None:
    goal = view.goal(no)
    gap = catalogue.gaps().get(goal.indicator.slug)
    if gap is None or not _in_province(view, goal):
        return None
    found = lists.gap(goal.indicator.slug, view.area_of(goal), view.as_of, view.edition)
    if found is None:
        return None
    words = view.words
    wanted = found.filter(pl.col("evidence").is_in(store.EVIDENCE_SHOWN[view.evidence]))
    lost = found.height - wanted.height
    left_out = words("gap.left_out", count=words.number(lost)) if lost else ""
    return GapList(words.of(gap.title), _worded(wanted, view, gap), left_out, words)


def _in_province(view: View, goal: Goal) -> bool:
    """Whether the registers cover the area: they are those of the home province."""
    area = view.area_of(goal)
    home = profile().home
    return area == home or store.areas(view.edition).get(area, {}).get("parent") == home


def _worded(rows: pl.DataFrame, view: View, gap: Gap) -> pl.DataFrame:
    """Return the rows with names for codes, marks for evidence, and the reader's words for columns."""
    words = view.words
    names = {code: str(area[f"name_{view.words.named}"]) for code, area in store.areas(view.edition).items()}
    kinds = {kind: phrases.evidence_mark(kind, words) for kind in marks.EVIDENCE}
    places = [name for name in ("city", "county") if name in rows.columns]
    titles = {name: words(f"gap.{name}") for name in places} | {n: words.of(t) for n, t in gap.columns.items()}
    titles.setdefault("evidence", words("table.evidence"))
    return rows.with_columns(
        pl.selectors.datetime().dt.date(),
        *(pl.col(name).replace_strict(names, default=pl.col(name)) for name in places),
        pl.col("evidence").replace_strict(kinds, return_dtype=pl.String),
    ).rename({name: titles.get(name, name) for name in rows.columns})
