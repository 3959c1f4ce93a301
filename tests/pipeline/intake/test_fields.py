"""The tables as declared are those of a release, and their options those that the registers can be asked for."""

import re

import polars as pl
import pytest

from explorer.analysis.registers import definitions
from explorer.core import language, paths
from explorer.pipeline import intake
from explorer.pipeline.intake import fields
from explorer.pipeline.intake.values import areas as values_areas
from explorer.pipeline.intake.values import codes
from tests.support import tiny_release
from tests.support.cases import each

REGISTER_OPTIONS = [
    (register.slug, name, tuple(value for value in values if value != definitions.NONE))
    for register in definitions.REGISTERS.values()
    for name, values in register.filters.items()
    if name not in ("standard", "pre_examined")
]


@each("table", intake.TABLES)
def test_clean_rows_have_the_columns_and_types_of_the_release(table):
    release = {name: kind for name, kind in tiny_release.SCHEMAS[table].items() if name not in tiny_release.MADE}
    assert fields.TABLES[table].schema() == release


@each("table, name, values", REGISTER_OPTIONS)
def test_options_are_what_the_register_can_be_narrowed_to(table, name, values):
    field = fields.TABLES[table].field("level" if name == "unit_level" else name)
    assert field.codes == values


@each(
    "field", [field for table in fields.TABLES.values() for field in table.fields if field.kind in ("option", "flag")]
)
def test_every_option_is_known_by_its_code_and_by_both_names(field):
    known = codes.options(field)
    assert not known.twice
    for code in field.codes:
        names = (code, *(field.option(code, language.words(one)) for one in language.LANGUAGES))
        assert {known.codes[codes.folded(name)] for name in names} == {code}


def test_a_level_is_needed_with_the_kinds_that_some_figure_counts_by_it_alone():
    """A statement that names both, kind by kind: what it asks of units that a list may leave without a level."""
    asked = re.compile(r"kind (?:= ('\w+')|in \(([^)]*)\)) and level = ")
    statements = [path.read_text("utf-8") for path in paths.QUERIES.rglob("*.sql")]
    found = [one or many for text in statements for one, many in asked.findall(text)]
    kinds = {kind for named in found for kind in re.findall(r"'(\w+)'", named)}
    level = fields.TABLES["service_network"].field("level")
    assert set(dict(level.needed_when)["kind"]) == kinds


CITY, AREA = fields.TABLES["trademarks"].field("city"), fields.TABLES["observations"].field("area")


@pytest.mark.parametrize(
    ("code", "shown", "spelt"),
    [
        ("710000", "Taiwan, China", ("台湾省", "台湾", "Taiwan")),
        ("810000", "Hong Kong SAR, China", ("香港特别行政区", "香港", "Hong Kong", "Hong Kong SAR")),
        ("820000", "Macao SAR, China", ("澳门特别行政区", "澳门", "Macao", "Macau", "Macao SAR")),
    ],
)
def test_an_area_of_china_is_shown_as_one_and_known_by_its_short_names_too(code, shown, spelt):
    world = values_areas.world()
    assert world.areas[code]["name_en"] == shown
    known = values_areas.every_area(world, AREA)
    assert {known.codes[codes.folded(name)] for name in (shown, *spelt)} == {code}


def test_every_city_is_known_by_name_short_name_and_code():
    world = values_areas.world()
    cities = values_areas.cities(world, CITY)
    assert len(world.cities()) == 15
    assert [cities.codes[name] for name in ("沈阳", "沈阳市", "shenyang", "210100", "辽宁省沈阳市")] == ["210100"] * 5
    assert cities.codes["沈抚示范区"] == "21SF00"
    assert not cities.twice


