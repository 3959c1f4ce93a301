"""What every chart over time shares: the layers of values, path and goal, and the house's style."""

from typing import Any

import altair as alt

from explorer.core import language, marks
from explorer.core.goals import Indicator
from explorer.core.language import Words

BILLIONS = "format(datum.value / 10, ',~r')"
TEN_THOUSANDS = "datum.value >= 10000 ? format(datum.value / 10000, ',~r') + ' 万' : format(datum.value, ',~r')"

# Of the axis of time: in how many parts a year is told, and what the part is called that begins at a tick.
PARTS = "(domain('x')[1] - domain('x')[0] < 2 ? 12 : 1)"
YEAR = "format(floor(datum.value + 1e-6) + 1, 'd')"
MONTH = f"{YEAR} + '-' + format(round(12 * (datum.value - floor(datum.value + 1e-6))) + 1, '02d')"
LABEL_APART = 6  # pixels: years that stand closer run into one number


def finished(height: int, palette: marks.Palette, *drawn: Any) -> dict[str, Any]:
    """Return the layers as one finished spec that expects its data under the name ``rows``."""
    chart = alt.layer(*drawn, data=alt.NamedData("rows"), height=height, width="container")
    spec: dict[str, Any] = chart.configure(**house_style(palette)).to_dict()
    spec.pop("data")
    return dict(unnamed(_said_once(spec, "x")))


def unnamed(spec: Any) -> Any:
    """Hide every mark of a spec from screen readers: hundreds have no name, and the values stand in tables beside."""
    if isinstance(spec, list):
        return [unnamed(part) for part in spec]
    if not isinstance(spec, dict):
        return spec
    found = {name: unnamed(part) if name in ("layer", "spec", "hconcat") else part for name, part in spec.items()}
    mark = found.get("mark")
    if mark is not None:
        found["mark"] = ({"type": mark} if isinstance(mark, str) else mark) | {"aria": False}
    return found


def _said_once(spec: dict[str, Any], channel: str) -> dict[str, Any]:
    """Move what all layers say of a channel to the top, which they inherit: a spec is written out on every run."""
    said = [layer["encoding"].get(channel) for layer in spec["layer"] if "encoding" in layer]
    if None in said or not said:
        return spec
    layers = [_without(layer, channel, said[0]) for layer in spec["layer"]]
    return spec | {"encoding": {channel: said[0]}, "layer": layers}


def _without(layer: dict[str, Any], channel: str, usual: Any) -> dict[str, Any]:
    if "layer" in layer:
        return layer | {"layer": [_without(inner, channel, usual) for inner in layer["layer"]]}
    kept = {name: one for name, one in layer["encoding"].items() if name != channel or one != usual}
    return layer | {"encoding": kept}


def years(room: int = 0, padding: int = 4) -> alt.X:
    """Return the axis of time: a tick at every 1 January, the year's number in the middle of the year.

    Rows stand among year-ends (see standing.position): the tick at 2025 is 1 January 2026, and right of it stands 2026.
    Of less than two years the months are told in the same way. A label is left out that has no room.
    ``room``: pixels kept for texts right of the last thing drawn, where the axis ends.
    """
    axis = alt.Axis(
        values=alt.ExprRef(f"sequence(ceil(domain('x')[0] * {PARTS}) / {PARTS}, domain('x')[1] + 1e-6, 1 / {PARTS})"),
        labelExpr=f"datum.value + 1 / {PARTS} > domain('x')[1] + 1e-6 ? '' : {PARTS} === 1 ? {YEAR} : {MONTH}",
        labelOffset=alt.ExprRef(f"(scale('x', 0.5 / {PARTS}) - scale('x', 0))"),
        labelFlush=False,
        labelOverlap="parity",
        labelSeparation=LABEL_APART,
        grid=False,
    )
    scale = alt.Scale(zero=False, nice=False, padding=padding)
    if room:
        scale.range = [0, alt.ExprRef(f"width - {room}")]
    return alt.X("x:Q", title=None, axis=axis, scale=scale)


def values(indicator: Indicator, words: Words) -> alt.Y:
    """Return the axis of values: the unit in its title, and numbers as a reader of the language writes them."""
    scale = alt.Scale(zero=False, nice=False)
    return alt.Y("y:Q", title=words.unit(indicator.unit), axis=numbers(indicator, words), scale=scale)


def numbers(indicator: Indicator, words: Words) -> alt.Axis:
    """Return how an axis writes the indicator's values."""
    tens = words.code == "zh" and indicator.unit.zh in language.COUNTED
    if words.unit(indicator.unit) != words.of(indicator.unit):
        return alt.Axis(labelExpr=BILLIONS)
    return alt.Axis(labelExpr=TEN_THOUSANDS) if tens else alt.Axis(format=",~r")


def events(x: alt.X, palette: marks.Palette) -> list[Any]:
    """Return a numbered dot on the axis for every event; its text is told below the chart, and on the dot."""
    said = [alt.Tooltip(f"{name}:N", title=" ") for name in ("period", "evidence")]
    y = alt.value(alt.expr("height - datum.x2"))
    dot = only("event").mark_point(shape="circle", size=190, filled=True, fill=palette.paper, stroke=palette.grey)
    number = only("event").mark_text(color=palette.grey, fontSize=12, baseline="middle")
    return [
        dot.encode(x=x, y=y, opacity=alt.value(1), tooltip=said),
        number.encode(x=x, y=y, text="label:N"),
    ]


