"""A workbook to fill in: one sheet for the rows, one that explains each column with examples, one of the options."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from explorer.core import spreadsheet
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.core.spreadsheet import Book
from explorer.pipeline.intake.fields import TABLES, Field, Table
from explorer.pipeline.intake.values import areas as values_areas
from explorer.pipeline.intake.values import promises
from explorer.pipeline.intake.values.areas import World
from explorer.pipeline.intake.values.cells import folded

HEADING, FIRST = 1, 2  # rows from 0: the title stands above
FILLED_IN = 20_000  # rows that have drop-downs
Sheet = Any  # a worksheet of spreadsheet.Book; only exports knows the maker of workbooks
NARROWEST = 14


def template(table: str, words: Words) -> bytes:
    """Return a workbook for a table in the reader's language, with drop-downs for coded columns.

    Its examples stand on the second sheet, one row a column, where they are never taken for records.
    """
    if table not in TABLES:
        raise Trouble("intake_unknown_table", asked=table, allowed=", ".join(TABLES))
    wanted, world, made = TABLES[table], values_areas.world(), io.BytesIO()
    lists = {field.slug: names for field in wanted.fields if (names := choices(field, world, words))}
    with spreadsheet.workbook(made) as book:
        titles = (words(f"table_name.{table}"), words("intake.guide"), words("intake.options"))
        rows, guide, options = book.sheets(titles)
        _rows(rows, wanted, book, words)
        _guide(guide, wanted, book, words)
        headed = {wanted.field(slug).label(words): names for slug, names in lists.items()}
        _options(options, headed | _units(lists, world, words), book)
        _drop_downs(rows, wanted, lists, options.get_name(), words)
    return made.getvalue()


def _rows(sheet: Sheet, table: Table, book: Book, words: Words) -> None:
    """Write the title and the heading; keys are kept as texts, so that Excel does not make numbers of them."""
    text, day = book.book.add_format({"num_format": "@"}), book.book.add_format({"num_format": "yyyy-mm-dd"})
    looks = {"key": text, "text": text, "period": text, "day": day}
    title = words("intake.title", table=words(f"table_name.{table.slug}"))
    sheet.write_string(0, 0, title, book.book.add_format({"bold": True}))  # not wrapped: it runs over the columns
    for place, field in enumerate(table.fields):
        heading = field.label(words)
        sheet.write_string(HEADING, place, heading, book.looks["head"])
        sheet.set_column(place, place, max(spreadsheet.width([heading]), NARROWEST), looks.get(field.kind))
    sheet.freeze_panes(FIRST, 0)
    spreadsheet.on_paper(sheet)


def _guide(sheet: Sheet, table: Table, book: Book, words: Words) -> None:
    """Write what each column is: whether it is needed, how it is written, two examples."""
    columns = [words(f"intake.{name}") for name in ("heading", "must", "how", "example_1", "example_2")]
    told = [(field.label(words), _must(field, words), _how(field, words)) for field in table.fields]
    rows = [(*one, *shown) for one, *shown in zip(told, *examples(table.slug, words), strict=True)]
    spreadsheet.fill(sheet, pl.DataFrame(rows, schema=columns, orient="row"), book)


def _must(field: Field, words: Words) -> str:
    return words("intake.needed" if field.needed else "intake.may")


def _how(field: Field, words: Words) -> str:
    own = words.sentences.get(f"intake_help.{field.slug}")
    return " ".join(part for part in (own, words(f"intake_kind.{field.kind}")) if part)


def _units(lists: Mapping[str, Sequence[str]], world: World, words: Words) -> dict[str, list[str]]:
    """Return the unit of each measure or goal, row by row, where these are among the options."""
    if "indicator" in lists:
        of_goals = {words.of(goal.title): goal.unit.zh for goal in promises.goals()}
        return {words("intake.goals_unit"): [of_goals[name] for name in lists["indicator"]]}
    rows = {row[f"name_{words.named}"]: row["unit"] for row in world.measures.values()}
    heading = words("intake.measures_unit")
    return {heading: [rows[name] for name in lists["measure"]]} if "measure" in lists else {}


def _options(sheet: Sheet, lists: Mapping[str, Sequence[str]], book: Book) -> None:
    """Write a column of options under the heading of each coded column."""
    for place, (heading, names) in enumerate(lists.items()):
        sheet.write_string(0, place, heading, book.looks["head"])
        sheet.set_column(place, place, spreadsheet.width([heading, *names]))
        for row, name in enumerate(names, start=1):
            spreadsheet.write(sheet, row, place, name, book)
    sheet.freeze_panes(1, 0)
    spreadsheet.on_paper(sheet)


def _drop_downs(sheet: Sheet, table: Table, lists: Mapping[str, Sequence[str]], options: str, words: Words) -> None:
    """Let coded columns be chosen; another spelling is asked about, not forbidden, since more are understood."""
    slugs = [field.slug for field in table.fields]
    for column, (slug, names) in enumerate(lists.items()):
        place, letter = slugs.index(slug), chr(ord("A") + column)
        rule = {
            "validate": "list",
            "source": f"='{options}'!${letter}$2:${letter}${len(names) + 1}",
            "error_type": "warning",
            "error_title": words("intake.not_in_list"),
            "error_message": words("intake.check_spelling"),
        }
        sheet.data_validation(FIRST, place, FIRST + FILLED_IN - 1, place, rule)


def examples(table: str, words: Words) -> list[list[str]]:
    """Return the template's two examples as rows of cells, in the order of its columns."""
    world = values_areas.world()
    return [[_example(field, place, world, words) for field in TABLES[table].fields] for place in range(2)]


def choices(field: Field, world: World, words: Words) -> list[str]:
    """Return what a column's drop-down offers in the reader's language, nothing for a column without one."""
    name = f"name_{words.named}"
    match field.kind:
        case "option" | "flag":
            found = [field.option(code, words) for code in field.codes]
        case "city":
            found = [area[name] for area in world.cities().values()]
        case "plan" | "promise" | "city_of_plan" | "goal_unit":
            found = promises.choices(field.kind, world, words)
        case "county":
            cities = world.cities().items()
            found = [_within(area, city, words) for code, city in cities for area in world.counties(code).values()]
        case "area":
            known = values_areas.every_area(world, field).codes
            areas = world.areas.items()
            found = [area[name] if known.get(folded(area[name])) == code else code for code, area in areas]
        case "measure":
            found = [measure[name] for measure in world.measures.values()]
        case "unit":
            found = sorted({measure["unit"] for measure in world.measures.values()})
        case _:
            found = []
    return found


def _within(area: Mapping[str, str], city: Mapping[str, str], words: Words) -> str:
    return city["name_zh"] + area["name_zh"] if words.code == "zh" else area["name_en"]


def _example(field: Field, place: int, world: World, words: Words) -> str:
    if field.kind in ("plan", "promise"):
        return choices(field, world, words)[place] if field.kind == "promise" else ""
    if not field.example:
        return field.said("example", words).split(" | ")[place].strip()
    code = field.example[place]
    if code and field.kind in ("option", "flag"):
        return field.option(code, words)
    if field.kind in ("city", "city_of_plan", "county", "area"):
        return world.areas[code][f"name_{words.named}"]
    return world.measures[code][f"name_{words.named}"] if field.kind == "measure" else code
