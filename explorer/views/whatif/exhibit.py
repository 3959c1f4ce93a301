"""The exhibit of the what-if page: what was, where each scenario leads, the goal and the band."""

import math
from collections.abc import Iterable, Iterator

from explorer import charts
from explorer.analysis.outlook import assumptions, target_outlook
from explorer.analysis.outlook.scenarios import Scenario
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core import marks
from explorer.links.ask import Ask
from explorer.views import choices, phrases
from explorer.views.exhibit import Graph, Picture, Series
from explorer.views.exhibit_parts import Shown, known, observed_of
from explorer.views.whatif import choices as whatif_choices
from explorer.views.whatif import html as whatif_html
from explorer.views.whatif import tables
from explorer.views.whatif import text as whatif_text


def whatif(ask: Ask, view: View) -> Shown:
    """Return what the what-if page shows."""
    words = view.words
    goal = choices.choose_goal(ask, view)
    seen = target_outlook.prospect(view, goal.no, whatif_choices.choose_question(ask, view, goal))
    names = whatif_choices.choose_scenarios(ask, view)
    drawn = assumptions.scenarios(view, seen, names, knobs := whatif_choices.choose_knobs(ask, view, seen, names))
    test = seen.tested(whatif_choices.choose_hidden(ask, view, seen))
    way = whatif_choices.choose_split(ask, view)
    own = whatif_choices.choose_weights(ask, view) if way == "own" else {}
    past = charts.history(view.observed(goal), seen, words, view.events(goal))
    picture = Picture(
        charts.outlook_spec(goal.indicator.slug, words.code, "light"), charts.outlook_rows(past, seen, drawn, words)
    )
    return Shown(
        whatif_html.heading(view, seen),
        whatif_text.ahead(view, seen),
        observed_of(view, [(goal, view.area_of(goal))]),
        subtitle=phrases.subtitle(view, goal),
        goal=goal,
        graph=Graph("time", words.of(goal.indicator.unit), tuple(_ahead(view, seen, drawn))),
        pictures=(picture,),
        tables=tables.sheets(view, seen, drawn, knobs, test, way, own),
    )


def _ahead(view: View, seen: Prospect, drawn: Iterable[Scenario]) -> Iterator[Series]:
    words = view.words
    mark = words.suffix("simulated" if seen.simulated else None)
    yield from (one for one in known(view, seen.planned, seen.since) if one.mark in marks.EVIDENCE)
    if seen.stands.target is not None:
        name = words("exhibit.assumed_goal" if seen.assumed and seen.origin != "next" else "overview.goal")
        name += words.suffix(seen.stands.target_evidence(seen.goal))
        yield Series(name, "goal", ((float(seen.goal.year), seen.stands.target),))
    for one in drawn:
        if one.line:
            yield Series(words(f"scenario.{one.name}") + mark, one.name, one.line)
    steps = [step for step in seen.forecast.line if step.low is not None]
    for edge in ("low", "high"):
        points = tuple((step.time, getattr(step, edge)) for step in steps)
        if points and all(math.isfinite(value) for _, value in points):
            level = words.share(seen.manner.level)
            yield Series(words(f"exhibit.band_{edge}", level=level) + mark, "band", points)
