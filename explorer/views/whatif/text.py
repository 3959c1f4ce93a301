"""What the what-if page shows in one plain sentence."""

from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.views.whatif import forecast_html
from explorer.views.whatif import html as whatif_html


def needed(view: View, seen: Prospect) -> str:
    """Return what is still needed, or why nobody can say."""
    words = view.words
    mark = words.suffix("simulated" if seen.simulated else None)
    if seen.start is None or seen.stands.target is None:
        return whatif_html.aimless(seen, words)
    if seen.met:
        return words("whatif.met").rstrip(words("reason.stop")) + mark + words("reason.stop")
    pace, _ = whatif_html.paces(seen, words)
    return words("gist.needed", year=seen.goal.year, pace=pace, mark=mark)


def ahead(view: View, seen: Prospect) -> str:
    """Return what is still needed, and where the recent pace leads."""
    words, goal, said = view.words, seen.goal, needed(view, seen)
    mark = words.suffix("simulated" if seen.simulated else None)
    if seen.start is None:
        return said
    if seen.forecast.last is None:
        return said + words("gist_ahead.refused", why=forecast_html.refusal(seen, words))
    value = words.value(seen.forecast.last.point, goal.indicator) + mark
    return said + words(f"gist_ahead.{seen.forecast.model}", year=goal.year, value=value)
