"""A target's outlook in words: what is needed, what may happen, what each scenario leads to; as texts and as HTML."""

from collections.abc import Iterator, Sequence

from htpy import Element, Node, b, div, p, small

from explorer.analysis.outlook import assumptions, projection
from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.backtest import Backtest
from explorer.analysis.outlook.scenarios import Scenario
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import Words, quoted
from explorer.views import html, phrases, reasons, target_row

ROUGH = 20  # a probability is said in steps of one twentieth
NEAR = 2.5  # years ahead, beyond which only words are given: see bench/coverage.py


def question(view: View, seen: Prospect) -> str:
    """Return the outlook as the question people ask."""
    words, goal = view.words, seen.goal
    title = words.of(goal.indicator.title)
    if seen.stands.target is None:
        return words("whatif.question_open", title=title, year=goal.year)
    return words(f"whatif.question_{goal.kind}", title=title, year=goal.year, goal=words.promise(goal))


def notice(view: View, goal: Goal, seen: Prospect) -> Element:
    """Return area, day and evidence; what became of the plan's own goal where another is tried; simulation."""
    return div(".headline")[
        p(".subtitle")[phrases.subtitle(view, goal)],
        seen.assumed and goal.of(view.area_of(goal)) is not None and p[_promised(view, goal)],
        seen.simulated and html.simulation_notice(view, "whatif", indicator=goal.indicator.slug),
    ]


def _promised(view: View, goal: Goal) -> Node:
    """Return what the plan itself promised, and what became of it: a goal tried here is not the plan's."""
    words = view.words
    row, promise = target_row.row(view, goal), words("whatif.promised", promise=words.promise(goal), year=goal.year)
    return html.joined((promise, html.status_mark(row.status, ""), row.reason, words("whatif.assumed")))


def answer(view: View, seen: Prospect) -> Element:
    """Return the figures beside the chart: what is needed first, then what was had, and the chance."""
    words = view.words
    return div(".outlook")[[*_needed(seen, words), *_had(view, seen), *_chance(seen, words)]]


def _needed(seen: Prospect, words: Words) -> Iterator[Element]:
    goal, step, target = seen.goal, seen.required_step, seen.stands.target
    yield small[words("whatif.needed", year=goal.year)]
    if seen.start is None or target is None:
        yield p[words("whatif.nothing_known" if seen.start is None else "whatif.no_goal")]
        return
    if seen.met:
        yield p[b[words("whatif.met")]]
    big, less = paces(seen, words)
    if big and not seen.met:
        yield p(".big")[big, _mark(seen, words)]
    if less and step is not None and not seen.met:
        yield p[less]


def paces(seen: Prospect, words: Words) -> tuple[str, str]:
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


def _had(view: View, seen: Prospect) -> Iterator[Element]:
    words = view.words
    found, indicator = seen.found, seen.goal.indicator
    if found:
        pace = words.pace(found.rate if found.rate is not None else found.pace, indicator, growing=seen.manner.logs)
        key = "whatif.had_ahead" if found.model == "ets" else "whatif.had"
        had = words(key, years=words.number(found.years, 1), count=len(seen.series))
        yield _pair(had, words("whatif.a_year", pace=pace) + words.suffix(_evidence(seen)))
    bounded = indicator.limits is not None
    national = assumptions.national_pace(view, indicator, logs=not bounded)
    if national is not None and view.area != assumptions.NATION:
        pace = words.pace(national.mean, indicator, growing=not bounded)
        yield _pair(
            words("whatif.national", since=national.since, until=national.until), words("whatif.a_year", pace=pace)
        )


def _chance(seen: Prospect, words: Words) -> Iterator[Element]:
    found = seen.found
    if found is None or not found.path:
        return
    last = found.path[-1]
    label = words("whatif.at_this_pace", year=seen.goal.year)
    yield _pair(label, words.value(last.point, seen.goal.indicator) + words.suffix(_evidence(seen)))
    if last.low is not None and last.high is not None:
        band = words.between(last.low, last.high, seen.goal.indicator)
        yield _pair(words("whatif.band", level=words.share(seen.manner.level)), band)
    if seen.chance is not None and not seen.trusted:
        inside, total = seen.record
        level = words.share(seen.manner.level)
        yield p[words("whatif.untrusted", inside=inside, of=total, level=level)]
    elif seen.chance is not None:
        yield _pair(words("whatif.chance", year=seen.goal.year), likelihood(seen, words))
    elif seen.goal.kind == "mean_flow":
        yield p[words("whatif.no_chance_of_sums")]


def likelihood(seen: Prospect, words: Words) -> str:
    """Return the probability in words; with a rough figure where enough values stand behind it and it is near."""
    if seen.chance is None or seen.found is None:
        return ""
    word = words(f"chance.{projection.chance_word(seen.chance)}")
    if seen.found.freedom < projection.SHORT - 1 or seen.goal.year - seen.found.start[0] > NEAR:
        return word
    rough = min(max(round(seen.chance * ROUGH), 1), ROUGH - 1) / ROUGH
    edge = (
        "whatif.below" if seen.chance < 1 / ROUGH else "whatif.above" if seen.chance > 1 - 1 / ROUGH else "whatif.about"
    )
    return words("whatif.rough", word=word, share=words(edge, share=words.share(rough)))


