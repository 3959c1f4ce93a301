"""The pictures of a draft: one target with everything that could be promised of it, and all targets on one scale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from explorer.analysis.outlook import ambition
from explorer.analysis.outlook.proposals import Proposal
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.charts import label_placement, layers, rows
from explorer.core import catalogue, language, marks
from explorer.core.language import Words

HEIGHT, ROOM_FOR_NAMES, ROOM_IN_SMALL = 380, 176, 104  # pixels
LINE_OF_TEXT, IN_SMALL = 0.058, 0.16  # of the height of a page's picture, and of a small one
BAR, AROUND = 24, 92  # pixels; AROUND: what the axis and the words above it take
PHONE = 340  # pixels of the scale below which there is room for its marks alone
NAMES_ROOM = "containerSize()[0] < 600 ? 120 : containerSize()[0] < 1000 ? 200 : 330"
FURTHEST = 1.6  # of a required over the recent pace: what asks more ends there, its number beside it
SCALE_SCHEMA = {
    "role": pl.String,
    "name": pl.String,
    "order": pl.Int64,
    "x": pl.Float64,
    "x2": pl.Float64,
    "label": pl.String,
    "simulated": pl.Boolean,
}
LEVEL, BESIDE, NATION, PEERS = "level", "beside", ("national_goal_pace", "national_goal"), "peers_best_quarter"


@dataclass(frozen=True)
class Choice:
    """The value chosen of a target, and the one shown beside it and never judged; ``small``: so is the picture."""

    value: float | None = None
    stretch: float | None = None
    small: bool = False


@dataclass(frozen=True, eq=False)
class Unchosen:
    """One target's picture without any choice: its rows, what its legend says, and the proposals that it names."""

    drawn: Sequence[dict[str, Any]]
    legend: Sequence[dict[str, Any]]
    told: Sequence[Proposal]


def unchosen(
    observed: pl.DataFrame,
    events: pl.DataFrame,
    seen: Prospect,
    lines: Sequence[Proposal],
    names: Mapping[str, str],
    words: Words,
) -> Unchosen:
    """Return what one target's picture shows whatever is chosen: what was, a line for each proposal with a name."""
    points = rows.points(observed, seen.since, seen.goal, words)
    told = [one for one in lines if (one.level or one.basis) in names]
    drawn = [
        *rows.segments(points, rows.breaks(events)),
        *points,
        *rows.events(events, seen.since, words),
        *(row for one in told for row in _line(one, seen)),
        {"role": "goal_year", "x": float(seen.goal.year), "label": ""},
    ]
    return Unchosen(drawn, rows.legend(points, words), told)


def fan_rows(known: Unchosen, seen: Prospect, names: Mapping[str, str], choice: Choice, words: Words) -> pl.DataFrame:
    """Return the rows of one target's picture with the choice."""
    drawn = [*known.drawn, *_choice(choice, seen, words)]
    corners = rows.corners(drawn, seen.goal)
    labels = [*_ends(known.told, names, choice, seen, words, corners), *known.legend]
    return pl.DataFrame([*drawn, *corners, *labels], schema=rows.SCHEMA)


def _line(one: Proposal, seen: Prospect) -> list[dict[str, Any]]:
    kind = LEVEL if one.level else BESIDE
    return [
        {"role": kind, "x": float(x), "y": y, "line": one.level or one.basis}
        for x, y in (*((seen.start,) if seen.start else ()), *one.path)
    ]


def _choice(choice: Choice, seen: Prospect, words: Words) -> Iterable[dict[str, Any]]:
    mark = words.suffix("simulated" if seen.simulated else None)
    for role, value in _own(choice):
        said = words.value(value, seen.goal.indicator) + mark
        yield {"role": role, "x": float(seen.goal.year), "y": value, "label": said}


