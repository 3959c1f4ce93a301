"""What may be shown of a forecast, as HTML and sentences: what was had, the figures ahead, what was left out and why.

All of it is read from the Forecast; nothing is judged here.
"""

from collections.abc import Iterator

from htpy import Element, b, p, small

from explorer.analysis.outlook import assumptions, projection
from explorer.analysis.outlook.backtest import Backtest
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core import texts
from explorer.core.goals import NATION
from explorer.core.language import Words

ROUGH = 20  # a probability is said in steps of one twentieth
SAID_ELSEWHERE = ("no_goal", "sum_of_years", "nothing_known")


def had(view: View, seen: Prospect) -> Iterator[Element]:
    """Yield the pace had of late, and the nation's beside it: facts, whatever may be said of the years ahead."""
    words, found, indicator = view.words, seen.forecast.had, seen.goal.indicator
    if found:
        key = "whatif.had_ahead" if found.ahead else "whatif.had"
        said = words(key, years=words.number(found.years, 1), count=found.count)
        pace = words.pace(found.pace, indicator, growing=found.rate is not None)
        yield _pair(said, words("whatif.a_year", pace=pace) + words.suffix(_evidence(seen)))
    bounded = indicator.limits is not None
    national = assumptions.national_pace(view, indicator, logs=not bounded)
    if national is not None and view.area != NATION:
        pace = words.pace(national.mean, indicator, growing=not bounded)
        yield _pair(
            words("whatif.national", since=national.since, until=national.until), words("whatif.a_year", pace=pace)
        )


def figures(seen: Prospect, words: Words) -> Iterator[Element]:
    """Yield the figures ahead that may be shown; where they may not, the sentence that says why."""
    found, level = seen.forecast, words.share(seen.manner.level)
    if seen.start is None:
        return
    if found.last is None:
        yield p(".refused")[refusal(seen, words)]
        return
    said = words.value(found.last.point, seen.goal.indicator) + words.suffix(_evidence(seen))
    yield _pair(words(f"headline.{found.model}", year=seen.goal.year), said)
    if found.last.low is not None and found.last.high is not None:
        band = words.between(found.last.low, found.last.high, seen.goal.indicator)
        yield _pair(words("whatif.band", level=level), band)
    if found.chance is not None:
        yield _pair(words("whatif.chance", year=seen.goal.year), likelihood(seen, words))
    elif seen.goal.kind == "mean_flow":
        yield p[words("whatif.no_chance_of_sums")]


def refusal(seen: Prospect, words: Words) -> str:
    """Return why there are no figures ahead; where the record refutes them, with its numbers."""
    found = seen.forecast
    if found.no_line != "poor_record":
        return words(f"doubt.{found.no_line}")
    level, record = words.share(seen.manner.level), found.record
    key = "whatif.untrusted" if record.inside else "whatif.untrusted_none"
    return words(key, inside=record.inside, of=record.total, level=level)


def likelihood(seen: Prospect, words: Words) -> str:
    """Return the probability in words; with a rough figure where enough values stand behind it and it is near."""
    chance = seen.forecast.chance
    if chance is None:
        return ""
    word = words(f"chance.{projection.chance_word(chance)}")
    if not seen.forecast.rough:
        return word
    rough = min(max(round(chance * ROUGH), 1), ROUGH - 1) / ROUGH
    edge = "whatif.below" if chance < 1 / ROUGH else "whatif.above" if chance > 1 - 1 / ROUGH else "whatif.about"
    return words("whatif.rough", word=word, share=words(edge, share=words.share(rough)))


def _pair(label: str, text: str) -> Element:
    return p[small[label], b[text]]


def _evidence(seen: Prospect) -> str | None:
    return "simulated" if seen.simulated else None


def doubts(view: View, seen: Prospect) -> list[str]:
    """Return what a reader must know before believing the line, as sentences."""
    words, said = view.words, (*SAID_ELSEWHERE, seen.forecast.no_line)
    found = [words(f"doubt.{doubt}") for doubt in seen.forecast.warnings if doubt not in said]
    if seen.cut_at is not None:
        found.append(words("doubt.cut", year=seen.cut_at))
    if seen.made_up_until is not None:
        found.append(words("doubt.real_alone", year=seen.made_up_until))
    growth = assumptions.thinning(view, seen.goal)
    if growth is not None:
        years = {"since": growth.since, "until": growth.until}
        found.append(
            words(f"doubt.divided_by_{seen.goal.indicator.denominator}", rate=words.rate(growth.mean), **years)
        )
    return found


def caption(view: View, seen: Prospect) -> str:
    """Return what the band assumes and what no method covers."""
    words, found = view.words, seen.forecast
    if not found.line:
        return words("whatif.no_line")
    years = words.number(seen.used[-1][0] - seen.used[0][0], 1)
    model = "whatif.assumes_ets" if found.model == "ets" else "whatif.assumes"
    parts = [words(f"assumes.{found.model}")] if found.model != "ets" else []
    parts += [words(model, years=years, level=words.share(seen.manner.level))] if found.banded else []
    return texts.in_a_row([*parts, words("whatif.no_method_covers")])


def tested(view: View, seen: Prospect, test: Backtest | None) -> str:
    """Return what the backtest shows, and for monthly series how the methods compare, in sentences."""
    words = view.words
    if test is None:
        return words("whatif.no_backtest")
    origin, level = words.time(test.outlook.start[0]), words.share(seen.manner.level)
    said = [words("whatif.tested", year=origin)]
    if test.outlook.error is not None:
        held = [one for one in test.inside if one is not None]
        said.append(words("whatif.held", inside=sum(held), of=len(held), level=level))
        record = seen.forecast.record
        said.append(words("whatif.record", inside=record.inside, of=record.total, level=level))
    return texts.in_a_row([*said, *_contest(seen, words)])


def _contest(seen: Prospect, words: Words) -> Iterator[str]:
    found, indicator = seen.forecast.contest, seen.goal.indicator
    if found is None:
        return
    if found.drift is None or found.ets is None:
        yield words("whatif.no_contest")
        return
    errors = {"drift": found.drift, "ets": found.ets}
    said = {name: words.distance(error, indicator, finer=True) for name, error in errors.items()}
    yield words(f"whatif.contest_{found.better}", origins=found.origins, **said)
