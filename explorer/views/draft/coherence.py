"""What is said of a draft's targets together: the identities that bind them, and what a stock asks of its flow."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from explorer.analysis.outlook import city_targets, consistency, jointly
from explorer.analysis.outlook.consistency import Check, Flow
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.links.drafts import Draft
from explorer.views.draft import rows as draft_rows
from explorer.views.draft.rows import Row

HOLDS = {True: "holds", False: "broken", None: "open"}


def sentences(view: View, draft: Draft) -> list[str]:
    """Return a sentence for each identity between the targets chosen, and for each stock; that there is none."""
    shown = draft_rows.chosen(view, draft)
    values = {one.indicator: one.value for one in draft.targets}
    bound = [_identity(view, one, values) for one in consistency.checks(values, len(city_targets.cities_of(view)))]
    return [*bound, *_flows(view, shown)] or [view.words("coherence.none")]


def _identity(view: View, one: Check, values: dict[str, float]) -> str:
    words, known = view.words, catalogue.indicators()
    first, second = known[one.one], known[one.other]
    told = {
        "one": words.of(first.title),
        "other": words.of(second.title),
        "value": words.value(values[one.one], first),
        "beside": words.value(values[one.other], second),
    }
    if one.name == "served":
        told["needed"] = words.value(one.value, second)
    if one.name == "mean":
        told["mean"] = f"{words.number(one.value, 2)} {words.unit(first.unit)}"
    return words(f"coherence.{one.name}_{HOLDS[one.holds]}", **told)


def _flows(view: View, shown: Sequence[Row]) -> Iterator[str]:
    """Yield of each stock of rights how many new ones a year its target takes, and whether renewals are enough."""
    words = view.words
    for row in shown:
        found = _flow(view, row)
        if found is None:
            continue
        title = words.of(row.goal.indicator.title)
        rights = {"needed": words.number(max(found.needed, 0.0)), "granted": words.number(found.granted)}
        yield words("coherence.flow", title=title, **rights)
        if (row.value or 0.0) > found.most:
            most = words.value(found.most, row.goal.indicator)
            yield words("coherence.beyond_renewals", title=title, most=most)


@lru_cache(maxsize=1024)
def _flow(view: View, row: Row) -> Flow | None:
    """Return what a target asks of new rights a year, kept: the draft's other targets have no part in it."""
    return consistency.flow(view, row.table.seen, row.value or 0.0)


def together(view: View, shown: Sequence[Row]) -> Iterator[str]:
    """Yield how many of the targets would be met together under a common shock, real values and examples apart."""
    words = view.words
    for simulated in (False, True):
        chances = [one for row in shown if row.simulated == simulated and (one := row.chance) is not None]
        if found := jointly.together(chances):
            key = "together_example" if simulated else "together"
            mean, shared = words.number(found.mean, 1), words.share(jointly.SHARED)
            yield words(f"coherence.{key}", count=found.count, low=found.low, high=found.high, mean=mean, shared=shared)
    if without := sum(row.chance is None for row in shown):
        yield words("coherence.no_chance", count=without)
