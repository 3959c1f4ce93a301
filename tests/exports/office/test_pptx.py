"""A view as a slide: its words, its status, a chart that an office can edit, its link; many views as one deck."""

import io
import re
from itertools import cycle, zip_longest
from xml.etree import ElementTree as ET

import openpyxl
import polars as pl
import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from explorer.core import language, marks
from explorer.core.status import JUDGED
from explorer.exports import office
from explorer.exports.office import pptx_overview, pptx_tables
from explorer.exports.office.pptx_shapes import HEIGHT, WIDTH, Box
from explorer.links import qr, urls
from explorer.views import derivation, reasons
from explorer.views.draft import exhibit as draft_exhibit
from explorer.views.overview import shortfalls
from tests.support import drafted, open_xml
from tests.support.cases import each
from tests.support.open_xml import AT, EVIL, VIEWS, A, C, seen

EVERY = [(view, lang) for view in VIEWS for lang in ("zh", "en")]
FIRST, LATER = re.compile(r" ?[（(]1 / \d+[）)]$"), re.compile(r" ?[（(]([2-9]|\d\d) / \d+[）)]$")
NOTHING = {"evidence": "published", "as_of": "2012-01-02"}


def opened(exhibits) -> pptx.presentation.Presentation:
    return pptx.Presentation(io.BytesIO(office.slides(exhibits, AT)))


def words_on(slide) -> str:
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return "\n".join([*frames, *(cell.text for table in tables for row in table.rows for cell in row.cells)])


def charts_on(slide) -> list:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


@each("view, lang", [(view, lang) for view, lang in EVERY if view != "draft"])
def test_a_slide_says_what_the_page_says(small, view, lang):
    exhibit, words = seen(view, lang), language.words(lang)
    led = [one.title for one in pptx_overview.leading(exhibit)] if view == "overview" else []
    for slide, title in zip_longest(opened([exhibit]).slides, led, fillvalue=exhibit.title):
        says(slide, title, exhibit, words, small)


@each("lang", ["zh", "en"])
def test_a_drafts_deck_is_its_table_its_scale_and_a_slide_for_each_target(small, lang):
    exhibit, words = seen("draft", lang), language.words(lang)
    parts = [exhibit, exhibit, *draft_exhibit.parts(exhibit)]
    slides = opened([exhibit]).slides
    assert len(slides) == len(parts) == 2 + len(drafted.TARGETS)
    for slide, one in zip(slides, parts, strict=True):
        says(slide, one.title, one, words, small)
    table = next(shape.table for shape in slides[0].shapes if shape.has_table)
    assert [row.cells[0].text for row in table.rows][1:] == [
        f"{goal.no} {goal.indicator.title[lang]}"
        for goal in map(exhibit.view.by_key.get, (t.indicator for t in drafted.TARGETS))
    ]
    assert [sum(shape.has_chart for shape in slide.shapes) for slide in slides] == [0, 1, 1, 1, 1]


def says(slide, title, exhibit, words, small):
    said = words_on(slide)
    assert slide.shapes.title.text_frame.text.startswith(title)
    assert all(text in said for text in (exhibit.subtitle, exhibit.sentence, words.day(exhibit.view.as_of), small.id))
    assert exhibit.sources.removesuffix("…")[:30] in said
    assert exhibit.sources in slide.notes_slide.notes_text_frame.text
    assert (words("office.simulated_notice") in said) == exhibit.simulated
    links = [
        run.hyperlink.address
        for shape in slide.shapes
        if shape.has_text_frame
        for p in shape.text_frame.paragraphs
        for run in p.runs
    ]
    assert [link for link in links if link] == [urls.page(AT, exhibit.page, exhibit.parameters)]


@each("view, lang", [(view, lang) for view, lang in EVERY if view not in open_xml.WITHOUT_CHART])
def test_its_chart_draws_the_pages_numbers_and_so_does_the_workbook_inside(small, view, lang):
    exhibit = seen(view, lang)
    file = office.slides([exhibit], AT)
    charts, insides = (open_xml.names(file, p) for p in (r"ppt/charts/chart\d+\.xml", r"ppt/embeddings/.*\.xlsx"))
    if view == "overview":
        draws_alike(file, charts, exhibit)
    else:
        assert open_xml.draws(open_xml.part(file, charts[0]), exhibit)
    for chart, inside in zip(charts, insides, strict=True):
        book = openpyxl.load_workbook(io.BytesIO(open_xml.part(file, inside)))
        for one in open_xml.plotted(open_xml.part(file, chart)):
            name, x, y = (open_xml.cells(book, reference) for reference in one.cells)
            assert (name, x, y) == ((one.name,), one.x, one.y)


