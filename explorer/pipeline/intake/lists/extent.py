"""Which cities a list speaks of: of others it says nothing, and nothing that is absent is ever zero."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import polars as pl

from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.yearly.table import Question
from explorer.releases.tables import REGISTERS

Scope = Literal["auto", "province", "cities"]
SCOPES: tuple[Scope, ...] = Scope.__args__  # type: ignore[attr-defined]
UNTIL = ("until_said", "until_unsaid", "until_within")  # what is asked of the last day that a list knows


def cities(rows: pl.DataFrame, table: str, scope: Scope) -> tuple[str, ...]:
    """Return the codes of the cities that a list speaks of, none where it speaks of them all.

    ``scope``: what was said of it; where nothing was, a list of one city is that city's, any other the province's.
    """
    if table not in REGISTERS or scope == "province":
        return ()
    named = _named(rows)
    return () if _absent(named) == [] or (scope == "auto" and len(named) != 1) else tuple(named)


def asked(
    questions: Sequence[Asked], rows: pl.DataFrame, table: str, scope: Scope = "auto", until: dt.date | None = None
) -> tuple[Asked, ...]:
    """Return what a person should look at in a list: what its check asks, and which cities it is taken to speak of.

    ``until``: the last day that it knows, where somebody said it when bringing it: then its own is not asked about.
    """
    kept = tuple(one for one in questions if until is None or one[2].kind not in UNTIL)
    named = _named(rows) if table in REGISTERS else []
    absent = _absent(named)
    if not named or not absent:
        return kept
    if cities(rows, table, scope):
        kind, places = ("one_city" if scope == "auto" else "only_cities"), named
    else:
        kind, places = "cities_absent", absent
    return (*kept, (0, "", Question(kind, {"places": tuple(places), "count": len(absent)})))


def _named(rows: pl.DataFrame) -> list[str]:
    return sorted(rows["city"].drop_nulls().unique()) if "city" in rows.columns else []


def _absent(named: Sequence[str]) -> list[str]:
    """Return the cities that are not among some places; a zone is a part of one of them."""
    every = [code for code, area in areas.world().cities().items() if area["level"] == "city"]
    return [code for code in every if code not in named]
