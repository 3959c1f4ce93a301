"""Where a drawn chart has its years, and where its marks stand: read out of the SVG."""

import json
import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import polars as pl
import vl_convert

G = "{http://www.w3.org/2000/svg}g"
PLACE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")


@dataclass(frozen=True)
class Axis:
    """The ticks of an axis of time from the left, and its labels with their places, in pixels from its left end."""

    ticks: tuple[float, ...]
    labels: dict[str, float]

    def year(self, year: int) -> tuple[float, float]:
        """Return where a year begins and ends: at the ticks on both sides of its label."""
        middle = self.labels[str(year)]
        return max(at for at in self.ticks if at < middle), min(at for at in self.ticks if at > middle)


def drawn(spec: dict, rows: pl.DataFrame, width: int = 800) -> str:
    """Return a page's chart as SVG."""
    whole = spec | {"data": {"name": "rows", "values": rows.to_dicts()}, "width": width}
    return vl_convert.vegalite_to_svg(json.dumps(whole))


def axis(svg: str, place: int = 0) -> Axis:
    """Return the axis of time of a picture's chart at ``place``: the one along the lower edge."""
    found = [one for one in ET.fromstring(svg).iter(G) if "X-axis" in one.get("aria-label", "")][place]
    named = {one.get("class", "").split(" ")[1]: one for one in found.iter(G) if "role-axis-" in one.get("class", "")}
    ticks = tuple(_x(one) for one in named["role-axis-tick"])
    return Axis(ticks, {one.text: _x(one) for one in named["role-axis-label"] if one.text and _seen(one)})


def points(svg: str) -> list[tuple[float, float]]:
    """Return the places of everything drawn by a symbol down to the axis: values, goals, events; x and y in pixels."""
    low = next(_y(one[0]) for one in ET.fromstring(svg).iter(G) if "X-axis" in one.get("aria-label", ""))
    marks = [one for one in ET.fromstring(svg).iter(G) if "mark-symbol role-mark" in one.get("class", "")]
    return [(_x(path), _y(path)) for mark in marks for path in mark if _seen(path) and _y(path) < low + 1]


def _seen(one: ET.Element) -> bool:
    return float(one.get("opacity", 1)) > 0


def _x(one: ET.Element) -> float:
    return float(PLACE.match(one.get("transform", ""))[1])


def _y(one: ET.Element) -> float:
    return float(PLACE.match(one.get("transform", ""))[2])
