"""Clean rows of every table, as many as are asked for, each text as a careful clerk would write it."""

import datetime as dt
from random import Random

from explorer.core import language
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.values import areas, promises

ZH = language.words("zh")
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)  # of ZC 0006-2003
LAST = dt.date(2025, 12, 31)
NAMES = ("辽河", "沈水", "鸭绿江", "老北市", "千山", "海蓝", "北镇", "红海滩", "凤城", "双塔")
MEASURES = ("trademarks_in_force", "resident_population", "high_value_share_of_invention_patents", "ip_pledge_amount")
VALUES = {"件": 85_000, "万人": 753.9, "%": 41.5, "亿元": 120.5}
KINDS = {"invention": "1", "utility_model": "2", "design": "3"}


def headings(table: str) -> dict[str, str]:
    """Return the Chinese headings of a table by the slugs of its columns."""
    return {field.slug: field.label(ZH) for field in TABLES[table].fields}


def rows(table: str, count: int, random: Random) -> list[dict[str, str]]:
    """Return so many rows by slug, of which no two are the same one."""
    make = {"observations": _figure, "city_goals": _goal}.get(table, _record)
    return [dict.fromkeys(TABLES[table].schema(), "") | make(table, place, random) for place in range(count)]


def patent(kind: str, year: int, serial: int) -> str:
    """Return a number of a patent with its check digit, reckoned digit by digit."""
    digits = f"{year}{KINDS[kind]}{serial:07}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    return digits + ("X" if rest == 10 else str(rest))


def _label(table: str, slug: str, code: str) -> str:
    return TABLES[table].field(slug).option(code, ZH)


def _place(random: Random) -> dict[str, str]:
    world = areas.world()
    city = random.choice([code for code, one in world.cities().items() if one["level"] == "city"])
    county = random.choice(list(world.counties(city)))
    return {"city": world.areas[city]["name_zh"], "county": world.areas[county]["name_zh"]}


def _day(random: Random, since: dt.date, until: dt.date = LAST) -> dt.date:
    return since + dt.timedelta(random.randrange((until - since).days))


def _option(table: str, slug: str, random: Random) -> str:
    return _label(table, slug, random.choice(TABLES[table].field(slug).codes))


def _record(table: str, place: int, random: Random) -> dict[str, str]:
    first = _day(random, dt.date(2010, 1, 1), dt.date(2021, 1, 1))
    later = _day(random, first + dt.timedelta(400))
    kind = random.choice(list(KINDS))
    name = f"{random.choice(NAMES)}{place}号"
    number = patent(kind, first.year, 100_000 + place * 7)
    own = {
        "trademarks": lambda: {
            "registration_no": f"{30_000_000 + place * 37}",
            "name": name,
            "nice_class": str(random.randrange(1, 46)),
            "holder": f"{name}公司",
            "holder_type": _option(table, "holder_type", random),
            "registered_on": f"{first}",
            "expires_on": f"{first.replace(year=first.year + 10, day=min(first.day, 28))}",
            "ended_on": f"{later}" if place % 3 else "",
        },
        "patents": lambda: {
            "application_no": number,
            "kind": _label(table, "kind", kind),
            "title": f"一种{name}装置",
            "holder": f"{name}公司",
            "holder_type": _option(table, "holder_type", random),
            "filed_on": f"{first}",
            "granted_on": f"{first + dt.timedelta(390)}",
            "lapsed_on": f"{later}" if place % 3 else "",
            "pre_examined": random.choice("是否"),
        },
        "patent_events": lambda: {
            "event_no": f"LN-2023-{place:06}",
            "application_no": number,
            "kind": _label(table, "kind", "pledge"),
            "happened_on": f"{later}",
            "project_no": f"P-{place:04}",
            "amount": f"{random.randrange(20, 9000) / 2:g}",
        },
        "geographical_indications": lambda: {
            "gi_no": f"LN-GI-{place:04}",
            "name_zh": f"{name}大米",
            "kind": _label(table, "kind", "protected_product"),
            "product_class": "粮油",
            "approved_on": f"{first}",
        },
        "service_network": lambda: {
            "unit_no": f"LN-U-{place:05}",
            "name_zh": f"{name}指导站",
            "kind": _label(table, "kind", "trademark_guidance_station"),
            "level": _label(table, "level", "city"),
            "opened_on": f"{first}",
            "closed_on": f"{later}" if place % 3 == 1 else "",
        },
    }
    return _place(random) | own[table]()


def _figure(table: str, place: int, random: Random) -> dict[str, str]:
    world = areas.world()
    lower = [code for code, one in world.areas.items() if one["parent"] in world.cities()]
    measure, year = MEASURES[place % 4], 2015 + place // 4 % 10
    unit = world.measures[measure]["unit"]
    return {
        "measure": world.measures[measure]["name_zh"],
        "area": lower[place // 40 % len(lower)],
        "frequency": _label(table, "frequency", "A"),
        "period": f"{year}",
        "value": f"{VALUES[unit] + (0 if unit == '%' else random.randrange(1000)):g}",
        "unit": unit,
        "state": _label(table, "state", "final"),
        "note": "公报",
        "known_on": f"{_day(random, dt.date(2026, 1, 2), dt.date(2026, 9, 1))}",
    }


def _goal(_: str, place: int, random: Random) -> dict[str, str]:
    goals = [goal for goal in promises.goals() if goal.plan == promises.usual()]
    goal, world = goals[place % len(goals)], areas.world()
    cities = [one["name_zh"] for one in world.cities().values() if one["level"] == "city"]
    return {
        "plan": promises.choices("plan", world, ZH)[0],
        "indicator": goal.title.zh,
        "city": cities[place // len(goals) % len(cities)],
        "value": str(random.randrange(20, 90)),
        "unit": goal.unit.zh,
        "set_on": f"{dt.date(2024, 1, 2) + dt.timedelta(place // (len(goals) * len(cities)) * 31)}",
        "note": "印发",
    }
