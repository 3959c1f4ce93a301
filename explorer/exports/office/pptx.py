"""Views as slides: one view, one slide, with its title, its status in a sentence, and a chart that can be edited."""

import io
from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from pptx.slide import Slide

from explorer.core import archive, language
from explorer.exports.office import chart, pptx_overview, pptx_tables
from explorer.exports.office.chart_style import PALETTE
from explorer.exports.office.imprint import FONTS, Imprint, imprint
from explorer.exports.office.pptx_shapes import POINTS_AN_INCH, Box, Deck, Run, width
from explorer.exports.office.pptx_tables import Table
from explorer.links import qr
from explorer.views import derivation
from explorer.views.draft import exhibit as draft_exhibit
from explorer.views.exhibit import Cover, Exhibit, Graph
from explorer.views.target_row import TargetRow

LEFT, WIDTH, MARGIN = 0.55, 12.23, 0.4  # of everything on a slide, in inches
TOP, FOOT, BOTTOM = 0.35, 6.72, 7.35
TITLE_SIZES, SENTENCE_SIZES, SUBTITLE, NOTICE, SMALL = (28, 24, 20), (18, 16, 14), 14.0, 12.0, 10.0
LINE = 1.28
CODE, CODE_TOP = 1.06, 0.28  # inches of a side: a phone reads it from paper, and across a small table
CHART_LETTERS, CROWDED = 14, 12
MANY, FEW, MOST_LISTED = 12, 5, 1000
BESIDE = 0.77  # of the width, for many targets with their chart beside them
COVER_SIZES, COVER_ROOM = (20, 18, 16, 14, 12, 10, 8), 5.6 * POINTS_AN_INCH


