"""A plan's briefing on two pages, and that of a single target on one: what a minister takes into the meeting."""

import io
from collections.abc import Sequence

from explorer.analysis.view import View
from explorer.core import archive
from explorer.core.errors import Trouble
from explorer.core.language import Words as Language
from explorer.core.status import GOOD, JUDGED
from explorer.exports.office import report as office_report
from explorer.exports.office import targets
from explorer.exports.office.chart_style import PALETTE
from explorer.exports.office.docx_parts import SMALL, Document, Words
from explorer.exports.office.imprint import FONTS, Imprint, imprint
from explorer.links import pages, qr
from explorer.views import closing, derivation, explanation, reports
from explorer.views.exhibit import Exhibit
from explorer.views.overview import shortfalls
from explorer.views.overview import text as overview_text
from explorer.views.target import text as target_text
from explorer.views.target_row import TargetRow

FIELD = "\ue000"  # a sign that no text has: where the document counts by itself
BIGGEST, NEWEST_VALUES = 5, 10
TABLE_WIDTHS, GAP_WIDTHS, OWNER_WIDTHS = (0.9, 5.5, 4.5, 3.2, 3.5), (4.6, 1.8, 8.0, 3.2), (4.2, 13.4)
SAID_WIDTHS = (4.6, 6.5, 6.5)
WORKING_WIDTHS, VALUE_WIDTHS = (4.0, 5.8, 7.8), (2.7, 2.4, 2.7, 2.0, 5.3, 2.5)


def briefing(exhibit: Exhibit, at: str) -> bytes:
    """Return a plan's or a target's briefing as DOCX; ``at`` is where the site answers.

    Raises Trouble for a view that has none.
    """
    if exhibit.page not in pages.BRIEFED:
        raise Trouble("no_briefing", asked=exhibit.page, allowed=", ".join(pages.BRIEFED))
    view, said = exhibit.view, imprint(exhibit, at)
    words = view.words
    paper = Document(FONTS[view.words.named])
    plan = words("office.briefing_of", plan=words.of(view.plan.short))
    found = reports.of(exhibit)
    title = found.title if found else said.title if exhibit.page == "target" else plan
    paper.describe(title, words("common.product"))
    foot = words("office.foot", day=said.as_of, release=said.release, page=FIELD, count=FIELD)
    paper.frame(f"{words('common.product')} · {title if found else plan}", foot.split(FIELD))
    paper.heading(title, 0)
    paper.paragraph([Words(said.subtitle, PALETTE.grey)])
    if found:
        _simulated(paper, said)
        office_report.write(paper, found.blocks)
    elif exhibit.row:
        _target(paper, view, exhibit.row, said, words)
    else:
        _plan(paper, view, sorted(exhibit.rows, key=lambda row: row.no), said, words)
    _imprint(paper, said, words)
    made = io.BytesIO()
    paper.file.save(made)
    return archive.undated(made.getvalue())


def _plan(paper: Document, view: View, shown: Sequence[TargetRow], said: Imprint, words: Language) -> None:
    paper.paragraph(
        [Words(f"{overview_text.tally(view)}{words('reason.stop')} {overview_text.sentence(view)}", bold=True)]
    )
    _simulated(paper, said)
    for line in closing.lines(view):
        paper.paragraph([Words(line)], after=1)
    paper.heading(words("office.all_targets", count=len(shown)), 1)
    heads = ("ledger.no", "ledger.goal", "office.newest", "ledger.promise", "cover.status")
    paper.table([words(key) for key in heads], [_row(row) for row in shown], TABLE_WIDTHS)
    _gaps(paper, shown, words)
    _said(paper, view, shown, words)
    _owners(paper, view, shown, words)


def _row(row: TargetRow) -> list[str | Words]:
    """Return one target of the table: number, name, newest value with period and evidence, goal, status."""
    known = " · ".join(part for part in targets.newest(row) if part)
    return [str(row.no), row.title, known, row.promised, _sign(row)]


def _sign(row: TargetRow) -> Words:
    return Words(row.status.short, row.status.colour(), bold=True)


def _gaps(paper: Document, shown: Sequence[TargetRow], words: Language) -> None:
    """Write the biggest gaps, and by which rule they are the biggest."""
    found, unranked = shortfalls.furthest(shown, BIGGEST)
    paper.heading(words("office.biggest_gaps", count=len(found)), 1)
    if not found:
        paper.paragraph([Words(words("office.no_gaps"))])
        return
    rule = words("office.gap_rule") + (words("office.unranked", count=unranked) if unranked else "")
    paper.paragraph([Words(rule, PALETTE.grey)], SMALL)
    rows: list[list[str | Words]] = [
        [row.called, words.share(missing), row.reason, row.departments] for row, missing in found
    ]
    heads = ("ledger.goal", "office.missing", "office.reason", "ledger.department")
    paper.table([words(key) for key in heads], rows, GAP_WIDTHS)


