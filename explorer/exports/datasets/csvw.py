"""What stands beside a table of figures: its columns, definition, sources and terms, as CSVW (CSV on the Web) says."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from explorer.core import catalogue, language
from explorer.exports.datasets import concepts
from explorer.exports.datasets.tables import Scope
from explorer.releases import store
from explorer.releases.store import Edition

CONTEXT = "http://www.w3.org/ns/csvw"
MEDIA_TYPE = "application/csvm+json"
DATATYPES: dict[type[pl.DataType], str] = {pl.String: "string", pl.Float64: "number", pl.Date: "date"}
REQUIRED = (*concepts.KEY, "FREQ", "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "SIMULATED", "EVIDENCE")
CUBE = "http://purl.org/linked-data/sdmx/2009"
CONCEPTS = {
    "REF_AREA": f"{CUBE}/dimension#refArea",
    "TIME_PERIOD": f"{CUBE}/dimension#timePeriod",
    "FREQ": f"{CUBE}/dimension#freq",
    "OBS_VALUE": f"{CUBE}/measure#obsValue",
    "OBS_STATUS": f"{CUBE}/attribute#obsStatus",
    "UNIT_MEASURE": f"{CUBE}/attribute#unitMeasure",
}


def metadata(slug: str, scope: Scope, url: str, rows: pl.DataFrame) -> dict[str, Any]:
    """Return the CSVW document of an indicator's table. ``url``: the csv's address, from where this document stands.

    ``rows``: the table itself, whose sources are named.
    """
    indicator, edition = catalogue.indicators()[slug], scope.edition
    return {
        "@context": [CONTEXT, {"@language": "zh"}],
        "url": url,
        "dc:identifier": slug,
        "dc:title": said(zh=indicator.title.zh, en=indicator.title.en),
        "dc:description": said(zh=indicator.definition.zh, en=indicator.definition.en),
        "dc:publisher": _everyone("common.product"),
        "dc:rights": _everyone("dataset.rights"),
        "dc:extent": said(zh=indicator.unit.zh, en=indicator.unit.en),
        "dc:hasVersion": edition.id,
        "dc:modified": scope.as_of.isoformat(),
        "dc:type": scope.evidence,
        "dc:source": sources(rows["SOURCE"], edition),
        "notes": [{"code": code, "title": said(**unit)} for code, unit in _units(rows).items()],
        "dialect": {"encoding": "utf-8", "lineTerminators": [concepts.LINE_END], "header": True},
        "tableSchema": {
            "columns": [_column(name, kind) for name, kind in concepts.SCHEMA.items()],
            "primaryKey": list(concepts.KEY),
        },
    }


def sources(named: Iterable[str | None], edition: Edition) -> list[dict[str, str]]:
    """Return each source that is named: id, title, publisher, address and day, what is unknown left out."""
    known = store.sources(edition)
    found = ((one, known.get(one, {})) for one in sorted({one for one in named if one}))
    return [
        {
            f"dc:{term}": text
            for term, text in {
                "identifier": one,
                "title": source.get("title"),
                "publisher": source.get("publisher"),
                "relation": source.get("url"),
                "issued": source.get("published_on") and str(source["published_on"]),
            }.items()
            if text
        }
        for one, source in found
    ]


def said(*, zh: str, en: str) -> list[dict[str, str]]:
    """Return a text in both languages as JSON-LD has it."""
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]


def _everyone(key: str) -> list[dict[str, str]]:
    """Return a sentence of ours in both languages."""
    return said(zh=language.words("zh")(key), en=language.words("en")(key))


def _units(rows: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Return what the codes of units in a table mean."""
    wanted = set(rows["UNIT_MEASURE"])
    units = {concepts.unit_code(one.unit): one.unit for one in catalogue.indicators().values()}
    return {code: {"zh": unit.zh, "en": unit.en} for code, unit in sorted(units.items()) if code in wanted}


def _column(name: str, kind: type[pl.DataType]) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": name,
        "titles": name,
        "datatype": DATATYPES[kind],
        "dc:description": _everyone(f"concept.{name}"),
    }
    if name in REQUIRED:
        column["required"] = True
    if name in CONCEPTS:
        column["propertyUrl"] = CONCEPTS[name]
    return column
