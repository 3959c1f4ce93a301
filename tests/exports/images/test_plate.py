"""Plates: what stands on a picture, and where, before anything is drawn."""

import re
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from explorer.core import language
from explorer.exports.images import overview_rows, svg, table, typeface
from explorer.exports.images import plate as images_plate
from explorer.views import exhibits, phrases
from tests.support.cases import each

AT = "https://ip.example.cn"
CHART = (
    '<svg viewBox="0 0 8 4"><defs><clipPath id="clip0"/></defs>'
    '<g clip-path="url(#clip0)"><text x="1">a</text></g></svg>'
)


def texts(plate: images_plate.Plate) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", "".join(plate.parts))


def test_a_view_with_one_chart_is_as_high_as_a_sheet_on_its_side(small):
    plate = images_plate.plan(exhibits.of("target", {"indicator": "trademarks_in_force"}), AT)
    assert images_plate.WIDTH / plate.height == pytest.approx(297 / 210, abs=0.01)
    (box,) = plate.boxes
    assert box.width == images_plate.ROOM
    assert box.height > 350


def test_a_register_has_its_two_charts_side_by_side_each_with_its_caption(small):
    exhibit = exhibits.of("patents", {})
    plate = images_plate.plan(exhibit, AT)
    left, right = plate.boxes
    assert (left.y, left.height, left.width) == (right.y, right.height, right.width)
    assert left.x + left.width < right.x
    assert {picture.caption for picture in exhibit.pictures} <= set(texts(plate))


@each("page", exhibits.BUILDERS)
@each("code", language.LANGUAGES)
def test_no_text_reaches_beyond_the_margins(small, page, code):
    plate = images_plate.plan(exhibits.of(page, {"lang": code}), AT)
    placed = ET.fromstring(svg.sheet(1, 1, "", code, plate.parts, "#fff")).iter("{http://www.w3.org/2000/svg}text")
    ends = {
        text.text: float(text.get("x")) + typeface.width(text.text, float(text.get("font-size")))
        for text in placed
        if text.text and "text-anchor" not in text.attrib
    }
    assert len(ends) > 5
    assert max(ends.values()) <= images_plate.WIDTH - images_plate.MARGIN + 1, max(ends, key=ends.get)


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_no_simulated_mark_of_a_row_is_cut_off(small, code):
    exhibit = exhibits.of("overview", {"lang": code})
    view, words = exhibit.view, language.words(code)
    said = re.sub(r"\s", "", "".join(texts(images_plate.plan(exhibit, AT))))
    for goal in view.goals:
        promise = phrases.promised(view.standing(goal), goal, words)
        assert re.sub(r"\s", "", svg.plain(promise)) in said


def test_a_goal_of_several_departments_stands_under_each_as_on_the_page(small):
    exhibit = exhibits.of("overview", {"lang": "zh", "group": "department"})
    said = texts(images_plate.plan(exhibit, AT))
    goal = next(goal for goal in exhibit.view.goals if len(goal.departments) > 1)
    assert said.count(goal.title.zh) == len(goal.departments)


def test_a_ledgers_picture_has_the_departments_targets(small):
    exhibit = exhibits.of("ledger", {"lang": "zh", "department": "ip_services"})
    said = texts(images_plate.plan(exhibit, AT))
    titles = [goal.title.zh for goal in exhibit.view.goals]
    assert 0 < sum(title in said for title in titles) < len(titles)


def test_a_plan_that_was_not_yet_issued_says_so(small):
    said = "".join(texts(images_plate.plan(exhibits.of("overview", {"lang": "zh", "as_of": "2022-12-31"}), AT)))
    assert "2023年3月9日" in said


def test_what_two_charts_call_their_own_stays_apart():
    one, other = (svg.within(CHART, 0, 0, 10, 10, name) for name in ("a", "b"))
    assert 'id="a-clip0"' in one
    assert "url(#a-clip0)" in one
    root = ET.fromstring(svg.sheet(10, 10, "t", "zh", [one, other], "#fff"))
    called = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
    assert called == ["a-clip0", "b-clip0"]


def test_a_drawing_keeps_its_proportions_in_its_box():
    assert svg.within(CHART, 5, 6, 10, 10, "a").startswith(
        '<svg x="5" y="6" width="10" height="10" viewBox="0 0 8 4" overflow="visible">'
    )


def test_labels_in_a_chart_have_an_edge_of_the_papers_colour():
    """The edge lies below the letters, so that a rule they cross does not hurt."""
    chart = '<svg width="8" height="4" viewBox="0 0 8 4"><text x="1">a</text><text x="2">b</text></svg>'
    root = ET.fromstring(svg.sheet(10, 10, "t", "zh", [svg.within(chart, 0, 0, 10, 10, "a", "#123456")], "#123456"))
    labels = [node for node in root.iter() if node.tag.endswith("}text") or node.tag == "text"]
    assert [(node.attrib["stroke"], node.attrib["paint-order"]) for node in labels] == [("#123456", "stroke")] * 2


def test_a_heading_is_heavier_by_an_outline_of_its_own_colour(small):
    """One weight of the font ships: no text asks for another."""
    root = ET.fromstring(images_plate.plan(exhibits.of("overview", {"lang": "en"}), AT).filled([]))
    words = [node for node in root.iter() if node.tag.endswith("}text")]
    largest = max(words, key=lambda node: float(node.attrib["font-size"]))
    assert largest.attrib["stroke"] == largest.attrib["fill"]
    assert not [node.attrib for node in root.iter() if "font-weight" in node.attrib]