def legend(words: Words, palette: marks.Palette) -> list[Any]:
    """Return the legend below the axis: the marks of what is drawn (see rows.legend), with their words."""
    y = alt.value(alt.expr("height + 42"))
    signs = only("legend").mark_point(size=64, strokeWidth=1.8, opacity=1)
    said = only("legend").mark_text(align="left", baseline="middle", fontSize=12, color=palette.ink)
    return [
        signs.encode(x=alt.value(alt.expr("datum.x2")), y=y, **evidence(words, palette)),
        said.encode(x=alt.value(alt.expr("datum.x2 + 12")), y=y, text="label:N"),
    ]


def evidence(words: Words, palette: marks.Palette) -> dict[str, Any]:
    """Return shape, filling and edge by the evidence of a value."""
    kinds = [words(f"evidence.{kind}") for kind in marks.EVIDENCE]
    shapes = alt.Scale(domain=kinds, range=[mark.shape for mark in marks.EVIDENCE.values()])
    fills = [palette.series if mark.filled else palette.paper for mark in marks.EVIDENCE.values()]
    return {
        "shape": alt.Shape("evidence:N", scale=shapes, legend=None),
        "fill": alt.Fill("evidence:N", scale=alt.Scale(domain=kinds, range=fills), legend=None),
        "stroke": alt.Stroke("evidence:N", scale=alt.Scale(domain=kinds, range=[palette.series]), legend=None),
    }


def corners(x: alt.X, y: alt.Y) -> Any:
    """Return the invisible points that stretch the axes."""
    return only("frame").mark_point(opacity=0).encode(x=x, y=y)


def only(role: str) -> alt.Chart:
    """Return a layer of one role; it has no tooltip unless it is given one, or the page would show raw columns."""
    return alt.Chart().transform_filter(f"datum.role === '{role}'").encode(tooltip=alt.value(None))


def goal_year(palette: marks.Palette) -> alt.LayerChart | alt.FacetChart:
    """Return the thin rule of the goal year's end; it is named where no goal is."""
    base = only("goal_year").encode(x="x:Q")
    rule = base.mark_rule(color=palette.faint)
    return alt.layer(rule, base.mark_text(y=2, dy=-8, color=palette.grey, fontSize=12).encode(text="label:N"))


def path(x: alt.X, y: alt.Y, palette: marks.Palette) -> alt.LayerChart | alt.FacetChart:
    """Return the dotted path with a tick for each milestone."""
    base = only("path").encode(x=x, y=y)
    line = base.mark_line(color=palette.grey, strokeWidth=1.3, strokeDash=list(marks.PATH_DASH))
    ticks = base.mark_tick(color=palette.grey, orient="vertical", size=9, thickness=1.2)
    said = [alt.Tooltip(f"{name}:N", title=" ") for name in ("evidence", "period", "label")]
    return alt.layer(line, ticks.encode(tooltip=said))


def lines(x: alt.X, y: alt.Y, palette: marks.Palette) -> Any:
    """Return the lines between values: solid for real ones, dashed where one is simulated."""
    return (
        only("segment")
        .mark_rule(color=palette.series, strokeWidth=2)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", strokeDash=dash())
    )


def dash() -> alt.StrokeDash:
    """Return how a line of each kind is dashed; one scale, since layers of one chart share it."""
    kinds: dict[str, tuple[int, ...]] = {"real": marks.REAL_DASH, "simulated": marks.SIMULATED_DASH}
    kinds |= {name: stroke.dash for name, stroke in marks.SCENARIO.items()}
    scale = alt.Scale(domain=list(kinds), range=[list(dashes) for dashes in kinds.values()])
    return alt.StrokeDash("line:N", scale=scale, legend=None)


def dots(x: alt.X, y: alt.Y, words: Words, palette: marks.Palette) -> Any:
    """Return the values, each with the mark of its evidence."""
    return (
        only("point")
        .mark_point(size=64, strokeWidth=1.8, opacity=1)
        .encode(
            x=x,
            y=y,
            **evidence(words, palette),
            tooltip=[
                alt.Tooltip("period:N", title=words("table.period")),
                alt.Tooltip("label:N", title=words("table.value", unit="").strip("（） ()")),
                alt.Tooltip("evidence:N", title=words("table.evidence")),
                alt.Tooltip("source:N", title=words("table.source")),
                alt.Tooltip("known_on:N", title=words("table.known_on")),
            ],
        )
    )


def goal_point(x: alt.X, y: alt.Y, palette: marks.Palette) -> Any:
    """Return the goal as a diamond."""
    base = only("goal")
    return base.mark_point(shape="diamond", size=150, filled=True, color=palette.goal, opacity=1).encode(
        x=x, y=y, tooltip=[alt.Tooltip("label:N", title=" ")]
    )


def text(role: str, dy: int, x: alt.X, y: alt.Y, colour: str, align: Any = "right") -> Any:
    """Return the texts of one role beside their points."""
    dx = -9 if align == "right" else 9
    mark = only(role).mark_text(align=align, dx=dx, dy=dy, color=colour, fontSize=13, fontWeight="bold", lineBreak="\n")
    return mark.encode(x=x, y=y, text="label:N")


def house_style(palette: marks.Palette) -> dict[str, Any]:
    """Return Vega-Lite's settings for one theme: the house's type and lines."""
    axis = {"labelColor": palette.grey, "titleColor": palette.grey, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "background": "transparent",
        "font": marks.FONT,
        "view": {"stroke": None},
        "axis": axis
        | {"gridColor": palette.faint, "domainColor": palette.faint, "tickColor": palette.faint, "labelAngle": 0},
        "axisY": {
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleY": -14,
            "titleX": -4,
            "domain": False,
        },
        "legend": {"labelColor": palette.ink, "titleColor": palette.ink},
    }
