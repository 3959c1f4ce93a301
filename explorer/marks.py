"""The marks every drawing shares: colours of both themes, and what each kind of evidence looks like."""

from dataclasses import dataclass

FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', Inter, system-ui, sans-serif"
REAL_DASH = (1, 0)
SIMULATED_DASH = (4, 3)
PATH_DASH = (1, 3)


@dataclass(frozen=True)
class Palette:
    """Colours of one theme; every text colour keeps 4.5:1 contrast on ``paper``."""

    paper: str
    ink: str
    grey: str
    faint: str
    series: str
    goal: str


@dataclass(frozen=True)
class Mark:
    """What a value of one evidence looks like: its shape in Vega, filled or hollow, and its sign in text."""

    shape: str
    filled: bool
    sign: str


PALETTES = {
    "light": Palette("#FFFFFF", "#1B1F24", "#5B6470", "#D5DAE0", "#0B5CAD", "#A33A00"),
    "dark": Palette("#0E1117", "#F2F4F7", "#A9B1BC", "#3A424D", "#6CB6FF", "#FF9E64"),
}

EVIDENCE = {
    "published": Mark("circle", True, "●"),
    "office": Mark("square", True, "■"),
    "simulated": Mark("circle", False, "○"),
}


def palette(theme: str | None) -> Palette:
    """Return the palette of Streamlit's theme type; light when it is not known yet."""
    return PALETTES["dark" if theme == "dark" else "light"]
