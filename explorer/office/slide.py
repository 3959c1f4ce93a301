"""Views as slides: one view, one slide, with its title, its status in a sentence, and a chart that can be edited."""

import io
from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from pptx.slide import Slide

from explorer import language, marks, verdict
from explorer.exhibit import Cover, Exhibit
from explorer.office import native, tables, targets
from explorer.office.deck import Box, Deck, Run
from explorer.office.imprint import FONTS, Imprint, imprint
from explorer.office.looks import PALETTE

LEFT, WIDTH, MARGIN = 0.55, 12.23, 0.4  # of everything on a slide, in inches
TOP, FOOT, BOTTOM = 0.35, 6.72, 7.35
TITLE_SIZES, SENTENCE_SIZES, SUBTITLE, NOTICE, SMALL = (28, 24, 20), (18, 16, 14), 14.0, 12.0, 10.0
POINTS_AN_INCH, LINE = 72, 1.28
CHART_LETTERS, CROWDED = 14, 12
TABLE_SIZES, ROW = (14.0, 12.0, 11.0, 10.0, 9.0, 8.0), 1.75
TABLE_WIDTHS = (0.37, 0.28, 0.2, 0.15)
MANY, MOST_DIGITS, FEW = 12, 4, 5
BESIDE, BESIDE_WIDTHS, BESIDE_SIZE = 0.8, (0.41, 0.24, 0.2, 0.15), 7.5  # many targets, with their chart beside them
COVER_SIZES, COVER_ROOM = (20, 18, 16, 14, 12, 10, 8), 5.6 * POINTS_AN_INCH


def slides(exhibits: Sequence[Exhibit], at: str, cover: Cover | None = None) -> bytes:
    """Return views as PPTX, one slide each, in their order, after the cover; ``at`` is where the site answers.

    The fonts of the deck are those of the first view's language.
    """
    first = exhibits[0].view.language if exhibits else "zh"
    deck = Deck(FONTS[first])
    if cover:
        _cover(deck, cover)
    for exhibit in exhibits:
        _slide(deck, exhibit, at)
    title = cover.title if cover else exhibits[0].title if exhibits else ""
    deck.describe(title, language.words(first)("common.product"))
    made = io.BytesIO()
    deck.file.save(made)
    return made.getvalue()


def _cover(deck: Deck, cover: Cover) -> None:
    """Add the slide that says what is on an agenda, in as large a type as its items allow."""
    size = next((one for one in COVER_SIZES if _lines(cover, one) * one * LINE < COVER_ROOM), COVER_SIZES[-1])
    slide = deck.slide([Run(cover.title, TITLE_SIZES[0], bold=True)], Box(LEFT, TOP, WIDTH, 0.75))
    deck.write(slide, Box(LEFT, TOP + 0.75, WIDTH, 0.5), [[Run(cover.said, SUBTITLE, PALETTE.grey)]], "subtitle")
    said = [
        [Run(f"{place}  {name}", size, PALETTE.grey if why else PALETTE.ink), *([Run(f"  {why}", size)] if why else [])]
        for place, (name, why) in enumerate(cover.items, start=1)
    ]
    deck.write(slide, Box(LEFT, TOP + 1.3, WIDTH, BOTTOM - TOP - 1.3), said, "items")


