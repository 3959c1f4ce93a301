"""Which cities a list speaks of, as it shows or as somebody says; of others it says nothing, or that there are none."""

from dataclasses import replace

import pytest

from explorer.core import language
from explorer.pipeline import intake
from explorer.pipeline.intake import extent
from explorer.pipeline.intake.values import areas
from tests.support.intake_files import TODAY, workbook
from tests.support.tiny_release import DALIAN, SHENYANG

TITLE, HEADING = ("维权援助工作站（截至2023年底）",), ("序号", "市", "县（市、区）", "名称", "成立时间")
EVERY = [(code, row["name_zh"]) for code, row in areas.world().cities().items() if row["level"] == "city"]


def check(*cities):
    rows = [(place, city, "", f"站{place}", "2022年5月") for place, city in enumerate(cities, start=1)]
    return intake.check(workbook([TITLE, HEADING, *rows]), "名单.xlsx", "service_network", today=TODAY)


def cities(*named, scope="auto"):
    return extent.cities(check(*named), scope)


def asked(*named, scope="auto", until=None):
    return {one.kind: dict(one.blanks) for _, _, one in extent.asked(check(*named), scope, until)}


def test_a_list_of_one_city_is_that_citys_and_one_of_several_the_provinces():
    assert cities("沈阳", "沈阳") == (SHENYANG,)
    assert cities("沈阳", "大连") == ()


def test_what_somebody_says_of_a_list_counts_more_than_what_it_shows():
    assert cities("沈阳", scope="province") == ()
    assert cities("沈阳", "大连", "沈阳", scope="cities") == (SHENYANG, DALIAN)


def test_a_list_that_names_every_city_is_the_provinces_whatever_is_said():
    every = [name for _, name in EVERY]
    assert cities(*every, scope="cities") == ()
    assert not {"one_city", "only_cities", "cities_absent"} & asked(*every).keys()


def test_the_cities_that_a_list_leaves_out_are_named_before_they_are_taken_to_have_none():
    found = asked("沈阳", "大连")
    absent = tuple(code for code, _ in EVERY if code not in (SHENYANG, DALIAN))
    assert found["cities_absent"] == {"places": absent, "count": len(EVERY) - 2}
    assert asked("沈阳", scope="province")["cities_absent"]["count"] == len(EVERY) - 1


def test_that_a_list_speaks_of_some_cities_alone_is_told_with_their_names():
    assert asked("沈阳")["one_city"]["places"] == (SHENYANG,)
    assert asked("沈阳", "大连", scope="cities")["only_cities"]["places"] == (SHENYANG, DALIAN)
    found = check("沈阳")
    for code, name in (("zh", "沈阳市"), ("en", "Shenyang")):
        words = language.words(code)
        assert name in intake.asked(extent.asked(found), found.table, words)[words("intake.question")][-1]


def test_where_somebody_says_to_which_day_a_list_knows_its_own_is_not_asked_about():
    assert "until_said" in asked("沈阳", "大连")
    assert "until_said" not in asked("沈阳", "大连", until=TODAY)


@pytest.mark.parametrize("scope", extent.SCOPES)
def test_figures_name_their_areas_row_by_row_and_speak_of_no_others(scope):
    found = replace(check("沈阳"), table="observations", questions=())
    assert extent.cities(found, scope) == ()
    assert extent.asked(found, scope) == ()


def test_rows_that_no_count_has_are_told_of_and_make_no_list_a_citys():
    assert cities("沈阳", "") == ()
    assert asked("沈阳", "", "")["city_unsaid"] == {"count": 2}
    assert asked("沈阳", "沈抚示范区")["city_is_zone"] == {"count": 1}


def test_a_city_that_a_cross_says_has_none_is_spoken_of():
    rows = [TITLE, ("市", "县（市、区）", "是否建站"), ("沈阳", "和平区", "√"), ("大连", "中山区", "×")]
    found = intake.check(workbook(rows), "名单.xlsx", "service_network", today=TODAY)
    assert found.cities == {SHENYANG, DALIAN}
    assert found.rows["city"].to_list() == [SHENYANG]
    assert extent.cities(found, "auto") == ()
