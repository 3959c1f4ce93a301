"""A target's outlook in words: what is needed, what may happen, what each scenario leads to. Every datum escaped."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from explorer import assumptions, board, language, ledger, marks, outlook, store, story
from explorer.address import link
from explorer.catalogue import Goal
from explorer.division import CityPart, Division, divide
from explorer.language import Words, quoted
from explorer.outlook import Backtest
from explorer.prospect import Prospect
from explorer.scenario import Scenario
from explorer.sparkline import sparkline
from explorer.split import Unsplittable, Way
from explorer.view import View

ROUGH = 20  # a probability is said in steps of one twentieth


def question(view: View, seen: Prospect) -> str:
    """Return the outlook as the question people ask."""
    words, goal = language.words(view.language), seen.goal
    title = words.of(goal.indicator.title)
    if seen.stands.target is None:
        return words("whatif.question_open", title=title, year=goal.year)
    return words(f"whatif.question_{goal.kind}", title=title, year=goal.year, goal=words.promise(goal))


def notice(view: View, goal: Goal, seen: Prospect) -> str:
    """Return area, day and evidence as HTML, and that simulated values are used where any is."""
    where = f'<p class="subtitle">{escape(story.subtitle(view, goal))}</p>'
    said = board.simulation_notice(view, "whatif", indicator=goal.indicator.slug) if seen.simulated else ""
    return f'<div class="headline">{where}{said}</div>'


def answer(view: View, seen: Prospect) -> str:
    """Return the figures beside the chart as HTML: what is needed first, then what was had, and the chance."""
    words = language.words(view.language)
    parts = [*_needed(seen, words), *_had(view, seen, words), *_chance(seen, words)]
    return f'<div class="outlook">{"".join(parts)}</div>'


def _needed(seen: Prospect, words: Words) -> Iterator[str]:
    goal, step, target = seen.goal, seen.required_step, seen.stands.target
    yield f"<small>{escape(words('whatif.needed', year=goal.year))}</small>"
    if seen.start is None or target is None:
        yield f"<p>{escape(words('whatif.nothing_known' if seen.start is None else 'whatif.no_goal'))}</p>"
        return
    if seen.met:
        yield f"<p><b>{escape(words('whatif.met'))}</b></p>"
    big, small = _paces(seen, words)
    if big and not seen.met:
        yield f'<p class="big">{escape(big)}{_mark(seen, words)}</p>'
    if small and step is not None and not seen.met:
        yield f"<p>{escape(small)}</p>"


def _paces(seen: Prospect, words: Words) -> tuple[str, str]:
    """Return the pace needed as a reader says it, and the same in the other measure."""
    goal, step = seen.goal, seen.required_step
    if step is None:
        return words("whatif.not_needed"), ""
    if goal.kind == "mean_flow":
        return words("whatif.a_year", pace=words.value(max(step, 0.0), goal.indicator)), words(
            "whatif.of_the_years_left"
        )
    units = words("whatif.a_year", pace=words.pace(step, goal.indicator, growing=False))
    if seen.required is None or not seen.manner.logs:
        return units, ""
    return words("whatif.a_year", pace=words.rate(seen.required)), units


def _had(view: View, seen: Prospect, words: Words) -> Iterator[str]:
    found, indicator = seen.found, seen.goal.indicator
    if found:
        pace = words.pace(found.rate if found.rate is not None else found.pace, indicator, growing=seen.manner.logs)
        had = words("whatif.had", years=found.changes)
        yield _pair(had, words("whatif.a_year", pace=pace) + words.suffix(_evidence(seen)))
    bounded = indicator.limits is not None
    national = assumptions.national_pace(view, indicator, logs=not bounded)
    if national is not None and view.area != assumptions.NATION:
        pace = words.pace(national.mean, indicator, growing=not bounded)
        yield _pair(
            words("whatif.national", since=national.since, until=national.until), words("whatif.a_year", pace=pace)
        )


def _chance(seen: Prospect, words: Words) -> Iterator[str]:
    found = seen.found
    if found is None or not found.path:
        return
    last = found.path[-1]
    label = words("whatif.at_this_pace", year=seen.goal.year)
    yield _pair(label, words.value(last.point, seen.goal.indicator) + words.suffix(_evidence(seen)))
    if last.low is not None and last.high is not None:
        band = words.between(last.low, last.high, seen.goal.indicator)
        yield _pair(words("whatif.band", level=words.share(seen.manner.level)), band)
    if seen.chance is not None:
        yield _pair(words("whatif.chance", year=seen.goal.year), likelihood(seen, words))
    elif seen.goal.kind == "mean_flow":
        yield f"<p>{escape(words('whatif.no_chance_of_sums'))}</p>"


def likelihood(seen: Prospect, words: Words) -> str:
    """Return the probability in words; with a rough figure where more than a few values stand behind it."""
    if seen.chance is None:
        return ""
    word = words(f"chance.{outlook.chance_word(seen.chance)}")
    if len(seen.series) <= outlook.SHORT:
        return word
    rough = min(max(round(seen.chance * ROUGH), 1), ROUGH - 1) / ROUGH
    edge = (
        "whatif.below" if seen.chance < 1 / ROUGH else "whatif.above" if seen.chance > 1 - 1 / ROUGH else "whatif.about"
    )
    return words("whatif.rough", word=word, share=words(edge, share=words.share(rough)))


def _pair(label: str, text: str) -> str:
    return f"<p><small>{escape(label)}</small><b>{escape(text)}</b></p>"


def _evidence(seen: Prospect) -> str | None:
    return "simulated" if seen.simulated else None


def _mark(seen: Prospect, words: Words) -> str:
    return f"<small>{escape(words.suffix(_evidence(seen)))}</small>"


def doubts(view: View, seen: Prospect) -> list[str]:
    """Return what a reader must know before believing the line, as sentences."""
    words = language.words(view.language)
    found = [words(f"doubt.{doubt}") for doubt in (seen.found.doubts if seen.found else ())]
    if seen.found is None and seen.start is not None:
        found = [words("doubt.beyond_arithmetic" if seen.overflown else "doubt.one_point")]
    if seen.cut_at is not None:
        found.append(words("doubt.cut", year=seen.cut_at))
    growth = assumptions.thinning(view, seen.goal)
    if growth is not None:
        years = {"since": growth.since, "until": growth.until}
        found.append(
            words(f"doubt.divided_by_{seen.goal.indicator.denominator}", rate=words.rate(growth.mean), **years)
        )
    return found


def table(view: View, seen: Prospect, scenarios: Sequence[Scenario]) -> str:
    """Return the scenarios side by side as HTML: value in the goal year, distance, year met, pace."""
    words, goal, target = language.words(view.language), seen.goal, seen.stands.target
    kinds = ["scenario", "value", "distance", "met", "pace"]
    columns = [words("whatif.scenario"), words("whatif.value_in", year=goal.year)]
    columns += [words(f"whatif.{name}") for name in ("distance", "met_in", "pace")]
    lines = []
    for one in scenarios:
        name = f'<b class="scenario-{one.name}">{escape(words(f"scenario.{one.name}"))}</b>'
        if one.last is None:
            why = f"<small>{escape(words(f'why.{one.why}'))}</small>"
            lines.append(ledger.line(zip(kinds[:2], columns[:2], [name, why], strict=True)))
            continue
        value = escape(words.value(one.last, goal.indicator)) + _mark(seen, words)
        cells = [
            name,
            value,
            _distance(one.last, target, seen, words),
            _met(one, target, seen, words),
            _pace(one, seen, words),
        ]
        lines.append(ledger.line(zip(kinds, columns, cells, strict=True)))
    body = f"<tbody>{''.join(lines)}</tbody>"
    return ledger.table("", "scenarios", list(map(escape, columns)), body) if lines else ""


def _distance(value: float, target: float | None, seen: Prospect, words: Words) -> str:
    if target is None or seen.goal.kind == "mean_flow":
        return "–"
    margin = seen.goal.indicator.direction * (value - target)
    if margin == 0:
        return escape(words("whatif.exactly"))
    side = "beyond" if margin >= 0 else "short"
    return escape(words(f"reason.{side}", margin=words.distance(abs(margin), seen.goal.indicator)))


def _met(one: Scenario, target: float | None, seen: Prospect, words: Words) -> str:
    if target is None or seen.goal.kind == "mean_flow":
        return "–"
    if seen.met:
        return escape(words("whatif.met_already"))
    year = one.met_in(target, seen.goal.indicator.direction)
    return str(year) if year else escape(words("whatif.not_by", year=seen.goal.year))


def _pace(one: Scenario, seen: Prospect, words: Words) -> str:
    return "–" if one.pace is None else escape(words.pace(one.pace, seen.goal.indicator, growing=one.growing))


def caption(view: View, seen: Prospect) -> str:
    """Return what the band assumes and what no method covers."""
    words, found = language.words(view.language), seen.found
    if found is None:
        return words("whatif.no_line")
    model = "whatif.assumes_ets" if found.model == "ets" else "whatif.assumes"
    parts = [words(model, years=found.changes, level=words.share(seen.manner.level))] if found.error is not None else []
    return quoted(" ".join([*parts, words("whatif.no_method_covers")]), longest=None)


def tested(view: View, seen: Prospect, test: Backtest | None) -> str:
    """Return what the backtest shows, and for monthly series how the methods compare, in sentences."""
    words = language.words(view.language)
    if test is None:
        return quoted(words("whatif.no_backtest"), longest=None)
    origin, level = f"{test.outlook.start[0]:.0f}", words.share(seen.manner.level)
    said = [words("whatif.tested", year=origin)]
    if test.outlook.error is not None:
        said.append(words("whatif.held", inside=sum(test.inside), of=len(test.came), level=level))
        inside, total = outlook.record(seen.series, seen.manner)
        said.append(words("whatif.record", inside=inside, of=total, level=level))
    return quoted(" ".join([*said, *_contest(seen, words)]), longest=None)


def _contest(seen: Prospect, words: Words) -> Iterator[str]:
    found, indicator = seen.contest, seen.goal.indicator
    if found is None:
        return
    if found.drift is None or found.ets is None:
        yield words("whatif.no_contest")
        return
    errors = {"drift": found.drift, "ets": found.ets}
    said = {name: words.distance(error, indicator, finer=True) for name, error in errors.items()}
    yield words(f"whatif.contest_{found.better}", origins=found.origins, **said)


def division(view: View, seen: Prospect, way: Way, own: dict[str, float], theme: str | None) -> str:
    """Return the goal split over the cities as HTML, or the sentence that says why it cannot be split this way."""
    return _division(view, seen, way, tuple(own.items()), theme)


@lru_cache(maxsize=64)
def _division(view: View, seen: Prospect, way: Way, own: tuple[tuple[str, float], ...], theme: str | None) -> str:
    words = language.words(view.language)
    try:
        found = divide(view, seen, way, dict(own))
    except Unsplittable as reason:
        return f'<p class="note">{escape(words(f"unsplittable.{reason.why}"))}</p>'
    kinds = ["city", "value", "part", "change", "growth", "status", "path", "fault"]
    columns = [escape(words(f"division.{kind}")) for kind in kinds]
    lines = (ledger.line(zip(kinds, columns, _part(view, seen, one, found, theme), strict=True)) for one in found.parts)
    faults = sum(one.fault is not None for one in found.parts)
    total = words.number(math.fsum(one.part for one in found.parts), outlook.MOST_DECIMALS)
    notes = [words("division.sum", total=total, unit=words.of(seen.goal.indicator.unit), count=len(found.parts))]
    notes.append(words("division.faults", count=faults) if faults else words("division.feasible"))
    return ledger.table("", "division", columns, f"<tbody>{''.join(lines)}</tbody>", notes)


def _part(view: View, seen: Prospect, one: CityPart, found: Division, theme: str | None) -> list[str]:
    words, indicator, stands = language.words(view.language), seen.goal.indicator, one.found.standing
    asked = {
        "indicator": indicator.slug,
        "area": one.area,
        "goal": f"{one.part:.12g}",
        "goal_year": str(seen.goal.year),
    }
    where = escape(link("whatif", view.parameters(**asked)))
    name = escape(str(store.areas(view.edition)[one.area][f"name_{view.language}"]))
    value, change = "–", "–"
    if one.value is not None and stands.newest:
        value = words.number(one.value, indicator.digits) + words.suffix(stands.newest.evidence)
        change = _signed(one.part - one.value, indicator.digits, words)
    observed = store.read(indicator, one.area, view.as_of, view.evidence, view.edition)
    picture = sparkline(observed, stands, seen.goal.year, marks.palette(theme), seen.since)
    rates = {"required": _rate(one.required, words), "had": _rate(one.had, words)}
    fault = words(f"fault.{one.fault}", fastest=words.rate(found.fastest)) if one.fault else ""
    return [
        f'<a href="{where}" target="_self">{name}</a>',
        escape(value),
        f"<b>{escape(words.number(one.part, outlook.MOST_DECIMALS))}</b>",
        escape(change),
        escape(words("division.growth_cell", **rates)),
        board.status_mark(one.found, "", words),
        f'<img class="spark" src="{picture}" alt="">',
        f"<small>{escape(fault)}</small>" if fault else "",
    ]


def _rate(rate: float | None, words: Words) -> str:
    return "–" if rate is None else words.rate(rate)


def _signed(value: float, digits: int, words: Words) -> str:
    return ("+" if value >= 0 else "−") + words.number(abs(value), max(digits, 0))
