"""Which cities a list speaks of: of others it says nothing, and nothing that is absent is ever zero."""

import datetime as dt
from typing import Literal

import polars as pl

from explorer.pipeline.intake.check import Checked
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.yearly.table import Question
from explorer.releases.tables import REGISTERS

Scope = Literal["auto", "province", "cities"]
SCOPES: tuple[Scope, ...] = Scope.__args__  # type: ignore[attr-defined]
UNTIL = ("until_said", "until_unsaid", "until_within")  # what is asked of the last day that a list knows


def cities(found: Checked, scope: Scope) -> tuple[str, ...]:
    """Return the codes of the cities that a list speaks of, none where it speaks of them all.

    ``scope``: what was said of it; where nothing was, a list whose rows all name one city is that city's, any other the
    province's.
    """
    if found.table not in REGISTERS or scope == "province":
        return ()
    alone = len(found.cities) == 1 and not _nowhere(found)
    return tuple(sorted(found.cities)) if _absent(found) and (scope == "cities" or alone) else ()


def asked(found: Checked, scope: Scope = "auto", until: dt.date | None = None) -> tuple[Asked, ...]:
    """Return what a person should look at in a list: what its check asks, and which cities it is taken to speak of.

    ``until``: the last day that it knows, where somebody said it when bringing it: then its own is not asked about.
    """
    kept = tuple(one for one in found.questions if until is None or one[2].kind not in UNTIL)
    if found.table not in REGISTERS or not found.cities:
        return kept
    return (*kept, *((0, "", one) for one in (*_extent(found, scope), *_uncounted(found))))


def _extent(found: Checked, scope: Scope) -> list[Question]:
    absent = _absent(found)
    if not absent:
        return []
    if named := cities(found, scope):
        kind, places = ("one_city" if scope == "auto" else "only_cities"), named
    else:
        kind, places = "cities_absent", absent
    return [Question(kind, {"places": places, "count": len(absent)})]


def _uncounted(found: Checked) -> list[Question]:
    """Return which rows no count of a city or the province has: those without a city, and those of a zone."""
    zones = {code for code, area in areas.world().cities().items() if area["level"] != "city"}
    of_zones = found.rows.filter(pl.col("city").is_in(zones)).height
    asked = [Question("city_unsaid", {"count": nowhere})] if (nowhere := _nowhere(found)) else []
    return asked + ([Question("city_is_zone", {"count": of_zones})] if of_zones else [])


def _nowhere(found: Checked) -> int:
    return found.rows["city"].null_count()


def _absent(found: Checked) -> tuple[str, ...]:
    """Return the cities that a list does not name; a zone is a part of one of them."""
    every = (code for code, area in areas.world().cities().items() if area["level"] == "city")
    return tuple(code for code in every if code not in found.cities)
