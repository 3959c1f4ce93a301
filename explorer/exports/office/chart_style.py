"""What each mark looks like in the charts of an office, by the names that its formats have for dashes and shapes."""

from dataclasses import dataclass
from typing import Any

from explorer.core import marks

PALETTE = marks.PALETTES["light"]
# An office knows a handful of dashes by name: the nearest to each of ours.
DASHES = {
    marks.REAL_DASH: "solid",
    marks.SIMULATED_DASH: "dash",
    marks.PATH_DASH: "round_dot",
    (6, 3): "long_dash",
    (2, 3): "square_dot",
    (8, 3, 2, 3): "long_dash_dot",
    (5, 2): "dash_dot",
    (10, 3): "long_dash_dot_dot",
    (1, 2): "round_dot",
    (12, 2): "long_dash",
}
HATCHED = "wide_upward_diagonal"


@dataclass(frozen=True)
class Look:
    """A line's colour, dash (empty: no line) and width in points, and its points' shape (empty: none), size, filling.

    ``hatched``: how bars show what lines show by a square.
    """

    colour: str
    dash: str
    width: float = 2.0
    shape: str = ""
    size: int = 7
    filled: bool = True
    hatched: bool = False

    @property
    def line(self) -> dict[str, Any]:
        """The line between the points."""
        return {"color": self.colour, "width": self.width, "dash_type": self.dash} if self.dash else {"none": True}

    def marker(self, *, joined: bool) -> dict[str, Any]:
        """Return the mark of each point; ``joined``: a line leads through the points.

        A hollow mark covers its line. Without one it is open: LibreOffice, which draws the mark's edge in the colour of
        its filling, would show white on white. With a line it fills the mark in the line's colour: see hole.
        """
        if not self.shape:
            return {"type": "none"}
        fill = {"color": self.colour} if self.filled else {"color": PALETTE.paper} if joined else {"none": True}
        return {"type": self.shape, "size": self.size, "border": {"color": self.colour, "width": 1.5}, "fill": fill}

    @property
    def hole(self) -> dict[str, Any]:
        """The mark of the paper's colour that lies on a hollow one, which is hollow then in LibreOffice too."""
        return {
            "type": self.shape,
            "size": self.size - 3,
            "border": {"color": PALETTE.paper},
            "fill": {"color": PALETTE.paper},
        }

    def bar(self, *, hollow: bool = False) -> dict[str, Any]:
        """Return the filling and the edge of a bar; ``hollow``: it rests on simulated values."""
        if hollow or not self.filled:
            edge = {"color": self.colour, "width": 1.25, "dash_type": DASHES[marks.SIMULATED_DASH]}
            return {"fill": {"color": PALETTE.paper}, "border": edge}
        if self.hatched:
            pattern = {"pattern": HATCHED, "fg_color": self.colour, "bg_color": PALETTE.paper}
            return {"pattern": pattern, "border": {"color": self.colour, "width": 1.25}}
        return {"fill": {"color": self.colour}, "border": {"none": True}}


OTHERS = {
    "path": Look(PALETTE.grey, DASHES[marks.PATH_DASH], 1.25, "plus", 5),
    "goal": Look(PALETTE.goal, "", shape="diamond", size=11),
    "band": Look(PALETTE.series, "solid", 0.75),
    "conservative": Look(PALETTE.series, DASHES[(2, 3)], 1.25),
    "base": Look(PALETTE.series, "solid", 1.25),
    "ambitious": Look(PALETTE.series, DASHES[(6, 3)], 1.25),
    "beside": Look(PALETTE.grey, DASHES[(5, 2)], 1.0),
    "share": Look(PALETTE.series, "solid"),
    "elapsed": Look("#B9C1CB", "solid"),
}


def look(mark: str) -> Look:
    """Return what a series of ``mark`` looks like (see exhibit.Series)."""
    if mark in marks.EVIDENCE:
        sign = marks.EVIDENCE[mark]
        dash = DASHES[marks.REAL_DASH if sign.filled else marks.SIMULATED_DASH]
        return Look(PALETTE.series, dash, shape=sign.shape, filled=sign.filled, hatched=sign.shape == "square")
    if mark in marks.SCENARIO:
        stroke = marks.SCENARIO[mark]
        return Look(stroke.light, DASHES[stroke.dash])
    return OTHERS[mark]
