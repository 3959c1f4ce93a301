"""What a page shows in one plain sentence, for pictures, slides and messages. Texts are plain, not escaped."""

from explorer.analysis import comparison
from explorer.analysis.assessment import standing
from explorer.analysis.assessment.assess import JUDGED, STATUSES
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core import language, marks
from explorer.core.catalogue import Goal
from explorer.views.compare import html as compare_html
from explorer.views.whatif import html as whatif_html


def tally(view: View) -> str:
    """Return how many goals have each status, and how many of those rest on simulated values."""
    words, parts = language.words(view.language), []
    found = [view.assessment(goal) for goal in view.goals]
    for status in STATUSES:
        alike = [one for one in found if one.status == status]
        invented = sum(one.standing.rests_on_simulation for one in alike) if status in JUDGED else 0
        name = f"{marks.STATUS[status].icon} {words(f'status.{status}')} {len(alike)}"
        key = "gist.all_simulated" if invented == len(alike) else "gist.of_simulated"
        mark = words(key, count=invented) if invented else ""
        parts += [name + mark] if alike else []
    return words("common.clauses").join(parts)


def compared(view: View, goal: Goal, choice: compare_html.Choice) -> str:
    """Return who comes first and last, or what two indicators are set against each other."""
    words, names = language.words(view.language), compare_html.names(view)
    if choice.show == "scatter":
        found = comparison.pairs(view, goal, view.by_key[choice.against])
        return words("gist.pairs", count=len(found)) if found else words("compare.nothing_known")
    figures: tuple[comparison.Figure, ...] = ()
    if choice.show == "provinces":
        day, figures = comparison.provinces(view, choice.figure)
        if day is None:
            return words("compare.no_figures")
        ends = [(names[one.area], words.number(one.value, 2)) for one in (figures[0], figures[-1])]
        year, many = words("common.year", year=day.year), len(figures)
        home = next((place for place, one in enumerate(figures, start=1) if one.area == view.plan.area), 0)
    else:
        cities = comparison.compare(view, goal.no, choice.per)
        known = [(area, value) for area, value in compare_html.ranked(cities) if value is not None]
        if not known:
            return words("compare.nothing_known")
        ends = [
            (names[area], words.compared(one.value, goal.indicator, choice.per) + words.suffix(one.evidence))
            for area, one in (known[0], known[-1])
        ]
        year, many, home = words.at(standing.day(known[0][1].time)), len(known), 0
    (first, most), (last, least) = ends
    mine = ""
    if home:
        own = figures[home - 1]
        mine = words("gist.home", name=names[own.area], rank=home, value=words.number(own.value, 2))
    return words("gist.ranked", period=year, first=first, most=most, last=last, least=least, count=many, home=mine)


def ahead(view: View, seen: Prospect) -> str:
    """Return what is still needed, and where the recent pace leads."""
    words, goal = language.words(view.language), seen.goal
    mark = words.suffix("simulated" if seen.simulated else None)
    if seen.start is None:
        return words("whatif.nothing_known")
    if seen.stands.target is None:
        said = words("whatif.no_goal")
    elif seen.met:
        said = words("whatif.met").rstrip(words("reason.stop")) + mark + words("reason.stop")
    else:
        needed, _ = whatif_html.paces(seen, words)
        said = words("gist.needed", year=goal.year, pace=needed, mark=mark)
    if seen.found and seen.found.path:
        value = words.value(seen.found.path[-1].point, goal.indicator) + mark
        said += words("gist.at_this_pace", year=goal.year, value=value)
    return said


def counted(view: View, register: Register, choice: Choice) -> str:
    """Return what a register holds on the day, and the year before."""
    words, unit = language.words(view.language), definitions.unit(register)
    series = counts.series(view, register, choice)
    newest = series.row(-1, named=True)
    mark = words.suffix(newest["evidence"])
    return words(
        "gist.counted",
        day=words.day(counts.counted_on(view, register)),
        value=words.amount(newest["stock"], unit, 0) + mark,
        filters=narrowed(view, register, choice),
    )


def narrowed(view: View, register: Register, choice: Choice) -> str:
    """Return what a register is narrowed to, in words; nothing where it is not."""
    words = language.words(view.language)
    chosen = [
        definitions.offers(view, register)[name][value] for name, value in choice.filters if value != definitions.ALL
    ]
    chosen += [choice.find] if choice.find else []
    return words("gist.narrowed", filters=words("common.list").join(chosen)) if chosen else ""
