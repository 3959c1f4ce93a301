"""Build the release of the province that EXPLORER_PROVINCE names, and open a plan's pages; one JSON object.

A program of its own: what a process has read of one province it keeps. Its argument is the plan.
"""

import json
import sys

from streamlit.testing.v1 import AppTest

from explorer.analysis.view import View, areas_of
from explorer.core import catalogue, paths
from explorer.pipeline.publish import publishing
from explorer.releases import store
from tests.support.judge_province import text

PAGES = ("app.py", "pages/target.py", "pages/ledger.py", "pages/compare.py", "pages/whatif.py", "pages/evaluation.py")


def main():
    """Print what becomes of a plan once its file is among the others."""
    publishing.rebuild()
    edition, plan = store.edition(), catalogue.plans()[sys.argv[1]]
    areas = areas_of(plan, edition)
    views = {area: View(edition, plan.slug, area, edition.until, "all", "en") for area in areas}
    found = {
        "plans": list(catalogue.plans()),
        "statuses": {area: [view.assessment(goal).status for goal in view.goals] for area, view in views.items()},
        "pages": {},
    }
    for file in PAGES:
        for area in areas[:2]:
            app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
            if file != "app.py":
                app.switch_page(file)
            for name, value in {"lang": "en", "plan": plan.slug, "area": area}.items():
                app.query_params[name] = value
            app.run()
            wrong = [str(one.value) for one in (*app.exception, *app.error)]
            found["pages"][f"{file} {area}"] = {"says": text(app), "wrong": wrong}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
