"""The exhibits of the registers: what each holds over time, and what it gained and lost."""

from collections.abc import Callable

import polars as pl

from explorer import charts
from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.language import Words
from explorer.links.ask import Ask
from explorer.views.exhibit import OBSERVED, Graph, Picture, Series
from explorer.views.exhibit_parts import EMPTY, Shown
from explorer.views.registers import choices as registers_choices
from explorer.views.registers import text as registers_text

# Where a register's counts come from, by the evidence of the weakest record counted.
SOURCE = {"published": "records", "office": "register", "simulated": "simulation"}


def register(slug: str) -> Callable[[Ask, View], Shown]:
    """Return what makes the exhibit of a register's page."""
    asked = definitions.REGISTERS[slug]

    def shown(ask: Ask, view: View) -> Shown:
        words = view.words
        title = registers_text.answer(view, asked)
        if not definitions.covers(view):
            return Shown(title, registers_text.not_covered(view), EMPTY)
        choice = registers_choices.choose_filters(ask, view, asked)
        choice = registers_choices.choose_span(ask, view, choice)
        choice = registers_choices.choose_breakdown(ask, view, asked, choice)
        choice = registers_choices.choose_record(ask, view, asked, choice)
        series, unit = counts.series(view, asked, choice), definitions.unit(asked)
        if series.is_empty():
            return Shown(title, words("register.none_here"), EMPTY)
        flows = charts.flow_rows(series, choice.span, unit, words)
        return Shown(
            title,
            registers_text.counted(view, asked, choice),
            _counted(view, slug, series),
            graph=Graph(
                "bars",
                words.of(unit),
                _stocks(series, words),
                categories=_periods(series, choice.span, words),
            ),
            pictures=(
                Picture(
                    charts.stock_spec(words.code, "light"),
                    charts.stock_rows(series, choice.span, unit, words),
                    words("register.stock", unit=words.of(unit)),
                ),
                Picture(charts.flow_spec(words.code, "light"), flows, words("register.flow", unit=words.of(unit))),
            ),
        )

    return shown


def _counted(view: View, slug: str, series: pl.DataFrame) -> pl.DataFrame:
    """Return a register's counts as observations: what it holds, gained and lost in each period."""
    unit = view.words.of(definitions.unit(definitions.REGISTERS[slug]))
    frames = [
        series.select(
            pl.lit(f"{slug}.{measure}").alias("indicator"),
            pl.lit(view.area).alias("area"),
            "period",
            pl.when("partial").then(pl.lit("to_date")).otherwise(pl.lit("whole")).alias("span"),
            pl.col(measure).alias("value"),
            pl.lit(unit).alias("unit"),
            "evidence",
            pl.col("evidence").replace_strict(SOURCE, return_dtype=pl.String).alias("source"),
            pl.col("period").alias("known_on"),
            pl.lit(None, pl.String).alias("state"),
        )
        for measure in definitions.MEASURES
    ]
    return pl.concat(frames).cast(OBSERVED)


def _periods(series: pl.DataFrame, span: str, words: Words) -> tuple[str, ...]:
    """Return what each period is called; the stock of one that is not over is that of its last month."""
    rows = series.select("period", "partial").iter_rows()
    return tuple(definitions.period_name(day, "month" if partial else span, words) for day, partial in rows)


def _stocks(series: pl.DataFrame, words: Words) -> tuple[Series, ...]:
    rows = series.with_row_index("place").select("place", "stock", "evidence").rows()
    return tuple(
        Series(words(f"evidence.{kind}"), kind, mine)
        for kind in marks.EVIDENCE
        if (mine := tuple((float(place), float(stock)) for place, stock, evidence in rows if evidence == kind))
    )
