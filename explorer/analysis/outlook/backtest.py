"""What a method would have said before: the last values hidden, the others carried ahead, and what came."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from explorer.analysis.outlook.projection import DAY, LEAST_WITHIN_YEARS, Manner, Outlook, Series, Step, project

LEAST_SHOWN = 3
FEWEST_ORIGINS = 5


@dataclass(frozen=True)
class Backtest:
    """What the method would have said at the origin, and what came: (time, value) and whether the band held it.

    ``inside`` is None where there was no band to hold anything.
    ``since``: the time of the first value the method was shown.
    """

    outlook: Outlook
    since: float
    came: tuple[tuple[float, float], ...]
    inside: tuple[bool | None, ...]


Projector = Callable[[Series, float, Manner], Outlook | None]


def backtest(
    series: Series, hidden: int, manner: Manner, window: int | None = None, by: Projector = project
) -> Backtest | None:
    """Hide the last ``hidden`` values and project from the others; None when too few would be left for a band.

    ``window``: how many values before the origin the method is shown, as it is shown today. ``by``: the method.
    """
    shown, came = series[: len(series) - hidden], series[len(series) - hidden :]
    shown = shown if window is None else shown[-window:]
    if hidden < 1 or len(shown) < (LEAST_WITHIN_YEARS + 1 if manner.seasonal else LEAST_SHOWN):
        return None
    try:
        found = by(shown, came[-1][0], manner)
    except (OverflowError, ValueError):
        return None  # at that origin the method had nothing to say: numbers too far apart, a logarithm of nothing
    if found is None:
        return None
    ends = {round(step.time, 2): step for step in found.path}
    seen = tuple((time, value) for time, value in came if round(time, 2) in ends)
    inside = tuple(_holds(ends[round(time, 2)], value) for time, value in seen)
    return Backtest(found, shown[0][0], seen, inside)


def _holds(step: Step, value: float) -> bool | None:
    return None if step.low is None or step.high is None else step.low <= value <= step.high


@dataclass(frozen=True)
class Record:
    """How many values the bands of earlier origins held, of how many, and of how many origins these were."""

    inside: int
    total: int
    origins: int

    def fails(self, level: float) -> bool:
        """Whether what was said before refutes a band that is to hold ``level``.

        Fewer than half of what it promises, over enough origins; over fewer, none at all. Where nothing could be
        tested nothing is refuted.
        """
        if self.origins < FEWEST_ORIGINS:
            return self.total > 0 and self.inside == 0
        return self.inside < level / 2 * self.total


def record(
    series: Series,
    manner: Manner,
    window: int | None = None,
    by: Projector = project,
    origins: int | None = None,
    ahead: float = math.inf,
) -> Record:
    """Return how many values the bands held, over the last ``origins`` a year apart.

    Only values up to ``ahead`` years after an origin are counted: a band is tested at the distance it is used for.
    """
    stride = 12 if manner.seasonal else 1
    most = len(series) if origins is None else min(len(series), origins * stride + 1)
    tests = (backtest(series, hidden, manner, window, by) for hidden in range(stride, most, stride))
    held = [
        [
            holds
            for (time, _), holds in zip(test.came, test.inside, strict=True)
            if holds is not None and time <= test.outlook.start[0] + ahead + DAY
        ]
        for test in tests
        if test and test.outlook.error is not None
    ]
    return Record(sum(map(sum, held)), sum(map(len, held)), sum(bool(one) for one in held))
