"""The province's own form: its yearly table of the plan's goals, empty or with what it has stated, read back as it is.

Only figures that the office stated itself are filled in: whoever brings the form back signs for what stands in it. What
others have published stands on a second sheet beside them, to be compared; nothing simulated stands anywhere.
"""

import datetime as dt
import io
from collections.abc import Iterator

import polars as pl
from xlsxwriter.worksheet import Worksheet

from explorer.core import catalogue, clock, spreadsheet
from explorer.core.errors import Trouble
from explorer.core.goals import Goal, Plan
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.core.spreadsheet import Book
from explorer.releases import store
from explorer.releases.store import Edition

PROVINCE = "province"
LEFT, AFTER = ("number", "indicator", "unit"), ("note", "person", "document", "next_step", "deadline")
WIDTHS = {"number": 6, "indicator": 38, "unit": 10, "note": 30, "document": 24, "next_step": 30}
HEAD_ROW, USUAL = 3, 12
OFFICE = "office"


def plans() -> dict[str, Plan]:
    """Return the plans whose own area is the home, by slug: those the office fills in a table of."""
    return {slug: plan for slug, plan in catalogue.plans().items() if plan.area == profile().home}


def years(plan: Plan) -> range:
    """Return the years asked for: from the plan's first base year to its end, or to the last year that is over."""
    first = min(goal.baseline_year or goal.start_year for goal in plan.goals)
    return range(first, max(plan.year, clock.today().year - 1) + 1)


def form(plan: Plan, words: Words, edition: Edition | None = None) -> bytes:
    """Return the XLSX form; with an ``edition`` it holds what the office has stated in it.

    Raises Trouble for a plan that is not the home's.
    """
    if plan.slug not in plans():
        raise Trouble("returns_no_province", plan=plan.slug, allowed=", ".join(plans()))
    made = io.BytesIO()
    with spreadsheet.workbook(made) as book:
        names = [words("returns.sheet"), words("returns.guide"), *([words("returns.others")] if edition else [])]
        sheet, guide, *beside = book.sheets(names)
        _fill(sheet, plan, edition, book, words)
        notes = {words("returns.guide"): words("returns.how_province")}
        notes |= {f"{goal.no} {words.of(goal.title)}": words.of(goal.indicator.definition) for goal in plan.goals}
        spreadsheet.notes_on(guide, notes, book)
        if edition:
            spreadsheet.fill(beside[0], _published(plan, edition, words), book)
    return made.getvalue()


def file_name(plan: Plan, words: Words) -> str:
    """Return what the form is called as a file."""
    return f"{plan.area}_{words('returns.province')}_{plan.slug}.xlsx"


def _fill(sheet: Worksheet, plan: Plan, edition: Edition | None, book: Book, words: Words) -> None:
    asked = years(plan)
    heads = [*LEFT, *map(str, asked), *AFTER]
    title = words("returns.title_province", plan=words.of(plan.short))
    sheet.write_string(0, 0, title, book.book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, words("returns.how_province"))
    for place, head in enumerate(heads):
        own = f"intake_field.{head}" if head in AFTER else f"returns.{head}"
        said = words("returns.year", year=head) if head.isdigit() else words(own)
        sheet.write_string(HEAD_ROW, place, said, book.looks["head"])
        sheet.set_column(place, place, WIDTHS.get(head, USUAL))
    for row, goal in enumerate(plan.goals, start=HEAD_ROW + 1):
        known = {"number": goal.no, "indicator": words.of(goal.title), "unit": goal.indicator.unit.zh}
        if edition:
            known |= dict(_stated(goal, plan, edition, words))
        for place, head in enumerate(heads):
            spreadsheet.write(sheet, row, place, known.get(head), book)
    sheet.freeze_panes(HEAD_ROW + 1, len(LEFT))
    spreadsheet.on_paper(sheet)


def _stated(goal: Goal, plan: Plan, edition: Edition, words: Words) -> Iterator[tuple[str, object]]:
    """Yield what the office has stated of a goal by column: the year, or what is said beside its newest figure."""
    rows = _rows(goal, plan, edition).filter(
        pl.col("evidence") == OFFICE, pl.col("basis") == "stated", pl.col("period").dt.year().is_in(years(plan))
    )
    early = rows.filter(pl.col("state") == "preliminary")["period"].dt.year().to_list()
    for row in rows.iter_rows(named=True):
        yield str(row["period"].year), "—" if row["value"] is None else row["value"]
        yield from ((name, row[name]) for name in AFTER if row[name])
    said = rows["note"].drop_nulls().to_list()[-1:]
    if unsaid := [year for year in early if not (said and str(year) in said[0])]:
        yield "note", words("common.clauses").join([*said, *(words("returns.early", year=year) for year in unsaid)])


def _rows(goal: Goal, plan: Plan, edition: Edition) -> pl.DataFrame:
    """Return the yearly figures of a goal in the plan's area that are published or the office's, undetermined too."""
    asked = (goal.indicator, str(plan.area), edition.until, OFFICE, edition)
    rows = pl.concat([store.read(*asked), store.undetermined(*asked)])
    return rows.filter(pl.col("span") == "year").sort("period")


def _published(plan: Plan, edition: Edition, words: Words) -> pl.DataFrame:
    """Return what others have published of each goal and year, with its source, and nothing else."""
    titles = store.sources(edition)
    rows = [
        {
            words("returns.number"): goal.no,
            words("returns.indicator"): words.of(goal.title),
            words("table.period"): row["period"],
            words("cover.value"): row["value"],
            words("cover.unit"): words.of(goal.indicator.unit),
            words("table.source"): titles.get(row["source"], {}).get("title", row["source"]),
        }
        for goal in plan.goals
        for row in store.read(goal.indicator, str(plan.area), edition.until, "published", edition)
        .filter(pl.col("period") >= dt.date(years(plan)[0], 1, 1))
        .sort("period")
        .iter_rows(named=True)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)
