"""The data dictionary: every indicator by domain, folded under its name, with what it means and how it is measured."""

from htpy import Element, Fragment, Node, code, dd, details, div, dl, dt, fragment, h4, summary

from explorer.analysis.registers.definitions import REGISTERS
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.goals import Indicator
from explorer.core.language import Words
from explorer.releases import store


def section(view: View) -> Fragment:
    """Return every indicator of the catalogue under the heading of its domain."""
    every = catalogue.indicators().values()
    domains = ((domain, [one for one in every if one.domain == domain]) for domain in (*REGISTERS, "context"))
    return fragment[(_domain(domain, found, view) for domain, found in domains)]


def _domain(domain: str, found: list[Indicator], view: View) -> Element:
    name = view.words(f"domain.{domain}")
    return div(".dictionary")[
        h4[view.words("method.in_domain", domain=name, count=len(found))], (_entry(one, view) for one in found)
    ]


def _entry(indicator: Indicator, view: View) -> Element:
    """Return one indicator: its name, and folded its definition, meaning, unit, measurement and goals."""
    words = view.words
    facts = {
        "definition": words.of(indicator.definition),
        "why": words.of(indicator.why),
        "unit": words.of(indicator.unit),
        "direction": words("direction.up" if indicator.direction == 1 else "direction.down"),
        "nature": words(f"nature.{indicator.nature}"),
        "measure": code[indicator.measure],
        "how": _measured(indicator, words),
        "sources": words("method.source_count", count=store.published_count(indicator, view.edition)),
        "goals": words("common.clauses").join(_goals(indicator, words)) or words("method.no_goals"),
    }
    lines = ((dt[words(f"method.{name}")], dd[fact]) for name, fact in facts.items())
    return details(id=f"dictionary-{indicator.slug}")[
        summary[words.of(indicator.title), " ", code[indicator.slug]], dl[lines]
    ]


def _measured(indicator: Indicator, words: Words) -> Node:
    if not indicator.sql:
        return words("method.by_figures")
    return words("method.by_sql", slug=indicator.slug, tables=", ".join(store.tables_of(indicator)))


def _goals(indicator: Indicator, words: Words) -> list[str]:
    return [
        words("method.goal_line", plan=words.of(plan.short), no=goal.no, promise=words.promise(goal), year=goal.year)
        for plan in catalogue.plans().values()
        for goal in plan.goals
        if goal.indicator.slug == indicator.slug
    ]
