"""What changed between two views in words, and as rows for a file. Texts are plain, not escaped."""

from collections.abc import Sequence

import polars as pl

from explorer.analysis import changes
from explorer.analysis.changes import ALL, FLIPPED, Changes, Figure, Flip
from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.goals import Goal, Indicator
from explorer.core.language import MINUS, Words
from explorer.views import derivation, phrases, target_row

FINEST = 6
SIDES = ("value", "evidence", "source", "known_on", "status", "reason")


def answer(then: View, now: View) -> str:
    """Return how many statuses and values changed, as the heading of the page."""
    words, found = now.words, changes.between(then, now)
    plan = words.of(now.plan.short)
    if not found.any:
        return words("changes.unmoved", plan=plan)
    resting = sum(flip.simulated for flip in found.flips)
    told = words("changes.flips_simulated", count=resting) if resting else ""
    flipped = [_counted("flipped", len(found.flips), words) + told] if found.flips else []
    return words("changes.answer", plan=plan, changes=words("changes.and").join([*flipped, *_figures(found, words)]))


def _counted(kind: str, count: int, words: Words) -> str:
    return words(f"changes_counted.{kind}_one" if count == 1 else f"changes_counted.{kind}", count=count)


def _figures(found: Changes, words: Words) -> list[str]:
    """Return how many figures came, changed and went; of what there is none, nothing."""
    return [_counted(kind, count, words) for kind in changes.KINDS if (count := len(found.of(kind)))]


def subtitle(then: View, now: View) -> str:
    """Return area, both days, evidence; and the releases where they differ."""
    words = then.words
    kind = words(f"evidence_choice.{now.evidence}")
    before, after = moments(then, now)
    return words("changes.subtitle", area=phrases.area_name(now, now.area), then=before, now=after, evidence=kind)


def moments(then: View, now: View) -> tuple[str, str]:
    """Return what the two views are called: their days, with their releases where these differ."""
    words = then.words
    days = words.day(then.as_of), words.day(now.as_of)
    if then.edition == now.edition:
        return days
    named = [words("changes.in_release", day=day, release=id_) for day, id_ in zip(days, _ids(then, now), strict=True)]
    return named[0], named[1]


def _ids(then: View, now: View) -> tuple[str, str]:
    return then.edition.id, now.edition.id


def sentence(then: View, now: View) -> str:
    """Return in one sentence how many figures came, changed and went, and how many statuses flipped."""
    words = then.words
    found = changes.between(then, now)
    before, after = moments(then, now)
    invented = sum(figure.simulated for figure in found.figures)
    resting = sum(flip.simulated for flip in found.flips)
    return words(
        "changes.sentence",
        then=before,
        now=after,
        figures=words("changes.and").join(_figures(found, words)) or words("changes.no_figures"),
        simulated=words("changes.figures_simulated", count=invented) if invented else "",
        flipped=len(found.flips),
        resting=words("changes.flips_simulated", count=resting) if resting else "",
        stayed=found.stayed,
        goals=len(found.flips) + found.stayed,
    )


def asked(then: View, what: str) -> dict[str, str]:
    """Return what a link to this page carries besides the later view."""
    return {"since": then.as_of.isoformat(), "since_release": then.edition.id, "what": what}


def shown(then: View, now: View, what: str) -> Sequence[Flip | Figure]:
    """Return the changes of the kind asked for: flipped statuses first, then figures by kind."""
    found = changes.between(then, now)
    flips = found.flips if what in (ALL, FLIPPED) else ()
    return (*flips, *(figure for kind in changes.KINDS if what in (ALL, kind) for figure in found.of(kind)))


def workings(then: View, now: View, goal: Goal) -> list[tuple[str, str, str, str]]:
    """Return both workings of a status as rows: what, its value then and now (empty: no such step), the formula."""
    before, after = ({item: step for item, *step in derivation.steps(view, goal)} for view in (then, now))
    order = list(after)
    for place, item in enumerate(before):
        if item not in after:  # both follow one order, so a step of the earlier goes behind the one before it
            order.insert(order.index(list(before)[place - 1]) + 1 if place else 0, item)
    rows = ((item, before.get(item, ["", ""]), after.get(item, ["", ""])) for item in order)
    return [(item, old[0], new[0], new[1] or old[1]) for item, old, new in rows]


