"""What two views are compared: the earlier day or release, and which changes are shown."""

import datetime as dt
from dataclasses import replace

from explorer.analysis import changes
from explorer.analysis.view import FIRST_DAY, View
from explorer.core.errors import Trouble
from explorer.links.ask import Ask
from explorer.links.prompts import Day
from explorer.releases import kept as releases_kept
from explorer.releases import store
from explorer.releases.store import Edition
from explorer.views.choices import one


def choose_since(ask: Ask, view: View) -> tuple[View, str]:
    """Return the earlier view that ``view`` is compared with, and which of the changes are shown.

    Within one release it is of an earlier day, by default a year before. In another release it may be of the same
    day, and by default is; a release that knows less is looked at on its own last day.
    """
    words = view.words
    with ask.row("since"):
        edition = _other_edition(ask, view)
        other = edition != view.edition
        last = max(min(edition.until, view.as_of if other else view.as_of - dt.timedelta(days=1)), FIRST_DAY)
        usual = last if other else changes.a_year_before(view.as_of)
        since = ask(Day("since", words("choice.since"), FIRST_DAY, last, usual))
        what = ask(one(words, "what", words.said("change", changes.SHOWN)))
    kept = tuple((dict(view.kept) | ({"release": edition.id} if other else {})).items())
    return replace(view, edition=edition, as_of=since, kept=kept), what


def _other_edition(ask: Ask, view: View) -> Edition:
    """Return the kept release that a view is compared with; the view's own by default."""
    words = view.words
    own = view.edition
    names = {own.id: words("changes.same_release", release=own.id)}
    names |= {id_: id_ for id_ in releases_kept.kept() if id_ != own.id}
    chosen = ask(one(words, "since_release", names))
    try:
        return own if chosen == own.id else store.kept_edition(chosen) or own
    except Trouble as trouble:
        raise Trouble("since_release_damaged", release=chosen) from trouble
