"""A view as a workbook: what the page shows stands in its cells, and its chart draws those cells."""

import io
from itertools import cycle
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from explorer.analysis.assessment.assess import JUDGED
from explorer.core import language, marks
from explorer.exports import office
from explorer.exports.office.chart_style import look
from explorer.links import urls
from explorer.views import exhibits
from tests.support import open_xml
from tests.support.cases import each
from tests.support.open_xml import AT, EVIL, VIEWS, A, C, seen

EVERY = [(view, lang) for view in VIEWS for lang in ("zh", "en")]
CHART = "xl/charts/chart1.xml"


def opened(file: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(file))


def texts(sheet) -> list[str]:
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_every_scenario_has_a_look_of_its_own_in_an_office():
    assert len({look(name) for name in marks.SCENARIO}) == len(marks.SCENARIO)


@each("kind", ["xlsx", "pptx"])
def test_what_a_city_adds_and_all_together_are_lines_of_the_chart(small, kind):
    exhibit = exhibits.of("whatif", {"indicator": "trademarks_in_force", "scenarios": "own,city,together"})
    assert {"own", "city", "together"} <= {series.mark for series in exhibit.graph.series}
    assert office.made(kind, exhibit, AT)


@each("view, lang", EVERY)
def test_the_cover_says_what_it_is_of_when_and_where_it_is_to_be_seen(small, view, lang):
    exhibit, words = seen(view, lang), language.words(lang)
    book = opened(office.sheet(exhibit, AT))
    front = dict(book.worksheets[0].iter_rows(values_only=True))
    link = urls.page(AT, exhibit.page, exhibit.parameters)
    assert front[words("cover.title")] == exhibit.title
    assert front[words("office.subtitle")] == exhibit.subtitle
    assert exhibit.sentence in front[words("office.sentence")]
    assert front[words("office.sources")] == exhibit.sources
    assert front[words("cover.as_of")] == words.day(exhibit.view.as_of)
    assert front[words("cover.release")] == small.id
    assert front[words("office.link")] == link
    linked = [cell.hyperlink.target for row in book.worksheets[0] for cell in row if cell.hyperlink]
    assert linked == [link]
    notice = words("office.simulated_notice" if exhibit.simulated else "office.nothing_simulated")
    assert front[words("office.simulated")] == notice


@each("view, lang", EVERY)
def test_every_value_stands_as_a_number_with_its_evidence(small, view, lang):
    exhibit, words = seen(view, lang), language.words(lang)
    head, *rows = opened(office.sheet(exhibit, AT))[words("office.values")].iter_rows(values_only=True)
    assert len(rows) == exhibit.observed.height
    at = {name: place for place, name in enumerate(head)}
    assert all(isinstance(row[at[words("cover.value")]], int | float) for row in rows)
    marked = sum(row[at[words("table.evidence")]] == f"○ {words('evidence.simulated')}" for row in rows)
    assert marked == exhibit.observed["evidence"].to_list().count("simulated")
    assert sum(row[at[words("cover.value")]] for row in rows) == pytest.approx(exhibit.observed["value"].sum(), 1e-2)


@each("view, lang", [(view, lang) for view, lang in EVERY if view not in open_xml.WITHOUT_CHART])
def test_the_chart_draws_the_pages_numbers_out_of_its_cells(small, view, lang):
    exhibit = seen(view, lang)
    file = office.sheet(exhibit, AT)
    book, drawn = opened(file), open_xml.plotted(open_xml.part(file, CHART))
    assert open_xml.draws(open_xml.part(file, CHART), exhibit)
    for one in drawn:
        name, x, y = (open_xml.cells(book, reference) for reference in one.cells)
        assert (name, x, y) == ((one.name,), one.x, one.y)


@each("view, lang", EVERY)
def test_a_workbook_prints_what_is_read_and_its_cover_says_how_the_rest_is_printed(small, view, lang):
    exhibit, words = seen(view, lang), language.words(lang)
    book = opened(office.sheet(exhibit, AT))
    areas = {sheet.title: sheet.print_area.rpartition("!")[2].split(":")[0] for sheet in book if sheet.print_area}
    empty = {name for name, first in areas.items() if book[name][first].value is None}
    reference = {words(f"office.{name}") for name in ("values", "path", "working", "sources", "definitions")}
    assert empty == reference & set(book.sheetnames)
    said = dict(book.worksheets[0].iter_rows(values_only=True))[words("office.on_paper")]
    assert words("common.list").join(name for name in book.sheetnames if name not in empty) in said
    assert all(one.page_setup.orientation == "landscape" for one in book)


def test_a_view_without_a_chart_has_no_empty_one(small):
    file = office.sheet(seen("ledger", "zh"), AT)
    assert not open_xml.names(file, r"xl/charts/.*")
    nothing = seen("target", "zh", evidence="published", as_of="2012-01-02")
    assert not open_xml.names(office.sheet(nothing, AT), r"xl/charts/.*")