def values(one: Figure, words: Words) -> tuple[str, str]:
    """Return both values as a reader writes them, with as many digits as it takes to tell them apart."""
    indicator, known = one.goal.indicator, [side.value for side in (one.then, one.now) if side]
    said = [words.value(value, indicator, beside=min(known, key=abs)) for value in known]
    if one.difference and said[0] == said[1]:
        said = _finer(known, indicator, words)
    return (said[0] if one.then else "", said[-1] if one.now else "")


def _finer(known: list[float], indicator: Indicator, words: Words) -> list[str]:
    said: list[str] = []
    for digits in range(indicator.digits, FINEST + 1):
        said = [words.number(value, digits) for value in known]
        if said[0] != said[1]:
            break
    unit = words.of(indicator.unit)
    return [f"{number}{'' if unit == '%' else ' '}{unit}" for number in said]


def revision(one: Figure, words: Words) -> str:
    """Return what a revision changed: by how much, and on what evidence; nothing for other figures."""
    if one.difference is None:
        return ""
    indicator = one.goal.indicator
    size = words.distance(abs(one.difference), indicator)
    if one.difference and not words.number(abs(one.difference), indicator.digits).strip("0."):
        size = words.number(abs(one.difference), FINEST)
    moved = f"{'+' if one.difference > 0 else MINUS}{size}" if one.difference else words("changes.same_value")
    return words("changes.revision", moved=moved, ground=words(f"ground.{one.ground}"))


def rows(then: View, now: View, what: str) -> pl.DataFrame:
    """Return the changes as rows for a file, in the reader's words; days are dates, values numbers."""
    words = now.words
    found = [
        _flip_row(one, then, now) if isinstance(one, Flip) else _figure_row(one, then, now)
        for one in shown(then, now, what)
    ]
    sides = dict(zip(("then", "now"), moments(then, now), strict=True))
    names = {name: words(f"changes.{name}") for name in ("change", "no", "target", "area", "period", "unit")} | {
        f"{name}_{side}": words(f"changes.column_{side}", name=words(f"changes.{name}"), moment=moment)
        for name in SIDES
        for side, moment in sides.items()
    }
    schema = {
        key: pl.Float64 if key.startswith("value") else pl.Date if key.startswith("known_on") else pl.String
        for key in names
    }
    return pl.DataFrame(found, schema=schema).rename(names)


def listed(then: View, now: View, what: str) -> pl.DataFrame:
    """Return the changes in a few words, for a slide or a picture: kind, target, period, then, now."""
    words = now.words
    names = [*(words(f"changes.{name}") for name in ("change", "target", "period")), *moments(then, now)]
    rows = [_in_short(one, then, now) for one in shown(then, now, what)]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _in_short(one: Flip | Figure, then: View, now: View) -> tuple[str, ...]:
    words, before, after = now.words, target_row.row(then, one.goal), target_row.row(now, one.goal)
    name = after.called
    if isinstance(one, Flip):
        return words(f"change.{FLIPPED}"), name, "", before.status.short, after.status.short
    marked = (
        f"{said} {marks.EVIDENCE[known.evidence].sign}" if known else "–"
        for said, known in zip(values(one, words), (one.then, one.now), strict=True)
    )
    return words(f"change.{one.kind}"), name, words.period(one.period, one.span), *marked


def _figure_row(one: Figure, then: View, now: View) -> dict[str, object]:
    words = then.words
    row = _first(one.kind, one.goal, now) | {"period": words.period(one.period, one.span)}
    for side, known, view in (("then", one.then, then), ("now", one.now, now)):
        if known:
            row |= {
                f"value_{side}": round(known.value, FINEST),
                f"evidence_{side}": words(f"evidence.{known.evidence}"),
                f"source_{side}": phrases.source_title(
                    known.source, phrases.sources(view.edition, view.language), words
                ),
                f"known_on_{side}": None if known.evidence == "simulated" else known.known_on,
            }
    return row


def _flip_row(one: Flip, then: View, now: View) -> dict[str, object]:
    cells = _first(FLIPPED, one.goal, now)
    for side, row in (("then", target_row.row(then, one.goal)), ("now", target_row.row(now, one.goal))):
        cells |= {
            f"evidence_{side}": row.status.evidence,
            f"status_{side}": row.status.told,
            f"reason_{side}": row.reason,
        }
    return cells


def _first(kind: str, goal: Goal, view: View) -> dict[str, object]:
    words = view.words
    return {
        "change": words(f"change.{kind}"),
        "no": str(goal.no),
        "target": words.of(goal.title),
        "area": phrases.area_name(view, view.area_of(goal)),
        "unit": words.of(goal.indicator.unit),
    }
