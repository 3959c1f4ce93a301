"""A plate: one picture that says everything by itself: title, status, sentence, chart, sources, as-of day, link.

A plate is planned without drawing a chart, so that its size is known at once; its boxes are filled with drawn charts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from explorer.core import marks
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.exports.images import overview_columns, overview_rows, table, typeface
from explorer.exports.images.svg import LEADING, block, rule, sheet, text, within
from explorer.links import qr, urls
from explorer.links.pages import about
from explorer.views import phrases
from explorer.views.exhibit import Exhibit, Picture
from explorer.views.phrases import StatusSign
from explorer.views.target import text as target_text
from explorer.views.target_row import Section

WIDTH, MARGIN = 1200, 48
ROOM = WIDTH - 2 * MARGIN
# As high as a sheet of A4 on its side; less where there is no chart, more where there are many rows.
HEIGHT, LEAST, BARE, BARE_LIST, GAP = 848, 630, 430, 200, 24
TITLE, SUBTITLE, SENTENCE, STATUS, REMARK, SMALL, LINK = 31, 16.5, 19, 21, 15.5, 13.5, 13
QR, AXIS = 96, 40
LISTED, TABLED = about("plan"), about("changes")
MOST_SHEETS = 12
INK = marks.PALETTES["light"]


@dataclass(frozen=True)
class Box:
    """A place for one chart, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Plate:
    """A picture without its charts: its size in pixels, its finished parts, a box for each chart."""

    height: int
    title: str
    language: str
    parts: tuple[str, ...]
    boxes: tuple[Box, ...]
    paper: str = INK.paper

    def filled(self, charts: Sequence[str]) -> str:
        """Return the whole picture as SVG, each chart in its box."""
        drawn = [
            within(chart, box.x, box.y, box.width, box.height, f"chart{place}", self.paper)
            for place, (box, chart) in enumerate(zip(self.boxes, charts, strict=True))
        ]
        return sheet(WIDTH, self.height, self.title, self.language, [*self.parts, *drawn], self.paper)


def plan(exhibit: Exhibit, at: str) -> Plate:
    """Return the plate of an exhibit; ``at``: where the site answers (see urls.origin)."""
    if exhibit.page in LISTED:
        return _listed(exhibit, at, exhibit.sections)
    if exhibit.page in TABLED:
        return _tabled(exhibit, at, _table(exhibit).head(table.MOST), _more(exhibit))
    (head, top), (_, deep) = _head(exhibit), _foot(exhibit, at)
    tall = max(map(natural, exhibit.pictures), default=0.0)
    height = max(HEIGHT, round(top + GAP + tall + 8 + deep)) if charted(exhibit) else LEAST
    body, boxes = _boxes(exhibit, top + GAP, height - deep)
    return Plate(
        height, exhibit.title, exhibit.view.language, (*head, *body, _placed_foot(exhibit, at, height)), tuple(boxes)
    )


def pages(exhibit: Exhibit, at: str) -> list[Plate]:
    """Return the plate of an exhibit on sheets of A4 on their side: as many as a long list takes, each numbered."""
    whole = plan(exhibit, at)
    if exhibit.page in TABLED:
        return _tables(exhibit, at)
    if exhibit.page not in LISTED or whole.height <= HEIGHT:
        return [whole]
    room = HEIGHT - _head(_numbered(exhibit, 88, 88))[1] - GAP - _foot(exhibit, at)[1] - 6
    parts = overview_rows.pages(exhibit.sections, room)
    count = len(parts)
    return [_listed(_numbered(exhibit, place, count), at, part, HEIGHT) for place, part in enumerate(parts, start=1)]


def bare(exhibit: Exhibit, theme: str = "light") -> Plate:
    """Return the picture alone, for a page of one theme that says all the rest beside it."""
    palette = marks.palette(theme)
    if exhibit.page in LISTED:
        rows = overview_columns.laid_out(exhibit.sections, theme)
        height = max(BARE_LIST, round(overview_columns.height(rows)) + 12)
        body, boxes = list(overview_columns.drawn(rows, MARGIN, 6, palette)), list[Box]()
    elif exhibit.page in TABLED:
        shown = table.grid(_table(exhibit).head(table.MOST), _more(exhibit))
        height = max(BARE_LIST, round(shown.height) + 12)
        body, boxes = list(shown.drawn(MARGIN, 6, palette)), []
    else:
        height = BARE
        body, boxes = _boxes(exhibit, GAP, height, palette)
    return Plate(height, exhibit.title, exhibit.view.language, tuple(body), tuple(boxes), palette.paper)


