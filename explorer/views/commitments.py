"""What a plan promises without a number, and what is on record of each by the day looked at, as plain texts."""

import datetime as dt
from collections.abc import Iterable

from explorer.analysis.view import View
from explorer.core.goals import Commitment, Text
from explorer.views import phrases


def is_known(view: View, one: Commitment) -> bool:
    """Whether something is on record on the day looked at: its day and its sources' days have come."""
    if one.state is None or one.source is None:
        return False
    titles = phrases.sources(view.edition, view.language)
    appeared = [str(titles.get(part, {}).get("published_on") or "") for part in one.source.split(";")]
    days = [dt.date.fromisoformat(day) for day in appeared if day] + ([one.on] if one.on else [])
    return max(days, default=view.as_of) <= view.as_of


def recorded(view: View, one: Commitment) -> str:
    """Return what is on record of a promise by the day looked at."""
    if one.state is None:
        return view.words("ledger.no_record")
    return view.words.of(one.state) if is_known(view, one) else view.words("ledger.recorded_later")


def promises(mine: Iterable[Commitment]) -> set[tuple[str, Text]]:
    """Return the promises themselves: what is on record of one at different times is still one promise."""
    return {(one.task, one.title) for one in mine}


def source_titles(view: View, one: Commitment) -> str:
    """Return the titles of the sources of what is on record."""
    return phrases.source_title(one.source or "", phrases.sources(view.edition, view.language), view.words)


def departments(view: View, one: Commitment) -> list[str]:
    """Return who answers for a promise."""
    return [view.words.of(view.plan.departments[slug]) for slug in one.departments]


def chapter(view: View, one: Commitment) -> str:
    """Return the chapter of the plan that a promise stands in."""
    task = next(task for task in view.plan.tasks if task.no == one.task)
    return view.words.of(view.plan.chapters[task.chapter])
