"""The papers of a draft: its explanatory note, and the sheet that works a changed target out anew."""

import io
import re

import docx
import openpyxl
import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.exports import office
from explorer.links import drafts
from explorer.links.drafts import Draft, Target
from explorer.views import exhibits
from explorer.views.draft import exhibit as draft_exhibit
from explorer.views.draft import rows as draft_rows
from explorer.views.draft import text
from tests.support import drafted, open_xml
from tests.support.cases import each
from tests.support.open_xml import AT, seen

LANGUAGES = ("zh", "en")
TITLE = {"zh": "测算表", "en": "Calculation"}


def shown(exhibit):
    return draft_rows.chosen(exhibit.view, draft_exhibit.of_link(exhibit))


def opened(exhibit):
    return docx.Document(io.BytesIO(office.briefing(exhibit, AT)))


def everything(paper) -> str:
    return "\n".join(node.text or "" for node in paper.element.body.iter(docx.oxml.ns.qn("w:t")))


def of(plan: str, *targets: Target, **more: str):
    area = "100000" if plan.startswith("cn") else "210000"
    return exhibits.of("draft", {"plan": plan, "draft": drafts.written(Draft("", area, 2026, 2030, targets))} | more)


@each("lang", LANGUAGES)
def test_the_note_has_every_target_with_value_ambition_reason_risks_and_source(small, lang):
    exhibit, words = seen("draft", lang), language.words(lang)
    said = re.sub(r"\s", "", everything(opened(exhibit)))
    assert len(shown(exhibit)) == len(drafted.TARGETS)
    for row in shown(exhibit):
        for one in (
            words.of(row.goal.indicator.title),
            text.present(exhibit.view, row),
            text.proposals(row, words),
            text.choice(row, words),
            *text.risks(row, words, ("simulated", "review")),
            "" if text.invented(exhibit.view, row) else text.source(exhibit.view, row),
            row.target.note,
        ):
            assert re.sub(r"\s", "", one) in said, one
    for one in (words("office.simulated_notice"), text.fared(shown(exhibit), words)):
        assert re.sub(r"\s", "", one) in said


@each("lang", LANGUAGES)
def test_the_notes_table_says_what_is_known_promised_and_asked(small, lang):
    exhibit, words = seen("draft", lang), language.words(lang)
    rows = [[cell.text for cell in row.cells] for row in opened(exhibit).tables[0].rows][1:]
    for cells, row in zip(rows, shown(exhibit), strict=True):
        assert cells[0] == str(row.goal.no)
        assert cells[2] == words("draft.binding" if row.target.binding else "draft.expected")
        assert cells[4] == words.value(row.target.value, row.goal.indicator)
        assert ("○" in cells[3]) == row.simulated
        assert cells[6] == text.word(row, words)


def test_every_target_of_the_note_has_its_picture(small):
    exhibit = seen("draft", "zh")
    pictures = open_xml.names(office.briefing(exhibit, AT), r"word/media/.*\.png")
    assert len(pictures) >= len(shown(exhibit))


def test_the_cities_add_up_to_the_province_in_the_note(small):
    exhibit, words = seen("draft", "en"), language.words("en")
    table = next(one for one in opened(exhibit).tables if one.rows[0].cells[0].text == words("division.city"))
    parts = [int(re.sub(r"\D", "", row.cells[1].text)) for row in table.rows[1:]]
    assert sum(parts[:-1]) == parts[-1] == 900_000


def test_a_contradiction_is_named_with_its_numbers(small):
    one = of(
        "ln-2025",
        Target("information_outlet_coverage", 100.0),
        Target("ip_information_outlets", 9.0),
        lang="en",
    )
    assert "takes at least 14 outlets, but" in everything(opened(one))


def test_an_empty_draft_is_no_note_but_a_sentence(small):
    with pytest.raises(Trouble, match="draft_empty"):
        office.briefing(exhibits.of("draft", {}), AT)


def sheet(exhibit, *, values: bool):
    lang = exhibit.view.language
    return openpyxl.load_workbook(io.BytesIO(office.sheet(exhibit, AT)), data_only=values)[TITLE[lang]]


def table(place) -> list[dict[str, object]]:
    heads = [cell.value for cell in place[4]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in place.iter_rows(min_row=5)]


@each("lang", LANGUAGES)
def test_the_sheet_keeps_what_its_formulas_give_now_and_it_is_what_the_page_says(small, lang):
    exhibit, words = seen("draft", lang), language.words(lang)
    for cells, row in zip(table(sheet(exhibit, values=True)), shown(exhibit), strict=True):
        time, value = row.table.seen.start
        target, ahead = row.target.value, 2030 - time
        assert cells[words("sheet.target")] == target
        assert cells[words("sheet.step")] == pytest.approx((target - value) / ahead)
        if row.asks.rho is not None:
            assert cells[words("sheet.rho")] == pytest.approx(row.asks.rho)
        assert cells[words("sheet.word")] == (words(f"proposed_ambition.{row.asks.word}") if row.asks.word else None)
        assert cells[words("sheet.path", year=2030)] == pytest.approx(target)
        assert {year: cells[words("sheet.path", year=year)] for year, _ in row.path} == pytest.approx(dict(row.path))


def test_only_what_follows_from_the_target_is_a_formula(small):
    exhibit = seen("draft", "en")
    words = language.words("en")
    wanted = {words(f"sheet.{name}") for name in ("growth", "step", "rho", "word")}
    wanted |= {words("sheet.path", year=year) for year in range(2026, 2031)}
    for cells in table(sheet(exhibit, values=False)):
        assert {head for head, cell in cells.items() if str(cell).startswith("=")} == wanted


def test_a_note_that_looks_like_a_formula_is_a_text_in_every_paper(small):
    exhibit = seen("draft", "zh")
    assert "=1+1" in everything(opened(exhibit))
    others = [name for name in open_xml.by_formula(office.sheet(exhibit, AT)) if not name.startswith(TITLE["zh"])]
    assert not others
