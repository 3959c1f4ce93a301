"""A target's outlook in words: what is needed, where each scenario leads, what could be promised next; as HTML."""

from collections.abc import Callable, Iterator, Sequence

from htpy import Element, Node, b, details, div, h1, p, small, summary

from explorer.analysis.outlook import assumptions, promises
from explorer.analysis.outlook import proposals as outlook_proposals
from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.scenarios import Scenario
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core import catalogue, texts
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.links import parameters
from explorer.views import html, phrases, reasons, target_row
from explorer.views.whatif import forecast_html


def heading(view: View, seen: Prospect) -> str:
    """Return what it takes to reach the goal asked for, as the heading of the page; else that nothing is asked for."""
    words, goal = view.words, seen.goal
    told = {"title": words.of(goal.indicator.title), "year": goal.year, "goal": words.promise(goal)}
    mark, last = words("reason.simulated") if seen.simulated else "", seen.forecast.last
    if seen.stands.target is None and last is not None:
        return words("whatif.title_ahead", ahead=words.value(last.point, goal.indicator), **told) + mark
    if seen.stands.target is None:
        return words("whatif.title_open", **told)
    if seen.start is None:
        return words("whatif.title_unknown", **told)
    if seen.met or seen.beyond:
        return words("whatif.title_met" if seen.met else "whatif.title_beyond", **told) + mark
    return words("whatif.title_takes", pace=paces(seen, words)[0], **told) + mark


def sentence(view: View, seen: Prospect, place: Callable[[str], str]) -> str:
    """Return what is asked as one sentence, with what it takes and what was had of late.

    ``place``: what stands in it where the choice of a parameter is made.
    """
    words, found = view.words, seen.forecast.had
    blanks = {"year": place("goal_year"), "indicator": place("indicator"), "goal": place("goal")}
    told = words("whatif.sentence", unit=words.of(seen.goal.indicator.unit), **blanks)
    if seen.start is not None and seen.required_step is not None and not (seen.met or seen.beyond):
        pace, less = paces(seen, words)
        told += words("whatif.sentence_takes" if less else "whatif.sentence_takes_one", pace=pace, less=less)
    if found:
        pace = words.pace(found.pace, seen.goal.indicator, growing=found.rate is not None)
        had = words("whatif.a_year", pace=pace) + words.suffix("simulated" if seen.simulated else None)
        told += words("whatif.sentence_had", years=words.number(found.years, 1), pace=had)
    return told + words("whatif.sentence_ends")


def notice(view: View, goal: Goal, seen: Prospect) -> Element:
    """Return what it takes; area, day and evidence; what became of the plan's own goal; simulation."""
    return div(".headline")[
        h1[heading(view, seen)],
        p(".subtitle")[phrases.subtitle(view, goal)],
        seen.assumed and goal.of(view.area_of(goal)) is not None and p[_promised(view, goal, seen)],
        seen.simulated and html.simulation_notice(view, "whatif", indicator=goal.indicator.slug),
    ]


def settings(form: Element | None, words: Words, *, opened: bool) -> Element | None:
    """Return the controls of the method folded away; seen at once where somebody turned one."""
    return details(".settings", open=opened)[summary[words("whatif.settings")], form] if form else None


def _promised(view: View, goal: Goal, seen: Prospect) -> Node:
    """Return what the plan itself promised, and what became of it: a goal tried here is not the plan's."""
    words = view.words
    row, promise = target_row.row(view, goal), words("whatif.promised", promise=words.promise(goal), year=goal.year)
    told = texts.in_a_row((words("whatif.became", reason=texts.capitalised(row.reason)), _follows(view, seen)))
    return html.joined((promise, " ", html.status_mark(row.status, ""), told), "")


def _follows(view: View, seen: Prospect) -> str:
    """Return what is asked instead of the plan's own goal, whose year is over or which somebody replaced."""
    words, first = view.words, promises.first(view, seen.planned, seen.goal.year)
    if seen.origin == "next" and first.by:
        plan = words.of(catalogue.plans()[first.by].short)
        return words("whatif.follows_next", plan=plan, year=seen.goal.year, goal=words.promise(seen.goal))
    return words("whatif.follows_open" if seen.origin == "open" else "whatif.assumed")


def answer(view: View, seen: Prospect) -> Element:
    """Return the figures beside the chart: what is needed first, then what was had, and the chance."""
    words = view.words
    ahead = forecast_html.figures(seen, words)
    return div(".outlook")[[*_needed(seen, words), *forecast_html.had(view, seen), *ahead, proposals(view, seen)]]