def test_a_text_can_be_no_element_and_no_letter_that_xml_forbids():
    assert svg.text(0, 0, "<b>&\x00\ud800", 12, "#000").endswith(">&lt;b&gt;&amp;</text>")


def test_english_has_quotation_marks_of_its_own_width():
    sheets = [svg.sheet(1, 1, "“a”", code, [], "#fff") for code in ("zh", "en")]
    assert ["“a”" in sheet for sheet in sheets] == [True, False]
    assert ET.fromstring(sheets[1])[0].text == '"a"'


def test_a_bare_plate_is_the_picture_alone(small):
    """The presentation says title, status, sources and link beside it, in larger type."""
    shown = exhibits.of("target", {"indicator": "trademarks_in_force", "lang": "en"})
    bare, whole = images_plate.bare(shown), images_plate.plan(shown, "http://a")
    assert bare.parts == ()
    assert (bare.height, len(bare.boxes)) == (images_plate.BARE, 1)
    assert bare.boxes[0].height > bare.height * 0.9
    assert len(whole.parts) > 5
    assert [images_plate.bare(shown, theme).paper for theme in ("light", "dark")] == ["#FFFFFF", "#0E1117"]


@pytest.mark.parametrize("page", ["overview", "ledger"])
@pytest.mark.parametrize("code", language.LANGUAGES)
def test_a_list_on_paper_has_letters_of_nine_points_and_as_many_sheets_as_that_takes(small, page, code):
    exhibit = exhibits.of(page, {"lang": code})
    sheets = images_plate.pages(exhibit, AT)
    assert len(sheets) > 1
    assert {sheet.height for sheet in sheets} == {images_plate.HEIGHT}
    a_point = 841.89 / images_plate.WIDTH
    for sheet in [*sheets, images_plate.plan(exhibit, AT)]:
        assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', "".join(sheet.parts))) * a_point >= 9
    said = [re.sub(r"\s", "", "".join(texts(sheet))) for sheet in sheets]
    assert all(f"{place}/{len(sheets)}" in text for place, text in enumerate(said, start=1))
    numbers = [re.findall(r'text-anchor="end"[^>]*>(\d+)<', "".join(sheet.parts)) for sheet in sheets]
    found = [int(no) for each in numbers for no in each]
    assert sorted(found) == sorted(goal.no for goal in exhibit.view.goals)


def test_a_section_that_goes_on_has_its_heading_again(small):
    exhibit = exhibits.of("overview", {"lang": "zh", "group": "chapter"})
    first = exhibit.sections[0]
    ends = overview_rows.height([first._replace(rows=first.rows[:4])])
    parts = overview_rows.pages([first], ends)
    assert [(heading, len(rows)) for part in parts for heading, rows in part] == [(first.heading, 3)] * 2


def test_a_short_list_is_one_sheet(small):
    exhibit = exhibits.of("ledger", {"lang": "zh", "department": "ip_protection"})
    assert images_plate.pages(exhibit, AT) == [images_plate.plan(exhibit, AT)]


def test_a_chart_of_many_bars_has_room_for_each(small):
    exhibit = exhibits.of("compare", {"show": "provinces", "lang": "zh"})
    (picture,) = exhibit.pictures
    bars = picture.rows.filter(role="bar").height
    assert images_plate.natural(picture) >= bars * 18 > 500
    (box,) = images_plate.plan(exhibit, AT).boxes
    assert box.height >= bars * 18
    (other,) = exhibits.of("target", {"indicator": "trademarks_in_force"}).pictures
    assert images_plate.natural(other) == 0


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_what_changed_is_a_list_that_says_how_much_it_leaves_out(small, code):
    exhibit = exhibits.of("changes", {"lang": code, "since": "2020-12-31"})
    rows = next(iter(exhibit.tables.values()))
    assert rows.height > table.MOST
    said = texts(images_plate.plan(exhibit, AT))
    words = language.words(code)
    assert (
        said.count(words("change.flipped"))
        == rows.head(table.MOST).filter(pl.col(rows.columns[0]) == words("change.flipped")).height
    )
    assert words("picture.more", count=rows.height - table.MOST) in said
    sheets = images_plate.pages(exhibit, AT)
    assert {sheet.height for sheet in sheets} == {images_plate.HEIGHT}
    kinds = set(rows[rows.columns[0]])
    listed = sum(text in kinds for sheet in sheets for text in texts(sheet))
    assert listed == rows.height or words("picture.more", count=rows.height - listed) in texts(sheets[-1])


def test_where_nothing_changed_the_picture_says_so_and_lists_nothing(small):
    exhibit = exhibits.of("changes", {"lang": "zh", "plan": "cn-14fyp", "evidence": "published", "what": "withdrawn"})
    assert next(iter(exhibit.tables.values())).is_empty()
    (sheet,) = images_plate.pages(exhibit, AT)
    assert exhibit.sentence[:20] in "".join(texts(sheet))


def test_a_column_is_as_wide_as_its_words_and_the_widest_give_way():
    assert table._fitted([100.0, 200.0]) == [100.0, 200.0]
    assert table._fitted([100.0, 2000.0, 1500.0]) == [100.0, 482.0, 482.0]  # of 1104 - 2 x 20, less 100, halves
    assert table.starts([10, 10, 10, 10], 25) == [0, 2]
    assert table.starts([30, 10], 25) == [0, 1]
    assert table.starts([], 25) == [0]
