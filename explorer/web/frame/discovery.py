"""What search engines read: which pages there are, and whose data set a page shows, as schema.org says it."""

from collections.abc import Iterator
from typing import Any

import htpy
from htpy import Node
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer.analysis.view import EVERYWHERE, View
from explorer.core import catalogue, language
from explorer.exports.datasets import tables
from explorer.links import pages, urls
from explorer.links.ask import LinkAsk
from explorer.releases import manifest, store
from explorer.views import choices, html
from explorer.web.http import delivery, responses

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP_TYPE = "application/xml"


def dataset(page: str, asked: LinkAsk, view: View, at: str) -> Node:
    """Return, in the head of a page, whose data set it shows: an indicator's, a plan's, or nothing.

    ``at``: where the site answers (see urls.origin).
    """
    about = pages.PAGES[page].about
    if about == "goal":
        indicator = choices.choose_goal(asked, view).indicator
        title, definition = indicator.title[view.language], indicator.definition[view.language]
        return html.linked_data(
            described(view, f"{at}/data/{indicator.slug}", title, at)
            | {
                "identifier": indicator.slug,
                "description": view.words("dataset.of_indicator", title=title, definition=definition),
                "variableMeasured": {
                    "@type": "PropertyValue",
                    "name": title,
                    "unitText": indicator.unit[view.language],
                },
            }
        )
    if about == "plan":
        title = view.plan.title[view.language]
        return html.linked_data(
            described(view, f"{at}/data/plan/{view.plan_slug}", title, at)
            | {"identifier": view.plan_slug, "description": view.words("dataset.of_plan", plan=title)}
        )
    return None


def described(view: View, address: str, title: str, at: str) -> dict[str, Any]:
    """Return a data set as schema.org describes it, its files at ``address`` and their endings."""
    words, area = view.words, store.areas(view.edition).get(view.area, {})
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": title,
        "url": address + ".csv",
        "inLanguage": view.language,
        "creator": {"@type": "Organization", "name": words("common.product"), "url": at},
        "license": f"{at}/{pages.PAGES['method'].path}",
        "usageInfo": words("dataset.rights"),
        "isAccessibleForFree": True,
        "version": view.edition.id,
        "dateModified": view.edition.until.isoformat(),
        **({"spatialCoverage": str(area[f"name_{view.words.named}"])} if view.area != EVERYWHERE and area else {}),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind.partition(";")[0], "contentUrl": f"{address}.{ending}"}
            for ending, kind in tables.MEDIA_TYPES.items()
        ],
    }


async def sitemap(request: Request) -> Response:
    """GET /sitemap.xml: every page that is for everybody, each plan, each target, in both languages."""
    try:
        content = await run_in_threadpool(_sitemap, responses.at(request))
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)
    return delivery.delivered(request, content, SITEMAP_TYPE, {"Vary": ""})


def _sitemap(at: str) -> bytes:
    built = manifest.read_manifest(store.edition().folder).built_on
    urlset, url = htpy.Element("urlset"), htpy.Element("url")
    told = urlset(xmlns=NAMESPACE)[
        (url[htpy.Element("loc")[place], htpy.Element("lastmod")[built]] for place in _places(at))
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{told}'.encode()


def _places(at: str) -> Iterator[str]:
    for code in language.LANGUAGES:
        for one in pages.PAGES.values():
            if one.about not in {"plan", "goal"} and not one.role:
                yield urls.page(at, one.slug, {"lang": code})
        for slug, plan in catalogue.plans().items():
            yield urls.page(at, pages.HOME, {"plan": slug, "lang": code})
            named = dict.fromkeys(goal.indicator.slug for goal in plan.goals)
            yield from (urls.page(at, "target", {"plan": slug, "indicator": key, "lang": code}) for key in named)


ROUTES = (Route("/sitemap.xml", sitemap),)
