"""What a person should look at in a list though nothing is wrong with it, and how it is said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from explorer.core.language import Words
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.yearly import asking, records
from explorer.pipeline.intake.yearly.table import Question

Asked = tuple[int, str, Question]  # the row (0: none), where it stands (a heading or a sheet), the question
COUNT = "count"
CODED = ("kind", "level")  # blanks that hold a code of the table's own columns


def told(asked: Sequence[Asked], table: str, words: Words) -> pl.DataFrame:
    """Return questions as a reader is told of them: row, where (of figures the target), what to look at."""
    columns = {field.slug: field.said("field", words) for field in TABLES[table].fields}
    named = (
        (row, columns.get(where, where), replace(one, blanks=_named(one.blanks, table, words)))
        for row, where, one in asked
    )
    lines = asking.told(tuple(named), words)
    return lines if table == records.OBSERVATIONS else lines.rename({words("intake.target"): words("intake.place")})


def _named(blanks: Mapping[str, object], table: str, words: Words) -> Mapping[str, object]:
    """Return what fills the blanks, codes and tables by what the reader calls them."""
    coded = {name: TABLES[table].field(name).option(str(blanks[name]), words) for name in CODED if name in blanks}
    other = {"table": words(f"table_name.{blanks['table']}")} if "table" in blanks else {}
    if isinstance(places := blanks.get("places"), tuple):
        known, name = areas.world().areas, f"name_{words.named}"
        other |= {"places": words("common.list").join(known[code][name] for code in places)}
    return {**blanks, **coded, **other}


def summed(asked: Sequence[Asked]) -> list[Asked]:
    """Return questions that count rows once each: the columns of √ of one sheet have the same ones."""
    found = dict[tuple[object, ...], Asked]()
    for row, where, one in asked:
        others = tuple(sorted((name, str(value)) for name, value in one.blanks.items() if name != COUNT))
        key = (row, where, one.kind, others)
        before = found[key][2].blanks.get(COUNT, 0) if key in found else 0
        more = {COUNT: int(str(one.blanks[COUNT])) + int(str(before))} if COUNT in one.blanks else {}
        found[key] = (row, where, replace(one, blanks={**one.blanks, **more}))
    return list(found.values())
