"""The parts of the what-if page that run by themselves, and the backtest."""

from typing import Any

from explorer import charts
from explorer.analysis.outlook import assumptions
from explorer.analysis.outlook.scenarios import Name
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.views.whatif import choices, city_targets_html, forecast_html
from explorer.views.whatif import html as whatif_html
from explorer.web.ui import shell
from explorer.web.ui.widgets import PageAsk


@shell.part
def ahead(ask: PageAsk, view: View, seen: Prospect, names: tuple[Name, ...], past: list[dict[str, Any]]) -> None:
    """Draw the chart with its scenarios; a turn of a knob runs this part alone."""
    with shell.plainly(view.words):
        drawn = assumptions.scenarios(view, seen, names, knobs := choices.choose_knobs(ask, view, seen, names))
        shell.html(ask.form("knobs", view.words))
        spec = charts.outlook_spec(seen.goal.indicator.slug, view.language, shell.theme())
        shell.chart(spec, charts.outlook_rows(past, seen, drawn, view.words))
        shell.html(whatif_html.table(view, seen, drawn, knobs))


def tested(ask: PageAsk, view: View, goal: Goal, seen: Prospect) -> None:
    """Draw what the same method would have said some years ago, and what came."""
    test = seen.tested(choices.choose_hidden(ask, view, seen))
    shell.html(ask.form("hidden", view.words))
    if test:
        spec = charts.outlook_spec(goal.indicator.slug, view.language, shell.theme(), charts.LOW)
        shell.chart(spec, charts.backtest_rows(view.observed(goal), seen, test, view.words))
    shell.text(forecast_html.tested(view, seen, test))


@shell.part
def divided(ask: PageAsk, view: View, seen: Prospect) -> None:
    """Draw the goal split over the cities; an edited weight runs this part alone."""
    with shell.plainly(view.words):
        way = choices.choose_split(ask, view)
        shell.html(ask.form("split", view.words))
        own = choices.choose_weights(ask, view) if way == "own" else {}
        shell.html(city_targets_html.division(view, seen, way, own, shell.theme()))