def _lines(cover: Cover, size: float) -> float:
    """Return how many lines the items of a cover take."""
    texts = (f"{name}    {why}" for name, why in cover.items)
    return sum(_width(text, size) // (WIDTH - MARGIN) + 1 for text in texts)


def _slide(deck: Deck, exhibit: Exhibit, at: str) -> None:
    said = imprint(exhibit, at)
    title = _fitting(said.title, TITLE_SIZES)
    height = _height(said.title, title)
    slide = deck.slide([Run(said.title, title, bold=True)], Box(LEFT, TOP, WIDTH, height))
    top = TOP + height + 0.05
    for name, runs in _head(said):
        height = sum(_height("".join(run.text for run in line), line[0].size) for line in runs)
        deck.write(slide, Box(LEFT, top, WIDTH, height), runs, name)
        top += height
    _content(deck, slide, exhibit, Box(LEFT, top + 0.1, WIDTH, FOOT - top - 0.15))
    deck.write(slide, Box(LEFT, FOOT, WIDTH, BOTTOM - FOOT), _foot(said, exhibit), "imprint")
    if (spoken := slide.notes_slide.notes_text_frame) is not None:
        spoken.text = "\n".join(_notes(said, exhibit))


def _head(said: Imprint) -> list[tuple[str, list[list[Run]]]]:
    """Return what stands below the title: of when and where, how it stands, and that values are simulated."""
    size = _fitting(said.sign + said.sentence, SENTENCE_SIZES)
    sentence = [Run(said.sentence, size)]
    if said.sign:
        sentence.insert(0, Run(f"{said.sign}  ", size, said.colour, bold=True))
    subtitle = [Run(said.subtitle, SUBTITLE, PALETTE.grey)]
    if said.simulated:
        subtitle.append(Run(f"  {said.simulated}", NOTICE, PALETTE.goal, bold=True))
    return [("subtitle", [subtitle]), ("sentence", [sentence])]


def _foot(said: Imprint, exhibit: Exhibit) -> list[list[Run]]:
    """Return the source line, then as-of day, release, product and the link."""
    words = language.words(exhibit.view.language)
    line = words("office.imprint", day=said.as_of, release=said.release, made_from=said.made_from)
    return [
        [Run(_shortened(said.sources), SMALL, PALETTE.grey)],
        [
            Run(f"{line}  ", SMALL, PALETTE.grey),
            Run(words("office.open_page"), SMALL, PALETTE.series, link=said.link),
        ],
    ]


def _content(deck: Deck, slide: Slide, exhibit: Exhibit, box: Box) -> None:
    """Draw the chart; else a table of the targets or the values; else say that there is nothing to draw."""
    words, graph, shown = language.words(exhibit.view.language), exhibit.graph, targets.goals(exhibit)
    if graph and native.drawable(graph) and exhibit.page == "overview" and len(shown) > MANY:
        left, right = box.width * BESIDE, box.width * (1 - BESIDE)
        _targets(deck, slide, exhibit, Box(box.left, box.top, left - MARGIN / 2, box.height), beside=True)
        numbered = replace(graph, categories=tuple(map(_number, graph.categories)))
        beside = Box(box.left + left, box.top, right, box.height)
        deck.chart(slide, beside, native.part(exhibit, numbered, CROWDED), f"{exhibit.title} {exhibit.sentence}")
    elif graph and native.drawable(graph):
        letters = CHART_LETTERS if len(graph.categories) <= MANY else CROWDED
        deck.chart(slide, box, native.part(exhibit, graph, letters), f"{exhibit.title} {exhibit.sentence}")
    elif (listed := _narrow(exhibit)) is not None:
        _listed(deck, slide, listed, box)
    elif len(shown) > 1:
        _targets(deck, slide, exhibit, box)
    elif exhibit.observed.height and exhibit.goal is None:
        _values(deck, slide, exhibit, box)
    else:
        deck.write(slide, box, [[Run(words("office.nothing_to_draw"), SENTENCE_SIZES[0], PALETTE.grey)]], "nothing")


def _targets(deck: Deck, slide: Slide, exhibit: Exhibit, box: Box, *, beside: bool = False) -> None:
    view, words, shown = exhibit.view, language.words(exhibit.view.language), targets.goals(exhibit)
    size = BESIDE_SIZE if beside else _table_size(len(shown), box)
    heads = ("ledger.goal", "office.newest", "ledger.promise", "cover.status")
    rows = [[Run(words(key), size, PALETTE.grey, bold=True) for key in heads]]
    for goal in shown:
        value, period, evidence = targets.newest(view, goal)
        evidence = evidence[:1] if beside else evidence  # its sign: the status says the word
        cells = (targets.called(view, goal), " · ".join(filter(None, (value, period, evidence))))
        colour = marks.STATUS[view.assessment(goal).status].light
        rows.append(
            [
                *(Run(text, size) for text in (*cells, targets.promised(view, goal))),
                Run(targets.sign(view, goal), size, colour, bold=True),
            ]
        )
    _table(deck, slide, box, rows, BESIDE_WIDTHS if beside else TABLE_WIDTHS)


def _number(name: str) -> str:
    """Return a target's number, and the sign of simulated values where its name bears it: the table beside has both."""
    number = name.partition(" ")[0]
    return f"{number} {language.SIMULATED_SIGN}" if language.SIMULATED_SIGN in name else number


def _narrow(exhibit: Exhibit) -> pl.DataFrame | None:
    """Return what the page lists, where a slide has room for its columns."""
    listed = next(iter(exhibit.tables.values()), pl.DataFrame())
    return listed if listed.height and listed.width <= FEW else None


def _listed(deck: Deck, slide: Slide, listed: pl.DataFrame, box: Box) -> None:
    """Draw what the page lists."""
    size = _table_size(listed.height, box)
    rows = [[Run(name, size, PALETTE.grey, bold=True) for name in listed.columns]]
    rows += [[Run("" if cell is None else str(cell), size) for cell in row] for row in listed.iter_rows()]
    _table(deck, slide, box, rows, tuple(1 / listed.width for _ in listed.columns))


def _values(deck: Deck, slide: Slide, exhibit: Exhibit, box: Box) -> None:
    """Draw the values as far as there is room, and say how many more there are: the other files have them all."""
    words, all_of_them = language.words(exhibit.view.language), tables.values(exhibit)
    size = _table_size(all_of_them.height, box)
    room = int(box.height * POINTS_AN_INCH / (size * ROW)) - 1
    kept = all_of_them if all_of_them.height <= room else all_of_them.head(room - 1)
    heads = ("office.indicator", "table.period", "cover.value", "table.evidence")
    rows = [[Run(words(key), size, PALETTE.grey, bold=True) for key in heads]]
    for indicator, area, period, value, unit, evidence, *_ in kept.iter_rows():
        cells = (f"{indicator} · {area}", period, f"{words.number(value, MOST_DIGITS)} {unit}", evidence)
        rows.append([Run(text, size) for text in cells])
    if more := all_of_them.height - kept.height:
        rows.append([Run(words("office.more_values", count=more), size, PALETTE.grey), *(Run("", size),) * 3])
    _table(deck, slide, box, rows)


def _table_size(count: int, box: Box) -> float:
    """Return the greatest size in which a table of so many rows and its head fit; else the least."""
    fits = [size for size in TABLE_SIZES if size * ROW * (count + 1) <= box.height * POINTS_AN_INCH]
    return fits[0] if fits else TABLE_SIZES[-1]


def _table(
    deck: Deck, slide: Slide, box: Box, rows: Sequence[Sequence[Run]], widths: Sequence[float] = TABLE_WIDTHS
) -> None:
    height = min(box.height, rows[0][0].size * ROW * len(rows) / POINTS_AN_INCH)
    deck.table(slide, Box(box.left, box.top, box.width, height), rows, widths)


def _notes(said: Imprint, exhibit: Exhibit) -> list[str]:
    """Return what a speaker reads: the status, its working or each target's reason, the sources, the link."""
    view, words, shown = exhibit.view, language.words(exhibit.view.language), targets.goals(exhibit)
    lines = [said.title, f"{said.sign} {said.sentence}".strip()]
    if len(shown) == 1:
        lines += [
            words("office.step", item=item, number=number, how=words("office.how", how=how) if how else "")
            for item, number, how in verdict.working(view, shown[0])
        ]
    else:
        lines += [
            words("office.verdict", sign=f"{targets.called(view, goal)} {targets.sign(view, goal)}", reason=reason)
            for goal in shown
            for reason in (verdict.reason(view, goal),)
        ]
    return [line for line in (*lines, said.simulated, said.sources, said.link) if line]


def _fitting(text: str, sizes: Sequence[int]) -> float:
    """Return the greatest size in which a text stands on one line; else the least."""
    return next((size for size in sizes if _width(text, size) <= WIDTH - MARGIN), sizes[-1])


def _width(text: str, size: float) -> float:
    """Return about how wide a text is, in inches: a Chinese character as wide as high, a Latin letter half of it."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.56 for sign in text) * size / POINTS_AN_INCH


def _height(text: str, size: float) -> float:
    """Return how high a text is on a slide, in inches, with the margins of its box."""
    lines = -(-_width(text, size) // (WIDTH - MARGIN)) or 1
    return lines * size * LINE / POINTS_AN_INCH + 0.1


def _shortened(text: str) -> str:
    """Return a text that stands on one line of the foot; the notes have it in full."""
    if _width(text, SMALL) <= WIDTH - MARGIN:
        return text
    fits = [end for end in range(len(text)) if _width(text[:end], SMALL) < WIDTH - MARGIN]
    return text[: max(fits)] + "…"
