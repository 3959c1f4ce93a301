"""What a link is called and says before its page is there: the title of a tab, and the sentence a chat shows."""

from explorer.analysis.view import View
from explorer.links.ask import Ask
from explorer.links.pages import PAGES
from explorer.views import choices, phrases, target_row, verdict
from explorer.views.overview import text as overview_text


def of(page: str, ask: Ask, view: View) -> tuple[str, str]:
    """Return title and sentence of a page: where it judges targets, they carry the answer."""
    words, about = view.words, PAGES[page].about
    name = words(f"menu.{page}")
    if about == "goal":
        goal = choices.choose_goal(ask, view)
        said, row = verdict.of_target(view, goal), target_row.row(view, goal)
        return said if page == "target" else f"{name} · {said}", f"{row.status.word} · {row.reason}"
    if about == "plan":
        said = words("verdict.plan", plan=words.of(view.plan.short), tally=overview_text.tally(view))
        return said if page == "overview" else f"{name} · {said}", f"{said} · {overview_text.sentence(view)}"
    return name, phrases.subtitle(view)
