"""The workbook that is signed before figures are published, opened again."""

import datetime as dt
import io
from typing import get_args

import openpyxl
import pytest

from explorer.core import language
from explorer.pipeline.imports import Import
from explorer.pipeline.publish import changed, said, signing
from explorer.pipeline.publish.changed import Changed, Doubt, Side
from explorer.pipeline.publish.corrections import Correction
from explorer.pipeline.publish.prepared import Prepared
from tests.support.cases import each

ZH, EN = language.words("zh"), language.words("en")
YEAR, BEFORE = dt.date(2025, 12, 31), dt.date(2024, 12, 31)
SIMULATED = Side(84.0, "simulated", on=YEAR, status="missed", example=True)
OFFICE = Side(105.0, "office", "preliminary", on=YEAR, status="met")
PLACE = ("ln-2025", 10, "rights_aid_workstations", "210000")
FLIP = Changed(*PLACE, SIMULATED, OFFICE, "replaced", flips=True)
DOUBTED = Changed(*PLACE, Side(), OFFICE, "new", doubt=Doubt("jump", 20.0, BEFORE, "year"))
WITHDRAWN = Changed(*PLACE, OFFICE, Side(), "withdrawn", note="=录入错误")
FILE = Import("imp-1", "observations", "append", "年度表.xlsx", "", 120, YEAR, "", YEAR)
PREPARED = Prepared(
    token="t",
    base="20260930-aaaaaaaaaa",
    release="20261128-bbbbbbbbbb",
    until=YEAR,
    total=1,
    imports=(FILE,),
    brought=("imp-1",),
    rows=(),
    changed=(FLIP, DOUBTED, WITHDRAWN),
    corrections=(Correction(PLACE[2], "210000", YEAR, 105.0, None),),
)


@pytest.fixture
def book():
    made = signing.workbook(PREPARED, ZH, by="王", note="")
    return openpyxl.load_workbook(io.BytesIO(made))


def test_the_cover_says_what_is_signed_and_leaves_room_for_it(book):
    cover = {row[0].value: row[1].value for row in book["签批页"].iter_rows()}
    assert cover["数据版本"] == "20260930-aaaaaaaaaa（现行）→ 20261128-bbbbbbbbbb（待发布）"
    assert cover["文件"] == "年度表.xlsx（120 行）"
    assert cover["经办人"] == "王"
    assert cover["合计"] == "变动 3 项，其中结论改变 1 项；待核对 1 项"
    assert cover["更正的已发布数值"].endswith("105 → –")
    for name in ("发布理由", "审核人", "审核日期", "签字"):
        assert set(cover[name]) == {"＿"}


def test_the_list_holds_numbers_with_unit_evidence_verdict_and_reason(book):
    names, *rows = book["变动清单"].iter_rows(values_only=True)
    first, second, third = (dict(zip(names, row, strict=True)) for row in rows)
    assert (first["标记"], first["原数值"], first["新数值"], first["单位"]) == ("结论改变", 84, 105, "家")
    assert (first["原依据"], first["新依据"]) == ("○ 模拟", "■ 本局数据（快报）")
    assert (first["原结论"], first["新结论"], first["变动原因"]) == ("示例：未达成", "已达成", "取代模拟数据")
    assert (second["标记"] or "", second["原数值"]) == ("", None)
    assert "2024年为 20 家" in second["请核对"]
    assert (third["新数值"], third["变动原因"]) == (None, "本局撤回原数值：=录入错误")


def test_what_is_asked_has_a_sheet_with_room_for_the_answer_and_none_where_nothing_is(book):
    _, asked = book["待核对"].iter_rows(values_only=True)
    assert asked[0] == 10
    assert set(asked[-1]) == {"＿"}
    calm = signing.workbook(Prepared(**{**vars(PREPARED), "changed": (FLIP,)}), EN)
    assert openpyxl.load_workbook(io.BytesIO(calm)).sheetnames == ["For signing", "Changes"]


@each(
    "side, says",
    [
        (Side(), "–"),
        (Side(None, "office", "undetermined", on=YEAR), "尚未核定"),
        (OFFICE, "105 家"),
        (Side(98.0, "office", on=BEFORE), "98 家（2024年）"),
    ],
)
def test_a_value_is_said_with_its_period_where_that_is_another(side, says):
    assert said.value(FLIP, side, ZH) == says


@each("reason", get_args(changed.Reason))
def test_every_reason_has_its_words(reason):
    one = Changed(*PLACE, Side(), OFFICE, reason)
    assert said.reason(one, ZH) != said.reason(one, EN)
