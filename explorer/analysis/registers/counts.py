"""What the registers hold: headline figures, counts over time and by two dimensions, records, each as it was known."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from explorer.analysis.registers import queries
from explorer.analysis.registers.definitions import ALL, PAGE, REGISTERS, SAVED, Choice, Register
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.goals import Indicator, Text
from explorer.releases import lists, store

WEAKNESS = dict(enumerate(store.EVIDENCE_SHOWN["all"]))
NEWEST = {"year": 16, "quarter": 40, "month": 60}
EVERY = {"year": "1y", "quarter": "1q", "month": "1mo"}


@dataclass(frozen=True)
class Figure:
    """One headline figure on the day and a year before; ``target`` is the slug of the indicator it is, if it is one.

    ``published``: the value that the target page shows for the same day, where it is another than the count.
    """

    slug: str
    title: Text
    unit: Text
    digits: int
    value: float | None
    before: float | None
    evidence: str
    on: dt.date
    target: str | None = None
    published: float | None = None


def counted_on(view: View, register: Register) -> dt.date:
    """Return the day a register is counted on: the last month-end by the as-of day, as on the target pages.

    It is never later than the register knows, and one that is made of two never later than either.
    """
    last = min(view.as_of, store.known_until(register.tables, view.edition))
    tomorrow = last + dt.timedelta(days=1)
    return last if tomorrow.day == 1 else last.replace(day=1) - dt.timedelta(days=1)


def year_before(day: dt.date) -> dt.date:
    """Return the same month-end of the year before."""
    return (dt.date(day.year - 1, day.month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def stated_since(view: View, register: Register) -> dt.date | None:
    """Return since when the office states itself what the register would count from simulated records; None: it is not.

    From that day on nothing simulated is counted or listed beside it.
    """
    if view.evidence != "all":
        return None
    since = lists.stated_since(register.tables, view.area, view.as_of, view.edition)
    return since if since is not None and since <= counted_on(view, register) else None


def evidence(view: View, register: Register) -> str:
    """Return the evidence whose records are looked at: that asked for, nothing simulated where the office speaks."""
    return "office" if stated_since(view, register) else view.evidence


def asked(view: View, register: Register, choice: Choice) -> dict[str, object]:
    """Return everything a question can name, for this view and choice."""
    day = counted_on(view, register)
    return {
        "as_of": day,
        "before": year_before(day),
        "area": view.area,
        "evidence": evidence(view, register),
        "find": choice.find.lower(),
        "rows": choice.rows,
        "columns": choice.columns,
        "state": choice.state,
        "record": choice.record,
        "sort": choice.sort,
        "limit": PAGE,
        "offset": (choice.page - 1) * PAGE,
        **dict(choice.filters),
    }


def complete(view: View, register: Register) -> bool:
    """Whether the evidence looked at is the whole register's, so that counting it says how many there are.

    It is not where the office's lists speak of other cities alone, and nothing is invented for the rest.
    """
    if not store.filled([register.slug], view.edition):
        return False
    partly = view.edition.listed.get(register.slug, {})
    silent = any(view.area not in one.cities for one in partly.values())
    if silent and store.weakest(view.edition, [register.slug]) != "simulated":
        return False
    return store.weakest(view.edition, register.tables) in store.EVIDENCE_SHOWN[evidence(view, register)]


@lru_cache(maxsize=128)
def figures(view: View, register: Register) -> tuple[Figure, ...]:
    """Return the register's headline figures in the order of its question, the indicators' after its own."""
    name, day = f"{register.slug}_figures", counted_on(view, register)
    question, wanted = queries.questions()[name], {"as_of": day, "before": year_before(day), "area": view.area}
    counted = {row["figure"]: row for row in queries.answer(name, view.edition, wanted).iter_rows(named=True)}
    weakest = store.weakest(view.edition, register.tables)
    own = [
        Figure(one, title, question.units[one], 0, row["value"], row["before"], weakest, day)
        for one, title in question.columns.items()
        if (row := counted.get(one)) and complete(view, register)
    ]
    known = catalogue.indicators()
    shared = [_shared(view, known[one], counted.get(one, {}), day) for one in _indicators_of(question)]
    return (*own, *shared)


def _indicators_of(question: queries.Question) -> list[str]:
    """Return the indicators among the figures, in the order in which the statement names them."""
    named = list(dict.fromkeys(re.findall(r"\w+", question.sql)))
    return [one for one in named if one in catalogue.indicators() and one not in question.columns]


def _shared(view: View, indicator: Indicator, row: Mapping[str, float | None], day: dt.date) -> Figure:
    """Return an indicator's figure: counted where the evidence allows, else the newest one that its target shows."""
    seen = store.read(indicator, view.area, view.as_of, view.evidence, view.edition)
    kind = store.countable(indicator, view.area, day, view.as_of, view.evidence, view.edition)
    facts = (indicator.slug, indicator.title, indicator.unit, indicator.digits)
    if kind is not None:
        there = seen.filter((pl.col("period") == day) & (pl.col("evidence") != kind))
        published = None if there.is_empty() else float(there["value"][0])
        value, before = row.get("value"), row.get("before")
        return Figure(*facts, value, before, kind, day, indicator.slug, published)
    if seen.is_empty():
        return Figure(*facts, None, None, "published", day, indicator.slug)
    newest = seen.row(-1, named=True)
    earlier = seen.filter(period=year_before(newest["period"]), span=newest["span"])["value"]
    before = earlier[0] if len(earlier) else None
    return Figure(*facts, newest["value"], before, newest["evidence"], newest["period"], indicator.slug)


