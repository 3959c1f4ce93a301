"""The marks every drawing shares: colours of both themes, and what each kind of evidence looks like."""

from dataclasses import dataclass, fields

from explorer.core.status import Status

FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', Inter, system-ui, sans-serif"
# A text without Chinese: a Chinese face draws its quotation marks and its signs as wide as a character.
LATIN_FONT = f"Inter, system-ui, {FONT}"
GOAL_SIGN = "◆"
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


@dataclass(frozen=True)
class Stroke:
    """A scenario's line: its colour on a light and on a dark page, and its dash. Its label carries the meaning."""

    light: str
    dark: str
    dash: tuple[int, ...]


@dataclass(frozen=True)
class Sign:
    """A status: its icon, and its colour on a light and on a dark page. The word carries the meaning."""

    icon: str
    light: str
    dark: str


PALETTES = {
    "light": Palette("#FFFFFF", "#1B1F24", "#5B6470", "#D5DAE0", "#0B5CAD", "#A33A00"),
    "dark": Palette("#0E1117", "#F2F4F7", "#A9B1BC", "#3A424D", "#6CB6FF", "#FF9E64"),
}

EVIDENCE = {
    "published": Mark("circle", True, "●"),
    "office": Mark("square", True, "■"),
    "simulated": Mark("circle", False, "○"),
}

SCENARIO = {
    "recent": Stroke("#0B5CAD", "#6CB6FF", (6, 3)),
    "needed": Stroke("#A33A00", "#FF9E64", (2, 3)),
    "own": Stroke("#6B2FA0", "#C9A2F2", (8, 3, 2, 3)),
    "national": Stroke("#5B6470", "#A9B1BC", (5, 2)),
    "once": Stroke("#00725C", "#4FD1B0", (6, 3)),
    "city": Stroke("#A8006B", "#FF8AC8", (1, 2)),
    "renewal": Stroke("#8A5A00", "#F0B35A", (10, 3)),
    "together": Stroke("#1B1F24", "#F2F4F7", (12, 2)),
}

SILENT = Sign("◌", "#5B6470", "#A9B1BC")
# An example judges by simulated values: the hollow sign of those, in neutral ink, never the colour of a verdict.
EXAMPLE = Sign(EVIDENCE["simulated"].sign, "#5B6470", "#A9B1BC")
STATUS = {
    Status.MET: Sign("✓", "#00725C", "#4FD1B0"),
    Status.MET_EARLY: Sign("✓", "#00725C", "#4FD1B0"),
    Status.ACHIEVED: Sign("✓", "#00725C", "#4FD1B0"),
    Status.ON_TRACK: Sign("●", "#0072B2", "#6CB6FF"),
    Status.ACCELERATE: Sign("▲", "#9A5A00", "#F0B35A"),
    Status.LIMITED: Sign("◐", "#B84607", "#FF9A6B"),
    Status.MOVING_AWAY: Sign("▼", "#A11D4A", "#FF8FB1"),
    Status.MISSED: Sign("✕", "#7A1E3A", "#F29AB0"),
    Status.NOT_PUBLISHED: SILENT,
    Status.NO_VALUE: SILENT,
    Status.NO_BASELINE: SILENT,
    Status.CANNOT_ASSESS: SILENT,
    Status.NO_GOAL: SILENT,
    Status.NOT_PROMISED: SILENT,
}
# What a style or a scale of colours calls a status: its slug, or that it is an example.
STATUS_KINDS = {**{status.value: sign for status, sign in STATUS.items()}, "example": EXAMPLE}


def dark_of() -> dict[str, str]:
    """Return what each colour of the light theme is in the dark one."""
    light, dark = PALETTES["light"], PALETTES["dark"]
    pairs = [(getattr(light, one.name), getattr(dark, one.name)) for one in fields(Palette)]
    pairs += [(one.light, one.dark) for one in SCENARIO.values()] + [(one.light, one.dark) for one in STATUS.values()]
    return dict(pairs)


def palette(theme: str | None) -> Palette:
    """Return the palette of Streamlit's theme type; light when it is not known yet."""
    return PALETTES["dark" if theme == "dark" else "light"]