def _needed(seen: Prospect, words: Words) -> Iterator[Element]:
    goal, step, target = seen.goal, seen.required_step, seen.stands.target
    yield small[words("whatif.needed", year=goal.year)]
    if seen.start is None or target is None:
        yield p[aimless(seen, words)]
        if seen.start is not None:
            proposed = seen.origin == "open" and outlook_proposals.proposals(seen)
            yield p[words("whatif.enter_or_take" if proposed else "whatif.enter")]
        return
    if seen.beyond:
        yield p[words("doubt.goal_beyond_limit")]
        return
    if seen.met:
        yield p[b[words("whatif.met")]]
    big, less = paces(seen, words)
    if big and not seen.met:
        yield p(".big")[big, _mark(seen, words)]
    if less and step is not None and not seen.met:
        yield p[less]


def aimless(seen: Prospect, words: Words) -> str:
    """Return why nothing can be needed: no value is known, the plan's goal is met, or none binds the area."""
    if seen.start is None:
        return words("whatif.nothing_known")
    return words("whatif.open" if seen.origin == "open" else "whatif.no_goal")


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


def _mark(seen: Prospect, words: Words) -> Element:
    return small[words.suffix("simulated" if seen.simulated else None)]


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
    pure = assumptions.around(seen) if any(one.name == "recent" for one in scenarios) else ()
    rows = html.grid(columns, [_scenario(view, one, seen, knobs) for one in (*scenarios, *pure)])
    notes = [_kept_up(view, seen, one, knobs) for one in scenarios if one.name == "renewal" and one.last is not None]
    return html.section("", "scenarios", rows, notes=notes) if scenarios else None


def _scenario(view: View, one: Scenario, seen: Prospect, knobs: Knobs) -> list[Node]:
    """Return the cells of one scenario; where it cannot be told, its name and why."""
    words = view.words
    name = b(class_=f"scenario-{one.name}")[words(f"scenario.{one.name}")]
    if one.last is None:
        return [name, small[words(f"why.{one.why}")]]
    return [
        name,
        [words.value(one.last, seen.goal.indicator), _mark(seen, words)],
        distance(one, seen, words),
        met(one, seen, words),
        pace(view, one, seen, knobs),
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


def distance(one: Scenario, seen: Prospect, words: Words) -> str:
    """Return how far from the goal a scenario leads; a dash where there is nothing to be far from."""
    target = seen.stands.target
    if one.last is None or target is None or seen.goal.kind == "mean_flow":
        return "–"
    margin = seen.goal.direction * (one.last - target)
    if margin == 0:
        return words("whatif.exactly")
    return reasons.apart(margin, seen.goal, words)


def met(one: Scenario, seen: Prospect, words: Words) -> str:
    """Return the year in which a scenario meets the goal, or that it does not by the goal's year."""
    target = seen.stands.target
    if target is None or seen.goal.kind == "mean_flow":
        return "–"
    if seen.met:
        return words("whatif.met_already")
    year = one.met_in(target, seen.goal.direction)
    return str(year) if year else words("whatif.not_by", year=seen.goal.year)


def pace(view: View, one: Scenario, seen: Prospect, knobs: Knobs) -> str:
    """Return the yearly pace of a scenario, or what a city adds; a dash where it varies."""
    words = view.words
    if one.name == "city" and one.pace is not None:
        more = words.pace(one.pace, seen.goal.indicator, growing=False)
        return words("whatif.city_adds", city=phrases.area_name(view, knobs.city), more=more)
    if one.pace is None:
        return "–"
    said = words.pace(one.pace, seen.goal.indicator, growing=one.growing)
    if one.name == "own" and one.growing and assumptions.thinning(view, seen.goal):
        said = words("whatif.own_thinned", own=words.rate(knobs.growth), ratio=said)
    return said


def proposals(view: View, seen: Prospect) -> Node:
    """Return what could be promised next, where the plan's own goal is met: three levels, each a link that tries it."""
    words, found = view.words, outlook_proposals.proposals(seen)
    if seen.origin != "open" or not found:
        return ""
    here = {"indicator": seen.goal.indicator.slug, "goal_year": str(seen.goal.year)}
    links: list[list[Node]] = [
        [
            html.anchor(
                parameters.to("whatif", view.parameters(**here, goal=f"{value:.12g}")),
                words.value(value, seen.goal.indicator),
            ),
            f" {words(f'proposal.{name}')}",
        ]
        for name, value in found
    ]
    mark = words.suffix("simulated" if seen.simulated else None)
    whole = html.anchor(parameters.to("draft", view.parameters(target=seen.goal.indicator.slug)), words("menu.draft"))
    title = small[words("proposal.title", year=seen.goal.year), mark]
    return div(".proposals")[title, [p[one] for one in links], p[whole]]