def _ends(
    told: Sequence[Proposal],
    names: Mapping[str, str],
    choice: Choice,
    seen: Prospect,
    words: Words,
    corners: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Name every line at its end, those that end in one value together, moved apart where they would overlap."""
    indicator, year = seen.goal.indicator, float(seen.goal.year)
    ends: dict[float, tuple[str, list[str]]] = {}
    own = ((role, value, words(f"draft_line.{role}")) for role, value in _own(choice))
    others = ((LEVEL if one.level else BESIDE, one.value, names[one.level or one.basis]) for one in told)
    for kind, value, name in (*own, *others):  # what ends in one value is named together, as the first of it
        ends.setdefault(value, (kind, []))[1].append(name)
    order = sorted(ends)
    low, high = corners[0]["y"], corners[1]["y"]
    gap = (high - low) * (IN_SMALL if choice.small else LINE_OF_TEXT)
    places = label_placement.apart(order, gap, high - gap / 2)
    sign = rows.sign("simulated" if seen.simulated else None)
    listed = words("common.list")
    return [
        {
            "role": f"{kind}_label",
            "x": year,
            "y": place,
            "label": f"{listed.join(named)} {words.figure(value, indicator)}{'' if kind == BESIDE else sign}",
        }
        for value, place in zip(order, places, strict=True)
        for kind, named in [ends[value]]
    ]


def _own(choice: Choice) -> Iterable[tuple[str, float]]:
    return ((role, value) for role, value in (("goal", choice.value), ("stretch", choice.stretch)) if value is not None)


@lru_cache(maxsize=256)
def fan_spec(slug: str, code: str, theme: str | None, *, small: bool = False) -> dict[str, Any]:
    """Return the spec of one target's picture: expects its rows (see fan_rows) under the data name ``rows``."""
    indicator, words, palette = catalogue.indicators()[slug], language.words(code), marks.palette(theme)
    x, y = layers.years(ROOM_IN_SMALL if small else ROOM_FOR_NAMES), layers.values(indicator, words)
    return layers.finished(
        HEIGHT,
        palette,
        layers.goal_year(palette),
        *_lines(BESIDE, palette.grey, 0.9, x, y),
        *_lines(LEVEL, palette.series, 1.3, x, y),
        layers.lines(x, y, palette),
        layers.dots(x, y, words, palette),
        layers.only("stretch")
        .mark_point(shape="diamond", size=110, filled=True, opacity=1, strokeWidth=1.6)
        .encode(x=x, y=y, fill=alt.value(palette.paper), stroke=alt.value(palette.goal)),
        layers.goal_point(x, y, palette),
        *(
            _named(f"{role}_label", colour, x, y, bold=role == "goal")
            for role, colour in (
                (BESIDE, palette.grey),
                (LEVEL, palette.series),
                ("stretch", palette.goal),
                ("goal", palette.goal),
            )
        ),
        *layers.events(x, palette),
        *layers.legend(words, palette),
        layers.corners(x, y),
    )


def _lines(role: str, colour: str, width: float, x: alt.X, y: alt.Y) -> tuple[Any, ...]:
    line = layers.only(role).mark_line(color=colour, strokeWidth=width)
    return (line.encode(x=x, y=y, detail="line:N"),)


def _named(role: str, colour: str, x: alt.X, y: alt.Y, *, bold: bool) -> Any:
    mark = layers.only(role).mark_text(
        align="left", baseline="middle", dx=10, fontSize=12, fontWeight="bold" if bold else "normal", color=colour
    )
    return mark.encode(x=x, y=y, text="label:N")


@dataclass(frozen=True)
class Asked:
    """One target on the scale of what is asked: its name, its proposals, the choice's share and what is said of it."""

    name: str
    proposals: Sequence[Proposal]
    rho: float | None
    said: str
    simulated: bool


def scale_rows(asked: Sequence[Asked], words: Words) -> pl.DataFrame:
    """Return the rows of all targets on one scale: each choice's share of the recent pace beside the proposals'."""
    drawn: list[dict[str, Any]] = [
        {"role": "zone", "x": low, "x2": high, "label": words(f"proposed_ambition.{word}")}
        for low, high, word in _zones()
    ]
    for order, one in enumerate(asked):
        mine = {"name": one.name, "order": order, "simulated": one.simulated}
        drawn.append(mine | {"role": "bar", "x": 0.0, "x2": min(one.rho or 0.0, FURTHEST), "label": one.said})
        drawn += [mine | {"role": "chosen", "x": min(one.rho, FURTHEST)}] if one.rho is not None else []
        for proposal in one.proposals:
            role = _kind(proposal)
            if role and proposal.ambition.rho is not None:
                drawn.append(mine | {"role": role, "x": min(proposal.ambition.rho, FURTHEST)})
    return pl.DataFrame(drawn, schema=SCALE_SCHEMA)


def _zones() -> Iterable[tuple[float, float, str]]:
    borders = (0.0, ambition.EASY, ambition.SAFE, ambition.KEEN, FURTHEST)
    return zip(borders, borders[1:], ("easy", "safe", "keen", "hard"), strict=False)


def _kind(one: Proposal) -> str | None:
    if one.level:
        return LEVEL
    return "nation" if one.basis in NATION else "peers" if one.basis == PEERS else None


@lru_cache(maxsize=64)
def scale_spec(bars: int, code: str, theme: str | None) -> dict[str, Any]:
    """Return the spec of ``bars`` targets on one scale: expects its rows (see scale_rows)."""
    words, palette = language.words(code), marks.palette(theme)
    scale = alt.Scale(
        domain=[0, FURTHEST],
        nice=False,
        range=[0, alt.ExprRef(f"width < {PHONE} ? width - 12 : width - {ROOM_FOR_NAMES}")],
    )
    told = alt.value(alt.expr(f"width < {PHONE} ? 0 : 1"))
    ticks = alt.Axis(values=[0, 0.5, 0.8, 1, 1.5], format=".1f", grid=False, orient="bottom")
    x = alt.X("x:Q", title=words("draft.rho"), axis=ticks, scale=scale)
    axis = alt.Axis(ticks=False, domain=False, labelLimit=alt.ExprRef(NAMES_ROOM), labelPadding=8)
    y = alt.Y("name:N", title=None, sort=alt.EncodingSortField("order", op="min"), axis=axis)
    hollow = alt.condition("datum.simulated", alt.value(palette.paper), alt.value(palette.goal))
    zone = layers.only("zone")
    return layers.finished(
        bars * BAR + AROUND,
        palette,
        zone.mark_rule(color=palette.faint, strokeWidth=1).encode(x=alt.X("x2:Q")),
        zone.transform_calculate(middle="(datum.x + datum.x2) / 2")
        .mark_text(color=palette.grey, fontSize=12, baseline="bottom", dy=-6)
        .encode(x=alt.X("middle:Q"), y=alt.value(0), text="label:N", opacity=told),
        layers.only("bar").mark_bar(size=3, color=palette.goal, opacity=0.45).encode(x=x, x2="x2:Q", y=y),
        layers.only(LEVEL)
        .mark_point(shape="circle", size=34, filled=True, fill=palette.paper, stroke=palette.series, strokeWidth=1.3)
        .encode(x=x, y=y, opacity=alt.value(1)),
        layers.only("nation").mark_tick(color=palette.ink, thickness=1.6, size=14).encode(x=x, y=y),
        layers.only("peers").mark_point(shape="cross", size=46, color=palette.grey).encode(x=x, y=y),
        layers.only("chosen")
        .mark_point(shape="diamond", size=130, filled=True, stroke=palette.goal, strokeWidth=1.6)
        .encode(x=x, y=y, fill=hollow, opacity=alt.value(1)),
        layers.only("bar")
        .mark_text(align="left", baseline="middle", fontSize=12, color=palette.ink)
        .encode(x=alt.value(alt.expr(f"width - {ROOM_FOR_NAMES} + 12")), y=y, text="label:N", opacity=told),
    )
