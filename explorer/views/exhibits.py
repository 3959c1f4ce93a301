"""From a link to what it shows, without a page: a link is read by the very choices its page draws as widgets."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import polars as pl

from explorer.analysis.registers.definitions import REGISTERS
from explorer.analysis.view import View
from explorer.core import language, texts
from explorer.core.errors import Trouble
from explorer.links import parameters
from explorer.links.ask import Ask, LinkAsk
from explorer.pipeline.publish import history
from explorer.views import choices, phrases
from explorer.views.changes import exhibit as changes_exhibit
from explorer.views.compare import exhibit as compare_exhibit
from explorer.views.draft import exhibit as draft_exhibit
from explorer.views.evaluation import exhibit as evaluation_exhibit
from explorer.views.exhibit import Exhibit
from explorer.views.exhibit_parts import Shown
from explorer.views.ledger import exhibit as ledger_exhibit
from explorer.views.overview import exhibit as overview_exhibit
from explorer.views.registers import exhibit as registers_exhibit
from explorer.views.target import exhibit as target_exhibit
from explorer.views.whatif import exhibit as whatif_exhibit

Built = TypeVar("Built")

NAMED_SOURCES, OWN = 3, ("simulation", "register", "records")
SHORT = 36  # letters of a source's title; the page and the sheet have the full citation
BUILDERS: Mapping[str, Callable[[Ask, View], Shown]] = {
    "overview": overview_exhibit.overview,
    "target": target_exhibit.target,
    "compare": compare_exhibit.compare,
    "whatif": whatif_exhibit.whatif,
    "draft": draft_exhibit.draft,
    **{slug: registers_exhibit.register(slug) for slug in REGISTERS},
    "ledger": ledger_exhibit.ledger_page,
    "evaluation": evaluation_exhibit.evaluation,
    "changes": changes_exhibit.changed,
}


def of(page: str, query: Mapping[str, str]) -> Exhibit:
    """Return what the link to ``page`` with the parameters ``query`` shows.

    Raises Trouble for a page without pictures or files, for a parameter nobody knows or this view does not read, and
    for a value that a page would have answered with a notice: what is made from a link must be what the link says.
    """
    if page not in BUILDERS:
        raise Trouble("unknown_view", asked=page[:80], allowed=", ".join(BUILDERS))
    shown, view, link = answered(query, BUILDERS[page])
    return Exhibit(
        page=page,
        view=view,
        title=shown.title,
        subtitle=shown.subtitle or phrases.subtitle(view),
        sentence=shown.sentence,
        sources=_sources(view, shown.observed),
        parameters=parameters.in_order(link.used),
        observed=shown.observed,
        sections=shown.sections,
        goal=shown.goal,
        graph=shown.graph,
        pictures=shown.pictures,
        tables=shown.tables,
        rests=shown.rests,
    )


def answered(query: Mapping[str, str], build: Callable[[Ask, View], Built]) -> tuple[Built, View, LinkAsk]:
    """Return what ``build`` makes of a link, its view, and how the link was read. Raises Trouble as ``of`` does."""
    for name in query:
        if name not in parameters.KNOWN:
            raise Trouble("unknown_parameter", name=name[:80], allowed=", ".join(parameters.KNOWN))
    link = LinkAsk(query)
    view = choices.choose_view(link, language.words("zh"))
    _sound(link)  # what is wrong already need not be built
    built = build(link, view)
    _sound(link)
    for name in parameters.unread(query, link.read):
        raise Trouble("unread_parameter", name=name, asked=query[name][:80])
    return built, view, link


def _sound(link: LinkAsk) -> None:
    for one in link.ignored:
        if one.name == "release" and history.removed(one.asked):
            raise Trouble("release_removed", asked=one.asked[:60], used=one.used)
        raise Trouble("unusable_value", name=one.name, asked=one.asked[:80], used=one.used[:80])


def _sources(view: View, observed: pl.DataFrame) -> str:
    """Return in one line where the values come from; what is simulated is said first."""
    words = view.words
    used = dict.fromkeys(part for cell in observed["source"].unique(maintain_order=True) for part in cell.split(";"))
    if not used:
        return words("exhibit.no_source")
    own = [words(f"exhibit.own_{one}") for one in OWN if one in used]
    cited = [
        texts.shortened(str(phrases.sources(view.edition, view.language).get(one, {}).get("title", one)), SHORT)
        for one in used
        if one not in OWN
    ]
    named = own + cited[:NAMED_SOURCES]
    more = words("exhibit.more_sources", count=len(own) + len(cited)) if len(cited) > NAMED_SOURCES else ""
    return words("exhibit.sources", sources=words("common.clauses").join(named) + more)
