"""What a comparison can be asked: what is compared, per what, and how it is drawn."""

from explorer.analysis import comparison
from explorer.analysis.view import View
from explorer.core.catalogue import Goal
from explorer.views import choices
from explorer.views.compare import html as compare_html
from explorer.views.compare.html import Choice


def comparison_of(view: View, goal: Goal) -> Choice:
    """Draw what a comparison shows and return it; each picture has the choices that make sense for it."""
    words = view.words
    shown = compare_html.SHOWN if comparison.figures(view) else compare_html.SHOWN[:-1]
    show = choices.choose("show", shown, words.said("show", shown), words)
    per, scale, against, figure = comparison.PERS[0], compare_html.SCALES[0], "", ""
    if show in ("grid", "ranking"):
        pers = comparison.pers(goal)
        chosen = choices.choose("per", pers, words.said("per", pers), words)
        per = next(one for one in pers if one == chosen)
    if show == "grid":
        scale = choices.choose("scale", compare_html.SCALES, words.said("scale", compare_html.SCALES), words)
    if show == "scatter":
        others = compare_html.against(view, goal)
        against = choices.choose("against", others, compare_html.indicator_names(view), words)
    if show == "provinces":
        figures = comparison.figures(view)
        names = {one: compare_html.figure_name(view, one) for one in figures}
        figure = choices.choose("figure", figures, names, words)
    return Choice(show, per, scale, against, figure)
