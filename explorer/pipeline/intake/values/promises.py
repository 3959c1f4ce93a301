"""What a city's goal is set for: a plan, one of its goals, a city of the plan's province, and the goal's unit."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import polars as pl

from explorer.core import catalogue
from explorer.core.goals import NATION, Goal, Indicator, Plan
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.pipeline.intake.fields import Field
from explorer.pipeline.intake.values import areas, codes
from explorer.pipeline.intake.values.areas import World
from explorer.pipeline.intake.values.cells import LONGEST, folded
from explorer.pipeline.intake.values.codes import MOST_HINTS, Read, Spellings, gather

CITY = "city"
SCALE = re.compile("^[十百千万亿]+")


def usual() -> str:
    """Return the plan that is meant where none is named: the one shown first."""
    return profile().plan


def for_cities() -> tuple[Plan, ...]:
    """Return the plans whose goals can be set for cities: those of one province."""
    return tuple(plan for plan in catalogue.plans().values() if plan.area not in (None, NATION))


def goals() -> Iterator[Goal]:
    """Yield the goals that can be set for cities, plan by plan."""
    return (goal for plan in for_cities() for goal in plan.goals)


def units() -> Mapping[tuple[str, str], str]:
    """Return the unit of each goal by its plan and indicator."""
    return {(goal.plan, goal.indicator.slug): goal.unit.zh for goal in goals()}


def is_unit(text: str) -> bool:
    """Whether a text is the unit of some goal, or that many times ten: a year in a heading is none."""
    return bool(text) and SCALE.sub("", text) in {SCALE.sub("", unit) for unit in units().values()}


def choices(kind: str, world: World, words: Words) -> list[str]:
    """Return what the drop-down of such a column offers in the reader's language."""
    match kind:
        case "plan":
            return [words.of(plan.short) for plan in for_cities()]
        case "promise":
            return list(dict.fromkeys(words.of(goal.title) for goal in goals()))
        case "city_of_plan":
            return [area[f"name_{words.named}"] for area in world.cities().values() if area["level"] == CITY]
        case _:
            return sorted({goal.unit.zh for goal in goals()})


def plans(texts: pl.Series, field: Field) -> pl.DataFrame:
    """Return ``value`` (the plan's slug), ``rule`` and ``hint`` for each text.

    Rules: plan_without_cities, unknown_option, several_options.
    """
    named = catalogue.plans().values()
    spelt = gather([(name, plan.slug) for plan in named for name in _called(plan)])
    bound = {plan.slug for plan in for_cities()}

    def one(text: str, hinting: bool) -> Read:
        slug, rule, hint = codes.one(text, spelt, field, hinting)
        return (None, "plan_without_cities", "") if slug and slug not in bound else (slug, rule, hint)

    return codes.typed((one(text, place < MOST_HINTS) for place, text in enumerate(texts)), field)


def indicators(texts: pl.Series, beside: pl.Series, field: Field) -> pl.DataFrame:
    """Return ``value`` (the indicator's slug), ``rule`` and ``hint`` for each text, read within the plan beside it.

    A goal goes by its indicator's slug and title, its own title, and its number in the plan.
    Rules: not_promised (an indicator of which the plan says nothing), unknown_option, several_options.
    """
    every = gather([(name, one.slug) for one in catalogue.indicators().values() for name in (one.slug, *_both(one))])
    promised = {plan: _promised(plan) for plan in beside.unique()}

    def one(text: str, plan: str, hinting: bool) -> Read:
        slug, rule, hint = codes.one(text, promised[plan], field, hinting)
        known = rule == "unknown_option" and folded(text[:LONGEST]) in every.codes
        return (None, "not_promised", "") if known else (slug, rule, hint)

    return _each(texts, beside, field, one)


def cities(texts: pl.Series, beside: pl.Series, world: World, field: Field) -> pl.DataFrame:
    """Return ``value`` (the city's code), ``rule`` and ``hint`` for each text, read within the plan's province.

    Rules: outside_plan (an area that is no city of it), unknown_option, several_options.
    """
    every = areas.every_area(world, field)
    inside = {plan: _cities(plan, world, field) for plan in beside.unique()}

    def one(text: str, plan: str, hinting: bool) -> Read:
        own = inside[plan]
        code, rule, hint = codes.one(text, own, field, hinting)
        elsewhere = rule == "unknown_option" and folded(text[:LONGEST]) in {**every.codes, **every.twice}
        if elsewhere or (code and world.areas[code]["level"] != CITY):
            return None, "outside_plan", own.nearest(text) if elsewhere else ""
        return code, rule, hint

    return _each(texts, beside, field, one)


def _each(texts: pl.Series, beside: pl.Series, field: Field, one: Callable[[str, str, bool], Read]) -> pl.DataFrame:
    rows = enumerate(zip(texts, beside, strict=True))
    return codes.typed((one(text, plan, place < MOST_HINTS) for place, (text, plan) in rows), field)


def _promised(plan: str) -> Spellings:
    """Return the spellings of what a plan promises."""
    mine = catalogue.plans()[plan].goals
    return gather([(name, goal.indicator.slug) for goal in mine for name in _names(goal)])


def _names(goal: Goal) -> tuple[str, ...]:
    return (str(goal.no), goal.title.zh, goal.title.en, goal.indicator.slug, *_both(goal.indicator))


def _cities(plan: str, world: World, field: Field) -> Spellings:
    return areas.cities(replace(world, home=catalogue.plans()[plan].area or world.home), field)


def _both(indicator: Indicator) -> tuple[str, str]:
    return indicator.title.zh, indicator.title.en


def _called(plan: Plan) -> tuple[str, ...]:
    return (plan.slug, plan.title.zh, plan.title.en, plan.short.zh, plan.short.en)
