"""The explanatory note of a draft: how its targets were worked out, for whoever has to agree to them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from explorer.analysis.outlook.target_warnings import Warned
from explorer.analysis.view import View
from explorer.core import marks
from explorer.links.drafts import Draft
from explorer.views import phrases
from explorer.views.draft import coherence, division, pictures, text
from explorer.views.draft import rows as draft_rows
from explorer.views.draft.rows import Row
from explorer.views.report import Block, Entry, Heading, Line, Listing, Report

OF_ALL: tuple[Warned, ...] = ("simulated", "review")  # what is said once of all targets together
MOST_SPLIT = 6  # targets beside one another on a page
WIDTHS = (0.9, 3.4, 1.9, 2.6, 2.3, 2.2, 2.1, 3.0)
RULES = ("aligned", "honest", "leeway", "counted")
FORMULAS = ("even_steps", "same_pace", "middle_path", "damped_trend", "recent_mean", "rho")


def report(view: View, draft: Draft) -> Report:
    """Return the note: rules, table of targets, each target, what belongs together, cities, quality, formulas."""
    words, shown = view.words, draft_rows.chosen(view, draft)
    numbered = enumerate(_chapters(view, draft, shown), start=1)
    blocks: list[Block] = []
    for number, (name, content) in numbered:
        heading = words("paper.chapter", number=words(f"paper_number.{number}"), title=words(f"paper.{name}"))
        blocks += [Heading(heading), *content]
    return Report(words("paper.title", title=text.title(view, draft)), phrases.subtitle(view), blocks)


def _chapters(view: View, draft: Draft, shown: Sequence[Row]) -> Iterator[tuple[str, Sequence[Block]]]:
    """Yield each chapter that has anything to say."""
    words = view.words
    said = [text.sentence(view, draft), *(words(f"paper_rule.{one}") for one in RULES), text.fared(shown, words)]
    yield "basis", [Line(one) for one in said if one]
    yield "targets", [_table(view, shown)]
    yield "each", [_entry(view, row) for row in shown]
    yield "coherence", [Line(one) for one in (*coherence.sentences(view, draft), *coherence.together(view, shown))]
    if cities := list(_cities(view, shown)):
        yield "cities", cities
    yield "quality", list(_quality(view, shown))
    yield "formulas", [Line(text.sentences([words(f"paper_formula.{one}") for one in FORMULAS], words), aside=True)]


def _table(view: View, shown: Sequence[Row]) -> Listing:
    words = view.words
    heads = ("no", "name", "nature", "base", "chosen", "yearly", "ambition", "department")
    year = shown[0].table.seen.goal.year if shown else ""
    return Listing(
        [words(f"paper_head.{name}", year=year) for name in heads], [_cells(view, row) for row in shown], WIDTHS
    )


def _cells(view: View, row: Row) -> list[str]:
    words = view.words
    return [
        str(row.goal.no),
        words.of(row.goal.indicator.title),
        text.binding(row, words),
        text.latest(row, words),
        text.value(row, row.value or 0.0, words),
        text.pace(row, words) or "–",
        text.word(row, words),
        text.led_by(view, row),
    ]


def _entry(view: View, row: Row) -> Entry:
    """Return what is said of one target: present state, basis, proposals, choice, risk, source."""
    words = view.words
    note = row.target.note if row.target else ""
    reading = row.target.reading if row.target else ""
    said = {
        "present": text.present(view, row),
        "proposals": text.proposals(row, words),
        "choice": text.sentences([text.choice(row, words), text.basis(row, words), note], words),
        "reading": reading,
        "risk": text.sentences(text.risks(row, words, OF_ALL), words),
        "source": "" if text.invented(view, row) else text.source(view, row),
    }
    lines = [Line(told, words(f"paper_lead.{name}"), aside=name == "source") for name, told in said.items() if told]
    title = words("paper.entry", title=pictures.called(row, words), nature=text.binding(row, words))
    return Entry(title, lines, pictures.fan(view, row, few=True))


def _cities(view: View, shown: Sequence[Row]) -> Iterator[Block]:
    """Yield each city's part of every target that adds up."""
    words, found = view.words, division.divided(view, shown)
    mine = [row for row in shown if row.slug in found][:MOST_SPLIT]
    if not mine:
        return
    yield Line(words("paper.split", way=words(f"split.{division.USUAL}")), aside=True)
    areas = [one.area for one in found[mine[0].slug].parts]
    parts = {row.slug: {one.area: one.part for one in found[row.slug].parts} for row in mine}
    lines = [
        [phrases.area_name(view, area), *(words.plain(parts[row.slug][area], row.goal.indicator) for row in mine)]
        for area in areas
    ]
    whole = [words("paper.whole"), *(words.plain(found[row.slug].total, row.goal.indicator) for row in mine)]
    heads = [words("division.city"), *(_with_unit(row, view) for row in mine)]
    yield Listing(heads, [*lines, whole], [1.3, *[1.6] * len(mine)])


def _with_unit(row: Row, view: View) -> str:
    words = view.words
    title = pictures.called(row, words) + text.sign(simulated=row.simulated)
    return words("paper.in_unit", title=title, unit=words.unit(row.goal.indicator.unit))


def _quality(view: View, shown: Sequence[Row]) -> Iterator[Block]:
    """Yield on what the targets rest, and what is to be looked at before they are promised."""
    words = view.words
    kinds = Counter(_evidence(row) for row in shown)
    told = [
        words("paper.kind", kind=phrases.evidence_mark(one, words), count=kinds[one])
        for one in marks.EVIDENCE
        if kinds[one]
    ]
    unknown = [words("paper.unknown", count=kinds[""])] if kinds[""] else []
    yield Line(words("paper.rests", kinds=words("common.list").join([*told, *unknown])))
    long = [row for row in shown if any(one.name == "review" for one in row.cautions)]
    if long:
        year = next(int(one.said["year"]) for one in long[0].cautions if one.name == "review")
        yield Line(words("paper.review", count=len(long), year=year))
    open_ = [row for row in shown if {one.name for one in row.cautions} & {"simulated", "stale", "no_baseline"}]
    if open_:
        yield Line(words("paper.to_bring", goals=words("common.list").join(str(one.goal.no) for one in open_)))


def _evidence(row: Row) -> str:
    newest = row.table.seen.stands.newest
    if newest is None:
        return ""
    return "simulated" if row.simulated else newest.evidence
