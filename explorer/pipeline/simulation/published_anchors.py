"""The published figures that the simulated registers must reproduce."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from explorer.core.profile import profile
from explorer.pipeline.simulation.assumptions import Figure

PROVINCE = profile().home


@dataclass(frozen=True)
class Anchors:
    """Known yearly figures by (measure, area, year)."""

    values: Mapping[tuple[str, str, int], float]

    def at(self, measure: str, area: str, year: int) -> float | None:
        """Return the figure, or None if there is none."""
        return self.values.get((measure, area, year))

    def years(self, measure: str, area: str) -> dict[int, float]:
        """Return every year's figure of a measure in an area."""
        return {key[2]: value for key, value in self.values.items() if key[:2] == (measure, area)}

    def with_derived(self, derived: Iterable[Figure]) -> "Anchors":
        """Return the same anchors and the derived figures; a published figure is never replaced."""
        more = {(figure.measure, figure.area, figure.year): figure.value for figure in derived}
        return Anchors(more | dict(self.values))


def anchors(published: pl.DataFrame, left_out: Iterable[Figure] = ()) -> Anchors:
    """Return the best published yearly figure of each measure, area and year, without those ``left_out``.

    Where sources differ the better reliability wins, then the later day of publication.
    """
    best = (
        published.filter(pl.col("frequency") == "A")
        .with_columns(year=pl.col("period_end").dt.year())
        .sort("reliability", "known_on", descending=[False, True], nulls_last=True, maintain_order=True)
        .unique(["measure", "area", "year"], keep="first", maintain_order=True)
    )
    out = {(figure.measure, figure.area, figure.year) for figure in left_out}
    rows = best.select("measure", "area", "year", "value").rows()
    return Anchors({key: value for *name, value in rows if (key := tuple(name)) not in out})
