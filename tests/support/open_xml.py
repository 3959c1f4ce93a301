"""The parts of an office's files, read without the library that wrote them."""

import io
import re
import zipfile
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

import openpyxl
import polars as pl
import pytest
from openpyxl.utils import range_boundaries

from explorer.views import exhibits
from explorer.views.exhibit import Exhibit
from tests.support import drafted

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
AT = "http://10.20.30.40:8501"
# A view of every page, and of every kind of chart.
VIEWS = {
    "overview": ("overview", {}),
    "target": ("target", {"indicator": "trademarks_in_force"}),
    "target of the nation": ("target", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount"}),
    "compare": ("compare", {"indicator": "trademarks_in_force"}),
    "scatter": ("compare", {"indicator": "trademarks_in_force", "show": "scatter"}),
    "provinces": ("compare", {"show": "provinces"}),
    "whatif": ("whatif", {"indicator": "trademarks_in_force", "scenarios": "recent,needed,own", "growth": "3.5"}),
    "draft": ("draft", {"draft": drafted.TEXT}),
    "patents": ("patents", {"span": "quarter"}),
    "trademarks": ("trademarks", {"span": "month"}),
    "geographical_indications": ("geographical_indications", {}),
    "service_network": ("service_network", {}),
    "ledger": ("ledger", {}),
    "evaluation": ("evaluation", {"plan": "cn-14fyp"}),
    "changes": ("changes", {"plan": "cn-14fyp", "since": "2024-12-31"}),
}
WITHOUT_CHART = ("ledger", "evaluation", "changes")
EVIL = ('=HYPERLINK("http://a.b","x")', "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "=1+1")


@dataclass(frozen=True)
class Plotted:
    """One series of a chart: its name, x, y, and the cells it says they stand in."""

    name: str
    x: tuple
    y: tuple
    cells: tuple[str, str, str]
    xml: ET.Element

    @property
    def points(self) -> list[tuple]:
        return sorted((x, y) for x, y in zip(self.x, self.y, strict=True) if y is not None)


def seen(view: str, lang: str, **more: str) -> Exhibit:
    page, query = VIEWS[view]
    return exhibits.of(page, query | {"lang": lang} | more)


def part(file: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return parts.read(name)


def names(file: bytes, pattern: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return sorted(name for name in parts.namelist() if re.fullmatch(pattern, name))


def plotted(chart: bytes) -> list[Plotted]:
    """Read a chart's series with the values it keeps of its cells, but holes, which its legend leaves out."""
    found, root = [], ET.fromstring(chart)
    holes = {one.find(f"{C}idx").get("val") for one in root.iter(f"{C}legendEntry")}
    for one in (one for one in root.iter(f"{C}ser") if one.find(f"{C}idx").get("val") not in holes):
        name, x, y = one.find(f"{C}tx"), one.find(f"{C}xVal"), one.find(f"{C}yVal")
        x = one.find(f"{C}cat") if x is None else x
        y = one.find(f"{C}val") if y is None else y
        cells = tuple(part.find(f".//{C}f").text for part in (name, x, y))
        found.append(Plotted(name.find(f".//{C}v").text, _kept(x), _kept(y), cells, one))
    return found


def _kept(part: ET.Element) -> tuple:
    count = int(part.find(f".//{C}ptCount").get("val"))
    numeric = part.find(f"{C}numRef") is not None
    kept = {int(pt.get("idx")): pt.find(f"{C}v").text for pt in part.iter(f"{C}pt")}
    return tuple((float(kept[at]) if numeric else kept[at]) if at in kept else None for at in range(count))


def cells(book: openpyxl.Workbook, reference: str) -> tuple:
    """Return what stands in the cells that a chart refers to."""
    sheet, _, area = reference.rpartition("!")
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    rows = book[sheet.strip("'")].iter_rows(top, bottom, left, right, values_only=True)
    return tuple(cell for row in rows for cell in row)


def by_formula(file: bytes) -> list[str]:
    """Return the cells of a workbook that would be computed."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return [f"{s.title}!{c.coordinate}" for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


def draws(file_chart: bytes, exhibit: Exhibit) -> bool:
    """Whether a chart draws every series of an exhibit's graph, in its order; a file keeps 16 digits of a number."""
    found, wanted = plotted(file_chart), points_of(exhibit)
    if [(one.name, len(one.points)) for one in found] != [(name, len(points)) for name, points in wanted]:
        return False
    pairs = [
        pair for one, (_, points) in zip(found, wanted, strict=True) for pair in zip(one.points, points, strict=True)
    ]
    return bool(pairs) and all(_alike(mine, other) for ends in pairs for mine, other in zip(*ends, strict=True))


def _alike(mine: str | float, other: str | float) -> bool:
    return mine == other if isinstance(other, str) else mine == pytest.approx(other, 1e-14)


def points_of(exhibit: Exhibit) -> list[tuple[str, list[tuple]]]:
    """Return what a chart must draw: of bars, the names of the categories instead of their places."""
    graph = exhibit.graph
    return [
        (one.name, sorted((graph.categories[int(x)] if graph.kind == "bars" else x, y) for x, y in one.points))
        for one in graph.series
        if one.points
    ]


def poisoned(exhibit: Exhibit, evil: str) -> Exhibit:
    """Put a text that a spreadsheet would run wherever a datum can stand."""
    graph = exhibit.graph
    if graph:
        series = tuple(replace(one, name=evil, labels=tuple(evil for _ in one.labels)) for one in graph.series)
        categories = tuple(f"{evil}{place}" for place, _ in enumerate(graph.categories))
        graph = replace(graph, series=series, categories=categories, unit=evil, across=evil)
    observed = exhibit.observed.with_columns(source=pl.lit(evil), unit=pl.lit(evil))
    texts = dict.fromkeys(("title", "subtitle", "sentence", "sources"), evil)
    return replace(exhibit, graph=graph, observed=observed, **texts)
