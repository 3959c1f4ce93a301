"""What if: what a target still needs, where it goes as things are, what would change that, and who carries how much."""

from explorer import charts
from explorer.analysis.outlook import target_outlook
from explorer.analysis.view import View
from explorer.views import choices, html
from explorer.views.target import citations
from explorer.views.whatif import choices as whatif_choices
from explorer.views.whatif import forecast_html, sensitivity
from explorer.views.whatif import html as whatif_html
from explorer.web.ui import shell, whatif_page
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the question, the chart with its scenarios, the method's own record, the goal split over the cities."""
    words = view.words
    with ask.row("asked"):
        goal = choices.choose_goal(ask, view)
        question = whatif_choices.choose_question(ask, view, goal)
    seen, names = target_outlook.prospect(view, goal.no, question), whatif_choices.choose_scenarios(ask, view)
    settings = whatif_html.settings(
        ask.form("settings", words), words, opened=whatif_choices.turned(view, goal, question)
    )
    told = whatif_html.sentence(view, seen, ask.place)
    shell.html(
        whatif_html.notice(view, goal, seen), ask.form("asked", words, told), settings, ask.form("scenarios", words)
    )
    shell.flush()  # the answer stands beside the chart, as an element of its own
    shell.html(whatif_html.answer(view, seen))
    past = charts.history(view.observed(goal), seen, words, view.events(goal))
    whatif_page.ahead(ask, view, seen, names, past)
    shell.html(sensitivity.table(view, seen), citations.events(view, goal))
    shell.notes(forecast_html.doubts(view, seen), forecast_html.caption(view, seen))
    shell.html(html.heading(words("whatif.backtest")))
    whatif_page.tested(ask, view, goal, seen)
    shell.html(html.heading(words("whatif.division")))
    whatif_page.divided(ask, view, seen)


shell.whole("whatif", drawn)
