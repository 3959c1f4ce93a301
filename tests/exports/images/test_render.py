"""Pictures of every view: whole, in both languages, in our own font, also where a machine has none."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import cycle
from xml.etree import ElementTree as ET

import polars as pl
import pypdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from explorer import charts
from explorer.core import language, marks, paths
from explorer.core.errors import Trouble
from explorer.exports.images import plate, render, typeface
from explorer.exports.images.render import Kind
from explorer.links import urls
from explorer.views import exhibits
from explorer.views.evaluation import report
from tests.support import drawn_axis
from tests.support.cases import each

AT = "https://ip.example.cn"
LINKS = {
    "overview": {"group": "status"},
    "target": {"indicator": "trademarks_in_force"},
    "compare": {"indicator": "trademarks_in_force", "show": "ranking", "per": "share"},
    "whatif": {"indicator": "trademarks_in_force", "scenarios": "recent,needed,own,national,once,renewal"},
    "ledger": {"department": "ip_services"},
}
EVERY = [(page, code) for page in exhibits.BUILDERS for code in language.LANGUAGES]
SYSTEM_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "~/.fonts", "~/.local/share/fonts")
STEM, THIN_STEM = 77, 29  # of 十 across, in thousandths: at weight 400, and at the 100 the original starts from


def shown(page: str, code: str, **more: str):
    return exhibits.of(page, LINKS.get(page, {}) | {"lang": code} | more)


def said(svg: str) -> str:
    """Everything written in a picture, lines joined."""
    return re.sub(r"\s", "", "".join(ET.fromstring(svg).itertext()))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@each("page, code", zip(exhibits.BUILDERS, cycle(language.LANGUAGES), strict=False))
def test_every_view_is_a_png_an_svg_and_a_pdf(small, page, code):
    exhibit = shown(page, code)
    svg = render.svg(exhibit, AT)
    content = render.drawn(svg, "png")
    assert len(content) < 600_000
    with Image.open(io.BytesIO(content)) as png:
        assert png.size == render.size(exhibit, AT)
        assert png.width == 2400
        assert 1260 <= png.height <= 2800
        assert len(png.getcolors(256)) > 20
    sheets = pypdf.PdfReader(io.BytesIO(render.sheets(render.pages(exhibit, AT)))).pages
    assert len(sheets) == len(plate.pages(exhibit, AT))
    assert len(sheets) == 1 or page in (*plate.LISTED, *plate.TABLED)
    for sheet in sheets:
        assert float(sheet.mediabox.width) == pytest.approx(841.89, abs=0.1)
        assert float(sheet.mediabox.height) <= 595.3
        assert bare(exhibit.title) in bare(sheet.extract_text())
    assert render.drawn(svg, "svg").decode() == svg


@each("page, code", EVERY)
def test_a_picture_says_everything_its_page_says(small, page, code):
    exhibit = shown(page, code)
    svg, words = render.svg(exhibit, AT), language.words(code)
    text = said(svg)
    for part in (exhibit.title, exhibit.subtitle, exhibit.sentence, words("common.product")):
        assert bare(part) in text
    assert bare(exhibit.sources)[:60] in text
    assert exhibit.view.edition.id in text
    assert bare(words.day(exhibit.view.as_of)) in text
    assert bare(words(f"evidence_choice.{report.REAL if page == 'evaluation' else exhibit.view.evidence}")) in text
    assert urls.page(AT, exhibit.page, exhibit.parameters)[:250] in text
    if exhibit.page == "target":
        status = exhibit.view.assessment(exhibit.goal).status
        assert bare(f"{marks.STATUS[status].icon} {words(f'status.{status}')}") in text
        assert marks.STATUS[status].light in svg
    assert (bare(words("picture.simulated")) in text) == exhibit.simulated


@each("page, code", EVERY)
def test_an_svg_runs_nothing_and_refers_to_nobody(small, page, code):
    svg = render.svg(shown(page, code), AT)
    root = ET.fromstring(svg)
    names = [node.tag.rpartition("}")[2] for node in root.iter()]
    assert not {"script", "image", "foreignObject", "a", "use", "style", "iframe"} & set(names)
    for node in root.iter():
        for name, value in node.attrib.items():
            assert not name.lower().rpartition("}")[2].startswith(("on", "href")), (name, value)
            assert "url(" not in value or re.fullmatch(r"url\(#[\w-]+\)", value)
    called = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
    assert len(called) == len(set(called))
    assert set(re.findall(r"url\(#([\w-]+)\)", svg)) <= set(called)


def test_text_in_a_picture_names_our_font_first(small):
    svg = render.svg(shown("target", "zh"), AT)
    families = [node.attrib["font-family"] for node in ET.fromstring(svg).iter() if "font-family" in node.attrib]
    assert len(families) > 10
    assert all(family.strip("'\"").startswith(typeface.FAMILY) for family in families)


def test_a_picture_without_simulated_values_does_not_say_there_are(small):
    exhibit = exhibits.of("target", {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "evidence": "published"})
    assert not exhibit.simulated
    assert bare(language.words("zh")("picture.simulated")) not in said(render.svg(exhibit, AT))


def test_a_target_without_a_figure_says_what_is_missing_and_draws_no_empty_axes(small):
    exhibit = shown("target", "zh", indicator="high_value_invention_patents_per_capita", evidence="published")
    svg = render.svg(exhibit, AT)
    assert "没有公开发布的数值" in said(svg)
    assert "◆目标10件/万人" in said(svg)
    assert "mark-rule" not in svg


def test_the_overviews_picture_has_a_row_for_every_target_in_the_links_order(small):
    exhibit = exhibits.of("overview", {"lang": "zh", "group": "chapter"})
    text = said(render.svg(exhibit, AT))
    words = language.words("zh")
    places_ = [text.index(bare(words.of(goal.title))) for goal in exhibit.view.goals]
    assert len(places_) == 21
    first, second = (text.index(bare(words.of(chapter))) for chapter in list(exhibit.view.plan.chapters.values())[:2])
    assert first < places_[0] < second


def test_the_overviews_picture_is_narrowed_as_its_link_is(small):
    exhibit = exhibits.of("overview", {"lang": "zh", "only": "ip_services"})
    text = said(render.svg(exhibit, AT))
    served = [goal for goal in exhibit.view.goals if "ip_services" in goal.departments]
    assert 0 < len(served) < 21
    assert [bare(goal.title.zh) in text for goal in exhibit.view.goals] == [g in served for g in exhibit.view.goals]


def test_the_pages_of_one_pdf_are_the_exhibits_in_order(small):
    several = [shown(page, "zh") for page in ("target", "overview", "compare")]
    book = pypdf.PdfReader(io.BytesIO(render.pdf(several, AT)))
    assert [entry.title for entry in book.outline] == [one.title for one in several]
    first = [book.get_destination_page_number(entry) for entry in book.outline]
    assert first == [0, 1, len(book.pages) - 1]
    assert all(bare(one.title) in bare(book.pages[at].extract_text()) for one, at in zip(several, first, strict=True))
    assert all(bare(several[1].title) in bare(page.extract_text()) for page in book.pages[1:-1])


@each("asked", ["gif", "", "PNG", "svg ", "../png"])
def test_another_kind_of_picture_is_refused(asked):
    with pytest.raises(Trouble) as raised:
        render.kind_of(asked)
    assert raised.value.key == "unknown_kind"


def test_every_kind_is_accepted():
    kinds: tuple[Kind, ...] = ("png", "svg", "pdf")
    assert tuple(map(render.kind_of, kinds)) == kinds


def test_the_same_link_gives_the_same_picture(small):
    first = render.svg(shown("whatif", "en"), AT)
    assert render.svg(exhibits.of("whatif", shown("whatif", "en").parameters), AT) == first


def test_what_somebody_typed_is_text_and_nothing_else(small):
    typed = "</text><script>x</script>&amp;\x07\ufffe"
    svg = render.svg(replace(shown("patents", "zh"), title=typed, subtitle=typed, sentence=typed, sources=typed), AT)
    assert "<script" not in svg
    assert "".join(ET.fromstring(svg).itertext()).count("</text><script>x</script>&amp;") == 5


def test_every_colour_of_the_light_theme_has_one_in_the_dark():
    light, dark = marks.PALETTES["light"], marks.PALETTES["dark"]
    pairs = [(one.light, one.dark) for one in (*marks.SCENARIO.values(), *marks.STATUS.values())]
    pairs += [
        (getattr(light, name), getattr(dark, name)) for name in ("paper", "ink", "grey", "faint", "series", "goal")
    ]
    assert all(marks.dark_of()[day] == night for day, night in pairs)


@each(
    "made",
    [
        lambda theme: charts.target_spec("trademarks_in_force", "zh", theme),
        lambda theme: charts.outlook_spec("trademarks_in_force", "en", theme),
        lambda theme: charts.tile_spec("zh", theme, "own"),
        lambda theme: charts.rank_spec("zh", theme),
        lambda theme: charts.pair_spec("trademarks_in_force", "ip_pledge_amount", "zh", theme),
        lambda theme: charts.province_spec("件", 5, theme),
        lambda theme: charts.stock_spec("zh", theme),
        lambda theme: charts.flow_spec("zh", theme),
    ],
)
def test_a_chart_recoloured_for_the_dark_is_the_one_that_would_be_built_for_it(made):
    mine, other = (
        re.sub(r'"view_\w+"', '""', json.dumps(spec)) for spec in (render.in_dark(made("light")), made("dark"))
    )
    assert mine == other, "but for the names that Altair counts"


def test_bars_in_a_low_picture_are_smaller_and_do_not_lie_over_one_another(small):
    exhibit = exhibits.of("compare", {"show": "provinces", "lang": "zh"})
    chart = re.search(r'<svg x=[^>]*viewBox="0 0 [\d.]+ ([\d.]+)"', render.bare(exhibit, "light"))
    assert float(chart[1]) >= exhibit.pictures[0].rows.filter(role="bar").height * 18


def test_a_picture_for_a_dark_page_has_no_light_ground(small):
    for page in ("target", "overview"):
        svg = render.bare(shown(page, "zh"), "dark")
        assert f'<rect width="1200" height="{ET.fromstring(svg).get("height")}" fill="#0E1117"/>' in svg
        assert "#FFFFFF" not in svg.upper()
        assert render.bare(shown(page, "zh"), "light") != svg


@pytest.fixture(scope="module")
def without_system_fonts(tmp_path_factory):
    """Two characters drawn by the project's own process where no font of the system can be found."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "draw.py").write_text(DRAW, "utf-8")
    hide = "".join(f"[ -d {font} ] && mount -t tmpfs none {font}; " for font in SYSTEM_FONTS)
    command = f"{hide} exec '{sys.executable}' '{folder / 'draw.py'}' '{folder}'"
    # Whoever is not root becomes it in a name space of his own, where the kernel allows that.
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    assert shutil.which("unshare"), "util-linux is needed to hide the system's fonts"
    run = subprocess.run(
        [*apart, "sh", "-c", command],
        capture_output=True,
        text=True,
        cwd=paths.ROOT,
        env=os.environ | {"PYTHONPATH": str(paths.ROOT)},
        check=False,
    )
    if run.returncode and os.geteuid() != 0 and "Operation not permitted" in run.stderr:
        pytest.skip("only root may hide the system's fonts here")
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["0"], "a font of the system could still be found"
    return folder


