"""What every register is made from, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from explorer.pipeline.simulation import sampling
from explorer.pipeline.simulation.areas import Land, land
from explorer.pipeline.simulation.assumptions import Assumptions
from explorer.pipeline.simulation.days import Span
from explorer.pipeline.simulation.published_anchors import Anchors, anchors


@dataclass(frozen=True)
class World:
    """The assumptions, the anchors, the places and the years. ``scale`` multiplies the registers."""

    assumed: Assumptions
    anchors: Anchors
    land: Land
    span: Span
    scale: float

    def stream(self, name: str, after: int = 0) -> np.random.Generator:
        """Return the random numbers of ``name``, those behind the first ``after``."""
        return sampling.stream(self.assumed.seed, name, after)

    def declared(self, section: str) -> Mapping[str, Any]:
        """Return a section of simulation.toml."""
        table: Mapping[str, Any] = self.assumed.more[section]
        return table


def world(assumed: Assumptions, inputs: Mapping[str, pl.DataFrame], scale: float) -> World:
    """Return the world of these inputs: the best published figures, then the derived ones."""
    known = anchors(inputs["published"], assumed.not_anchored).with_derived(assumed.derived)
    span = Span(assumed.first_year, assumed.until)
    where = land(inputs["areas"], known, float(assumed.more["district_weight"]))
    return World(assumed, known, where, span, scale)
