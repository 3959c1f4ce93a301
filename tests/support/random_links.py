"""Random states of every page: what a link to it may carry, each parameter in its turn given or left to its default."""

import random

from explorer.analysis.outlook import projection, scenarios, split
from explorer.analysis.registers import definitions
from explorer.analysis.view import areas_of
from explorer.core import catalogue
from explorer.core.goals import Plan
from explorer.releases import store
from explorer.views.compare import html as compare_html
from explorer.views.ledger import html as ledger_html


def some(draw: random.Random, options: object) -> str:
    return str(draw.choice(list(options)))


def state(page: str, draw: random.Random) -> dict[str, str]:
    """Return a random state of a page: each parameter in its turn given or left to its default."""
    edition = store.edition()
    slug = "ln-2025" if draw.random() < 0.6 else some(draw, catalogue.plans())
    plan = catalogue.plans()[slug]
    goals = [goal.indicator.slug for goal in plan.goals]
    everything = {
        "plan": slug,
        "area": some(draw, areas_of(plan, edition)),
        "as_of": f"{draw.randint(2019, 2026)}-{draw.randint(1, 9):02}-{draw.randint(1, 28):02}",
        "evidence": some(draw, store.EVIDENCE_SHOWN),
        "lang": some(draw, ("zh", "en")),
    } | _of_page(page, plan, goals, draw)
    return {name: value for name, value in everything.items() if name == "plan" or draw.random() < 0.75}


def _of_page(page: str, plan: Plan, goals: list[str], draw: random.Random) -> dict[str, str]:
    if page in definitions.REGISTERS:
        return _of_register(definitions.REGISTERS[page], draw)
    cities = [f"21{number:02}00" for number in range(1, 15)]
    return {
        "overview": {
            "group": some(draw, ("gap", "chapter", "department", "status")),
            "only": some(draw, ("everything", "met")),
        },
        "target": {"indicator": some(draw, goals), "find": some(draw, ("沈阳", "2026", ""))},
        "compare": {
            "indicator": some(draw, goals),
            "show": some(draw, compare_html.SHOWN),
            "per": some(draw, ("value", "share", "per_capita")),
            "scale": some(draw, compare_html.SCALES),
            "against": some(draw, goals),
        },
        "whatif": {
            "indicator": some(draw, goals),
            "goal_year": str(draw.randint(2026, 2035)),
            "goal": str(draw.choice((5, 120, 90_000, 1_200_000))),
            "method": some(draw, ("log_drift", "linear_drift", "monthly")),
            "years": str(draw.randint(2, projection.MOST_YEARS)),
            "level": some(draw, projection.LEVELS),
            "scenarios": ",".join(draw.sample(scenarios.NAMES, draw.randint(1, 6))),
            "growth": f"{draw.uniform(-5, 30):.1f}",
            "change": str(draw.randint(-50, 5000)),
            "renewal": str(draw.randint(20, 100)),
            "hidden": str(draw.randint(1, 4)),
            "split": some(draw, split.WAYS),
            "weights": ",".join(f"{city}:{draw.randint(0, 99)}" for city in cities),
        },
        "ledger": {"list": some(draw, ledger_html.LISTS), "department": some(draw, ledger_html.departments(plan))},
    }.get(page, {})


def _of_register(register: definitions.Register, draw: random.Random) -> dict[str, str]:
    chosen = {name: some(draw, (*values, "all", "all")) for name, values in register.filters.items()}
    return chosen | {
        "state": some(draw, register.states),
        "span": some(draw, definitions.SPANS),
        "rows": some(draw, register.dimensions),
        "columns": some(draw, (*register.dimensions, "none")),
        "measure": some(draw, definitions.MEASURES),
        "sort": some(draw, register.sorts),
        "page": str(draw.randint(1, 5)),
        "find": some(draw, ("", "辽", "a")),
    }
