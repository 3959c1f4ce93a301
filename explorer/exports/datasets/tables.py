"""Flat tables of everything known of an indicator, or of the goals of a plan, and the files they are written as."""

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from explorer.analysis.assessment.standing import CONVENTION
from explorer.analysis.view import View
from explorer.core import catalogue, language, spreadsheet
from explorer.exports.datasets import concepts
from explorer.releases import store
from explorer.releases.store import Edition
from explorer.views import target_row

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
TEXT, NUMBER, WHOLE, DAY = pl.String, pl.Float64, pl.Int64, pl.Date
GOALS: Mapping[str, type[pl.DataType]] = {
    "plan": TEXT,
    "no": WHOLE,
    "indicator": TEXT,
    "title_zh": TEXT,
    "title_en": TEXT,
    "area": TEXT,
    "kind": TEXT,
    "value": NUMBER,
    "unit_zh": TEXT,
    "unit_en": TEXT,
    "year": WHOLE,
    "baseline_year": WHOLE,
    "baseline_value": NUMBER,
    "baseline_evidence": TEXT,
    "target": NUMBER,
    "latest_period": DAY,
    "latest_value": NUMBER,
    "latest_evidence": TEXT,
    "status": TEXT,
    "example": pl.Boolean,
    "departments": TEXT,
    "clause_zh": TEXT,
    "clause_en": TEXT,
    "source": TEXT,
    "as_of": DAY,
    "release": TEXT,
}


@dataclass(frozen=True)
class Scope:
    """What of an indicator is asked for. ``areas``: empty for all; ``since``: periods that end on that day or later."""

    edition: Edition
    as_of: dt.date
    evidence: str
    areas: tuple[str, ...] = ()
    since: dt.date | None = None


def figures(slug: str, scope: Scope) -> pl.DataFrame:
    """Return what was known of an indicator as concepts.COLUMNS name it: a row for each area and period.

    The order is that of areas, then time. Units are codes, so that nothing depends on a language.
    """
    indicator, edition, rows = catalogue.indicators()[slug], scope.edition, []
    unit = concepts.unit_code(indicator.unit)
    for area in sorted(scope.areas or store.places(indicator, edition)):
        series = store.read(indicator, area, scope.as_of, scope.evidence, edition).sort("period")
        broken = concepts.after_breaks(series["period"], store.events(indicator, area, scope.as_of, edition))
        rows += [
            concepts.observation(
                {**row, "indicator": slug},
                unit,
                concepts.YEARLY,
                after_break=row["period"] in broken,
                as_of=scope.as_of,
                release=edition.id,
            )
            for row in series.iter_rows(named=True)
            if scope.since is None or row["period"] >= scope.since
        ]
    return pl.DataFrame(rows, schema=concepts.SCHEMA, orient="row")


def goals(view: View) -> pl.DataFrame:
    """Return the goals of a plan as GOALS names the columns: what was promised, and how it stands in the view."""
    rows = []
    for promised in view.goals:
        row = target_row.row(view, promised)
        goal, stands = row.goal, row.standing
        start, newest = stands.baseline, stands.newest
        rows.append(
            {
                "plan": view.plan_slug,
                "no": goal.no,
                "indicator": goal.indicator.slug,
                "area": row.area,
                "kind": goal.kind,
                "value": goal.value,
                "year": goal.year,
                "baseline_year": start.year if start else goal.baseline_year,
                "baseline_value": start.value if start else None,
                "baseline_evidence": start.evidence if start and start.evidence != CONVENTION else None,
                "target": stands.target,
                "latest_period": newest.on if newest else None,
                "latest_value": newest.value if newest else None,
                "latest_evidence": newest.evidence if newest else None,
                "status": row.status.slug,
                "example": row.status.example,
                "departments": ";".join(goal.departments),
                "source": goal.source,
                "as_of": view.as_of,
                "release": view.edition.id,
                **{f"title_{code}": goal.title[code] for code in language.NAMED},
                **{f"unit_{code}": goal.unit[code] for code in language.NAMED},
                **{f"clause_{code}": goal.clause[code] if goal.clause else None for code in language.NAMED},
            }
        )
    return pl.DataFrame(rows, schema=GOALS)


def written(table: pl.DataFrame, kind: str, *, for_excel: bool = False) -> bytes:
    """Return a table as a file: csv, parquet, or json as a list of its rows.

    ``for_excel``: whether a csv begins with the byte order mark that Excel needs for Chinese; programs of statistics
    take it for a part of the first column's name.
    """
    if kind == "csv":
        content = spreadsheet.csv(table, concepts.LINE_END)
        return content if for_excel else content.removeprefix(spreadsheet.BYTE_ORDER_MARK)
    if kind == "json":
        return table.write_json().encode()
    made = io.BytesIO()
    table.write_parquet(made, compression="zstd")
    return made.getvalue()
