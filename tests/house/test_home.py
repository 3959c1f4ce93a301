"""No code, query or sentence says which province this is: that is for the profile and the inputs to say."""

import re

import pytest

from tests.house.imports import ROOT

PLACES = ("app.py", "pages/**/*.py", "explorer/**/*.py", "explorer/**/*.toml", "queries/**/*.sql", "queries/*.md")
CODE = re.compile(r"\b210000\b|\bln-2025\b")
NAME = re.compile(r"辽宁|Liaoning")
# 十四五 is the fourteenth five-year plan.
COUNT = re.compile(
    r"(?<![\d.])14 ?个?(设区)?市|\b14 (cities|prefectures)\b|\bthe 14\b|十四(?!五)|\bfourteen\b", re.IGNORECASE
)


def offenders(rule, places=PLACES):
    files = (path for pattern in places for path in sorted(ROOT.glob(pattern)))
    lines = ((path, no, line) for path in files for no, line in enumerate(path.read_text("utf-8").splitlines(), 1))
    return [f"{path.relative_to(ROOT)}:{no}" for path, no, line in lines if rule.search(line)]


def test_nothing_but_the_data_names_the_home_province_or_its_plan():
    assert not offenders(CODE)


def test_no_sentence_names_the_home_province():
    assert not offenders(NAME, ("explorer/core/languages/*.toml",))


def test_nothing_but_the_data_knows_how_many_cities_there_are():
    assert not offenders(COUNT)


@pytest.mark.parametrize(
    "line", ["全省14个设区市", "全部 14 个市", "each of the 14 cities", "Fourteen", "none of the 14, and"]
)
def test_the_rule_sees_a_count_of_cities(line):
    assert COUNT.search(line)


@pytest.mark.parametrize("line", ['14 = "14 珠宝钟表"', "“十四五”规划", "2014 cities", "font_size = 14"])
def test_the_rule_lets_other_fourteens_be(line):
    assert not COUNT.search(line)
