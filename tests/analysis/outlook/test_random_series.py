"""A thousand random series by every method: an answer or a reason, never both, never a crash.

``RANDOM_SERIES`` asks for more of them.
"""

import math
import os
import random

from explorer.analysis.outlook.forecast import Asked, Forecast, forecast
from explorer.analysis.outlook.forecast_methods import YEARLY, kind_of
from explorer.analysis.outlook.projection import Manner
from explorer.core import language
from tests.analysis.outlook import random_series

COUNT = int(os.environ.get("RANDOM_SERIES", "1000"))


def asked(draw: random.Random, method: str) -> Asked:
    _, series, limits = random_series.series(draw)
    until = series[-1][0] + draw.choice((0.5, 1, 5, 10))
    start = (series[-1][0] + 0.25, series[-1][1] * 1.01) if draw.random() < 0.2 and limits[1] > 100 else None
    return Asked(
        whole=tuple(series),
        until=max(until, start[0] + 1) if start else until,
        method=method,
        manner=Manner(False, draw.choice((0.5, 0.8, 0.95)), limits),
        kind=kind_of(draw.choice(("stock", "flow")), limits),
        window=draw.choice((None, 2, 4, 6, 12)),
        start=start,
        goal=random_series.goal(draw, series, limits),
        direction=draw.choice((1, -1)),
    )


def sound(found: Forecast, limits: tuple[float, float], level: float) -> None:
    """Assert what holds of every forecast."""
    assert (not found.line) == (found.no_line is not None)
    for step in found.line:
        assert math.isfinite(step.point)
        assert limits[0] <= step.point <= limits[1], "nothing lies beyond a natural limit"
        assert (step.low is None) == (step.high is None)
        if step.low is not None:
            assert found.no_band in (None, "limit_reached")
            assert limits[0] <= step.low <= step.point <= step.high <= limits[1]
            assert step.point not in limits, "nothing is certain at a limit"
    assert found.last is None or (found.last.low is None) == (found.no_band is not None), "no band without a reason"
    assert (found.chance is None) == (found.no_chance is not None), "no missing probability without a reason"
    assert found.chance is None or 0 <= found.chance <= 1
    if found.record.fails(level):
        assert not found.line
        assert found.no_line in ("poor_record", "two_points")
    if found.no_line:
        assert found.no_band == found.no_chance == found.no_line
    for words in (language.words("zh"), language.words("en")):
        assert all(words(f"doubt.{one}") for one in found.warnings)


def test_every_random_series_has_an_answer_or_a_reason():
    seen = set()
    for seed in range(COUNT):
        draw = random.Random(seed)
        state = draw.getstate()
        for method in YEARLY:
            draw.setstate(state)
            question = asked(draw, method)
            found = forecast(question)
            sound(found, question.manner.limits, question.manner.level)
            seen |= {found.no_line, found.no_band, found.no_chance, found.instead, *found.notes}
    wanted = {"poor_record", "two_points", "one_point", "untested", "flow_untested", "limit_reached", "zeros"}
    wanted |= {"logs_of_nothing", "goal_at_limit", "goal_beyond_limit", "no_spread", "shorter_window", "steps_end"}
    wanted |= {"damped_instead", "too_wide", "gaps", "short", "far", None}
    assert wanted <= seen, f"never met: {wanted - seen}"