def test_every_county_is_known_within_its_city_by_name_short_name_and_code():
    world, field = values_areas.world(), fields.TABLES["trademarks"].field("county")
    for city, own in world.cities().items():
        for code, area in world.counties(city).items():
            brief = {values_areas.short(area["name_zh"])} - {values_areas.short(own["name_zh"])}
            names = [code, area["name_zh"], *brief, area["name_en"], own["name_zh"] + area["name_zh"]]
            found = values_areas.counties(pl.Series(names), pl.Series([city] * len(names)), world, field)
            assert found["value"].to_list() == [code] * len(names), area


def test_what_stands_for_the_whole_city_is_no_county():
    field = fields.TABLES["trademarks"].field("county")
    found = values_areas.counties(
        pl.Series(["市本级", "市辖区", "市内"]), pl.Series(["210100"] * 3), values_areas.world(), field
    )
    assert found.select("value", "rule").rows() == [(None, None), (None, None), (None, "unknown_option")]


def test_a_county_is_never_called_by_the_short_name_of_its_city():
    """朝阳 is 朝阳市, and whether somebody meant 朝阳县 in it nobody can tell."""
    areas = values_areas.every_area(values_areas.world(), AREA)
    assert [areas.codes[name] for name in ("朝阳", "朝阳县", "铁岭", "铁岭县")] == [
        "211300",
        "211321",
        "211200",
        "211221",
    ]
    field = fields.TABLES["trademarks"].field("county")
    found = values_areas.counties(pl.Series(["朝阳"]), pl.Series(["211300"]), values_areas.world(), field)
    assert (found["value"].item(), found["rule"].item()) == (None, "unknown_option")


def test_a_city_with_its_county_in_one_cell_points_to_the_city():
    cities = values_areas.cities(values_areas.world(), CITY)
    names = ("大连市甘井子区", "大连甘井子区", "辽宁省大连市甘井子区", "鞍山市铁西区")
    assert [cities.nearest(name) for name in names] == ["大连市"] * 3 + ["鞍山市"]
    assert not set(names) & set(cities.codes), "which column the county belongs to is the office's to say"


def test_the_whole_province_is_an_area():
    assert values_areas.every_area(values_areas.world(), AREA).codes["全省"] == "210000"


def test_a_measure_goes_by_what_the_pages_call_its_indicator_and_the_nearest_names_are_offered():
    field = fields.TABLES["observations"].field("measure")
    known = values_areas.measures(values_areas.world())
    assert not known.twice
    assert known.codes[codes.folded("商标有效注册量")] == "trademarks_in_force"
    value, rule, hint = codes.one("发明专利拥有量", known, field, True)
    assert (value, rule) == (None, "unknown_option")
    assert hint.count(" / ") == 2, "of measures so alike none is urged upon anybody"


@each(
    "table, column, text, code",
    [
        ("trademarks", "nice_class", "九", "9"),
        ("trademarks", "nice_class", "三十五", "35"),
        ("patent_events", "kind", "专利权质押登记", "pledge"),
        ("patent_events", "kind", "专利权转移", "transfer"),
        ("patent_events", "kind", "实施许可备案", "licence"),
        ("service_network", "kind", "国家知识产权示范企业", "demo_enterprise"),
        ("service_network", "kind", "知识产权信息公共服务网点", "info_service_outlet"),
        ("geographical_indications", "kind", "国家地理标志产品", "protected_product"),
    ],
)
def test_options_go_by_the_names_offices_use(table, column, text, code):
    field = fields.TABLES[table].field(column)
    assert codes.one(text, codes.options(field), field, True) == (code, None, "")


def test_a_whole_ipc_symbol_is_its_section_and_that_of_a_design_none():
    field = fields.TABLES["patents"].field("ipc_section")
    known = codes.options(field)
    read = [codes.one(text, known, field, True) for text in ("G06F17/30", "b21b 28/02;C22C38/00", "06-01", "G")]
    assert read == [("G", None, ""), ("B", None, ""), (None, None, ""), ("G", None, "")]
    assert codes.one("X06F", known, field, True)[1] == "unknown_option"


