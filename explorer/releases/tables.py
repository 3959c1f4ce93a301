"""Everything that is known of the tables of a release beside their rows: one entry a table, here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Dated:
    """How a table knows time: the column from which a row counts, and the columns emptied where they lie ahead.

    ``known``: rows whose first column is empty count from ``known_on`` (day), from the day it happened (happened), from
    the first day (always) or from the release's last day (last), as in the queries of the pages. ``also``: columns of
    which a list may say nothing: a count that names one begins with the first day in it.
    """

    begins: str
    known: Literal["always", "last", "day", "happened"] = "always"
    emptied: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One table.

    ``role``: a register of rights or units, the figures, the goals that the office sets, what they refer to, or derived
    from others (``made_from``), or measured: what the indicators' statements say of the registers. A release of before
    goals could be brought has no table of these, one from before the statements were run at its build nothing measured.
    ``key``: the column that tells its rows apart; ``numbered_by``: what that number is made of where a list is kept
    without it, its name last; empty where lists always have it.
    ``order``: how it is sorted where the office's rows come in, as the simulated registers stand: a question about one
    city reads one stretch of the file.
    ``happened``: the days on which something happened; the latest is as far as a file of the office's reaches. Only
    tables with such days can be brought. ``starts``: the one of them that month-ends begin with.
    ``aspects``: what has to agree besides the name for two rows to be one thing. One geographical indication has a row
    for each kind of protection, and one institution for each kind of unit: a name alone is not one thing.
    ``part_of``: the register whose records its rows belong to. ``kinds``: the column of the kinds that lists are kept
    by: a list that lacks a kind says nothing of it. ``dated``: None where it has no days of its own.
    """

    name: str
    role: Literal["register", "figures", "goals", "reference", "derived", "measured"]
    key: str = ""
    order: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()
    starts: str = ""
    aspects: tuple[str, ...] = ()
    numbered_by: tuple[str, ...] = ()
    part_of: str = ""
    kinds: str = ""
    made_from: tuple[str, ...] = ()
    dated: Dated | None = None


ENTRIES = (
    Entry(
        name="patents",
        role="register",
        key="application_no",
        order=("city", "filed_on"),
        happened=("filed_on", "granted_on", "lapsed_on"),
        starts="filed_on",
        kinds="kind",
        dated=Dated("filed_on", emptied=("granted_on", "lapsed_on")),
    ),
    Entry(
        name="patent_events",
        role="register",
        key="event_no",
        order=("city", "happened_on"),
        happened=("happened_on",),
        numbered_by=("kind", "happened_on", "office", "application_no"),
        part_of="patents",
        kinds="kind",
        dated=Dated("happened_on"),
    ),
    Entry(
        name="trademarks",
        role="register",
        key="registration_no",
        order=("city", "registered_on"),
        happened=("registered_on", "ended_on"),
        starts="registered_on",
        dated=Dated("registered_on", emptied=("ended_on",)),
    ),
    Entry(
        name="geographical_indications",
        role="register",
        key="gi_no",
        order=("city", "approved_on"),
        happened=("approved_on", "standard_on"),
        starts="approved_on",
        aspects=("city", "kind"),
        kinds="kind",
        numbered_by=("kind", "city", "county", "name_zh"),
        dated=Dated("approved_on", emptied=("standard_on",), also=("standard_on",)),
    ),
    Entry(
        name="service_network",
        role="register",
        key="unit_no",
        order=("kind", "level", "opened_on", "city"),
        happened=("opened_on", "closed_on"),
        starts="opened_on",
        aspects=("city", "kind", "level"),
        kinds="kind",
        numbered_by=("kind", "city", "county", "name_zh"),
        dated=Dated("opened_on", "day", ("closed_on",)),
    ),
    Entry(
        name="observations",
        role="figures",
        order=("measure", "area", "period", "source"),
        happened=("period",),
        dated=Dated("known_on", "last"),
    ),
    Entry(
        name="city_goals",
        role="goals",
        order=("plan", "indicator", "city", "set_on"),
        happened=("set_on",),
        dated=Dated("set_on"),
    ),
    Entry(name="areas", role="reference", key="area"),
    Entry(name="events", role="reference", key="event", dated=Dated("known_on", "happened")),
    Entry(name="measures", role="reference", key="measure"),
    Entry(name="periods", role="reference", key="period", dated=Dated("period")),
    Entry(name="sources", role="reference", key="source"),
    Entry(name="home_cities", role="derived", key="city", made_from=("areas",)),
    Entry(name="city_months", role="derived", made_from=("home_cities", "periods"), dated=Dated("period")),
    Entry(
        name="units_open",
        role="derived",
        key="unit_no",
        made_from=("service_network",),
        dated=Dated("since_on", emptied=("until_on",)),
    ),
    Entry(
        name="high_value_patents",
        role="derived",
        key="application_no",
        made_from=("patents", "patent_events", "periods"),
        dated=Dated(
            "since_on",
            emptied=(
                *("until_on", "strategic_since", "overseas_since"),
                *("long_lived_since", "pledged_since", "awarded_since"),
            ),
        ),
    ),
    # Its years have no last day among the columns: releases/asof leaves out those that had not begun.
    Entry(name="population", role="derived", made_from=("home_cities", "observations")),
    Entry(name="figures", role="measured", dated=Dated("period")),
)
TABLES: Mapping[str, Entry] = {one.name: one for one in ENTRIES}


def _of(role: str) -> tuple[str, ...]:
    return tuple(one.name for one in ENTRIES if one.role == role)


REGISTERS, GOALS, DERIVED = _of("register"), _of("goals"), _of("derived")
# What the pages need of a release, and what the office can bring.
NEEDED = tuple(name for name in TABLES if name not in {*GOALS, *_of("measured")})
BROUGHT = tuple(one.name for one in ENTRIES if one.happened)


def unfilled(empty: set[str]) -> set[str]:
    """Return the ``empty`` tables and those that are made from any of them."""
    return empty | {one.name for one in ENTRIES if empty & set(one.made_from)}


def behind(register: str) -> tuple[str, ...]:
    """Return the tables that speak of a register's records: its own, its parts, and what is made from these."""
    own = {register, *(one.name for one in ENTRIES if one.part_of == register)}
    return tuple(one.name for one in ENTRIES if one.name in own or own & set(one.made_from))