def _listed(exhibit: Exhibit, at: str, found: Sequence[Section], least: int = LEAST) -> Plate:
    """Return the plate of targets in rows, at least so high."""
    head, top = _head(exhibit)
    deep = _foot(exhibit, at)[1]
    height = max(least, round(top + GAP + overview_rows.height(found) + deep + 6))
    body = overview_rows.rows(exhibit, found, MARGIN, top + GAP)
    return Plate(height, exhibit.title, exhibit.view.language, (*head, *body, _placed_foot(exhibit, at, height)), ())


def _table(exhibit: Exhibit) -> pl.DataFrame:
    return next(iter(exhibit.tables.values()))


def _more(exhibit: Exhibit, shown: int = table.MOST) -> str:
    """Return how many rows are left out after so many; nothing where none is."""
    left = _table(exhibit).height - shown
    return exhibit.view.words("picture.more", count=left) if left > 0 else ""


def _tabled(exhibit: Exhibit, at: str, rows: pl.DataFrame, more: str, least: int = LEAST) -> Plate:
    """Return the plate of a page's list, or of some of its rows."""
    (head, top), (_, deep) = _head(exhibit), _foot(exhibit, at)
    shown = table.grid(rows, more)
    height = max(least, round(top + GAP + shown.height + deep + 6))
    body = shown.drawn(MARGIN, top + GAP, INK) if rows.height else ()
    return Plate(height, exhibit.title, exhibit.view.language, (*head, *body, _placed_foot(exhibit, at, height)), ())


def _tables(exhibit: Exhibit, at: str) -> list[Plate]:
    """Return the plates of a page's whole list, sheet by sheet, as far as anybody will turn them."""
    rows = _table(exhibit)
    room = HEIGHT - _head(_numbered(exhibit, 88, 88))[1] - GAP - _foot(exhibit, at)[1] - 6 - table.HEAD - table.LINE * 2
    starts = table.starts(table.grid(rows).heights, room)
    ends = [*starts[1:], rows.height][:MOST_SHEETS]
    if len(ends) < 2:
        return [_tabled(exhibit, at, rows, "")]
    return [
        _tabled(
            _numbered(exhibit, place, len(ends)), at, rows[start:end], _more(exhibit, end) * (end == ends[-1]), HEIGHT
        )
        for place, (start, end) in enumerate(zip(starts, ends, strict=False), start=1)
    ]


def _numbered(exhibit: Exhibit, place: int, count: int) -> Exhibit:
    words = exhibit.view.words
    return replace(exhibit, title=words("office.part", title=exhibit.title, part=place, count=count))


def _placed_foot(exhibit: Exhibit, at: str, height: float) -> str:
    foot, deep = _foot(exhibit, at)
    return f'<g transform="translate(0 {height - deep:g})">{"".join(foot)}</g>'


def _head(exhibit: Exhibit) -> tuple[list[str], float]:
    """Return title, subtitle, status and sentence, and how far down they reach."""
    words, y = exhibit.view.words, MARGIN - 6.0
    parts = [text(MARGIN, y, words("common.product"), SMALL, INK.grey)]
    if exhibit.simulated:
        parts.append(_tag(words("picture.simulated"), y))
    titles = typeface.lines(exhibit.title, TITLE, ROOM, 2)
    parts.append(block(MARGIN, y + 42, titles, TITLE, INK.ink, weight=0.5))
    y += 42 + (len(titles) - 1) * TITLE * LEADING + 30
    subtitle = typeface.lines(exhibit.subtitle, SUBTITLE, ROOM, 2)
    parts.append(block(MARGIN, y, subtitle, SUBTITLE, INK.grey))
    y += (len(subtitle) - 1) * SUBTITLE * LEADING + 36
    indent = 0.0
    if exhibit.row:
        mark, indent = _status(exhibit.row.status, y)
        parts += mark
    sentence = typeface.lines(exhibit.sentence, SENTENCE, ROOM - indent, 4)
    parts.append(block(MARGIN + indent, y, sentence, SENTENCE, INK.ink))
    y += (len(sentence) - 1) * SENTENCE * LEADING
    for remark in _remarks(exhibit):
        found = typeface.lines(remark, REMARK, ROOM, 3)
        parts.append(block(MARGIN, y + 28, found, REMARK, INK.grey))
        y += 28 + (len(found) - 1) * REMARK * LEADING
    return parts, y


