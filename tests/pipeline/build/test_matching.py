"""Which rows of the office are a published row's thing under another number, on rows compared by hand."""

import polars as pl
import pytest

from explorer.pipeline.build import matching
from explorer.pipeline.build.matching import Instead

SHENYANG, DALIAN = "210100", "210200"
PRODUCT, FARMING, MARK, UNSAID = "protected_product", "agricultural_product", "certification_mark", "unspecified"


def indications(*rows):
    """Rows of number, name, kind and, unless it is Shenyang, city."""
    told = [dict(zip(("gi_no", "name_zh", "kind", "city"), row, strict=False)) for row in rows]
    return pl.DataFrame([{"city": SHENYANG} | one for one in told])


def units(*rows):
    """Rows of number, name, city and, unless it is provincial, level."""
    told = [dict(zip(("unit_no", "name_zh", "city", "level"), row, strict=False)) for row in rows]
    schema = dict.fromkeys(("unit_no", "name_zh", "city", "level", "kind"), pl.String)
    return pl.DataFrame(
        [{"level": "provincial", "kind": "patent_navigation_base"} | one for one in told], schema=schema
    )


def same(published, office):
    table, key = ("service_network", "unit_no") if "level" in office.columns else ("geographical_indications", "gi_no")
    return set(matching.pairs(published, office, table, key).iter_rows())


def test_the_same_name_kind_and_city_is_the_same_thing_however_its_name_is_spaced():
    published = indications(("P1", "辽中葡萄", PRODUCT), ("P2", "辽中玫瑰", PRODUCT))
    assert same(published, indications(("L1", " 辽中　葡萄", PRODUCT))) == {("P1", "L1")}


@pytest.mark.parametrize(
    "other", [("L1", "盘锦大米", MARK), ("L1", "盘锦大米", PRODUCT, DALIAN), ("L1", "盘锦米", PRODUCT)]
)
def test_another_kind_city_or_name_is_another_thing(other):
    assert same(indications(("P1", "盘锦大米", PRODUCT)), indications(other)) == set()


def test_a_kind_that_the_source_does_not_say_may_be_the_offices():
    published = indications(("P1", "东港草莓", UNSAID), ("P2", "东港草莓", MARK))
    assert same(published, indications(("L1", "东港草莓", FARMING))) == {("P1", "L1")}
    both = indications(("L1", "东港草莓", FARMING), ("L2", "东港草莓", MARK))
    assert same(published, both) == {("P1", "L1"), ("P1", "L2"), ("P2", "L2")}


def test_what_the_office_leaves_open_is_the_only_published_row_of_the_name_and_none_of_several():
    office = indications(("L1", "盘锦大米", UNSAID))
    assert same(indications(("P1", "盘锦大米", PRODUCT)), office) == {("P1", "L1")}
    assert same(indications(("P1", "盘锦大米", PRODUCT), ("P2", "盘锦大米", MARK)), office) == set()


def test_an_addition_in_brackets_at_the_end_of_one_name_is_left_out_where_nothing_else_could_be_meant():
    published = units(("U1", "东北大学(省级专利导航服务基地)", SHENYANG))
    assert same(published, units(("L1", "东北大学", SHENYANG))) == {("U1", "L1")}
    assert same(published, units(("L1", "东北大学（省级专利导航服务基地）", SHENYANG))) == {("U1", "L1")}
    assert same(published, units(("L1", "东北大学（另一基地）", SHENYANG))) == set()


def test_a_name_that_several_published_rows_begin_with_is_nobodys():
    published = units(("U1", "大连市(示范城市)", DALIAN), ("U2", "大连市(重点城市)", DALIAN))
    assert same(published, units(("L1", "大连市", DALIAN))) == set()
    assert same(published, units(("L1", "大连市（重点城市）", DALIAN))) == {("U2", "L1")}


def test_a_name_that_two_rows_could_mean_stays_open_also_when_one_of_them_is_taken():
    published = units(("U1", "大连市(示范城市)", DALIAN), ("U2", "大连市(重点城市)", DALIAN))
    office = units(("L1", "大连市", DALIAN), ("L2", "大连市（重点城市）", DALIAN))
    assert same(published, office) == {("U2", "L2")}


def test_a_unit_without_a_city_in_the_source_may_be_in_the_offices():
    assert same(units(("U1", "中心", None)), units(("L1", "中心", SHENYANG))) == {("U1", "L1")}
    assert same(units(("U1", "中心", SHENYANG)), units(("L1", "中心", None))) == {("U1", "L1")}
    assert same(units(("U1", "中心", SHENYANG, "national")), units(("L1", "中心", SHENYANG))) == set()


def test_the_same_number_is_the_same_row_and_a_row_without_a_name_is_no_others():
    assert same(units(("U1", "甲", SHENYANG)), units(("U1", "乙", DALIAN))) == {("U1", "U1")}
    assert same(units(("U1", None, SHENYANG)), units(("L1", None, SHENYANG))) == set()
    marks = pl.DataFrame({"registration_no": ["1"]})
    assert matching.pairs(marks, marks, "trademarks", "registration_no").rows() == [("1", "1")]


def test_rows_of_the_office_that_repeat_each_other_are_counted():
    own = units(
        ("L1", "甲站", SHENYANG), ("L2", "甲　站", SHENYANG), ("L3", "甲站", DALIAN), ("L4", "甲站", SHENYANG, "city")
    )
    told = own.with_columns(county=pl.lit(None, pl.String))
    assert matching.repeated(told, "service_network", "unit_no") == 2
    apart = own.with_columns(county=pl.Series(["210102", "210103", None, None]))
    assert matching.repeated(apart, "service_network", "unit_no") == 0


def test_what_stays_beside_a_namesake_is_named():
    published = indications(("P1", "盘锦大米", PRODUCT), ("P2", "盘锦大米", MARK), ("P3", "盘锦河蟹", MARK, DALIAN))
    office = indications(("L1", "盘锦大米", UNSAID), ("L2", "盘锦河蟹", MARK), ("L3", "新米", MARK))
    found = matching.beside(published, office, "geographical_indications", "gi_no")
    assert found == tuple(
        Instead("geographical_indications", gone, "盘锦大米", "L1", "盘锦大米") for gone in ("P1", "P2")
    )
