"""Every file opens in a real office: LibreOffice draws it as PDF, and what it draws is what the page says.

Not among the everyday tests: `make test-office` runs them, and fails where LibreOffice or poppler is missing.
"""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest

from explorer.core import language
from explorer.exports import office
from explorer.links import drafts, pages
from explorer.links.drafts import Draft, Target
from explorer.views.draft import rows as draft_rows
from explorer.views.exhibit import Exhibit
from tests.support import drafted, open_xml
from tests.support.open_xml import AT, VIEWS, seen

pytestmark = pytest.mark.office
NEEDED = ("soffice", "pdfinfo", "pdftotext", "pdftoppm")
EVERY = [(view, lang) for view in VIEWS for lang in ("zh", "en")]
BRIEFED = [(view, lang) for view, lang in EVERY if VIEWS[view][0] in pages.BRIEFED]
MINUTES = 8


@dataclass(frozen=True)
class Drawn:
    """A file as LibreOffice draws it: its pages and the text of each, without the spaces that a font asks for."""

    exhibit: Exhibit
    pdf: Path
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.texts)


def squeezed(text: str) -> str:
    """Drop spaces, and the hollow mark: it comes from another font, and its place among the letters with it."""
    return re.sub(r"[\s○]", "", text)


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory):
    """Return what turns files into PDF, in a profile of its own."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.fail(f"These tests need {', '.join(missing)}. On Debian: apt install libreoffice poppler-utils")
    profile = tmp_path_factory.mktemp("profile")

    def convert(files: dict[str, bytes], kind: str = "pdf") -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("paper")
        for name, content in files.items():
            (folder / name).write_bytes(content)
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", str(folder / "made"), *(str(folder / name) for name in files)],
            check=True,
            capture_output=True,
            timeout=MINUTES * 60,
        )
        return {name: (folder / "made" / name).with_suffix(f".{kind}") for name in files}

    return convert


def read(pdf: Path) -> tuple[str, ...]:
    """Return the text of each page."""
    assert pdf.is_file(), f"LibreOffice did not open {pdf.stem}"
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return tuple(squeezed(page) for page in text.split("\f")[:-1])


@pytest.fixture(scope="session")
def release(small_data: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(small_data))
        yield


def all_of(kind: str, chosen: list[tuple[str, str]], paper) -> dict[tuple[str, str], Drawn]:
    exhibits = {key: seen(*key) for key in chosen}
    files = {f"{view}-{lang}.{kind}": office.made(kind, exhibits[view, lang], AT) for view, lang in chosen}
    pdfs = paper(files)
    return {
        (view, lang): Drawn(exhibits[view, lang], pdf, read(pdf))
        for view, lang in chosen
        for pdf in [pdfs[f"{view}-{lang}.{kind}"]]
    }


@pytest.fixture(scope="session")
def slides(release, paper):
    return all_of("pptx", EVERY, paper)


@pytest.fixture(scope="session")
def sheets(release, paper):
    return all_of("xlsx", EVERY, paper)


@pytest.fixture(scope="session")
def briefings(release, paper):
    return all_of("docx", BRIEFED, paper)


@pytest.fixture(scope="session")
def tables(release, paper):
    return all_of("csv", EVERY, paper)


@pytest.mark.parametrize(("view", "lang"), EVERY)
def test_every_page_of_a_view_has_its_words(slides, view, lang):
    one, words = slides[view, lang], language.words(lang)
    if view == "draft":  # a slide for each target besides, with a title of its own
        assert len(one.texts) == 2 + len(drafted.TARGETS)
        one = replace(one, texts=one.texts[:2])
    assert len(one.texts) <= (7 if view == "overview" else 4 if view in open_xml.WITHOUT_CHART else 2)
    for place, page in enumerate(one.texts):
        title = "" if view == "overview" and place in (1, 2) else one.exhibit.title
        for text in (title, one.exhibit.subtitle, one.exhibit.sentence, one.exhibit.view.edition.id):
            assert squeezed(text) in page
        assert (squeezed(words("office.simulated_notice")) in page) == one.exhibit.simulated


@pytest.mark.parametrize(("view", "lang"), [(view, lang) for view, lang in EVERY if view not in open_xml.WITHOUT_CHART])
def test_a_slides_chart_is_drawn_with_its_names_and_numbers(slides, view, lang):
    one, graph = slides[view, lang], slides[view, lang].exhibit.graph
    assert all(squeezed(series.name) in one.text for series in graph.series if series.points)
    if graph.kind == "time":
        years = sorted({x for series in graph.series for x, _ in series.points})
        inner = list(range(int(years[0]) + 1, int(years[-1])))
        assert sum(str(year) in one.text for year in inner) >= len(inner) // 2
    elif graph.kind == "pairs":
        assert all(squeezed(name) in one.text for name in graph.categories)
    else:
        # The overview's names stand in its table, beside the chart and its numbers.
        names = [
            name.partition(language.SIMULATED_SIGN)[0] if view == "overview" else name for name in graph.categories
        ]
        assert sum(squeezed(name) in one.text for name in names) >= min(3, len(names))


def test_the_goal_stands_at_its_mark(slides):
    assert "目标850,000" in slides["target", "zh"].text
    assert "goal850,000" in slides["target", "en"].text


def test_a_short_line_is_drawn_before_a_longer_path(release, paper):
    exhibit = seen("target", "zh", evidence="published")
    lengths = [len(one.points) for one in exhibit.graph.series]
    assert lengths[0] < lengths[1]
    (pdf,) = paper({"short.pptx": office.slides([exhibit], AT)}).values()
    assert "463,000" in read(pdf)[0]


def test_an_agenda_has_a_page_for_every_view(release, paper):
    exhibits = [seen(view, "zh") for view in VIEWS]
    (pdf,) = paper({"agenda.pptx": office.slides(exhibits, AT)}).values()
    texts = [text for text in read(pdf) if not re.search(r"[（(]([2-9])/\d[）)]", text)]  # the first of each view
    assert len(texts) == len(exhibits) == 15
    assert all(squeezed(one.title) in text for one, text in zip(exhibits, texts, strict=True))


@pytest.mark.parametrize(("view", "lang"), BRIEFED)
def test_a_briefing_is_one_or_two_pages(briefings, view, lang):
    one, words = briefings[view, lang], language.words(lang)
    assert len(one.texts) <= {"target": 1, "draft": 3}.get(one.exhibit.page, 2)
    assert squeezed(one.exhibit.subtitle if one.exhibit.page != "ledger" else one.exhibit.sources) in one.text
    assert squeezed(words("common.product")) in one.texts[0]
    foot = words(
        "office.foot",
        day=words.day(one.exhibit.view.as_of),
        release=one.exhibit.view.edition.id,
        page=1,
        count=len(one.texts),
    )
    assert squeezed(foot) in one.texts[0]
    if one.exhibit.page not in ("target", "draft", "evaluation"):
        assert all(squeezed(goal.title[lang])[:8] in one.text for goal in one.exhibit.view.goals)


@pytest.mark.parametrize(("view", "lang"), EVERY)
def test_a_workbook_opens_with_its_cover_and_its_values(sheets, view, lang):
    one, words = sheets[view, lang], language.words(lang)
    cover = one.texts[0]
    assert squeezed(one.exhibit.title) in cover
    assert words.day(one.exhibit.view.as_of).replace(" ", "") in cover
    assert squeezed(words("office.simulated_notice" if one.exhibit.simulated else "office.nothing_simulated")) in cover
    assert len(one.texts) >= 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["overview", "target", "target of the nation"])
def test_a_whole_workbook_prints_on_three_pages_cover_chart_and_status(sheets, view, lang):
    one, words = sheets[view, lang], language.words(lang)
    told = subprocess.run(["pdfinfo", str(one.pdf)], check=True, capture_output=True, text=True).stdout
    assert int(re.search(r"Pages:\s+(\d+)", told)[1]) == 3
    assert all(squeezed(goal.called)[:8] in one.texts[2] for goal in one.exhibit.rows)
    assert squeezed(words("office.reason")) in one.texts[2]


@pytest.mark.parametrize(("view", "lang"), EVERY)
def test_a_table_of_observations_opens_as_a_sheet(tables, view, lang):
    assert "REF_AREA" in tables[view, lang].text
    assert tables[view, lang].exhibit.view.edition.id in tables[view, lang].text


def test_a_changed_cell_changes_the_chart(release, paper):
    """The newest value stands in its cell and at the end of its line: who changes the one changes the other."""
    exhibit = seen("target of the nation", "en", evidence="published")
    file = office.sheet(exhibit, AT)
    newest = max(point for one in exhibit.graph.series if one.mark == "published" for point in one.points)
    sheet = open_xml.part(file, "xl/worksheets/sheet2.xml").decode()
    old, new = f"<v>{newest[1]:.16G}</v>", "<v>1234567</v>"
    assert sheet.count(old) == 1
    pdfs = paper(
        {"before.xlsx": file, "after.xlsx": replaced(file, "xl/worksheets/sheet2.xml", sheet.replace(old, new))}
    )
    before, after = (read(pdfs[f"{name}.xlsx"])[1] for name in ("before", "after"))
    assert "1,234,567" not in before
    assert after.count("1,234,567") == 2
    assert picture(pdfs["before.xlsx"], 2) != picture(pdfs["after.xlsx"], 2)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_target_changed_in_the_sheet_gives_there_what_the_page_would_give(release, paper, lang):
    """In a draft's sheet each target is set to that of another draft; LibreOffice works out the other draft's numbers.

    What the file says of its formulas' results is taken out before: every number is LibreOffice's own.
    """
    higher = [
        replace(one, value=one.value * factor) for one, factor in zip(drafted.TARGETS, (1.3, 1.05, 0.9), strict=True)
    ]
    other = drafts.written(replace(drafted.DRAFT, targets=tuple(higher)))
    files = [office.sheet(seen("draft", lang, **more), AT) for more in ({}, {"draft": other})]
    wanted = worked_out(files[1])
    text = open_xml.part(files[0], SHEET).decode()
    for row, one in enumerate(higher, start=5):
        text, count = re.subn(rf'(<c r="E{row}"[^>]*><v>)[^<]*', rf"\g<1>{one.value!r}", text)
        assert count == 1
    text, count = re.subn(r"(</f>)<v>[^<]*</v>", r"\1", text)
    assert count == 9 * len(higher)
    (found,) = paper({"changed.xlsx": replaced(files[0], SHEET, text)}, "xlsx").values()
    computed = worked_out(found.read_bytes())
    assert len(computed) == len(wanted) == 9 * len(higher)
    numbers = {cell for cell, one in wanted.items() if isinstance(one, float | int)}
    assert len(numbers) >= 7 * len(higher)
    assert {cell: computed[cell] for cell in numbers} == pytest.approx({c: wanted[c] for c in numbers}, rel=1e-9)
    assert [cell for cell in computed.keys() - numbers if computed[cell] != wanted[cell]] == []


SHEET = "xl/worksheets/sheet2.xml"


def worked_out(file: bytes) -> dict[str, float | str]:
    """Return the results of a draft's formulas by cell, its words as they are, an empty text for none."""
    place = openpyxl.load_workbook(io.BytesIO(file), data_only=True).worksheets[1]
    cells = (cell for row in place["F5:N7"] for cell in row)
    return {cell.coordinate: "" if cell.value is None else cell.value for cell in cells}