def number(name: str) -> str:
    """Return the number at the head of a target's name, and the sign of simulated values where it ends with it."""
    return f"{name.split(maxsplit=1)[0]} ○" if "○" in name else name.split(maxsplit=1)[0]


def draws_alike(file, charts, exhibit):
    """The overview's bars stand on several slides: together they are all, each called by its target's number."""
    drawn = [{one.name: one.points for one in open_xml.plotted(open_xml.part(file, chart))} for chart in charts]
    for one in exhibit.graph.series:
        wanted = sorted((number(exhibit.graph.categories[int(x)]), y) for x, y in one.points)
        found = sorted(point for each in drawn for point in each.get(one.name, ()))
        assert [name for name, _ in found] == [name for name, _ in wanted]
        assert [y for _, y in found] == pytest.approx([y for _, y in wanted], 1e-14)


@each("view, lang", EVERY)
def test_what_a_slide_lists_can_be_read_in_a_meeting(small, view, lang):
    for slide in opened([seen(view, lang)]).slides:
        for shape in slide.shapes:
            if shape.has_table:
                cells = [cell for row in shape.table.rows for cell in row.cells]
                sizes = {r.font.size.pt for cell in cells for p in cell.text_frame.paragraphs for r in p.runs}
                assert min(sizes) >= 11
                assert sum(row.height for row in shape.table.rows) == pytest.approx(shape.height, rel=0.01)


@pytest.mark.parametrize(("view", "lang"), [(view, lang) for view in ("overview", "ledger") for lang in ("zh", "en")])
def test_more_targets_than_one_slide_can_show_stand_on_several_that_are_numbered(small, view, lang):
    exhibit = seen(view, lang)
    slides = list(opened([exhibit]).slides)
    slides = slides[len(list(pptx_overview.leading(exhibit))) if view == "overview" else 0 :]
    assert len(slides) > 1
    titles = [slide.shapes.title.text_frame.text.removeprefix(exhibit.title).strip("（）() ") for slide in slides]
    assert titles == [f"{place} / {len(slides)}" for place in range(1, len(slides) + 1)]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    numbers = [int(row.cells[0].text.split()[0]) for table in tables for row in list(table.rows)[1:]]
    assert len(numbers) == len(set(numbers)) == len(exhibit.view.goals)
    assert max(len(table.rows) for table in tables) - min(len(table.rows) for table in tables) <= 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plans_deck_leads_with_the_verdict_then_the_gaps_then_who_answers_for_them(small, lang, monkeypatch):
    monkeypatch.setattr(shortfalls, "furthest", lambda rows, most: ([(row, 0.5) for row in rows[:most]], 0))
    exhibit = seen("overview", lang)
    verdict, gaps, departments = list(opened([exhibit]).slides)[:3]
    title = [slide.shapes.title.text_frame.text for slide in (verdict, gaps, departments)]
    assert title[0] == exhibit.title
    ways, _ = shortfalls.furthest(exhibit.rows, 5)
    assert ways[0][0].title in title[1]
    blocks = [shape for shape in verdict.shapes if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE]
    assert len(blocks) == len({row.status.short for row in exhibit.rows})
    (table,) = (shape.table for shape in gaps.shapes if shape.has_table)
    assert [row.cells[0].text for row in list(table.rows)[1:]] == [row.called for row, _ in ways]
    (owners,) = (shape.table for shape in departments.shapes if shape.has_table)
    counts = [int(row.cells[1].text.split(" / ")[0]) for row in list(owners.rows)[1:]]
    assert counts == sorted(counts, reverse=True)
    assert not any(text.endswith(("?", "？")) for text in title)
    assert all(row.status.example for row in exhibit.rows if row.status.slug in JUDGED)
    assert all({"zh": "示例", "en": "Example"}[lang] in text for text in title[:2])


def test_rows_are_spread_over_as_few_slides_as_show_them_in_large_letters():
    box, rows = Box(0, 0, 10, 2), tuple((pptx_tables.Cell("一"), pptx_tables.Cell("二")) for _ in range(9))
    table = pptx_tables.Table(("甲", "乙"), rows, (0.5, 0.5))
    # 14 points take 24.5 points a line: 144 points hold five lines, one of them the head; 12 take 21, 11 take 19.25.
    assert pptx_tables.spread(table.rows_from(0, 4), box) == (14.0, [range(4)])
    assert pptx_tables.spread(table.rows_from(0, 5), box) == (12.0, [range(5)])
    assert pptx_tables.spread(table.rows_from(0, 6), box) == (11.0, [range(6)])
    assert pptx_tables.spread(table.rows_from(0, 7), box) == (14.0, [range(4), range(4, 7)])
    assert pptx_tables.spread(table, box) == (12.0, [range(5), range(5, 9)])
    tall = pptx_tables.Table(("甲", "乙"), ((pptx_tables.Cell("字" * 2000), pptx_tables.Cell("")),) * 2, (0.5, 0.5))
    assert pptx_tables.spread(tall, box) == (11.0, [range(1), range(1, 2)])