DRAW = """
import pathlib, sys
from explorer.exports.images import typeface
from explorer.exports.images.drawing import Studio
from tests.exports.images.test_render import SYSTEM_FONTS
folder, studio = pathlib.Path(sys.argv[1]), Studio()
for family in (typeface.FAMILY, "Noto Sans CJK SC"):
    for sign in "十丨目标":
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" '
            f'fill="#fff"/><text x="0" y="176" font-size="200" font-family="{family}">{sign}</text></svg>'
        )
        (folder / f"{family}-{ord(sign)}.png").write_bytes(studio.draw("png", svg))
studio.close()
print(sum(len(list(pathlib.Path(place).expanduser().rglob("*.?t?"))) for place in SYSTEM_FONTS))
"""


def pixels(folder, sign: str, family: str = typeface.FAMILY) -> list[list[bool]]:
    with Image.open(folder / f"{family}-{ord(sign)}.png") as picture:
        grey = picture.convert("L")
        return [[grey.getpixel((x, y)) < 128 for x in range(400)] for y in range(400)]


def alike(one: list[list[bool]], other: list[list[bool]]) -> float:
    pairs = [pair for a, b in zip(one, other, strict=True) for pair in zip(a, b, strict=True)]
    return sum(a and b for a, b in pairs) / sum(a or b for a, b in pairs)


