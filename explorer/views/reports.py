"""From an exhibit to the report that its document is, where its page has one."""

from collections.abc import Callable, Mapping

from explorer.core.errors import Trouble
from explorer.views.draft import exhibit as draft_exhibit
from explorer.views.draft import explanatory, rows
from explorer.views.evaluation import report as evaluation
from explorer.views.exhibit import Exhibit
from explorer.views.report import Report


def _of_draft(exhibit: Exhibit) -> Report:
    found = draft_exhibit.of_link(exhibit)
    if found is None:
        raise Trouble("draft_empty")
    return explanatory.report(rows.looked_at(exhibit.view, found), found)


REPORTS: Mapping[str, Callable[[Exhibit], Report]] = {
    "draft": _of_draft,
    "evaluation": lambda exhibit: evaluation.report(exhibit.view),
}


def of(exhibit: Exhibit) -> Report | None:
    """Return the report of what a link shows; None where its page has none. Raises Trouble for an empty draft."""
    build = REPORTS.get(exhibit.page)
    return build(exhibit) if build else None
