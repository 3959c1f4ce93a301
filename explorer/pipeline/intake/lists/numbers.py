"""Numbers and names for rows whose list has none: the same each time, since they are made of what the row is."""

import hashlib
from collections.abc import Mapping

import polars as pl

from explorer.core import language
from explorer.pipeline.intake.fields import Field
from explorer.pipeline.intake.values.cells import folded, narrow
from explorer.releases.tables import Entry

MADE = "AUTO-"
DIGITS = 12  # hexadecimal: of a million rows hardly two share them by chance, and those that do are faults
WHOLE = r"^[1-9]\d{0,6}(?:\.0+)?$"
BETWEEN = "\x1f"


def running(texts: pl.Series) -> bool:
    """Whether numbers only count the rows, from 1 on, perhaps anew in every group: such a number is no identity."""
    plain = pl.DataFrame({"text": texts}).select(narrow(pl.col("text"))).to_series()
    if plain.is_empty() or plain.null_count() or not plain.str.contains(WHOLE).all():
        return False
    whole = plain.str.replace(r"\.0+$", "").cast(pl.Int64)
    return bool(whole[0] == 1 and ((whole.diff().drop_nulls() == 1) | (whole[1:] == 1)).all())


def made(values: pl.DataFrame, entry: Entry) -> pl.Series:
    """Return a number for each row, made of its kind, place and name (what the table's entry says).

    The same thing has the same number in whatever order the rows stand; a row that lacks a part has one of its own.
    """
    parts = values.select("row", *entry.numbered_by)
    return pl.Series(entry.key, [_number(row, entry) for row in parts.iter_rows(named=True)], dtype=pl.String)


def _number(row: Mapping[str, object], entry: Entry) -> str:
    *others, name = (row[part] for part in entry.numbered_by)
    if row[entry.kinds] is None or name is None:
        others.append(row["row"])
    said = [entry.name, *("" if part is None else str(part) for part in others), folded(str(name or ""))]
    return MADE + hashlib.sha256(BETWEEN.join(said).encode()).hexdigest()[:DIGITS].upper()


def named(values: pl.DataFrame, of_kind: Field, areas: Mapping[str, Mapping[str, str]]) -> pl.Series:
    """Return the name of each row, that of its place and its kind where it has none: 和平区商标品牌指导站."""
    chinese = language.words("zh")
    kinds = {code: of_kind.option(code, chinese) for code in of_kind.codes}

    def name(row: Mapping[str, str | None]) -> str | None:
        place = areas.get(row["county"] or row["city"] or "")
        kind = kinds.get(row[of_kind.slug] or "")
        return row["name_zh"] or (place["name_zh"] + kind if place and kind else None)

    rows = values.select("city", "county", "name_zh", of_kind.slug).iter_rows(named=True)
    return pl.Series("name_zh", [name(row) for row in rows], dtype=pl.String)