@pytest.mark.parametrize("view", ["overview", "target", "whatif", "ledger"])
def test_a_slide_has_its_link_as_a_code_that_can_be_clicked(small, view):
    exhibit = seen(view, "zh")
    link = urls.page(AT, exhibit.page, exhibit.parameters)
    for slide in opened([exhibit]).slides:
        (code,) = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert code.image.blob == qr.png(link)
        assert code.click_action.hyperlink.address == link
        assert code.width == code.height > 0
        assert language.words("zh")("share.code") in code._element.nvPicPr.cNvPr.get("descr")
        assert language.words("zh")("office.no_code") not in words_on(slide)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_too_long_for_a_code_is_said_to_be(small, lang):
    exhibit = seen("target", lang)
    far = "https://" + "x" * 60 + "." + "y" * 500 + ".cn"
    slide = pptx.Presentation(io.BytesIO(office.slides([exhibit], far))).slides[0]
    assert not [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert language.words(lang)("office.no_code") in words_on(slide)


def test_python_pptx_reads_the_chart_as_its_own(small):
    exhibit = seen("target", "zh")
    (chart,) = charts_on(opened([exhibit]).slides[0])
    names = [series.name for series in chart.plots[0].series]
    assert list(dict.fromkeys(names)) == [one.name for one in exhibit.graph.series]
    assert names.count("模拟") == 2, "once more for what opens its marks"
    goal = next(
        series for series in chart.plots[0].series if series.name.startswith("目标") and len(list(series.values)) == 1
    )
    assert list(goal.values) == [850_000]


def test_lines_are_straight_and_what_is_unknown_is_a_gap(small):
    file = office.slides([seen("target", "zh")], AT)
    chart = open_xml.part(file, "ppt/charts/" + open_xml.names(file, r"ppt/charts/.*\.xml")[0].split("/")[-1]).decode()
    count = chart.count("<c:ser>")
    assert chart.count('<c:smooth val="0"/>') == count > 1
    assert '<c:dispBlanksAs val="gap"/>' in chart
    assert 'showLegendKey val="1"' not in chart


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_status_has_its_icon_word_and_colour(small, lang):
    exhibit, words = seen("target", lang), language.words(lang)
    status = exhibit.view.assessment(exhibit.goal).status
    sign = marks.STATUS[status]
    slide = opened([exhibit]).slides[0]
    runs = [
        run for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs for run in p.runs
    ]
    said = next(run for run in runs if run.text.startswith(sign.icon))
    assert words(f"status.{status}") in said.text
    assert f"#{said.font.color.rgb}" == sign.light


def test_every_run_names_a_chinese_font(small):
    deck = opened([seen("target", "zh"), seen("ledger", "en")])
    for slide in deck.slides:
        for properties in slide.element.iter(qn("a:rPr")):
            assert properties.find(qn("a:latin")).get("typeface")
            assert properties.find(qn("a:ea")).get("typeface") == "Microsoft YaHei"
        for chart in charts_on(slide):
            fonts = list(chart._chartSpace.iter(qn("a:latin")))
            assert fonts
            assert all(one.getnext().tag == qn("a:ea") for one in fonts)


def test_the_notes_hold_the_working(small):
    exhibit = seen("target", "en")
    notes = opened([exhibit]).slides[0].notes_slide.notes_text_frame.text
    assert all(f"{item}: {number}" in notes for item, number, _ in derivation.steps(exhibit.view, exhibit.goal))
    overview = opened([seen("overview", "en")]).slides
    everything = "\n".join(slide.notes_slide.notes_text_frame.text for slide in overview)
    view = seen("overview", "en").view
    assert all(reasons.reason(view, goal) in everything for goal in view.goals)


def test_a_slide_is_16_to_9_and_nothing_stands_beyond_its_edge(small):
    deck = opened([seen(view, lang) for view, lang in EVERY])
    assert (deck.slide_width, deck.slide_height) == (WIDTH, HEIGHT)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= WIDTH
            assert shape.top + shape.height <= HEIGHT


def test_an_agenda_of_many_views_is_one_deck_in_its_order(small):
    exhibits = [seen(view, lang) for view, lang in EVERY]
    deck = opened(exhibits)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    first = [(title, slide) for title, slide in zip(titles, deck.slides, strict=True) if not LATER.search(title)]
    assert [FIRST.sub("", title) for title, _ in first] == [one.title for one in exhibits]
    drawn = [len(charts_on(slide)) for _, slide in first]
    assert drawn == [0 if one.page in open_xml.WITHOUT_CHART else 1 for one in exhibits]


def test_an_agenda_without_views_is_an_empty_deck(small):
    assert not list(opened([]).slides)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_there_is_nothing_to_draw_the_slide_says_so(small, lang):
    slide = opened([seen("target", lang, **NOTHING)]).slides[0]
    assert not charts_on(slide)
    assert language.words(lang)("office.nothing_to_draw") in words_on(slide)


def test_the_ledger_is_a_table_of_its_targets(small):
    exhibit = seen("ledger", "en", department="ip_protection")
    (table,) = [shape.table for shape in opened([exhibit]).slides[0].shapes if shape.has_table]
    assert [row.cells[0].text.split(" ")[0] for row in table.rows][1:] == ["2", "9", "10"]
    assert all("%" not in row.cells[3].text and row.cells[3].text for row in table.rows)


@each("evil, view", zip(EVIL, cycle(["overview", "target", "scatter", "patents"]), strict=False))
def test_no_name_becomes_a_formula_in_the_workbook_inside(small, view, evil):
    file = office.slides([open_xml.poisoned(seen(view, "zh"), evil)], AT)
    insides = open_xml.names(file, r"ppt/embeddings/.*\.xlsx")
    assert insides
    for book in (open_xml.part(file, inside) for inside in insides):
        assert open_xml.by_formula(book) == []
        assert evil in {
            cell for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True) for cell in row
        }


