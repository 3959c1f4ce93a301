"""The real, named rows: geographical indications and service units as their sources give them."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence

import polars as pl

from explorer.pipeline.simulation.published_anchors import PROVINCE

KINDS = {
    "保护产品": "protected_product",
    "证明商标": "certification_mark",
    "集体商标": "collective_mark",
    "农产品地理标志": "agricultural_product",
    "未注明(地理标志产品)": "unspecified",
}
STANDARD_YEAR = re.compile(r"(?:DB|GB)[\d/T ]*[\d.]+-(\d{4})\b")
STANDARD_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}) 发布")


def last_day(text: str | None) -> dt.date | None:
    """Return the last day that a date known as 2021, 2024-01 or 2024-01-15 allows; None stays None.

    Raises ValueError for any other text.
    """
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return dt.date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def first_published(sources: pl.DataFrame) -> dict[str, dt.date]:
    """Return the day each source appeared, where that is known."""
    rows = sources.select("source", pl.col("published_on").cast(pl.String)).drop_nulls().iter_rows()
    return {source: dt.date.fromisoformat(day) for source, day in rows}


def known_on(source: str, published: dict[str, dt.date]) -> dt.date | None:
    """Return the first day one of the sources (joined by ;) appeared, None if unknown."""
    return min((published[one] for one in source.split(";") if one in published), default=None)


def note(text: str | None, *partial: str | None) -> str | None:
    """Return the note, with a sentence if one of the ``partial`` dates is known only to year or month."""
    rounded = any(one is not None and len(one) < 10 for one in partial)
    parts = [text, "日期只知到年或月，取其最后一日" if rounded else None]
    return "；".join(part for part in parts if part) or None


def indications(rows: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Return the named geographical indications as rows of the release's table."""
    published = first_published(sources)
    records = []
    for serial, row in enumerate(rows.iter_rows(named=True), 1):
        standard, partial = standard_on(row)
        records.append(
            {
                "gi_no": f"GI-{serial:03}",
                "name_zh": row["name_zh"],
                "name_en": row["name_en"],
                "kind": KINDS[row["kind"]],
                "city": row["city_code"],
                "county": row["county"],
                "product_class": row["product_class"],
                "approved_on": last_day(row["approved_on"]),
                "announcement_no": row["announcement_no"],
                "standard_no": row["standard_no"],
                "standard_on": standard,
                "eu_list": row["eu_list"],
                "note": note(row["note"], row["approved_on"], partial),
                "evidence": "published",
                "source": row["source"],
                "known_on": known_on(row["source"], published),
            }
        )
    return pl.DataFrame(records, schema=INDICATIONS)


def standard_on(row: dict[str, str | None]) -> tuple[dt.date | None, str | None]:
    """Return the day a dedicated standard is counted from, and that date as the row gives it.

    It is the day of publication in the note, else the end of the first year found in a standard's number.
    """
    text = f"{row['standard_no'] or ''} {row['note'] or ''}"
    day = STANDARD_DAY.search(text)
    if day:
        return dt.date.fromisoformat(day[1]), day[1]
    year = min(STANDARD_YEAR.findall(text), default=None)
    return last_day(year), year


def units(rows: pl.DataFrame, sources: pl.DataFrame, cities: Sequence[str]) -> pl.DataFrame:
    """Return the named units as rows of the release's table. A unit of the whole province has no city."""
    published = first_published(sources)
    records = []
    for serial, row in enumerate(rows.iter_rows(named=True), 1):
        opened = row["opened_on"] or row["designated_on"]
        records.append(
            {
                "unit_no": f"U-{serial:03}",
                "name_zh": row["name_zh"],
                "kind": row["kind"],
                "level": row["level"],
                "city": row["city_code"] if row["city_code"] in cities else None,
                "county": row["county"],
                "opened_on": last_day(opened),
                "closed_on": None,
                "note": note(_where(row), opened),
                "evidence": "published",
                "source": row["source"],
                "known_on": known_on(row["source"], published),
            }
        )
    return pl.DataFrame(records, schema=UNITS)


def _where(row: dict[str, str | None]) -> str | None:
    """Return the note, and what is uncertain about the unit's place or day."""
    doubts = [
        "全省" if row["city_code"] == PROVINCE else None,
        "所在市系推断" if row["city_basis"] == "inferred" else None,
        "以认定日代设立日" if row["designated_on"] and not row["opened_on"] else None,
    ]
    return "；".join(part for part in (row["note"], *doubts) if part) or None


ENDING = {"evidence": pl.String, "source": pl.String, "known_on": pl.Date}
INDICATIONS = {
    "gi_no": pl.String,
    "name_zh": pl.String,
    "name_en": pl.String,
    "kind": pl.String,
    "city": pl.String,
    "county": pl.String,
    "product_class": pl.String,
    "approved_on": pl.Date,
    "announcement_no": pl.String,
    "standard_no": pl.String,
    "standard_on": pl.Date,
    "eu_list": pl.Int32,
    "note": pl.String,
    **ENDING,
}
UNITS = {
    "unit_no": pl.String,
    "name_zh": pl.String,
    "kind": pl.String,
    "level": pl.String,
    "city": pl.String,
    "county": pl.String,
    "opened_on": pl.Date,
    "closed_on": pl.Date,
    "note": pl.String,
    **ENDING,
}