@each(
    "text, section",
    [
        *(("G06", "G"), ("Int.Cl. C08L63/00", "C"), ("Int. Cl.8 H01L 21/00", "H"), ("IPC: A61K 31/00", "A")),
        *(("INT.CL.(2006.01) B60L 53/00", "B"), ("G06F 17/30(2006.01)I", "G"), ("int cl G06N", "G")),
        *(("LOC(13)Cl.14-02", None), ("LOC（14）CL. 06-01", None), ("Cl.14-02", None), ("14-02", None)),
    ],
)
def test_a_class_is_read_as_gazettes_and_exports_write_it(text, section):
    field = fields.TABLES["patents"].field("ipc_section")
    assert codes.one(text, codes.options(field), field, True) == (section, None, "")


@each("text", ["G6", "I06F", "GOOGLE", "Int.Cl.", "LOC(13)", "2006.01"])
def test_what_is_no_class_is_none_of_the_options(text):
    field = fields.TABLES["patents"].field("ipc_section")
    assert codes.one(text, codes.options(field), field, True)[:2] == (None, "unknown_option")


@each("text", ["机关团体", "事业单位", "机关团体/事业单位", "社会团体", "行业协会", "村委会", "其他", "organisation"])
def test_a_holder_that_is_neither_firm_nor_school_is_of_a_kind_of_its_own(text):
    for table in ("patents", "trademarks"):
        field = fields.TABLES[table].field("holder_type")
        assert codes.one(text, codes.options(field), field, True) == ("organisation", None, "")


@each(
    "name, code",
    [
        *(("内蒙古", "150000"), ("广西", "450000"), ("西藏", "540000"), ("宁夏", "640000"), ("新疆", "650000")),
        *(
            ("中国", "100000"),
            ("香港", "810000"),
            ("宁夏回族自治区", "640000"),
            ("黑龙江", "230000"),
            ("岫岩", "210323"),
        ),
        *(
            ("喀左", "211324"),
            ("阜蒙县", "210921"),
            ("本溪县", "210521"),
            ("清原县", "210423"),
            ("岫岩县", "210323"),
            ("本溪", "210500"),
            ("阜新", "210900"),
        ),
        *(("210200000000", "210200"), ("210200000", "210200"), ("2102", "210200"), ("21", "210000")),
        *(("210102000000", "210102"), ("４５", "450000"), ("210000000", "210000")),
    ],
)
def test_an_area_goes_by_its_short_name_and_by_every_form_of_its_code(name, code):
    assert codes.one(name, values_areas.every_area(values_areas.world(), AREA), AREA, True) == (code, None, "")


@each("name", ["2112001", "210103001000", "9102", "辽源", "广平", "陜酉", "宁海", "211"])
def test_what_is_no_area_is_led_to_no_other_area(name):
    for known, field in (
        (values_areas.every_area(values_areas.world(), AREA), AREA),
        (values_areas.cities(values_areas.world(), CITY), CITY),
    ):
        assert codes.one(name, known, field, True) == (None, "unknown_option", "")


def test_two_districts_of_one_name_are_told_apart_by_their_city():
    areas = values_areas.every_area(values_areas.world(), AREA)
    assert areas.twice["铁西区"] == "沈阳市铁西区 / 鞍山市铁西区"
    assert (areas.codes["沈阳市铁西区"], areas.codes["鞍山铁西区"]) == ("210106", "210303")
    assert {areas.codes[code.lower()] for code in values_areas.world().areas} == set(values_areas.world().areas)


@each(
    "wrong, right",
    [
        *(
            ("沈杨市", "沈阳市"),
            ("葫芦岛市市", "葫芦岛市"),
            ("Sheyang", "Shenyang"),
            ("瓦房店市", "大连市"),
            ("铁西区", ""),
        ),
        *(("火星", ""), ("吉林市", ""), ("x" * 5000, "")),
    ],
)
def test_the_nearest_city_is_offered_only_where_it_is_near(wrong, right):
    assert values_areas.cities(values_areas.world(), CITY).nearest(wrong) == right
