"""Where a fault stands: its row, what the file calls its column, and what the cell holds."""

from collections.abc import Mapping

import polars as pl

from explorer.core import language
from explorer.pipeline.intake.columns import FAULTS
from explorer.pipeline.intake.fields import Table
from explorer.pipeline.intake.headings import Heading, letters
from explorer.pipeline.intake.lists.strays import AT
from explorer.pipeline.intake.readers.sheet import MORE


def placed(faults: pl.DataFrame, rows: pl.DataFrame, heading: Heading, table: Table, several: bool) -> pl.DataFrame:
    """Return the faults with the file's own headings and texts, by row and by column from the left.

    ``several``: whether the file has more than one such sheet, so that a column is called by its sheet too.
    """
    bare = {f"{AT}{place}": place for place in range(heading.width)}
    order = {**bare, **heading.places, MORE: heading.width}
    parts = [
        part.join(
            rows.select("row", value=MORE if slug == MORE else str(order.get(str(slug), MORE))), on="row", how="left"
        )
        for (slug,), part in faults.group_by("slug", maintain_order=True)
    ]
    places = pl.col("slug").replace_strict(order, default=-1, return_dtype=pl.Int64)
    above = dict(enumerate(heading.cells))
    headed = {slug: above.get(place, "").strip() or letters(place) for slug, place in bare.items()}
    chinese = language.words("zh")
    labels = {field.slug: field.said("field", chinese) for field in table.fields}
    names: Mapping[str, str] = {**labels, **headed, **heading.written, MORE: f">{heading.width}"}
    earlier = pl.when(pl.col("rule") == "order").then(pl.col("hint").replace(names)).otherwise(pl.col("hint"))
    sheet = pl.lit(f"{heading.sheet.name}!" if several else "")
    found = pl.concat([pl.DataFrame(schema=FAULTS | {"value": pl.String}), *parts])
    return found.sort("row", places, maintain_order=True).select(
        "row",
        (sheet + pl.col("slug").replace_strict(names, default=pl.col("slug"))).alias("column"),
        "value",
        "rule",
        earlier.alias("hint"),
    )


def unnamed(rows: pl.DataFrame, heading: Heading) -> tuple[str, ...]:
    """Return the headings of columns not read, and the number of a column that has cells but no heading."""
    cells = heading.cells
    bare = [place for place in range(heading.width) if place >= len(cells) or not cells[place].strip()]
    filled = [f"({place + 1})" for place in bare if rows[str(place)].is_not_null().any()]
    return (*heading.unread, *filled)
