"""A chart's XML with everything said that is otherwise left to a default, since offices differ in their defaults."""

from collections.abc import Sequence
from typing import Any

from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
AFTER_SHOWN = ("separator", "showLeaderLines", "leaderLines", "extLst")
ORDER_OF_AN_AXIS = ("majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx")


def explicit(chart: bytes, face: str) -> bytes:
    """Return a chart's part for a slide; ``face`` is the font of Chinese characters.

    Lines are straight, what is unknown is a gap, labels show what they are told to show and nothing else.
    """
    root = parse_xml(chart)
    for label in (*root.iter(qn("c:dLbls")), *root.iter(qn("c:dLbl"))):
        _labels(label)
    for series in root.iter(qn("c:scatterChart")):
        for one in series.findall(qn("c:ser")):
            _add(one, "smooth", "0", before=("extLst",))
    for legend in root.iter(qn("c:legend")):
        _add(legend, "overlay", "0", before=("spPr", "txPr", "extLst"))
    for kind in ("c:valAx", "c:catAx"):
        for axis in root.iter(qn(kind)):
            _add(axis, "majorTickMark", "out", before=ORDER_OF_AN_AXIS[1:])
            _add(axis, "minorTickMark", "none", before=ORDER_OF_AN_AXIS[2:])
    for drawn in root.findall(qn("c:chart")):
        _add(drawn, "dispBlanksAs", "gap", before=("showDLblsOverMax", "extLst"))
    for printed in list(root.iter(qn("c:printSettings"))):
        printed.getparent().remove(printed)
    for latin in list(root.iter(qn("a:latin"))):
        east_asian(latin.getparent(), face)
    return serialize_part_xml(root)


def east_asian(parent: Any, face: str) -> None:
    """Name the font of Chinese characters after that of Latin letters, where the schema wants it."""
    if (latin := parent.find(qn("a:latin"))) is not None and parent.find(qn("a:ea")) is None:
        latin.addnext(parent.makeelement(qn("a:ea"), {"typeface": face}))


def _labels(label: Any) -> None:
    """Say of every part of a label whether it is shown, in the order of the schema."""
    if label.find(qn("c:delete")) is not None:
        return
    for place, name in enumerate(SHOWN):
        _add(label, name, "0", before=(*SHOWN[place + 1 :], *AFTER_SHOWN))


def _add(parent: Any, name: str, value: str, before: Sequence[str]) -> None:
    """Add an element that is not there, before the first one of those that must follow it."""
    if parent.find(qn(f"c:{name}")) is not None:
        return
    made = parent.makeelement(qn(f"c:{name}"), {"val": value})
    follows = next((child for child in parent if child.tag in {qn(f"c:{one}") for one in before}), None)
    if follows is None:
        parent.append(made)
    else:
        follows.addprevious(made)