def counts(view: View, register: Register, choice: Choice) -> pl.DataFrame:
    """Return the register counted by month, and by the two dimensions chosen (see the question's own comment)."""
    return queries.answer(f"{register.slug}_counts", view.edition, asked(view, register, choice))


@lru_cache(maxsize=128)
def series(view: View, register: Register, choice: Choice) -> pl.DataFrame:
    """Return the register over time, oldest first: period (its last day), begun, ended, stock, evidence, partial.

    Periods are the newest of the span chosen; ``partial``: the period was not over on the day counted.
    """
    day = counted_on(view, register)
    monthly = counts(view, register, choice).filter(pl.col("period").is_not_null()).sort("period")
    if monthly.is_empty():
        return monthly
    first = monthly["period"][0]
    spine = pl.DataFrame({"period": pl.date_range(first.replace(day=1), day, "1mo", eager=True).dt.month_end()})
    return (
        spine.join(monthly.select("period", "begun", "ended", "weakness"), on="period", how="left")
        .sort("period")
        .with_columns(pl.col("begun", "ended").fill_null(0.0))
        .with_columns(stock=(pl.col("begun") - pl.col("ended")).cum_sum(), weakness=pl.col("weakness").cum_max())
        .with_columns(pl.col("weakness").forward_fill(), end=pl.col("period").dt.truncate(EVERY[choice.span]))
        .group_by("end", maintain_order=True)
        .agg(
            pl.col("period").last(),
            pl.col("begun", "ended").sum(),
            pl.col("stock", "weakness").last(),
        )
        .with_columns(partial=pl.col("end").dt.offset_by(EVERY[choice.span]).dt.offset_by("-1d") > day)
        .with_columns(evidence=pl.col("weakness").replace_strict(WEAKNESS, return_dtype=pl.String))
        .drop("end", "weakness")
        .tail(NEWEST[choice.span])
    )


def breakdown(view: View, register: Register, choice: Choice) -> pl.DataFrame:
    """Return the counts by the two dimensions chosen: row_value, column_value, count, weakness; none of them zero."""
    value = {
        "stock": pl.col("begun") - pl.col("ended"),
        "begun": pl.col("begun_this_year"),
        "ended": pl.col("ended_this_year"),
    }[choice.measure]
    return (
        counts(view, register, choice)
        .filter(pl.col("period").is_null())
        .select("row_value", "column_value", "weakness", count=value)
        .filter(pl.col("count") != 0)
    )


@lru_cache(maxsize=128)
def total(view: View, register: Register, choice: Choice) -> int:
    """Return how many records the filters and the state leave."""
    sums = counts(view, register, choice).filter(pl.col("period").is_null()).select("recorded", "begun", "ended").sum()
    recorded, begun, ended = (int(value or 0) for value in sums.row(0))
    left = {ALL: recorded, "not_granted": recorded - begun}
    left |= dict.fromkeys(("in_force", "open"), begun - ended) | dict.fromkeys(("ended", "closed"), ended)
    return left[choice.state]


def pages(view: View, register: Register, choice: Choice) -> int:
    """Return how many pages the list has, at least one."""
    return max(1, -(-total(view, register, choice) // PAGE))


def records(view: View, register: Register, choice: Choice) -> pl.DataFrame:
    """Return one page of the list, codes as the register holds them."""
    return queries.answer(f"{register.slug}_records", view.edition, asked(view, register, choice) | {"record": ""})


def saved(view: View, register: Register, choice: Choice, kind: str) -> pl.DataFrame:
    """Return the rows of a file: the list from its first record on, up to what a file of this kind holds."""
    wanted = asked(view, register, choice) | {"record": "", "offset": 0, "limit": SAVED[kind]}
    return queries.extract(f"{register.slug}_records", view.edition, wanted)


def record(view: View, register: Register, choice: Choice) -> dict[str, object] | None:
    """Return the record chosen, whatever the filters say; None where the view holds none of that number."""
    everything = {name: ALL for name, _ in choice.filters} | {"find": "", "state": ALL, "offset": 0, "limit": 1}
    found = queries.answer(f"{register.slug}_records", view.edition, asked(view, register, choice) | everything)
    return None if found.is_empty() else found.row(0, named=True)


def special(view: View, name: str, choice: Choice) -> pl.DataFrame:
    """Return the answer to a question that one register alone is asked."""
    register = next(one for slug, one in REGISTERS.items() if name.startswith(slug))
    return queries.answer(name, view.edition, asked(view, register, choice))


def expiring(view: View, choice: Choice) -> pl.DataFrame:
    """Return the marks in force whose ten years end in each of the next 24 months: period, count, evidence."""
    return special(view, "trademarks_expiring", choice).select(
        "period",
        count="expiring",
        evidence=pl.col("weakness").replace_strict(WEAKNESS, return_dtype=pl.String),
    )