@pytest.mark.parametrize("sign", "十丨目标")
def test_chinese_is_drawn_with_the_fonts_own_outlines_where_the_system_has_no_font(without_system_fonts, sign):
    # FreeType draws the same outlines by another road.
    expected = Image.new("L", (400, 400), 255)
    font = ImageFont.truetype(str(typeface.FOLDER / "ExplorerSansSC-Regular.otf"), 400)
    ImageDraw.Draw(expected).text((0, 352), sign, font=font, fill=0, anchor="ls")
    rows = [[expected.getpixel((x, y)) < 128 for x in range(400)] for y in range(400)]
    assert alike(pixels(without_system_fonts, sign), rows) > 0.9


def test_two_characters_are_not_the_same_box(without_system_fonts):
    assert alike(pixels(without_system_fonts, "目"), pixels(without_system_fonts, "标")) < 0.5


def test_without_our_font_they_would_be(without_system_fonts):
    """The fonts were hidden: the very same drawing in a system's font knows no character from another."""
    lost = [pixels(without_system_fonts, sign, "Noto Sans CJK SC") for sign in "目标"]
    assert lost[0] == lost[1]


def test_the_weight_is_regular(without_system_fonts):
    """The bar of 十, measured in a column left of its stem: 400 pixels stand for 1000 units."""
    rows = pixels(without_system_fonts, "十")
    bar = sum(row[100] for row in rows) * 1000 / 400
    assert bar == pytest.approx(STEM, abs=8)
    assert bar > THIN_STEM * 2


@each("page", ["target", "whatif"])
def test_a_month_end_stands_inside_its_year_in_a_picture_and_in_the_presentation(small, page):
    exhibit = shown(page, "zh")
    values = exhibit.pictures[0].rows.filter(pl.col("role") == "point").sort("x")
    year, part = int(values["x"][-1]) + 1, values["x"][-1] % 1
    assert 0.2 < part < 0.8, "a month within the year"
    for picture in (render.svg(exhibit, AT), render.bare(exhibit, "light"), render.bare(exhibit, "dark")):
        found, drawn = drawn_axis.axis(picture), drawn_axis.points(picture)[: values.height]
        begin, end = found.year(year)
        assert begin < drawn[-1][0] < end
        assert drawn[-1][0] == pytest.approx(begin + part * (end - begin), abs=1)
