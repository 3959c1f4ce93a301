"""Indicator + area + as-of + evidence → one polars frame. The only reader of a release."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

import polars as pl

from explorer.core import catalogue
from explorer.core.goals import CityGoal, Indicator
from explorer.releases import asof, connection, counted, manifest, measured, reconcile, release

EVIDENCE_SHOWN = {"published": ["published"], "office": ["published", "office"], "all": list(manifest.EVIDENCES)}
Edition = release.Edition
edition, kept_edition = release.edition, release.kept_edition
ask, ask_within = connection.ask, connection.ask_within
weakest, filled, known_until = counted.weakest, counted.filled, counted.known_until


def read(indicator: Indicator, area: str, as_of: dt.date, evidence: str, source: Edition) -> pl.DataFrame:
    """Return what was known of ``indicator`` in ``area`` on ``as_of``, oldest period first.

    Columns: area; period (its last day); span (year, point: a stock on another day, year_to_date: an incomplete
    year's flow); value in the indicator's unit; evidence; source; known_on (null: day unknown); reliability; state,
    basis and note (see ``precedence``); rivals (other sources' differing values for the same area and period, each with
    the reason for which it does not stand); person, document, next_step and deadline as the office says them.
    Which value stands is decided in ``precedence``. Nothing simulated stands from the first period on of which the
    office says something itself, of the area or of the province it lies in.
    """
    return _read(source, indicator.slug, area, as_of, evidence)


def undetermined(indicator: Indicator, area: str, as_of: dt.date, evidence: str, source: Edition) -> pl.DataFrame:
    """Return the figures, as in ``read`` but without a value, that the office says are not determined yet."""
    return unstated(indicator, area, as_of, evidence, source).filter(pl.col("state") == "undetermined")


def unstated(indicator: Indicator, area: str, as_of: dt.date, evidence: str, source: Edition) -> pl.DataFrame:
    """Return the figures of ``undetermined``, and those that the office took back where nothing else is left."""
    return _settled(source, indicator.slug, area, as_of, evidence).filter(pl.col("value").is_null())


@lru_cache(maxsize=256)
def tables_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the names of the release's tables that measure the indicator."""
    return ("observations",) if indicator.sql is None else counted.tables_in(indicator.sql)


def monthly(indicator: Indicator, area: str, as_of: dt.date, evidence: str, source: Edition) -> pl.DataFrame:
    """Return the indicator measured from the registers at every month-end up to ``as_of``: period, value, evidence.

    A flow is the sum since 1 January. Without rows: no register measures it, or not by the evidence asked for.
    """
    rows = _measured(source, indicator.slug).filter(
        pl.col("area") == area, pl.col("period") <= as_of, pl.col("evidence").is_in(EVIDENCE_SHOWN[evidence])
    )
    apart = reconcile.unmixed(rows, spoken(source, indicator.slug, area, as_of, evidence))
    return apart.select("period", "value", "evidence").sort("period")


def countable(
    indicator: Indicator, area: str, day: dt.date, as_of: dt.date, evidence: str, source: Edition
) -> str | None:
    """Return the evidence of the indicator's count from the registers on ``day``; None where it may not be shown."""
    found = counted_by(indicator, source)
    behind = found.of(area) if found else None
    if behind is None or not behind.filled or behind.evidence not in EVIDENCE_SHOWN[evidence]:
        return None
    since = min(filter(None, spoken(source, indicator.slug, area, as_of, evidence)), default=None)
    if (behind.since and day < behind.since) or (behind.evidence == "simulated" and since and since <= day):
        return None
    return behind.evidence


def spoken(source: Edition, slug: str, area: str, as_of: dt.date, evidence: str) -> list[dt.date | None]:
    """Return since when the office speaks itself of the area, and of the province that a city lies in."""
    place = _by("areas", source)[area]
    above = place["parent"] if place["level"] == "city" else None
    return [
        reconcile.spoken_since(_chosen(source, slug, one, as_of, evidence)) for one in (area, above) if one is not None
    ]


def stated(source: Edition, indicator: Indicator) -> bool:
    """Whether the office states any figure of an indicator."""
    return bool((_figures(source, indicator)["evidence"] == "office").any())


def sources(source: Edition) -> Mapping[str, Mapping[str, str | None]]:
    """Return every source by id: title, publisher, url, published_on, reached."""
    return _by("sources", source)


def areas(source: Edition) -> Mapping[str, Mapping[str, str | None]]:
    """Return every area by code: name_zh, name_en, level, parent."""
    return _by("areas", source)


def counted_by(indicator: Indicator, source: Edition) -> counted.Behind | None:
    """Return what stands behind the indicator's count from the registers; None where no register measures it."""
    return counted.behind(source, indicator.sql) if indicator.sql else None


def places(indicator: Indicator, source: Edition) -> tuple[str, ...]:
    """Return every area that a figure of the indicator can be read of: those with one, and what they are parts of."""
    rows = (_figures(source, indicator), _measured(source, indicator.slug))
    found = {str(area) for part in rows for area in part["area"].unique()}
    above = {_by("areas", source)[area]["parent"] for area in found}
    return tuple(sorted(found | {area for area in above if area}))


def events(indicator: Indicator, area: str, as_of: dt.date, source: Edition) -> pl.DataFrame:
    """Return what happened up to ``as_of`` that explains the indicator's values in ``area``, oldest first.

    Columns: event, kind (policy, break), happened_on, area, measures, short_zh, short_en, title_zh, title_en, source.
    An event of the nation or the province holds for every area in it; one without measures for every measure.
    """
    return _events(source, indicator.measure, area, as_of)


@lru_cache(maxsize=1024)
def _events(source: Edition, measure: str, area: str, as_of: dt.date) -> pl.DataFrame:
    inside, within = [], area
    while within:
        inside.append(within)
        within = _by("areas", source)[within]["parent"] or ""
    about = pl.col("measures").is_null() | pl.col("measures").str.split(";").list.contains(measure)
    rows = connection.table(source, "events")
    happened = rows.filter(about, pl.col("area").is_in(inside), pl.col("happened_on") <= as_of)
    return happened.filter(asof.known(as_of, pl.col("happened_on"))).sort("happened_on")


@lru_cache(maxsize=256)
def city_goals(plan: str, as_of: dt.date, evidence: str, source: Edition) -> Mapping[str, tuple[CityGoal, ...]]:
    """Return, by indicator, the goals of a plan that the office gave single cities: of each the one set last by a day.

    Of two rows of one day the one brought later counts. A release from before goals could be brought has none.
    """
    if "city_goals" not in source.evidence:
        return {}
    rows = connection.table(source, "city_goals")
    known = rows.filter(
        pl.col("plan") == plan, pl.col("set_on") <= as_of, pl.col("evidence").is_in(EVIDENCE_SHOWN[evidence])
    )
    last = known.sort("set_on", maintain_order=True).unique(["indicator", "city"], keep="last", maintain_order=True)
    cells = ("city", "value", "source", "set_on")
    return {
        str(indicator): tuple(CityGoal(*row) for row in mine.sort("city").select(cells).iter_rows())
        for (indicator,), mine in last.partition_by("indicator", as_dict=True).items()
    }


def published(as_of: dt.date, source: Edition) -> pl.DataFrame:
    """Return every published figure known on ``as_of``, of all measures, areas and sources: see data/README.md."""
    rows = pl.concat([part for measure, part in _observations(source).items() if measure])
    return rows.filter(pl.col("evidence") == "published", asof.known(as_of, known_until(["sources"], source)))


def measures(source: Edition) -> Mapping[str, Mapping[str, str | None]]:
    """Return every measure of the published figures: name_zh, name_en, unit, definition, definition_en, domain."""
    return _by("measures", source)


def inventory(source: Edition) -> Mapping[str, manifest.Table]:
    """Return the release's tables as its manifest describes them."""
    return manifest.read_manifest(source.folder).tables


def published_count(indicator: Indicator, source: Edition) -> int:
    """Return how many published figures of the indicator the release holds, over all areas and sources."""
    return _figures(source, indicator).filter(pl.col("evidence") == "published").height


@lru_cache(maxsize=4096)
def _read(source: Edition, slug: str, area: str, as_of: dt.date, evidence: str) -> pl.DataFrame:
    return _settled(source, slug, area, as_of, evidence).filter(pl.col("value").is_not_null())


@lru_cache(maxsize=4096)
def _settled(source: Edition, slug: str, area: str, as_of: dt.date, evidence: str) -> pl.DataFrame:
    """Return what ``read`` does, and a row without a value for each figure that is known to be unknown."""
    rows = _chosen(source, slug, area, as_of, evidence)
    return reconcile.unmixed(rows, spoken(source, slug, area, as_of, evidence))


@lru_cache(maxsize=4096)
def _chosen(source: Edition, slug: str, area: str, as_of: dt.date, evidence: str) -> pl.DataFrame:
    """Return which of the values known stands for each period, whoever gave it."""
    indicator = catalogue.indicators()[slug]
    figures, (cities, zones) = _figures(source, indicator), reconcile.parts(_by("areas", source), area)
    parts = [figures.filter(pl.col("area") == area), _measured(source, slug).filter(pl.col("area") == area)]
    seen = (
        pl.col("period") <= as_of,
        asof.known(as_of, known_until(["sources"], source)),
        pl.col("evidence").is_in(EVIDENCE_SHOWN[evidence]),
    )
    if indicator.additive and cities:
        below = figures.filter(pl.col("area").is_in([*cities, *zones]), *seen)
        parts.append(reconcile.sums(below, cities, area, zones))
    known = pl.concat(parts, how="diagonal").filter(*seen)
    return reconcile.settle(reconcile.thin(known, indicator))


def _figures(source: Edition, indicator: Indicator) -> pl.DataFrame:
    found = _observations(source).get(indicator.measure)
    return _observations(source)[""] if found is None else found


@lru_cache(maxsize=3)
def _observations(source: Edition) -> Mapping[str, pl.DataFrame]:
    """Return the figures by measure; under the empty name, none."""
    table = connection.table(source, "observations")
    rows = reconcile.lived(table, manifest.read_manifest(source.folder).imports)
    everything = rows.with_columns(monthly=pl.lit(False))
    by_measure = everything.partition_by("measure", as_dict=True)
    return {str(key[0]): rows for key, rows in by_measure.items()} | {"": everything.clear()}


@lru_cache(maxsize=256)
def _measured(source: Edition, slug: str) -> pl.DataFrame:
    """Return the indicator measured from the registers: every month-end, the cities and their sum."""
    if measured.keeps(source):
        every = _kept(source)
        return every.get(slug, every[""])
    rows = measured.read(catalogue.indicators()[slug], source)
    every = _rolled(rows.select(pl.lit(slug).alias("indicator"), pl.all()), source)
    return every.get(slug, every[""])


@lru_cache(maxsize=3)
def _kept(source: Edition) -> Mapping[str, pl.DataFrame]:
    """Return all that a release keeps of its registers, as in ``_rolled``: together it costs as much as three alone."""
    return _rolled(measured.kept(source), source)


def _rolled(rows: pl.DataFrame, source: Edition) -> Mapping[str, pl.DataFrame]:
    """Return the rows of each indicator, those of the areas above the cities too; under the empty name, none."""
    known = catalogue.indicators()
    additive = pl.col("indicator").is_in([slug for slug, indicator in known.items() if indicator.additive])
    keys, places = ("indicator", "area", "period"), _by("areas", source)
    parts = [(rows.filter(additive), ("value",)), (rows.filter(~additive), ("numerator", "denominator"))]
    both = pl.concat([reconcile.roll_up(part.select(*keys, *said), places) for part, said in parts])
    own = rows.select("indicator", "area", own="evidence").unique()
    # A sum of what lists speak of, or of them and what is invented, is nobody's.
    partly = [slug for slug in rows["indicator"].unique() if slug in known and _partly(known[slug], source)]
    weakest = rows.group_by("indicator").agg(least=pl.col("evidence").unique()).rows()
    least = {slug: manifest.weakest(grades) for slug, grades in weakest}
    simulated = pl.col("evidence") == "simulated"
    graded = (
        both.join(own, on=["indicator", "area"], how="left", maintain_order="left")
        .filter(~pl.col("indicator").is_in(partly) | pl.col("own").is_not_null())
        .with_columns(evidence=pl.coalesce("own", pl.col("indicator").replace_strict(least, return_dtype=pl.String)))
        .select(
            *keys,
            "value",
            "evidence",
            source=pl.when(simulated).then(pl.lit("simulation")).otherwise(pl.lit("register")),
            known_on=pl.col("period"),
            monthly=pl.lit(True),
        )
    )
    found = graded.partition_by("indicator", as_dict=True, include_key=False)
    return {str(key[0]): part for key, part in found.items()} | {"": graded.drop("indicator").clear()}


def _partly(indicator: Indicator, source: Edition) -> bool:
    """Whether the office's lists that stand behind the indicator's count speak of some cities alone."""
    behind = counted_by(indicator, source) if source.listed else None
    return behind is not None and bool(behind.cities)


@lru_cache(maxsize=9)
def _by(name: str, source: Edition) -> Mapping[str, Mapping[str, str | None]]:
    """Return the rows of a table of texts by their slug, in the column called as the table, without its s."""
    return {row[name.removesuffix("s")]: row for row in connection.table(source, name).iter_rows(named=True)}