def test_simulated_lines_are_dashed_hollow_and_named_and_real_ones_solid_and_filled(small):
    drawn = open_xml.plotted(open_xml.part(office.sheet(seen("target", "zh"), AT), CHART))
    looks = {one.name: one.xml for one in drawn}
    simulated, published = looks["模拟"], looks["公开发布"]
    assert simulated.find(f"{C}spPr/{A}ln/{A}prstDash").get("val") == "dash"
    assert published.find(f"{C}spPr/{A}ln/{A}prstDash").get("val") == "solid"
    filling = f"{C}marker/{C}spPr/{A}solidFill/{A}srgbClr"
    edge = f"{C}marker/{C}spPr/{A}ln/{A}solidFill/{A}srgbClr"
    assert simulated.find(filling).get("val") == "FFFFFF"
    assert simulated.find(edge).get("val") == published.find(filling).get("val")
    assert looks["目标"].find(f"{C}marker/{C}symbol").get("val") == "diamond"
    path = next(xml for name, xml in looks.items() if name.startswith("目标路径"))
    assert path.find(f"{C}spPr/{A}ln/{A}prstDash").get("val") == "sysDot"


def test_office_values_are_squares(small):
    assert (look("office").shape, look("office").filled, look("office").dash) == ("square", True, "solid")
    assert "pattern" in look("office").bar()


def test_bars_that_rest_on_simulated_values_are_hollow_and_their_category_says_so(small):
    exhibit = seen("overview", "en")
    share = open_xml.plotted(open_xml.part(office.sheet(exhibit, AT), CHART))[0]
    hollow = {int(point.find(f"{C}idx").get("val")) for point in share.xml.findall(f"{C}dPt")}
    said = {place for place, name in enumerate(exhibit.graph.categories) if name.endswith("○ simulated")}
    invented = {
        place
        for place, name in enumerate(exhibit.graph.categories)
        for goal in exhibit.view.goals
        if name.split(" ")[0] == str(goal.no) and exhibit.view.standing(goal).rests_on_simulation
    }
    drawn = {int(place) for place, _ in exhibit.graph.series[0].points}
    everything = share.xml.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val") == "FFFFFF"
    assert said == invented
    assert invented
    assert (drawn <= invented) if everything else hollow == invented


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_path_and_the_working_are_the_pages(small, lang):
    exhibit, words = seen("target", lang), language.words(lang)
    book = opened(office.sheet(exhibit, AT))
    _, *path = book[words("office.path")].iter_rows(values_only=True)
    assert [row[1] for row in path] == [year for year, _ in exhibit.view.standing(exhibit.goal).path]
    assert path[-1][2] == 850_000
    found = exhibit.view.assessment(exhibit.goal)
    status = texts(book[words("office.status")])
    assert exhibit.sentence in status
    assert any(words(f"status.{found.status}") in text for text in status)
    if found.status in JUDGED and found.standing.rests_on_simulation:
        assert any(words("evidence.simulated") in text for text in status)
    assert words("working.baseline") in texts(book[words("office.working")])
    assert words.of(exhibit.goal.indicator.definition) in texts(book[words("office.definitions")])


def test_a_source_has_its_link_only_where_the_original_was_seen(small):
    book = opened(office.sheet(seen("target of the nation", "en"), AT))
    head, *rows = book["Sources"].iter_rows(values_only=True)
    address, reached = head.index("Address"), head.index("Seen")
    assert rows
    assert all((row[address] is not None) == (row[reached] == "The original") for row in rows)
    assert not any(cell.hyperlink for row in book["Sources"] for cell in row)


@each("evil, view", zip(EVIL, cycle(["overview", "target", "scatter", "patents"]), strict=False))
def test_no_datum_becomes_a_formula(small, view, evil):
    file = office.sheet(open_xml.poisoned(seen(view, "zh"), evil), AT)
    assert open_xml.by_formula(file) == []
    assert evil in texts(opened(file).worksheets[0])
    assert all(one.name == evil for one in open_xml.plotted(open_xml.part(file, CHART)))
    chart = ET.fromstring(open_xml.part(file, CHART))
    assert {found.text.partition("!")[0] for found in chart.iter(f"{C}f")} == {opened(file).sheetnames[1]}


def test_what_a_reader_looks_for_stays_a_text(small):
    exhibit = seen("trademarks", "zh", find='=HYPERLINK("x")')
    file = office.sheet(exhibit, AT)
    assert open_xml.by_formula(file) == []
    assert exhibit.parameters["find"] == '=HYPERLINK("x")'


def test_the_same_link_gives_the_same_file(small):
    assert office.sheet(seen("target", "zh"), AT) == office.sheet(seen("target", "zh"), AT)