def _pair(label: str, text: str) -> Element:
    return p[small[label], b[text]]


def _evidence(seen: Prospect) -> str | None:
    return "simulated" if seen.simulated else None


def _mark(seen: Prospect, words: Words) -> Element:
    return small[words.suffix(_evidence(seen))]


def doubts(view: View, seen: Prospect) -> list[str]:
    """Return what a reader must know before believing the line, as sentences."""
    words = view.words
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


def table(view: View, seen: Prospect, scenarios: Sequence[Scenario], knobs: Knobs) -> Element | None:
    """Return the scenarios side by side: value in the goal year, distance, year met, pace."""
    words = view.words
    columns = [
        html.Column(words("whatif.scenario"), "scenario"),
        html.Column(words("whatif.value_in", year=seen.goal.year), "value"),
        html.Column(words("whatif.distance"), "distance"),
        html.Column(words("whatif.met_in"), "met"),
        html.Column(words("whatif.pace"), "pace"),
    ]
    rows = html.grid(columns, [_scenario(view, one, seen, knobs) for one in scenarios])
    notes = [_kept_up(view, seen, one, knobs) for one in scenarios if one.name == "renewal" and one.last is not None]
    return html.section("", "scenarios", rows, notes=notes) if scenarios else None


def _scenario(view: View, one: Scenario, seen: Prospect, knobs: Knobs) -> list[Node]:
    """Return the cells of one scenario; where it cannot be told, its name and why."""
    words, target = view.words, seen.stands.target
    name = b(class_=f"scenario-{one.name}")[words(f"scenario.{one.name}")]
    if one.last is None:
        return [name, small[words(f"why.{one.why}")]]
    return [
        name,
        [words.value(one.last, seen.goal.indicator), _mark(seen, words)],
        _distance(one.last, target, seen, words),
        _met(one, target, seen, words),
        _pace(view, one, seen, knobs),
    ]


def _kept_up(view: View, seen: Prospect, one: Scenario, knobs: Knobs) -> str:
    """Return what another renewal rate changes against today's, and what the register counts on."""
    words = view.words
    found = assumptions.kept_up(view, seen, knobs)
    if found is None or one.last is None or found[1].last is None:
        return ""
    rights, base = found
    due = sum(count for year, count in (rights.due or {}).items() if year <= seen.goal.year)
    counts = words("whatif.renewal_due", due=words.number(due)) if rights.due else words("whatif.renewal_fees")
    return words(
        "whatif.renewal_base",
        rate=words.share(rights.renewed),
        value=words.value(base.last or 0.0, seen.goal.indicator),
        change=words.signed(one.last - (base.last or 0.0), seen.goal.indicator.digits),
        granted=words.number(rights.granted),
        year=seen.goal.year,
        due=counts,
    )


def _distance(value: float, target: float | None, seen: Prospect, words: Words) -> str:
    if target is None or seen.goal.kind == "mean_flow":
        return "–"
    margin = seen.goal.indicator.direction * (value - target)
    if margin == 0:
        return words("whatif.exactly")
    return reasons.apart(margin, seen.goal, words)


def _met(one: Scenario, target: float | None, seen: Prospect, words: Words) -> str:
    if target is None or seen.goal.kind == "mean_flow":
        return "–"
    if seen.met:
        return words("whatif.met_already")
    year = one.met_in(target, seen.goal.indicator.direction)
    return str(year) if year else words("whatif.not_by", year=seen.goal.year)


def _pace(view: View, one: Scenario, seen: Prospect, knobs: Knobs) -> str:
    words = view.words
    if one.pace is None:
        return "–"
    said = words.pace(one.pace, seen.goal.indicator, growing=one.growing)
    if one.name == "own" and one.growing and assumptions.thinning(view, seen.goal):
        said = words("whatif.own_thinned", own=words.rate(knobs.growth), ratio=said)
    return said


def caption(view: View, seen: Prospect) -> str:
    """Return what the band assumes and what no method covers."""
    words, found = view.words, seen.found
    if found is None:
        return words("whatif.no_line")
    model = "whatif.assumes_ets" if found.model == "ets" else "whatif.assumes"
    parts = (
        [words(model, years=words.number(found.years, 1), level=words.share(seen.manner.level))]
        if found.error is not None
        else []
    )
    return quoted(" ".join([*parts, words("whatif.no_method_covers")]), longest=None)


def tested(view: View, seen: Prospect, test: Backtest | None) -> str:
    """Return what the backtest shows, and for monthly series how the methods compare, in sentences."""
    words = view.words
    if test is None:
        return quoted(words("whatif.no_backtest"), longest=None)
    origin, level = words.time(test.outlook.start[0]), words.share(seen.manner.level)
    said = [words("whatif.tested", year=origin)]
    if test.outlook.error is not None:
        said.append(words("whatif.held", inside=sum(test.inside), of=len(test.came), level=level))
        inside, total = seen.record
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
