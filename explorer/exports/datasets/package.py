"""The whole data set in one file: a data package as frictionless describes it, with what its codes mean beside it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from explorer.core import archive, catalogue, language
from explorer.exports.datasets import concepts, tables
from explorer.exports.datasets.tables import Scope
from explorer.releases import store

MEDIA_TYPE = "application/zip"
TYPES: Mapping[type[pl.DataType], str] = {pl.String: "string", pl.Float64: "number", pl.Date: "date"}


def package(scope: Scope) -> bytes:
    """Return every indicator that has a row as csv and parquet, areas, units and sources, and datapackage.json.

    Where invented figures may stand in a file, its name says so.
    """
    found = {slug: tables.figures(slug, scope) for slug in catalogue.indicators()}
    suffix = "_including_simulated" if scope.evidence == "all" else ""
    figures = {f"{slug}{suffix}": rows for slug, rows in found.items() if rows.height}
    lists = dict(_lists(pl.concat(found.values()), scope))
    files: dict[str, bytes] = {}
    for name, rows in (figures | lists).items():
        files[f"data/{name}.csv"] = tables.written(rows, "csv")
        if name in figures:
            files[f"data/{name}.parquet"] = tables.written(rows, "parquet")
    resources = [_resource(name, rows, f"data/{name}.csv", concepts.KEY) for name, rows in figures.items()]
    resources += [_resource(name, rows, f"data/{name}.csv", rows.columns[:1]) for name, rows in lists.items()]
    files["datapackage.json"] = json.dumps(_descriptor(scope, resources), ensure_ascii=False, indent=1).encode()
    return archive.zipped(sorted(files.items()))


def _lists(rows: pl.DataFrame, scope: Scope) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield what the codes of the figures mean: areas, indicators, units, and the sources named."""
    areas, sources = store.areas(scope.edition), store.sources(scope.edition)
    names = ("area", "name_zh", "name_en", "level", "parent")
    yield "areas", pl.DataFrame([{name: row[name] for name in names} for row in areas.values()])
    units = {concepts.unit_code(one.unit): one.unit for one in catalogue.indicators().values()}
    told = ({"unit": code, "name_zh": unit.zh, "name_en": unit.en} for code, unit in sorted(units.items()))
    yield "units", pl.DataFrame(list(told))
    yield (
        "indicators",
        pl.DataFrame(
            [
                {
                    "indicator": slug,
                    **{f"title_{code}": one.title[code] for code in language.NAMED},
                    **{f"definition_{code}": one.definition[code] for code in language.NAMED},
                }
                for slug, one in catalogue.indicators().items()
            ]
        ),
    )
    wanted = set(rows["SOURCE"].drop_nulls())
    cells = ("source", "title", "publisher", "url", "published")
    found = [{name: row[name] for name in cells} for slug, row in sources.items() if slug in wanted]
    yield "sources", pl.DataFrame(found, schema=dict.fromkeys(cells, pl.String))


def _resource(name: str, rows: pl.DataFrame, path: str, key: tuple[str, ...] | list[str]) -> dict[str, Any]:
    fields = [{"name": column, "type": TYPES[type(kind)]} for column, kind in rows.schema.items()]
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": list(key)},
    }


def _descriptor(scope: Scope, resources: list[dict[str, Any]]) -> dict[str, Any]:
    words = [language.words(code) for code in language.NAMED]
    return {
        "profile": "tabular-data-package",
        "name": "ip-target-explorer",
        "id": scope.edition.id,
        "title": " · ".join(one("common.product") for one in words),
        "description": "\n".join(one("dataset.rights") for one in words),
        "version": scope.as_of.isoformat(),
        "licenses": [{"name": "other-at", "title": one("dataset.rights")} for one in words[-1:]],
        "resources": resources,
    }
