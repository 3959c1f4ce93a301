"""What could be promised next: three levels, each by a rule that can be said in one sentence.

conservative, base and ambitious by kind of series: of a stock even steps, middle path, same pace; of a share half of
the damped gain, the damped trend, even steps below the limit; of a yearly amount the least, the mean and the damped
trend of the last three years. Source: the drafting rules and their record on promises of this field, see
docs/decisions/outlook.md.
"""

from typing import Literal

from explorer.analysis.outlook import assumptions
from explorer.analysis.outlook import forecast as outlook_forecast
from explorer.analysis.outlook.forecast import Asked
from explorer.analysis.outlook.forecast_methods import HEADLINES, LAST_YEARS, Method
from explorer.analysis.outlook.target_outlook import Prospect

Level = Literal["conservative", "base", "ambitious"]
LEVELS: tuple[Level, ...] = Level.__args__  # type: ignore[attr-defined]


def proposals(seen: Prospect) -> tuple[tuple[Level, float], ...]:
    """Return the three levels for the goal's year; none where the forecast may not be shown."""
    if seen.manner.seasonal or seen.start is None or seen.forecast.no_line:
        return ()
    base = _headline(seen, HEADLINES[seen.kind])
    pure = {one.name: one.last for one in assumptions.around(seen)}
    if seen.kind == "stock":
        low, high = pure["steps"], pure["pace"]
    elif seen.kind == "share":
        low, high = (seen.start[1] + base) / 2 if base is not None else None, pure["steps"]
    else:
        low = min(value for _, value in seen.series[-LAST_YEARS:])
        high = _headline(seen, "damped_trend")
    found = (low, base, high)
    if None in found:
        return ()
    ordered = sorted((value for value in found if value is not None), reverse=seen.goal.direction < 0)
    digits = seen.goal.indicator.digits
    return tuple((level, round(value, digits)) for level, value in zip(LEVELS, ordered, strict=True))


def _headline(seen: Prospect, method: Method) -> float | None:
    """Return where a method leads in the goal's year, whichever method the reader looks at."""
    window = max(len(seen.series), LAST_YEARS + 1)
    asked = Asked(seen.whole, seen.goal.year, method, seen.manner, seen.kind, window, seen.start)
    found = outlook_forecast.forecast(asked)
    return found.last.point if found.last and found.instead != "damped_instead" else None
