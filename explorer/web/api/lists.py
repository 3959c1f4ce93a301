"""What there is, as plain JSON documents: indicators, areas, sources, measures and releases."""

from collections.abc import Mapping
from typing import Any

from explorer.core import catalogue
from explorer.releases import current, kept, manifest, store
from explorer.releases.store import Edition
from explorer.views import phrases
from explorer.web.api import documents
from explorer.web.http import openness

PARAMETERS = ("release", "lang")
OF_RELEASES = ("lang",)


def indicators(query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return every indicator: slug, titles, unit, what it is, and the goals promised of it."""
    documents.known(query, PARAMETERS)
    goals = [goal for plan in catalogue.plans().values() for goal in plan.goals]
    return {
        "release": edition.id,
        "indicators": [
            {
                "indicator": slug,
                "title": {"zh": one.title.zh, "en": one.title.en},
                "definition": {"zh": one.definition.zh, "en": one.definition.en},
                "unit": {"zh": one.unit.zh, "en": one.unit.en},
                "domain": one.domain,
                "direction": "up" if one.direction == 1 else "down",
                "nature": one.nature,
                "level": one.level,
                "measure": one.measure,
                "areas": list(store.places(one, edition)),
                "goals": [
                    {"plan": goal.plan, "no": goal.no, "area": goal.area}
                    for goal in goals
                    if goal.indicator.slug == slug
                ],
            }
            for slug, one in catalogue.indicators().items()
        ],
    }


def areas(query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return every area: code, names, level and what it is a part of."""
    documents.known(query, PARAMETERS)
    return {"release": edition.id, "areas": _rows(store.areas(edition))}


def sources(query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return every source that a published figure can name; the office's files too where its figures are open."""
    documents.known(query, PARAMETERS)
    found, shown = store.sources(edition), openness.office_open()
    told = {one: row for one, row in found.items() if shown or not one.startswith(phrases.IMPORT)}
    return {"release": edition.id, "sources": _rows(told)}


def measures(query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return every measure of the published figures, with its definition."""
    documents.known(query, PARAMETERS)
    return {"release": edition.id, "measures": _rows(store.measures(edition))}


def releases(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the releases that can be asked for, the newest first: id, last day known, day built, whether in use."""
    documents.known(query, OF_RELEASES)
    used = current.in_use()
    found = ((name, folder) for name in kept.kept() if (folder := kept.folder(name)) is not None)
    told = ((name, manifest.read_manifest(folder)) for name, folder in found)
    return {
        "releases": [
            {"release": name, "until": one.until, "built_on": one.built_on, "in_use": name == used}
            for name, one in told
        ]
    }


def _rows(table: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a table of texts."""
    return [dict(row) for row in table.values()]