def test_the_same_views_give_the_same_charts(small):
    first, second = (office.slides([seen("target", "zh")], AT) for _ in range(2))
    (name,) = open_xml.names(first, r"ppt/charts/.*\.xml")
    assert open_xml.part(first, name) == open_xml.part(second, name)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_list_stops_and_says_how_many_more_there_are(lang):
    rows = pl.DataFrame({"甲": [str(n) for n in range(100)], "乙": ["很长的一段话" * 5] * 100})
    table = pptx_tables.of_list(rows, lang)
    assert len(table.rows) == pptx_tables.MOST_ROWS + 1
    assert table.rows[-1][1].text == language.words(lang)("office.more_rows", count=100 - pptx_tables.MOST_ROWS)
    assert sum(table.widths) == pytest.approx(1)
    assert table.widths[1] > 3 * table.widths[0]
    assert len(pptx_tables.of_list(rows.head(60), lang).rows) == 60


@pytest.mark.parametrize("view", ["target", "whatif"])
def test_on_a_slides_axis_a_years_number_stands_in_its_middle_and_a_tick_at_its_end(small, view):
    exhibit = seen(view, "zh")
    (name,) = open_xml.names(office.slides([exhibit], AT), r"ppt/charts/chart\d+\.xml")
    chart = ET.fromstring(open_xml.part(office.slides([exhibit], AT), name))
    axis = next(one for one in chart.iter(f"{C}valAx") if one.find(f"{C}axPos").get("val") == "b")
    told = {
        one: axis.find(f"{C}{one}").get("val") for one in ("majorUnit", "minorUnit", "majorTickMark", "minorTickMark")
    }
    assert told == {"majorUnit": "1", "minorUnit": "0.5", "majorTickMark": "none", "minorTickMark": "out"}
    first, last = (float(axis.find(f"{C}scaling/{C}{end}").get("val")) for end in ("min", "max"))
    assert first % 1 == 0.5, "the middle of a year, which the format 0 writes as that year"
    assert axis.find(f"{C}numFmt").get("formatCode") == "0"
    # 30 September 2026 is 2025.748 among year-ends: between the ticks at 2025 and 2026, right of which 2027 begins.
    times = [x for one in exhibit.graph.series for x, _ in one.points]
    assert first < min(times) - 0.5
    assert last > max(times)


def test_marks_of_simulated_values_are_opened_by_a_series_that_comes_before_and_has_no_place_in_the_legend(small):
    file = office.slides([seen("target", "zh")], AT)
    (name,) = open_xml.names(file, r"ppt/charts/chart\d+\.xml")
    chart = ET.fromstring(open_xml.part(file, name))
    series = list(chart.iter(f"{C}ser"))
    (left_out,) = (int(one.find(f"{C}idx").get("val")) for one in chart.iter(f"{C}legendEntry"))
    hole, marks = series[left_out], series[left_out + 1]
    assert [one.find(f"{C}tx//{C}v").text for one in (hole, marks)] == ["模拟", "模拟"]
    sizes = [int(one.find(f"{C}marker/{C}size").get("val")) for one in (hole, marks)]
    assert sizes[0] < sizes[1]
    assert hole.find(f"{C}spPr/{A}ln/{A}noFill") is not None
