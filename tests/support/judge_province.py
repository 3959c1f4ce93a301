"""Build the release of the province that EXPLORER_PROVINCE names, judge its plan, open its pages; one JSON object.

A program of its own: what a process has read of one province it keeps.
"""

import json
import sys

from streamlit.testing.v1 import AppTest

from explorer.analysis.view import View
from explorer.core import catalogue, language, paths
from explorer.core.profile import profile
from explorer.links.pages import PAGES
from explorer.pipeline.publish import publishing
from explorer.releases import store


def judged():
    """Return every goal of the first plan by its number: status, newest value and its evidence."""
    edition = store.edition()
    view = View(edition, profile().plan, profile().home, edition.until, "all", "zh")
    newest = {goal.no: (view.assessment(goal).status, view.standing(goal).newest) for goal in view.goals}
    return {no: [status, point and point.value, point and point.evidence] for no, (status, point) in newest.items()}


def opened(page, lang):
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    if page != "overview":
        app.switch_page(PAGES[page].script)
    app.query_params["lang"] = lang
    return app.run()


def text(app):
    said = [element.proto.body for element in app.get("html")]
    return "\n".join(
        [*said, *(one.value for kind in ("markdown", "caption", "info", "warning") for one in app.get(kind))]
    )


def pages():
    """Return what each page says in each language, and what went wrong in it."""
    found = {}
    for page in PAGES:
        for lang in language.LANGUAGES:
            app = opened(page, lang)
            found[f"{page}.{lang}"] = {
                "says": text(app),
                "wrong": [str(one.value) for one in (*app.exception, *app.error)],
            }
    return found


def main():
    """Print what a province's files alone make."""
    manifest = publishing.rebuild()
    tables = {name: [table.rows, table.evidence] for name, table in manifest.tables.items()}
    json.dump(
        {
            "until": manifest.until,
            "tables": tables,
            "plans": list(catalogue.plans()),
            "goals": judged(),
            "pages": pages(),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