def test_a_draft_of_every_target_is_explained_on_six_pages(release, paper):
    note = "综合产业基础和到期专利影响。"
    every = [
        Target(row.slug, next(iter(row.table.levels.values()), 10.0), note=note)
        for row in draft_rows.rows(seen("draft", "zh").view, drafted.DRAFT)
    ]
    text = drafts.written(Draft("", "210000", 2026, 2030, tuple(every)))
    files = {f"all-{lang}.docx": office.briefing(seen("draft", lang, draft=text), AT) for lang in ("zh", "en")}
    pages = {name: len(read(pdf)) for name, pdf in paper(files).items()}
    assert all(2 <= count <= 6 for count in pages.values()), pages


def replaced(file: bytes, name: str, content: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return made.getvalue()


def picture(pdf: Path, page: int) -> bytes:
    """Return the upper half of a page, where the chart stands, as pixels."""
    command = ["pdftoppm", "-r", "60", "-f", str(page), "-l", str(page), "-H", "230", str(pdf)]
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.mark.parametrize("kind", ["xlsx", "pptx", "docx", "csv"])
def test_texts_that_look_like_formulas_are_drawn_as_texts(release, paper, kind):
    evil = "=1+1"
    exhibit = open_xml.poisoned(seen("overview", "zh"), evil)
    (pdf,) = paper({f"evil.{kind}": office.made(kind, exhibit, AT)}).values()
    assert evil in "".join(read(pdf))
