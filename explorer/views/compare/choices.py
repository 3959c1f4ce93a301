"""What a comparison can be asked: what is compared, per what, and how it is drawn."""

from explorer.analysis import comparison
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.links.ask import Ask
from explorer.views.choices import one
from explorer.views.compare import html as compare_html
from explorer.views.compare.html import Choice


def choose_comparison(ask: Ask, view: View, goal: Goal) -> Choice:
    """Return what a comparison shows; each picture has the choices that make sense for it."""
    words = view.words
    shown = compare_html.SHOWN if comparison.figures(view) else compare_html.SHOWN[:-1]
    show = ask(one(words, "show", words.said("show", shown)))
    per, scale, against, figure = comparison.PERS[0], compare_html.SCALES[0], "", ""
    if show in ("grid", "ranking"):
        pers = comparison.pers(goal)
        chosen = ask(one(words, "per", words.said("per", pers)))
        per = next(way for way in pers if way == chosen)
    if show == "grid":
        scale = ask(one(words, "scale", words.said("scale", compare_html.SCALES)))
    if show == "scatter":
        names = compare_html.indicator_names(view)
        against = ask(one(words, "against", {key: names[key] for key in compare_html.against(view, goal)}))
    if show == "provinces":
        found = comparison.figures(view)  # the target's own first, where it is published
        order = sorted(found, key=lambda key: key != goal.indicator.measure)
        names = {key: compare_html.figure_name(view, key) for key in order}
        figure = ask(one(words, "figure", names))
    return Choice(show, per, scale, against, figure)