def _remarks(exhibit: Exhibit) -> Iterator[str]:
    """Yield what a reader must know before reading the chart."""
    view = exhibit.view
    if exhibit.page == "target" and exhibit.goal:
        yield from target_text.remarks(view, exhibit.goal)
    if exhibit.goal and any("event" in picture.rows["role"] for picture in exhibit.pictures):
        yield target_text.numbered(view, exhibit.goal)
    elif exhibit.page in LISTED and view.before_plan:
        yield phrases.unpromised(view)


def _tag(said: str, y: float) -> str:
    """Draw the word that values are simulated, in a frame at the upper right."""
    wide = typeface.width(said, SMALL) + 24
    x = WIDTH - MARGIN - wide
    frame = f'<rect x="{x:g}" y="{y - 19:g}" width="{wide:g}" height="28" rx="14" fill="none" stroke="{INK.goal}"'
    return f'{frame} stroke-dasharray="4 3"/>{text(x + 12, y, said, SMALL, INK.goal)}'


def _status(sign: StatusSign, y: float) -> tuple[list[str], float]:
    """Return the status with its icon, word and colour, and how much room it takes."""
    wide = typeface.width(sign.short, STATUS)
    return [text(MARGIN, y, sign.short, STATUS, sign.colour(), weight=0.4)], wide + GAP


def _boxes(exhibit: Exhibit, top: float, bottom: float, palette: marks.Palette = INK) -> tuple[list[str], list[Box]]:
    """Return the captions and the boxes of the charts, side by side."""
    many = len(exhibit.pictures)
    if not charted(exhibit):
        return [_promise(exhibit.goal, exhibit.view.words, top + 40, palette)] if exhibit.goal else [], []
    wide = (ROOM - (many - 1) * GAP) / many
    parts, boxes = [], []
    for place, picture in enumerate(exhibit.pictures):
        x, said = MARGIN + place * (wide + GAP), picture.caption
        parts += [text(x, top + 8, said, SUBTITLE - 1.5, palette.ink)] if said else []
        upper = top + (22 if said else 0)
        boxes.append(Box(x, upper, wide, bottom - upper - 8))
    return parts, boxes


def charted(exhibit: Exhibit) -> bool:
    """Whether there is anything to draw: axes without a value say nothing."""
    return bool(exhibit.pictures) and not exhibit.observed.is_empty()


def natural(picture: Picture) -> float:
    """Return how high a chart must be for its bars not to lie over one another, in pixels; 0 for any other."""
    bars = "role" in picture.rows.columns and picture.rows.filter(pl.col("role") == "bar").height
    return float(picture.spec.get("height", 0)) + AXIS if bars else 0.0


def _promise(goal: Goal, words: Words, y: float, palette: marks.Palette) -> str:
    """Return what was promised, where there is no chart that shows it."""
    return text(MARGIN, y, f"{marks.GOAL_SIGN} {phrases.aim(goal, words)} · {goal.year}", STATUS, palette.goal)


def _foot(exhibit: Exhibit, at: str) -> tuple[list[str], float]:
    """Return sources, release and link from their upper edge on, and how deep they are."""
    view = exhibit.view
    link = urls.page(at, exhibit.page, exhibit.parameters)
    code = qr.path(link)
    room = ROOM - (QR + GAP if code else 0)
    release = phrases.release(view)
    y, parts = 26.0, [rule(MARGIN, 0, ROOM, INK.faint)]
    for said, size, most in ((exhibit.sources, SMALL, 2), (release, SMALL, 1), (link, LINK, 3)):
        found = typeface.lines(said, size, room, most)
        parts.append(block(MARGIN, y, found, size, INK.grey))
        y += len(found) * size * LEADING + 5
    if code:
        side, dark = code
        placed = f"translate({WIDTH - MARGIN - QR:g} 14) scale({QR / side:.4f})"
        parts.append(f'<path transform="{placed}" d="{dark}" fill="{INK.ink}" shape-rendering="crispEdges"/>')
        y = max(y, QR + 14 + 8)
    return parts, y + 10