def slides(exhibits: Sequence[Exhibit], at: str, cover: Cover | None = None) -> bytes:
    """Return views as PPTX in their order, after the cover; ``at`` is where the site answers.

    Each is one slide, or several where it lists more than can be read on one; a plan alone is led by its verdict.
    The fonts of the deck are those of the first view's language.
    """
    first = exhibits[0].view.words.named if exhibits else "zh"
    deck = Deck(FONTS[first])
    if cover:
        _cover(deck, cover)
    for exhibit in exhibits:
        if exhibit.page == "overview" and len(exhibit.rows) > MANY and len(exhibits) == 1:
            _lead(deck, exhibit, imprint(exhibit, at))
        if exhibit.page == "draft" and len(exhibits) == 1:
            # Its table leads, then all its targets on one scale, then each of them.
            several = [replace(exhibit, graph=None, pictures=()), exhibit, *draft_exhibit.parts(exhibit)]
        else:
            several = [exhibit]
        for one in several:
            _slides(deck, one, at)
    title = cover.title if cover else exhibits[0].title if exhibits else ""
    deck.describe(title, language.words(first)("common.product"))
    made = io.BytesIO()
    deck.file.save(made)
    return archive.undated(made.getvalue())


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
    return sum(width(text, size) // (WIDTH - MARGIN) + 1 for text in texts)


def _slides(deck: Deck, exhibit: Exhibit, at: str) -> None:
    """Add an exhibit's slide; where what it lists cannot be read on one, as many as that takes, each numbered."""
    said = imprint(exhibit, at)
    box = _room(_above(_numbered(said, exhibit, 88, 88)))  # with room for any number
    beside = _charted(exhibit) and exhibit.page == "overview" and len(exhibit.rows) > MANY
    place = replace(box, width=box.width * BESIDE - MARGIN / 2) if beside else box
    table = _table(exhibit, box, beside=beside)
    size, parts = pptx_tables.spread(table, place) if table else (0.0, [range(MOST_LISTED)])
    for number, part in enumerate(parts, start=1):
        slide = _framed(deck, exhibit, _numbered(said, exhibit, number, len(parts)), part)
        if table:
            table.rows_from(part.start, part.stop).draw(deck, slide, place, size)
        elif not _charted(exhibit):
            words = exhibit.view.words
            deck.write(slide, box, [[Run(words("office.nothing_to_draw"), SENTENCE_SIZES[0], PALETTE.grey)]], "nothing")
        if beside and exhibit.graph:
            rest = Box(box.left + box.width * BESIDE, box.top, box.width * (1 - BESIDE), box.height)
            _chart(deck, slide, exhibit, pptx_tables.beside(exhibit.graph, exhibit.rows, part), rest)
        elif exhibit.graph and _charted(exhibit):
            _chart(deck, slide, exhibit, exhibit.graph, box)


def _lead(deck: Deck, exhibit: Exhibit, said: Imprint) -> None:
    """Add the slides that lead a plan's deck, each as large as it can be read."""
    for one in pptx_overview.leading(exhibit):
        titled = replace(said, title=one.title)
        slide, box = _framed(deck, exhibit, titled, range(0)), _room(_above(titled))
        if one.table:
            size, (part, *_) = pptx_tables.spread(one.table, box)
            one.table.rows_from(part.start, part.stop).draw(deck, slide, box, size)
        else:
            pptx_overview.bar(deck, slide, exhibit, box)


def _charted(exhibit: Exhibit) -> bool:
    return exhibit.graph is not None and chart.drawable(exhibit.graph)


def _chart(deck: Deck, slide: Slide, exhibit: Exhibit, graph: Graph, box: Box) -> None:
    letters = CHART_LETTERS if len(graph.categories) <= MANY and box.width > WIDTH / 2 else CROWDED
    deck.chart(slide, box, chart.part(exhibit, graph, letters), f"{exhibit.title} {exhibit.sentence}")


def _table(exhibit: Exhibit, box: Box, *, beside: bool) -> Table | None:
    """Return what a slide lists: many targets beside their chart; without a chart the page's list, targets or values.

    None where a chart says everything, and where there is nothing to say.
    """
    if beside:
        return pptx_tables.of_targets(exhibit, beside=True)
    if _charted(exhibit):
        return None
    narrow = next(iter(exhibit.tables.values()), pl.DataFrame())
    if narrow.height and narrow.width <= FEW:
        return pptx_tables.of_list(narrow, exhibit.view.language)
    if len(exhibit.rows) > 1:
        return pptx_tables.of_targets(exhibit)
    if exhibit.observed.height and exhibit.goal is None:
        return pptx_tables.of_values(exhibit, box)
    return None


def _numbered(said: Imprint, exhibit: Exhibit, number: int, count: int) -> Imprint:
    """Return what a slide says of itself, with its number in the title where an exhibit has several."""
    words = exhibit.view.words
    return said if count == 1 else replace(said, title=words("office.part", title=said.title, part=number, count=count))


Text = tuple[str, Box, list[list[Run]]]


def _above(said: Imprint) -> list[Text]:
    """Return what stands above the content: title, of when and where, how it stands; each with its name and place.

    What stands beside the code is narrower by it.
    """
    narrow = WIDTH - CODE - 0.1
    title = _fitting(said.title, TITLE_SIZES, narrow)
    sentence_size = _fitting(said.sign + said.sentence, SENTENCE_SIZES)
    sentence = [Run(said.sentence, sentence_size)]
    if said.sign:
        sentence.insert(0, Run(f"{said.sign}  ", sentence_size, said.colour, bold=True))
    subtitle = [Run(said.subtitle, SUBTITLE, PALETTE.grey)]
    if said.simulated:
        subtitle.append(Run(f"  {said.simulated}", NOTICE, PALETTE.goal, bold=True))
    beside = [Run(_shortened(said.beside, NOTICE), NOTICE, PALETTE.grey)]
    parts = [("title", [Run(said.title, title, bold=True)]), ("subtitle", subtitle), ("sentence", sentence)]
    texts, top = list[Text](), TOP
    for name, runs in [*parts, *([("beside", beside)] if said.beside else [])]:
        wide = narrow if top < CODE_TOP + CODE else WIDTH
        high = _height("".join(run.text for run in runs), runs[0].size, wide)
        texts.append((name, Box(LEFT, top, wide, high), [runs]))
        top += high + (0.05 if name == "title" else 0)
    return texts


def _room(above: Sequence[Text]) -> Box:
    """Return the place for a slide's content."""
    top = above[-1][1].top + above[-1][1].height + 0.1
    return Box(LEFT, top, WIDTH, FOOT - top - 0.05)


def _framed(deck: Deck, exhibit: Exhibit, said: Imprint, part: range) -> Slide:
    """Add a slide with everything around its content; its notes are about the targets in ``part``."""
    (_, box, (title,)), *texts = _above(said)
    slide = deck.slide(title, box)
    for name, place, runs in texts:
        deck.write(slide, place, runs, name)
    words, code = exhibit.view.words, qr.png(said.link)
    if code:
        place = Box(LEFT + WIDTH - CODE, CODE_TOP, CODE, CODE)
        deck.picture(slide, place, code, words("share.code"), said.link)
    deck.write(slide, Box(LEFT, FOOT, WIDTH, BOTTOM - FOOT), _foot(said, exhibit, coded=bool(code)), "imprint")
    if (spoken := slide.notes_slide.notes_text_frame) is not None:
        spoken.text = "\n".join(_notes(said, exhibit, exhibit.rows[part.start : part.stop]))
    return slide


def _foot(said: Imprint, exhibit: Exhibit, *, coded: bool) -> list[list[Run]]:
    """Return the source line, then as-of day, release, product and the link, and that it is too long for a code."""
    words = exhibit.view.words
    line = words("office.imprint", day=said.as_of, release=said.release, made_from=said.made_from)
    return [
        [Run(_shortened(said.sources), SMALL, PALETTE.grey)],
        [
            Run(f"{line}  ", SMALL, PALETTE.grey),
            Run(words("office.open_page"), SMALL, PALETTE.series, link=said.link),
            *([] if coded else [Run(f"  {words('office.no_code')}", SMALL, PALETTE.grey)]),
        ],
    ]


def _notes(said: Imprint, exhibit: Exhibit, shown: Sequence[TargetRow]) -> list[str]:
    """Return what a speaker reads: the status, its working or each target's reason, the sources, the link."""
    words = exhibit.view.words
    lines = [said.title, f"{said.sign} {said.sentence}".strip()]
    if exhibit.row:
        lines += [said.beside]
        lines += [
            words("office.step", item=item, number=number, how=words("office.how", how=how) if how else "")
            for item, number, how in derivation.steps(exhibit.view, exhibit.row.goal)
        ]
    else:
        lines += [words("office.verdict", sign=f"{row.called} {row.status.short}", reason=row.reason) for row in shown]
    return [line for line in (*lines, said.simulated, said.sources, said.link) if line]


def _fitting(text: str, sizes: Sequence[int], wide: float = WIDTH) -> float:
    """Return the greatest size in which a text stands on one line so ``wide``; else the least."""
    return next((size for size in sizes if width(text, size) * pptx_tables.WIDER <= wide - MARGIN), sizes[-1])


def _height(text: str, size: float, wide: float) -> float:
    """Return how high a text is on a slide, in inches, with the margins of its box."""
    lines = -(-width(text, size) * pptx_tables.WIDER // (wide - MARGIN)) or 1
    return lines * size * LINE / POINTS_AN_INCH + 0.1


def _shortened(text: str, size: float = SMALL) -> str:
    """Return a text that stands on one line of a slide; the notes have it in full."""
    if width(text, size) <= WIDTH - MARGIN:
        return text
    fits = [end for end in range(len(text)) if width(text[:end], size) < WIDTH - MARGIN]
    return text[: max(fits)] + "…"