def _said(paper: Document, view: View, shown: Sequence[TargetRow], words: Language) -> None:
    """Write why goals fall short and what is done next, as the office says; and where its figures differ."""
    short = [row for row in shown if row.status.slug in JUDGED - GOOD and row.said and row.said.parts]
    if short:
        paper.heading(words("office.said", count=len(short)), 1)
        rows: list[list[str | Words]] = [
            [row.called, row.said.parts.get("note", "") if row.said else "", _next(row, words)] for row in short
        ]
        heads = ("ledger.goal", "explanation.reason", "explanation.next_step")
        paper.table([words(key) for key in heads], rows, SAID_WIDTHS)
    for row in shown:
        for line in explanation.reconciled(view, row.goal, explanation.FEW):
            paper.paragraph([Words(f"{row.called}  ", bold=True), Words(line, PALETTE.grey)], SMALL)


def _next(row: TargetRow, words: Language) -> str:
    parts = row.said.parts if row.said else {}
    return words("common.clauses").join(parts[name] for name in ("next_step", "person", "deadline") if name in parts)


def _owners(paper: Document, view: View, shown: Sequence[TargetRow], words: Language) -> None:
    """Write which department answers for which targets, each with its status."""
    paper.heading(words("office.by_department"), 1)
    owners = {slug: [row for row in shown if slug in row.goal.departments] for slug in view.plan.departments}
    rows: list[list[str | list[Words]]] = [
        [words.of(view.plan.departments[slug]), _owned(mine)] for slug, mine in owners.items() if mine
    ]
    if alone := [row for row in shown if not row.goal.departments]:
        rows.append([words("office.nobody"), _owned(alone)])
    if rows:
        paper.table([words("ledger.department"), words("ledger.goals")], rows, OWNER_WIDTHS)


def _owned(mine: Sequence[TargetRow]) -> list[Words]:
    runs = []
    for place, row in enumerate(mine):
        line_end = "\n" if place < len(mine) - 1 else ""
        runs += [Words(f"{row.called}  "), _sign(row), Words(line_end)]
    return runs


def _target(paper: Document, view: View, row: TargetRow, said: Imprint, words: Language) -> None:
    sign = [Words(f"{said.sign}  ", said.colour, bold=True)] if said.sign else []
    paper.paragraph([*sign, Words(said.sentence)])
    _simulated(paper, said)
    for remark in target_text.remarks(view, row.goal):
        paper.paragraph([Words(remark, PALETTE.grey)], SMALL)
    facts = {"ledger.promise": row.promised, "target.department": row.departments, "target.clause": row.clause}
    told = {words(key): text for key, text in facts.items() if text} | dict(row.said.lines if row.said else [])
    for name, text in told.items():
        paper.paragraph([Words(words("office.fact", name=name), PALETTE.grey), Words(text)], after=1)
    paper.heading(words("working.title"), 1)
    heads = [words(f"working.{key}") for key in ("item", "number", "how")]
    paper.table(heads, derivation.steps(view, row.goal), WORKING_WIDTHS)
    values = target_text.table(view, row.goal)
    if values.height:
        paper.heading(words("office.newest_values", count=min(values.height, NEWEST_VALUES), all=values.height), 1)
        paper.table(values.columns, values.head(NEWEST_VALUES).rows(), VALUE_WIDTHS)


def _simulated(paper: Document, said: Imprint) -> None:
    if said.simulated:
        paper.paragraph([Words(said.simulated, PALETTE.goal, bold=True)])


def _imprint(paper: Document, said: Imprint, words: Language) -> None:
    """Write the sources, of when and from where, the link, and its code where the link is short enough for one."""
    code = qr.png(said.link)
    place = paper.beside(code, words("share.code")) if code else None
    paper.paragraph([Words(said.sources, PALETTE.grey)], SMALL, 1, place)
    line = words("office.imprint", day=said.as_of, release=said.release, made_from=said.made_from)
    line += "" if code else f"  {words('office.no_code')}"
    paragraph = paper.paragraph([Words(f"{line}  ", PALETTE.grey)], SMALL, 0, place)
    paper.link(paragraph, words("office.open_page"), said.link)
